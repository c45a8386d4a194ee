/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef FAILURE_OBSERVER_H
#define FAILURE_OBSERVER_H

namespace ns3::winsock
{

class WinsockThread;

/**
 * @ingroup winsock
 * @brief Is told of every call that fails, of all nodes and processes: at the API, at the SPI, and the
 *        upcalls of providers.
 *
 * It is for checks that concern no node in particular, such as the tests' that errors are documented
 * ones; a `Call` trace source is one node's. While there is none, only a failed call asks for it, and
 * a call through a procedure table.
 */
class FailureObserver
{
  public:
    virtual ~FailureObserver() = default;

    /**
     * A call has failed; it is still the thread's present one.
     * @param thread who called
     * @param function Winsock's name of the function
     * @param error what the function reports
     */
    virtual void OnFailure(const WinsockThread& thread, const char* function, int error) = 0;

    /// @return the one observer, or null
    static FailureObserver*
    Get()
    {
        return g_observer;
    }

    /// @param observer outlives its place here; null for none
    static void Set(FailureObserver* observer);

  private:
    static FailureObserver* g_observer; //!< the one that there is
};

} // namespace ns3::winsock

#endif /* FAILURE_OBSERVER_H */
