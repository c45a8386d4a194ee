/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "redirected-connection.h"

#include "ns3/message-window.h"
#include "ns3/simulator.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-thread.h"

#include <utility>

namespace ns3::winsock
{

namespace
{

/// When a send that found no room is tried again. To ask for FD_WRITE instead would use up the one
/// that the program is owed once it is connected (R-EVT-4).
constexpr int RETRY_MILLISECONDS = 10;

/// The worker thread, as calls to the element below name it.
WSATHREADID
CurrentThreadId()
{
    WinsockThread* const thread = WinsockThread::GetCurrent();
    return WSATHREADID{thread, thread->GetId()};
}

} // namespace

class RedirectedConnection::Ear : public MessageWindow
{
  public:
    Ear(Ptr<RedirectedConnection> connection, WinsockThread& worker)
        : MessageWindow(Ptr<WinsockThread>(&worker)),
          m_connection(std::move(connection))
    {
    }

    void
    Post(UINT, WPARAM, LPARAM lParam) override
    {
        const auto both = static_cast<DWORD>(lParam);
        const auto event = static_cast<LONG>(both & 0xffff);
        const auto error = static_cast<int>(both >> 16);
        m_connection->Queue([connection = m_connection, event, error]
                            { connection->OnEvent(event, error); });
    }

  private:
    Ptr<RedirectedConnection> m_connection;
};

class RedirectedConnection::ConnectOperation : public PendingOperation
{
  public:
    explicit ConnectOperation(const RedirectedConnection& connection)
        : m_connection(connection)
    {
    }

    bool
    Try() override
    {
        if (m_connection.IsUnderWay())
        {
            return false;
        }
        SetError(m_connection.GetError());
        return true;
    }

  private:
    const RedirectedConnection& m_connection;
};

RedirectedConnection::RedirectedConnection(WinsockProcess& process,
                                           SOCKET lower,
                                           const WSPPROC_TABLE& table,
                                           Socks5Handshake handshake,
                                           std::function<void()> onEnd)
    : m_process(process),
      m_lower(lower),
      m_table(table),
      m_handshake(std::move(handshake)),
      m_onEnd(std::move(onEnd))
{
}

RedirectedConnection::~RedirectedConnection() = default;

void
RedirectedConnection::Begin(bool connected, const Time& limit)
{
    const Ptr<RedirectedConnection> self(this);
    const Ptr<Ear> ear = Create<Ear>(self, m_process.GetWorkerThread());
    ear->SetHandle(m_process.GetObjects().Add(ear));
    if (!ear->GetHandle())
    {
        End(State::REFUSED, WSAENOBUFS); // R-ACC-10
        return;
    }
    m_ear = ear;
    if (!limit.IsZero())
    {
        m_limit = Simulator::Schedule(limit, &RedirectedConnection::OnLimit, self);
    }
    int error = 0;
    if (m_table.lpWSPAsyncSelect(
            m_lower, m_ear->GetHandle(), 0, FD_CONNECT | FD_READ | FD_CLOSE, &error) != 0)
    {
        End(State::REFUSED, error);
    }
    else if (connected)
    {
        OnEvent(FD_CONNECT, 0);
    }
}

int
RedirectedConnection::Await(bool mayWait)
{
    const Ptr<RedirectedConnection> self(this);
    ConnectOperation operation(*this);
    return m_sending.Perform(
        operation, mayWait && WinsockThread::GetCurrent()->CanBlock(), Time(0));
}

void
RedirectedConnection::Close()
{
    m_onEnd = nullptr;
    m_state = State::CLOSED;
    m_error = WSAEINTR;
    StopWatching();
    m_sending.Abandon(WSAEINTR, WSA_OPERATION_ABORTED);
    if (IsWatched())
    {
        GetWatch().End();
    }
}

RedirectedConnection::State
RedirectedConnection::GetState() const
{
    return m_state;
}

bool
RedirectedConnection::IsUnderWay() const
{
    return m_state == State::REACHING || m_state == State::TALKING;
}

int
RedirectedConnection::GetError() const
{
    return m_error;
}

IoSocket::Readiness
RedirectedConnection::GetReadiness() const
{
    Readiness readiness;
    readiness.write = m_state == State::CONNECTED;
    readiness.except = m_state == State::UNREACHABLE || m_state == State::REFUSED;
    return readiness;
}

SocketWatch::Conditions
RedirectedConnection::GetConditions() const
{
    // All but the end of connecting is for the socket below to tell.
    return SocketWatch::Conditions();
}

void
RedirectedConnection::Queue(std::function<void()> call)
{
    m_process.GetWorkerThread().QueueApc(std::move(call));
}

void
RedirectedConnection::OnLimit()
{
    Queue([self = Ptr<RedirectedConnection>(this)] { self->End(State::REFUSED, WSAETIMEDOUT); });
}

void
RedirectedConnection::OnRetry()
{
    Queue([self = Ptr<RedirectedConnection>(this)] { self->Talk(); });
}

void
RedirectedConnection::OnEvent(LONG event, int error)
{
    if (m_state == State::REACHING && event == FD_CONNECT)
    {
        if (error != 0)
        {
            End(State::UNREACHABLE, error);
            return;
        }
        m_state = State::TALKING;
    }
    Talk();
}

void
RedirectedConnection::Talk()
{
    while (m_state == State::TALKING)
    {
        const int error = m_handshake.GetOutput().empty() ? ReceiveInput() : SendOutput();
        if (error == WSAEWOULDBLOCK)
        {
            return;
        }
        if (error != 0 || m_handshake.IsDone())
        {
            const int how = error ? error : m_handshake.GetError();
            // No connection has come about that connect could call reset.
            const bool reset = how == WSAECONNRESET;
            End(how ? State::REFUSED : State::CONNECTED, reset ? WSAECONNREFUSED : how);
        }
    }
}

int
RedirectedConnection::SendOutput()
{
    // What is under way can be sent and received only here, so the text does not change meanwhile.
    std::string output = m_handshake.GetOutput();
    WSABUF buffer{static_cast<ULONG>(output.size()), output.data()};
    WSATHREADID id = CurrentThreadId();
    DWORD sent = 0;
    int error = 0;
    if (m_table.lpWSPSend(m_lower, &buffer, 1, &sent, 0, nullptr, nullptr, &id, &error) == 0)
    {
        m_handshake.OutputSent(sent);
        return 0;
    }
    if (error == WSAEWOULDBLOCK && m_retry.IsExpired())
    {
        m_retry = Simulator::Schedule(MilliSeconds(RETRY_MILLISECONDS),
                                      &RedirectedConnection::OnRetry,
                                      Ptr<RedirectedConnection>(this));
    }
    return error;
}

int
RedirectedConnection::ReceiveInput()
{
    std::string room(m_handshake.GetWanted(), 0);
    WSABUF buffer{static_cast<ULONG>(room.size()), room.data()};
    WSATHREADID id = CurrentThreadId();
    DWORD received = 0;
    DWORD flags = 0;
    int error = 0;
    if (m_table.lpWSPRecv(m_lower, &buffer, 1, &received, &flags, nullptr, nullptr, &id, &error) !=
        0)
    {
        return error;
    }
    if (received == 0)
    {
        m_handshake.TakeEnd();
    }
    m_handshake.TakeInput(room.data(), received);
    return 0;
}

void
RedirectedConnection::End(State state, int error)
{
    const std::function<void()> onEnd = std::exchange(m_onEnd, nullptr);
    if (!onEnd)
    {
        return;
    }
    const Ptr<RedirectedConnection> self(this);
    m_state = state;
    m_error = error;
    int ignored = 0;
    m_table.lpWSPAsyncSelect(m_lower, m_ear->GetHandle(), 0, 0, &ignored);
    StopWatching();
    onEnd();
    m_sending.Progress();
}

void
RedirectedConnection::Announce()
{
    if (IsWatched())
    {
        GetWatch().ConnectHasEnded(m_error);
        NotifyWatchers();
    }
}

void
RedirectedConnection::StopWatching()
{
    for (EventId* event : {&m_limit, &m_retry})
    {
        event->Cancel();
        *event = EventId(); // the event holds the connection
    }
    if (m_ear)
    {
        m_process.GetObjects().Remove(m_ear->GetHandle());
        m_ear = nullptr;
    }
}

} // namespace ns3::winsock
