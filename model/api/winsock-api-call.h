/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_API_CALL_H
#define WINSOCK_API_CALL_H

#include "ns3/call-refusals.h"
#include "ns3/call-scope.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-spi.h"
#include "ns3/winsock-thread.h"

#include <utility>

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
 * return call.Forward<&WSPPROC_TABLE::lpWSPListen>(s, backlog);
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
     * @return whether the call may go on; if not, end it with Finish()
     */
    bool IsAllowed();

    /**
     * Checks that the machine has what is called, after the checks of IsAllowed().
     * @param optional what is called
     * @return whether the call may go on; if not, end it with Finish()
     */
    bool IsOffered(OptionalCall optional);

    /**
     * Calls the provider of a handle, after the same checks and that the process knows the handle
     * (WSAENOTSOCK).
     * @tparam Member the member of the procedure table
     * @param s the handle
     * @param arguments what the function takes between the handle and lpErrno
     * @return what the provider returned, or SOCKET_ERROR as the function's type writes it; the error
     *         is kept for Finish()
     */
    template <auto Member, typename... Arguments>
    auto
    Invoke(SOCKET s, Arguments... arguments)
    {
        using Result = decltype((std::declval<WSPPROC_TABLE>().*Member)(s, arguments..., &m_error));
        const WSPPROC_TABLE* provider = FindProvider(s);
        return provider ? (provider->*Member)(s, arguments..., &m_error)
                        : static_cast<Result>(SOCKET_ERROR);
    }

    /**
     * As Invoke(), for a function that takes no handle before its other arguments.
     * @tparam Member the member of the procedure table
     * @param s a handle whose provider gets the call
     * @param arguments what the function takes before lpErrno
     * @return what the provider returned
     */
    template <auto Member, typename... Arguments>
    auto
    InvokeFor(SOCKET s, Arguments... arguments)
    {
        using Result = decltype((std::declval<WSPPROC_TABLE>().*Member)(arguments..., &m_error));
        const WSPPROC_TABLE* provider = FindProvider(s);
        return provider ? (provider->*Member)(arguments..., &m_error)
                        : static_cast<Result>(SOCKET_ERROR);
    }

    /**
     * Makes the checks of Invoke() without a call.
     * @param s a handle
     * @return whether it is known and the call may go on; if not, end it with Finish()
     */
    bool
    IsKnown(SOCKET s)
    {
        return FindProvider(s) != nullptr;
    }

    /**
     * Invoke() and Finish() in one, for a function whose result is the provider's.
     * @tparam Member the member of the procedure table
     * @param s the handle
     * @param arguments what the function takes between the handle and lpErrno
     * @return what the provider returned
     */
    template <auto Member, typename... Arguments>
    auto
    Forward(SOCKET s, Arguments... arguments)
    {
        return Finish(Invoke<Member>(s, arguments...));
    }

    /// @param error what Finish() is to report for a failure
    void
    SetError(int error)
    {
        m_error = error;
    }

    /// @return where a provider puts its error
    int&
    GetError()
    {
        return m_error;
    }

    /**
     * Ends the call and stores the thread's last error: 0 after a success (R-SEL-6), the kept error
     * after a failure, WSASYSCALLFAILURE where there is none (R-SPI-12).
     * @param result what the function returns
     * @return result
     */
    template <typename T>
    T
    Finish(T result)
    {
        int error = 0;
        if (result == static_cast<T>(SOCKET_ERROR))
        {
            error = m_error == 0 ? WSASYSCALLFAILURE : m_error;
        }
        m_thread.SetLastError(error);
        return m_scope.Leave(result, error);
    }

    /**
     * Finish() for a function that fails with FALSE.
     * @param result TRUE or FALSE
     * @return result
     */
    BOOL FinishTruth(BOOL result);

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
    /// @param s a handle; @return its provider's table, or null with the error kept
    const WSPPROC_TABLE* FindProvider(SOCKET s);

    WinsockThread& m_thread;        //!< who calls
    WinsockThread::Scope m_current; //!< makes it the current thread
    CallScope m_scope;              //!< makes the call visible
    int m_error{0};                 //!< what Finish() reports
};

} // namespace ns3::winsock

#endif /* WINSOCK_API_CALL_H */
