/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CALL_SCOPE_H
#define CALL_SCOPE_H

#include "ns3/call-record.h"
#include "ns3/failure-observer.h"
#include "ns3/winsock-thread.h"

#include <memory>
#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The one declared line that makes a call visible (design decision D11).
 *
 * Opened at the head of every API and SPI entry, it tells the stack's `Call` trace source that
 * the call was entered and, with its result, left. While nobody listens it costs one branch:
 * arguments are not even formatted. A failure is told to the FailureObserver as well.
 *
 * @code
 * CallScope call(thread, "bind", Arg("s", s), AddressArg{"name", name, namelen});
 * ...
 * return call.Leave(result, error);
 * @endcode
 */
class CallScope
{
  public:
    /**
     * A call that crosses the API.
     * @param thread who calls
     * @param function Winsock's name of the function
     * @param arguments Arg and its relatives
     */
    template <typename... Arguments>
    CallScope(WinsockThread& thread, const char* function, const Arguments&... arguments)
        : m_thread(thread),
          m_function(function)
    {
        if (thread.IsTraced())
        {
            Open(CallRecord::Side::API, std::string(), function);
            (AddArgument(*m_record, arguments), ...);
            Enter();
        }
    }

    /**
     * A call that crosses the SPI.
     * @param thread who calls
     * @param provider where the readable name of the called provider is
     * @param function Winsock's name of the function
     * @param arguments Arg and its relatives
     */
    template <typename... Arguments>
    CallScope(WinsockThread& thread,
              const std::string& provider,
              const char* function,
              const Arguments&... arguments)
        : m_thread(thread),
          m_function(function)
    {
        if (thread.IsTraced())
        {
            Open(CallRecord::Side::SPI, provider, function);
            (AddArgument(*m_record, arguments), ...);
            Enter();
        }
    }

    /// A scope that was never left belongs to a call that its process's end cut short.
    ~CallScope()
    {
        if (m_record)
        {
            Unwind();
        }
    }

    /// @param thread who calls @return whether anybody looks at its calls
    static bool
    IsWatched(const WinsockThread& thread)
    {
        return FailureObserver::Get() || thread.IsTraced();
    }

    CallScope(const CallScope&) = delete;
    CallScope& operator=(const CallScope&) = delete;

    /**
     * Ends the scope.
     * @param result what the call returns
     * @param error the error that it reports, 0 for none
     * @return result
     */
    template <typename T>
    T
    Leave(T result, int error)
    {
        if (error != 0)
        {
            ReportFailure(error);
        }
        if (m_record)
        {
            Close(static_cast<int64_t>(result), error);
        }
        return result;
    }

  private:
    /// Makes the record.
    void Open(CallRecord::Side side, const std::string& provider, const char* function);
    /// Tells the trace source that the call begins.
    void Enter();
    /// Tells the trace source that the call has ended.
    void Close(int64_t result, int error);
    /// Tells the trace source that the call will never end.
    void Unwind();
    /// Tells the observer of failures, if there is one.
    void ReportFailure(int error) const;

    WinsockThread& m_thread;              //!< who calls
    const char* m_function;               //!< Winsock's name
    std::unique_ptr<CallRecord> m_record; //!< only while somebody listens
};

} // namespace ns3::winsock

#endif /* CALL_SCOPE_H */
