/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "stream-relay.h"

#include "ns3/log.h"
#include "ns3/lower-calls.h"
#include "ns3/simulator.h"
#include "ns3/stream-relay-operations.h"
#include "ns3/stream-relay-provider.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-options.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"

#include <algorithm>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockStreamRelay");

namespace
{

/// How many bytes are received at once from below, at most.
constexpr DWORD ARRIVAL = 16384;

} // namespace

StreamRelay::StreamRelay() = default;

StreamRelay::~StreamRelay() = default;

void
StreamRelay::Attach(StreamRelayProvider& provider, const LayeredSocket& socket)
{
    m_provider = &provider;
    m_table = socket.table;
    m_lower = socket.lower;
    m_overlapped = (socket.flags & WSA_FLAG_OVERLAPPED) != 0;
    ReadOptions();
}

StreamRelay::State
StreamRelay::GetState() const
{
    return m_state;
}

SOCKET
StreamRelay::GetLower() const
{
    return m_lower;
}

const WSPPROC_TABLE&
StreamRelay::GetTable() const
{
    return *m_table;
}

bool
StreamRelay::IsOverlapped() const
{
    return m_overlapped;
}

bool
StreamRelay::IsNonBlocking() const
{
    return m_nonBlocking;
}

bool
StreamRelay::IsSending() const
{
    return !m_wire.empty();
}

bool
StreamRelay::IsClosed() const
{
    return m_closing;
}

uint32_t
StreamRelay::GetReadableBytes() const
{
    return static_cast<uint32_t>(m_readable.GetSize());
}

StreamRelayProvider*
StreamRelay::GetProvider() const
{
    return m_provider;
}

void
StreamRelay::ReadOptions()
{
    const auto read = [this](int option)
    {
        DWORD value = 0;
        INT length = sizeof(value);
        int ignored = 0;
        m_table->lpWSPGetSockOpt(
            m_lower, SOL_SOCKET, option, reinterpret_cast<char*>(&value), &length, &ignored);
        return value;
    };
    m_sendBuffer = read(SO_SNDBUF);
    m_receiveBuffer = read(SO_RCVBUF);
    // Sockets without the overlapped attribute take no notice of these (R-FLG-8).
    m_sendTimeout = MilliSeconds(m_overlapped ? read(SO_SNDTIMEO) : 0);
    m_receiveTimeout = MilliSeconds(m_overlapped ? read(SO_RCVTIMEO) : 0);
}

// ---------------------------------------------------------------- what the program does

void
StreamRelay::SetNonBlocking(bool nonBlocking)
{
    m_nonBlocking = nonBlocking;
}

void
StreamRelay::Listen()
{
    m_state = State::LISTENING;
}

void
StreamRelay::SetAcceptable(bool acceptable)
{
    m_acceptable = acceptable;
    NotifyWatchers();
}

void
StreamRelay::BeginConnect(bool background)
{
    m_state = State::CONNECTING;
    m_connectError = 0;
    if (background || IsWatched())
    {
        GetWatch().StartOver(); // who asks for events later is told of the end (R-EVT-5)
    }
}

bool
StreamRelay::MayWait(const Transfer& transfer) const
{
    return transfer.waits || (!m_nonBlocking && WinsockThread::GetCurrent()->CanBlock());
}

int
StreamRelay::JudgeSend() const
{
    if (m_state == State::BROKEN)
    {
        return m_sendError ? m_sendError : m_receiveError;
    }
    if (m_state != State::CONNECTED)
    {
        const Dialect dialect = WinsockThread::GetCurrent()->GetProcess().GetStack().GetDialect();
        return UnconnectedSendError(dialect, m_state == State::CONNECTING);
    }
    return m_sendingShut ? WSAESHUTDOWN : m_sendError;
}

int
StreamRelay::JudgeReceive(const Transfer& transfer, bool mayWait) const
{
    if (m_state != State::CONNECTED && m_state != State::BROKEN)
    {
        return WSAENOTCONN;
    }
    // R-DAT-9: filling the buffer takes waiting, and taking what is there.
    const bool refused =
        (transfer.flags & MSG_WAITALL) && (!mayWait || (transfer.flags & MSG_PEEK));
    return refused ? WSAEOPNOTSUPP : 0;
}

int
StreamRelay::Send(Transfer& transfer)
{
    if (const int error = JudgeSend())
    {
        return error;
    }
    const bool mayWait = MayWait(transfer);
    SendOperation operation(*this, transfer, !mayWait);
    const int error = m_sending.Perform(operation, mayWait, m_sendTimeout);
    if (IsWatched() && (error == WSAEWOULDBLOCK || transfer.bytes < transfer.GetSize()))
    {
        GetWatch().SendWasRefused();
    }
    return error;
}

int
StreamRelay::Receive(Transfer& transfer)
{
    const bool mayWait = MayWait(transfer);
    if (const int error = JudgeReceive(transfer, mayWait))
    {
        return error;
    }
    ReceiveOperation operation(*this, transfer);
    const int error = m_receiving.Perform(operation, mayWait, m_receiveTimeout);
    Reenable(FD_READ | FD_OOB);
    return error;
}

std::unique_ptr<PendingOperation>
StreamRelay::PrepareSend(Transfer& transfer, int& error)
{
    error = JudgeSend();
    return error ? nullptr : std::make_unique<SendOperation>(*this, transfer, false);
}

std::unique_ptr<PendingOperation>
StreamRelay::PrepareReceive(Transfer& transfer, int& error)
{
    error = JudgeReceive(transfer, true);
    return error ? nullptr : std::make_unique<ReceiveOperation>(*this, transfer);
}

OperationQueue&
StreamRelay::GetSendingQueue()
{
    return m_sending;
}

OperationQueue&
StreamRelay::GetReceivingQueue()
{
    return m_receiving;
}

int
StreamRelay::Shutdown(int how)
{
    if (how != SD_RECEIVE && how != SD_SEND && how != SD_BOTH)
    {
        return WSAEINVAL;
    }
    if (m_state != State::CONNECTED)
    {
        return m_state == State::BROKEN ? 0 : WSAENOTCONN; // nothing is left to shut down
    }
    int ignored = 0;
    if (how != SD_RECEIVE && !m_sendingShut)
    {
        m_sendingShut = true;
        if (!IsSending())
        {
            OnDrained();
        }
    }
    if (how != SD_SEND && !m_receivingShut)
    {
        m_receivingShut = true;
        m_readable.Clear();
        m_table->lpWSPShutdown(m_lower, SD_RECEIVE, &ignored);
        m_receiving.Progress();
    }
    return 0;
}

int
StreamRelay::Linger(uint16_t seconds)
{
    if (seconds == 0)
    {
        return 0; // the element below resets the connection at once
    }
    const Time begin = Simulator::Now();
    DrainOperation operation(*this);
    const int error = m_sending.Perform(operation, MayWait(Transfer()), Seconds(seconds));
    if (error == WSAEWOULDBLOCK)
    {
        return error;
    }
    // What is left of the time is for the element below; when none is, it resets the connection.
    const Time rest = Seconds(seconds) - (Simulator::Now() - begin) + Seconds(1) - NanoSeconds(1);
    const linger below{1, error ? USHORT{0} : static_cast<USHORT>(rest.GetSeconds())};
    int ignored = 0;
    m_table->lpWSPSetSockOpt(m_lower,
                             SOL_SOCKET,
                             SO_LINGER,
                             reinterpret_cast<const char*>(&below),
                             sizeof(below),
                             &ignored);
    return 0;
}

void
StreamRelay::EndOperations(int overlapped)
{
    m_receiving.Abandon(WSAEINTR, overlapped);
    m_sending.Abandon(WSAEINTR, WSA_OPERATION_ABORTED);
    if (IsWatched())
    {
        GetWatch().End();
    }
}

void
StreamRelay::Close(bool later)
{
    m_closing = true;
    m_readable.Clear();
    EndOperations(m_provider->GetClosingError());
    if (!later)
    {
        m_state = State::IDLE;
        m_provider = nullptr;
    }
}

void
StreamRelay::Forget()
{
    m_provider = nullptr;
    m_closing = true;
    m_state = State::IDLE;
    SilenceRequests();
    EndOperations(WSA_OPERATION_ABORTED);
}

// ---------------------------------------------------------------- what the element below tells

void
StreamRelay::OnConnected()
{
    if (IsWatched())
    {
        GetWatch().ConnectHasEnded(0);
    }
    OnAccepted();
}

void
StreamRelay::OnAccepted()
{
    m_state = State::CONNECTED;
    ReadOptions();
    ContinueReceiving();
    Notify();
}

void
StreamRelay::OnConnectFailed(int error)
{
    // The socket can be used for another attempt (R-CON-4).
    m_state = State::IDLE;
    m_connectError = error;
    if (IsWatched())
    {
        GetWatch().ConnectHasEnded(error);
    }
    Notify();
}

void
StreamRelay::OnLowerReceived(int error, DWORD bytes)
{
    m_reading = false;
    if (m_state != State::CONNECTED || m_receivingShut || m_closing)
    {
        return;
    }
    int fault = 0;
    if (error == 0)
    {
        fault = bytes != 0 ? Decode(m_arrival.data(), bytes, m_readable) : FinishDecoding();
        m_ended = bytes == 0;
    }
    if (error != 0 || fault != 0)
    {
        Break(error ? error : fault);
    }
    if (fault != 0)
    {
        int ignored = 0;
        m_table->lpWSPShutdown(m_lower, SD_BOTH, &ignored);
    }
    ContinueReceiving();
    Notify();
}

void
StreamRelay::OnLowerSent(int error, DWORD bytes)
{
    m_writing = false;
    m_wireSent += bytes;
    if (error != 0)
    {
        m_sendError = error;
    }
    // A receive learns of the same, after what had arrived before; unless it has learned all.
    if (error != 0 && m_ended && m_state == State::CONNECTED)
    {
        Break(error);
    }
    if (error != 0 || m_state != State::CONNECTED)
    {
        m_wireSent = m_wire.size();
    }
    ContinueSending();
}

void
StreamRelay::Break(int error)
{
    NS_LOG_LOGIC("lower socket " << m_lower << " broke with " << error);
    m_state = State::BROKEN;
    m_receiveError = error;
    if (!m_writing)
    {
        m_wire.clear();
        m_wireSent = 0;
    }
}

void
StreamRelay::Notify()
{
    m_receiving.Progress();
    m_sending.Progress();
    NotifyWatchers();
}

// ---------------------------------------------------------------- moving bytes

void
StreamRelay::Put(const char* data, std::size_t length)
{
    Encode(data, length, m_wire);
    PushWire();
}

void
StreamRelay::PushWire()
{
    while (!m_writing && m_wireSent != m_wire.size())
    {
        const DWORD length = TakeSendQuota(static_cast<DWORD>(m_wire.size() - m_wireSent));
        if (length == 0)
        {
            return;
        }
        m_writing = true;
        if (m_provider->GetCalls().Send(*this, WSABUF{length, m_wire.data() + m_wireSent}))
        {
            m_writing = false;
            m_wireSent += length;
        }
    }
    if (!m_writing)
    {
        m_wire.clear();
        m_wireSent = 0;
    }
}

void
StreamRelay::ContinueSending()
{
    if (!m_provider)
    {
        return;
    }
    PushWire();
    if (!IsSending())
    {
        OnDrained();
    }
    Notify();
}

void
StreamRelay::OnDrained()
{
    int ignored = 0;
    if (m_closing)
    {
        m_provider->CloseBelow(*this);
        m_provider = nullptr;
    }
    else if (m_sendingShut)
    {
        m_table->lpWSPShutdown(m_lower, SD_SEND, &ignored);
    }
}

void
StreamRelay::ContinueReceiving()
{
    const bool enough = m_readable.GetSize() >= std::max<DWORD>(m_receiveBuffer, 1);
    if (m_state != State::CONNECTED || m_reading || m_ended || m_closing || m_receivingShut ||
        enough)
    {
        return;
    }
    const DWORD length = GetReceiveQuota(ARRIVAL);
    if (length != 0)
    {
        m_arrival.resize(ARRIVAL);
        m_reading = true;
        m_provider->GetCalls().Receive(*this, WSABUF{length, m_arrival.data()});
    }
}

void
StreamRelay::Encode(const char* data, std::size_t length, std::vector<char>& wire)
{
    wire.insert(wire.end(), data, data + length);
}

int
StreamRelay::Decode(const char* data, std::size_t length, ByteQueue& readable)
{
    readable.Append(data, length);
    return 0;
}

int
StreamRelay::FinishDecoding()
{
    return 0;
}

DWORD
StreamRelay::TakeSendQuota(DWORD wanted)
{
    return wanted;
}

DWORD
StreamRelay::GetReceiveQuota(DWORD wanted)
{
    return wanted;
}

// ---------------------------------------------------------------- what holds

IoSocket::Readiness
StreamRelay::GetReadiness() const
{
    Readiness readiness;
    if (m_state == State::CONNECTED)
    {
        readiness.read = m_readable.GetSize() != 0 || m_ended || m_receivingShut;
        readiness.write = m_sendingShut || m_sendError != 0 || !IsSending();
    }
    else if (m_state == State::BROKEN)
    {
        readiness.read = true;
        readiness.write = true;
    }
    else
    {
        readiness.except = m_connectError != 0;
    }
    return readiness;
}

SocketWatch::Conditions
StreamRelay::GetConditions() const
{
    SocketWatch::Conditions conditions;
    const bool broken = m_state == State::BROKEN;
    if (m_state == State::LISTENING)
    {
        conditions.events = m_acceptable ? FD_ACCEPT : 0;
    }
    if (!broken && m_state != State::CONNECTED)
    {
        return conditions;
    }
    if (m_readable.GetSize() != 0)
    {
        conditions.events |= FD_READ;
    }
    else if (broken || m_ended)
    {
        // The end is told when all data was read (R-EVT-7).
        conditions.events |= FD_CLOSE;
        const bool reset = broken && m_receiveError == WSAECONNRESET;
        conditions.closeError = reset ? WSAECONNRESET : (broken ? WSAECONNABORTED : 0);
    }
    if (!broken && !m_sendingShut && m_sendError == 0 && !IsSending())
    {
        conditions.events |= FD_WRITE;
    }
    return conditions;
}

} // namespace ns3::winsock
