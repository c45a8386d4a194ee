/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-thread.h"

#include "ns3/abort.h"
#include "ns3/assert.h"
#include "ns3/call-record.h"
#include "ns3/event-id.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <exception>
#include <sstream>
#include <utility>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockThread");

namespace
{

/// Thrown through a program's frames when its thread is ended; only RunBody() may catch it.
struct ThreadUnwind
{
};

/// How often a program may swallow its own end before the simulation is stopped.
constexpr int MAX_UNWINDS = 1000;

} // namespace

WinsockThread* WinsockThread::g_current = nullptr;

WinsockThread::WinsockThread(WinsockProcess& process, uint32_t id)
    : m_process(process),
      m_id(id)
{
}

WinsockThread::~WinsockThread()
{
    Kill();
}

WinsockThread*
WinsockThread::GetCurrent()
{
    return g_current;
}

uint32_t
WinsockThread::GetId() const
{
    return m_id;
}

WinsockProcess&
WinsockThread::GetProcess() const
{
    return m_process;
}

int
WinsockThread::GetLastError() const
{
    return m_lastError;
}

void
WinsockThread::SetLastError(int error)
{
    m_lastError = error;
}

int
WinsockThread::GetOpenType() const
{
    return m_openType;
}

void
WinsockThread::SetOpenType(int type)
{
    m_openType = type;
}

void
WinsockThread::SetMessage(LPWSAMSG message)
{
    m_message = message;
}

LPWSAMSG
WinsockThread::TakeMessage()
{
    const LPWSAMSG message = m_message;
    m_message = nullptr;
    return message;
}

void
WinsockThread::Start(Body body)
{
    NS_LOG_FUNCTION(this);
    if (!m_process.IsAlive())
    {
        return;
    }
    Prepare(std::move(body));
    m_state = State::READY;
    ScheduleTurn();
}

bool
WinsockThread::Run(Body body)
{
    Prepare(std::move(body));
    Resume();
    return !IsRunning();
}

void
WinsockThread::SetFinishedHandler(std::function<void(int)> handler)
{
    m_onFinished =
        handler ? std::make_unique<std::function<void(int)>>(std::move(handler)) : nullptr;
}

bool
WinsockThread::IsRunning() const
{
    return m_fiber != nullptr;
}

bool
WinsockThread::CanBlock() const
{
    return m_fiber && Fiber::GetCurrent() == m_fiber.get();
}

bool
WinsockThread::IsBlocked() const
{
    return m_state == State::BLOCKED || (m_state == State::READY && m_fiber->IsStarted());
}

bool
WinsockThread::Block()
{
    NS_ASSERT_MSG(CanBlock(), "Only a call on the thread's own fiber can wait");
    if (!m_killed)
    {
        m_state = State::BLOCKED;
        WinsockThread* self = std::exchange(g_current, nullptr);
        Fiber::Suspend();
        g_current = self;
        m_state = State::RUNNING;
    }
    if (m_killed)
    {
        EndBody();
        return false;
    }
    m_process.CountWakeUp();
    return true;
}

bool
WinsockThread::BlockAlertable()
{
    if (RunApcs())
    {
        return true;
    }
    if (!WaitForApcOrWake(true))
    {
        return false;
    }
    RunApcs();
    return true;
}

bool
WinsockThread::WaitForApcOrWake(bool alertable)
{
    m_alertable = alertable;
    const bool goesOn = Block();
    m_alertable = false;
    return goesOn;
}

void
WinsockThread::QueueApc(std::function<void()> call)
{
    if (!m_process.IsAlive())
    {
        return;
    }
    ThreadInbox& inbox = GetInbox();
    inbox.calls.push_back(std::move(call));
    if (m_worker)
    {
        if (!std::exchange(inbox.turnScheduled, true))
        {
            Simulator::ScheduleWithContext(m_process.GetStack().GetNodeId(),
                                           Time(0),
                                           &WinsockThread::OnWork,
                                           Ptr<WinsockThread>(this));
        }
    }
    else if (m_alertable)
    {
        Wake();
    }
}

bool
WinsockThread::RunApcs()
{
    if (!m_inbox || m_inbox->calls.empty())
    {
        return false;
    }
    while (m_inbox && !m_inbox->calls.empty())
    {
        const std::function<void()> call = std::move(m_inbox->calls.front());
        m_inbox->calls.pop_front();
        call();
    }
    return true;
}

void
WinsockThread::ServeApcs()
{
    m_worker = true;
}

ThreadInbox&
WinsockThread::GetInbox()
{
    if (!m_inbox)
    {
        m_inbox = std::make_unique<ThreadInbox>();
    }
    return *m_inbox;
}

bool
WinsockThread::HasInbox() const
{
    return m_inbox != nullptr;
}

void
WinsockThread::ClearInbox()
{
    if (m_inbox)
    {
        m_inbox->calls.clear();
        m_inbox->messages.clear();
        m_inbox->blockingHook = nullptr;
    }
}

void
WinsockThread::EndBody()
{
    // A destructor that calls while the stack is unwound already must be let through.
    if (std::uncaught_exceptions() != 0)
    {
        return;
    }
    NS_ABORT_MSG_IF(++m_unwinds > MAX_UNWINDS,
                    "A simulated program goes on though it is being ended: a catch (...) in it must"
                    " rethrow what it caught. "
                        << Describe());
    throw ThreadUnwind();
}

void
WinsockThread::Wake()
{
    if (m_state == State::BLOCKED)
    {
        m_state = State::READY;
        ScheduleTurn();
    }
}

bool
WinsockThread::Sleep(const Time& delay)
{
    /// Neither a wake-up for another reason nor the thread's end may leave the timer behind.
    struct Timer
    {
        WinsockThread* thread;
        bool due{false};
        EventId event;

        ~Timer()
        {
            if (!due)
            {
                Simulator::Cancel(event);
            }
        }

        void
        Expire()
        {
            due = true;
            // This event is the thread's own: it need not schedule another one.
            if (thread->m_state == State::BLOCKED)
            {
                thread->Resume();
            }
        }
    };

    Timer timer{this, false, EventId()};
    timer.event = Simulator::Schedule(delay, &Timer::Expire, &timer);
    while (!timer.due)
    {
        if (!Block())
        {
            return false;
        }
    }
    return true;
}

void
WinsockThread::Kill()
{
    if (!IsRunning())
    {
        return;
    }
    NS_LOG_FUNCTION(this);
    m_killed = true;
    if (CanBlock())
    {
        EndBody();
        return;
    }
    if (m_state == State::RUNNING)
    {
        // A fiber below this one is running; the body goes when it is its turn to wait.
        return;
    }
    if (m_fiber->IsStarted())
    {
        Resume();
    }
    else
    {
        m_fiber.reset();
        m_state = State::IDLE;
    }
}

bool
WinsockThread::IsTraced() const
{
    return m_process.GetStack().IsCallTraced();
}

void
WinsockThread::Identify(CallRecord& record) const
{
    record.node = m_process.GetStack().GetNodeId();
    record.process = m_process.GetId();
    record.thread = m_id;
    record.depth = m_callDepth;
}

void
WinsockThread::Trace(const CallRecord& record) const
{
    m_process.GetStack().TraceCall(record);
}

void
WinsockThread::ChangeCallDepth(int change)
{
    m_callDepth = static_cast<uint16_t>(m_callDepth + change);
}

void
WinsockThread::Prepare(Body body)
{
    NS_ASSERT_MSG(!IsRunning(), "The thread is running a body already");
    m_killed = false;
    m_unwinds = 0;
    m_exitCode = 0;
    m_fiber = std::make_unique<Fiber>([this, program = std::move(body)] { RunBody(program); },
                                      m_process.GetStackBytes());
}

void
WinsockThread::RunBody(const Body& body)
{
    try
    {
        m_exitCode = body();
    }
    catch (const ThreadUnwind&)
    {
        NS_LOG_LOGIC("thread " << m_id << " was ended");
    }
    catch (const std::exception& exception)
    {
        ReportEscape(exception.what());
    }
    catch (...)
    {
        ReportEscape("of a type that is no std::exception");
    }
}

void
WinsockThread::ReportEscape(const char* what) const
{
    NS_ABORT_MSG("A simulated program let a C++ exception escape: "
                 << what << ". Catch it inside the program. " << Describe());
}

std::string
WinsockThread::Describe() const
{
    std::ostringstream text;
    text << "It was thread " << m_id << " of process " << m_process.GetId() << " \""
         << m_process.GetName() << "\" on node " << m_process.GetStack().GetNodeId() << " at "
         << Simulator::Now().As(Time::S) << " of simulated time.";
    return text.str();
}

void
WinsockThread::Resume()
{
    // A body may end its process, which nobody else may be holding on to.
    Ptr<WinsockProcess> process(&m_process);
    Ptr<WinsockThread> alive(this);
    WinsockThread* previous = std::exchange(g_current, this);
    m_state = State::RUNNING;
    m_fiber->Resume();
    g_current = previous;
    if (m_fiber->IsFinished())
    {
        m_fiber.reset();
        m_state = State::IDLE;
        m_callDepth = 0;
        if (m_onFinished)
        {
            (*m_onFinished)(m_exitCode);
        }
    }
}

void
WinsockThread::OnTurn()
{
    if (m_state == State::READY)
    {
        Resume();
    }
}

void
WinsockThread::OnWork()
{
    Ptr<WinsockProcess> process(&m_process);
    const Scope current(*this);
    m_inbox->turnScheduled = false;
    m_process.CountWorkerTurn();
    RunApcs();
}

void
WinsockThread::ScheduleTurn()
{
    Simulator::ScheduleWithContext(m_process.GetStack().GetNodeId(),
                                   Time(0),
                                   &WinsockThread::OnTurn,
                                   Ptr<WinsockThread>(this));
}

} // namespace ns3::winsock
