/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_THREAD_H
#define WINSOCK_THREAD_H

#include "ns3/fiber.h"
#include "ns3/nstime.h"
#include "ns3/simple-ref-count.h"
#include "ns3/thread-inbox.h"
#include "ns3/winsock-structures.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace ns3::winsock
{

class WinsockProcess;
struct CallRecord;

/**
 * @ingroup winsock
 * @brief A thread of a simulated program.
 *
 * A thread has a last error of its own (R-INI-8) and, while it runs a body, a fiber on which its
 * calls can wait in simulated time. A thread without a body serves plain ns-3 event handlers: its
 * calls work, but one that would have to wait fails with WSAEWOULDBLOCK instead (design decision
 * D4).
 *
 * Threads take turns: exactly one runs at any moment, until it waits, ends or sleeps. What wakes a
 * thread is always an event of its own at the present simulated time, so that no program code runs
 * in the middle of ns-3's socket code.
 */
class WinsockThread : public SimpleRefCount<WinsockThread>
{
  public:
    /**
     * What a thread runs; the value is its exit code. A C++ exception that escapes it is a mistake
     * of the scenario and aborts with a message that says whose and when.
     */
    using Body = std::function<int()>;

    /**
     * @param process whom the thread belongs to; outlives the thread's body
     * @param id the thread's number in its process
     */
    WinsockThread(WinsockProcess& process, uint32_t id);
    ~WinsockThread();

    WinsockThread(const WinsockThread&) = delete;
    WinsockThread& operator=(const WinsockThread&) = delete;

    /// @return the thread that is running a call at this moment, or null between calls
    static WinsockThread* GetCurrent();

    /// @return the number of the thread in its process
    uint32_t GetId() const;

    /// @return whom the thread belongs to
    WinsockProcess& GetProcess() const;

    /// @return the code that WSAGetLastError gives
    int GetLastError() const;

    /// @param error what WSAGetLastError is to give
    void SetLastError(int error);

    /// @return what socket() reads from SO_OPENTYPE: 0 for overlapped sockets (R-SEL-3)
    int GetOpenType() const;

    /// @param type the value of SO_OPENTYPE for this thread's next sockets
    void SetOpenType(int type);

    /**
     * Lets a message accompany the calls of WSPSendTo or WSPRecvFrom that the thread makes for it, down
     * through whatever layers there are: their functions have no place for control data.
     * @param message of WSASendMsg or WSARecvMsg; null once the call has returned
     */
    void SetMessage(LPWSAMSG message);

    /// @return the message that accompanies this call, or null; it accompanies no other one
    LPWSAMSG TakeMessage();

    /**
     * Begins to run a body in an event of its own at the present time; does nothing once the
     * process has ended.
     * @param body what to run; the thread must not be running another one
     */
    void Start(Body body);

    /**
     * Runs a body at once, until it ends or waits for the first time.
     * @param body what to run; the thread must not be running another one
     * @return whether the body has ended already
     */
    bool Run(Body body);

    /// @param handler called each time that a body has ended, with its exit code
    void SetFinishedHandler(std::function<void(int)> handler);

    /// @return whether a body was given and has not ended
    bool IsRunning() const;

    /// @return whether a call of this thread may wait: it is running on its own fiber
    bool CanBlock() const;

    /// @return whether the thread is waiting inside a call
    bool IsBlocked() const;

    /**
     * Waits until Wake(). The caller checks what it waits for and waits again if need be.
     * @return false when the thread is being ended and must not wait any more
     */
    bool Block();

    /// Lets the thread go on in an event of its own at the present time; harmless if it runs.
    void Wake();

    /**
     * Waits for a span of simulated time.
     * @param delay how long
     * @return false when the thread is being ended
     */
    bool Sleep(const Time& delay);

    /**
     * Waits like Block(), in a way that queued calls may interrupt: those that there are run first
     * or, if there are none, once the thread is woken. All blocking calls of Winsock wait so
     * (R-OVL-8).
     * @return false when the thread is being ended and must not wait any more
     */
    bool BlockAlertable();

    /**
     * @param alertable whether a queued call ends the wait; it is left in the queue
     * @return as Block(), whose other half this is for waits that report queued calls
     */
    bool WaitForApcOrWake(bool alertable);

    /**
     * Queues a call that the thread makes the next time that it waits alertably; a worker thread
     * makes it in an event of its own at the present time.
     * @param call what to run on the thread
     */
    void QueueApc(std::function<void()> call);

    /// Runs the queued calls, those that they queue included. @return whether there was one
    bool RunApcs();

    /**
     * Makes a thread without a body one that does nothing but run queued calls, as the worker
     * threads of layered providers do. It cannot wait.
     */
    void ServeApcs();

    /// @return what waits for the thread
    ThreadInbox& GetInbox();

    /// @return whether something was ever put into the inbox
    bool HasInbox() const;

    /// Forgets what waits for the thread.
    void ClearInbox();

    /// Ends the body: its stack is unwound, destructors run, and nothing of it waits any more.
    void Kill();

    /// @return whether somebody listens to the stack's call trace
    bool IsTraced() const;

    /// @param record gets the ids of node, process and thread and the present depth
    void Identify(CallRecord& record) const;

    /// @param record is handed to the listeners
    void Trace(const CallRecord& record) const;

    /// @param change +1 as a call is entered, -1 as it is left
    void ChangeCallDepth(int change);

    /**
     * @ingroup winsock
     * @brief Makes a thread the current one for as long as the scope lives.
     */
    class Scope
    {
      public:
        /// @param thread who runs now
        explicit Scope(WinsockThread& thread)
            : m_previous(g_current)
        {
            g_current = &thread;
        }

        ~Scope()
        {
            g_current = m_previous;
        }

        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

      private:
        WinsockThread* m_previous; //!< who ran before
    };

  private:
    /// Where a thread stands between its events.
    enum class State : uint8_t
    {
        IDLE,    //!< no body
        READY,   //!< an event will let the body go on
        RUNNING, //!< the body is on its fiber, or below a nested one
        BLOCKED, //!< the body waits in Block()
    };

    /// Makes the fiber for a body.
    void Prepare(Body body);
    /// Runs the fiber until it waits or ends.
    void Resume();
    /// The event that Start() and Wake() schedule.
    void OnTurn();
    /// Schedules OnTurn().
    void ScheduleTurn();
    /// The event in which a worker thread runs its calls.
    void OnWork();
    /// Runs on the fiber: the body inside its guard.
    void RunBody(const Body& body);
    /// On the fiber: unwinds the body, unless it is being unwound already.
    void EndBody();
    /// Ends the simulation: nobody above a program's frames can handle its exceptions.
    void ReportEscape(const char* what) const;
    /// @return a sentence for messages: which thread of which process on which node, and when
    std::string Describe() const;

    static WinsockThread* g_current; //!< who runs at this moment

    WinsockProcess& m_process;      //!< whom the thread belongs to
    std::unique_ptr<Fiber> m_fiber; //!< where the body runs
    std::unique_ptr<std::function<void(int)>>
        m_onFinished;                     //!< told when a body has ended; null: nobody
    std::unique_ptr<ThreadInbox> m_inbox; //!< null until something is put into it
    uint32_t m_id;                        //!< number in the process
    int m_lastError{0};                   //!< what WSAGetLastError gives
    LPWSAMSG m_message{nullptr};          //!< of WSASendMsg or WSARecvMsg
    int m_openType{0};                    //!< SO_OPENTYPE
    int m_exitCode{0};                    //!< what the body returned
    uint16_t m_unwinds{0};                //!< how often the body was told that it is being ended
    uint16_t m_callDepth{0};              //!< calls entered and not left
    State m_state{State::IDLE};           //!< where the body stands
    bool m_killed{false};                 //!< the body is being ended
    bool m_alertable{false};              //!< a queued call ends the present wait
    bool m_worker{false};                 //!< runs queued calls in events of their own
};

} // namespace ns3::winsock

#endif /* WINSOCK_THREAD_H */
