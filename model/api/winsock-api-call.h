/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_API_CALL_H
#define WINSOCK_API_CALL_H

#include "ns3/call-scope.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-spi.h"
#include "ns3/winsock-thread.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What every function of the API does around its own work.
 *
 * It makes the calling thread the current one, records the call, checks what all calls check before
 * they look at an argument (R-INI-7), finds the provider of a handle (R-SPI-14), and stores the error
 * of a failure as the thread's last error (R-SPI-11).
 *
 * @code
 * ApiCall call(m_thread, "listen", Arg("s", s), Arg("backlog", backlog));
 * const WSPPROC_TABLE* provider = call.FindProvider(s);
 * if (!provider)
 * {
 *     return call.Fail(SOCKET_ERROR);
 * }
 * int error = 0;
 * return call.Finish(provider->lpWSPListen(s, backlog, &error), error);
 * @endcode
 */
class ApiCall
{
  public:
    /**
     * @param thread who calls
     * @param function Winsock's name of the function
     * @param arguments Arg and its relatives
     */
    template <typename... Arguments>
    ApiCall(WinsockThread& thread, const char* function, const Arguments&... arguments)
        : m_thread(thread),
          m_current(thread),
          m_scope(thread, function, arguments...)
    {
    }

    /**
     * Checks what comes before all arguments: WSANOTINITIALISED without a WSAStartup,
     * WSAEINPROGRESS for a call on a thread that waits inside another one (R-SEL-54), WSAENETDOWN
     * while the network subsystem does not work.
     * @return whether the call may go on; if not, end it with Fail()
     */
    bool IsAllowed();

    /**
     * Checks the same, and that the process knows a handle.
     * @param s a handle
     * @return the procedure table of its provider, or null with WSAENOTSOCK: end with Fail()
     */
    const WSPPROC_TABLE* FindProvider(SOCKET s);

    /// @param error what Fail() is to report
    void
    SetError(int error)
    {
        m_error = error;
    }

    /**
     * Ends a call that failed in Winsock itself.
     * @param result what the function returns on failure
     * @return result
     */
    template <typename T>
    T
    Fail(T result)
    {
        m_thread.SetLastError(m_error);
        return m_scope.Leave(result, m_error);
    }

    /**
     * Ends a call that a provider answered. A failure without a code becomes WSASYSCALLFAILURE
     * (R-SPI-12).
     * @param result what the provider returned
     * @param error what it reported, if the result is a failure
     * @return result
     */
    template <typename T>
    T
    Finish(T result, int error)
    {
        if (result != static_cast<T>(SOCKET_ERROR))
        {
            m_thread.SetLastError(0);
            return m_scope.Leave(result, 0);
        }
        m_error = error == 0 ? WSASYSCALLFAILURE : error;
        return Fail(result);
    }

    /**
     * Ends a call that succeeded.
     * @param result what the function returns
     * @return result
     */
    template <typename T>
    T
    Succeed(T result)
    {
        m_thread.SetLastError(0);
        return m_scope.Leave(result, 0);
    }

    /**
     * Ends a call that has nothing to do with the last error.
     * @param result what the function returns
     * @param error what it reports in its own way, 0 for none
     * @return result
     */
    template <typename T>
    T
    Leave(T result, int error = 0)
    {
        return m_scope.Leave(result, error);
    }

  private:
    WinsockThread& m_thread;        //!< who calls
    WinsockThread::Scope m_current; //!< makes it the current thread
    CallScope m_scope;              //!< makes the call visible
    int m_error{0};                 //!< what Fail() reports
};

} // namespace ns3::winsock

#endif /* WINSOCK_API_CALL_H */
