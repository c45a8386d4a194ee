/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "shaper-sockets.h"

#include "ns3/simulator.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"

#include <algorithm>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// The most that a stream passes at once, in bytes: a segment of Ethernet.
constexpr DWORD PIECE = 1460;

} // namespace

// ---------------------------------------------------------------- the gate

ShaperGate::ShaperGate(Ptr<ShaperLibrary> library, WinsockProcess& process, bool sends)
    : m_library(library),
      m_bucket(library->GetBucket(process, sends)),
      m_process(process),
      m_sends(sends)
{
}

ShaperGate::~ShaperGate()
{
    Leave();
}

void
ShaperGate::SetAction(std::function<void()> action)
{
    m_action = std::move(action);
}

bool
ShaperGate::IsShaped() const
{
    return m_bucket != nullptr;
}

bool
ShaperGate::Pass(uint32_t bytes)
{
    if (!m_bucket->Take(bytes, *this))
    {
        m_since = m_waits ? m_since : Simulator::Now();
        m_waits = true;
        return false;
    }
    m_library->ReportPassage(Describe(bytes));
    m_waits = false;
    return true;
}

bool
ShaperGate::MayReceive(uint32_t bytes)
{
    if (m_bucket->Check(bytes, *this))
    {
        return true;
    }
    m_since = m_waits ? m_since : Simulator::Now();
    m_waits = true;
    return false;
}

void
ShaperGate::Received(uint32_t bytes)
{
    m_bucket->Charge(bytes);
    m_library->ReportPassage(Describe(bytes));
    m_waits = false;
}

void
ShaperGate::Leave()
{
    if (m_bucket)
    {
        m_bucket->Cancel(*this);
    }
    m_waits = false;
}

void
ShaperGate::Drop(uint32_t bytes) const
{
    m_library->ReportDrop(Describe(bytes));
}

ShaperPassage
ShaperGate::Describe(uint32_t bytes) const
{
    ShaperPassage passage;
    passage.node = m_process.GetStack().GetNodeId();
    passage.process = m_process.GetId();
    passage.sent = m_sends;
    passage.bytes = bytes;
    passage.delay = m_waits ? Simulator::Now() - m_since : Time(0);
    passage.waiting = m_bucket->GetWaiting();
    return passage;
}

void
ShaperGate::OnTokens()
{
    // Elements of a chain are called by a thread.
    const WinsockThread::Scope current(m_process.GetWorkerThread());
    m_action();
}

// ---------------------------------------------------------------- streams

ShaperStream::ShaperStream(Ptr<ShaperLibrary> library, WinsockProcess& process)
    : m_sendGate(library, process, true),
      m_receiveGate(library, process, false)
{
    m_sendGate.SetAction(
        [this]
        {
            const Ptr<StreamRelay> alive(this);
            ContinueSending();
        });
    m_receiveGate.SetAction(
        [this]
        {
            const Ptr<StreamRelay> alive(this);
            ContinueReceiving();
        });
}

DWORD
ShaperStream::TakeSendQuota(DWORD wanted)
{
    if (!m_sendGate.IsShaped())
    {
        return wanted;
    }
    const DWORD piece = std::min(wanted, PIECE);
    return m_sendGate.Pass(piece) ? piece : 0;
}

DWORD
ShaperStream::GetReceiveQuota(DWORD wanted)
{
    if (!m_receiveGate.IsShaped())
    {
        return wanted;
    }
    const DWORD piece = std::min(wanted, PIECE);
    return m_receiveGate.MayReceive(piece) ? piece : 0;
}

int
ShaperStream::Decode(const char* data, std::size_t length, ByteQueue& readable)
{
    if (m_receiveGate.IsShaped())
    {
        m_receiveGate.Received(static_cast<uint32_t>(length));
    }
    return StreamRelay::Decode(data, length, readable);
}

// ---------------------------------------------------------------- datagrams

/// Waits until a datagram may go.
class ShaperDatagrams::PassOperation : public PendingOperation
{
  public:
    PassOperation(ShaperDatagrams& socket, uint32_t bytes)
        : m_socket(socket),
          m_bytes(bytes)
    {
    }

    bool
    Try() override
    {
        return m_socket.Pass(m_bytes);
    }

  private:
    ShaperDatagrams& m_socket;
    uint32_t m_bytes;
};

ShaperDatagrams::ShaperDatagrams(Ptr<ShaperLibrary> library, ShaperLayer& layer, SOCKET s)
    : m_library(library),
      m_layer(layer),
      m_socket(s),
      m_gate(library, layer.GetProcess(), true)
{
    m_gate.SetAction([this] { Continue(); });
}

ShaperDatagrams::~ShaperDatagrams() = default;

bool
ShaperDatagrams::IsShaped() const
{
    return m_gate.IsShaped();
}

void
ShaperDatagrams::SetNonBlocking(bool nonBlocking)
{
    m_nonBlocking = nonBlocking;
}

bool
ShaperDatagrams::MayWait() const
{
    return !m_nonBlocking && WinsockThread::GetCurrent()->CanBlock();
}

bool
ShaperDatagrams::Pass(uint32_t bytes)
{
    return m_held.empty() && m_gate.Pass(bytes);
}

int
ShaperDatagrams::Await(uint32_t bytes)
{
    const Ptr<ShaperDatagrams> alive(this);
    PassOperation operation(*this, bytes);
    const int error = m_waiting.Perform(operation, true, Time(0));
    if (error != 0)
    {
        m_gate.Leave();
        Continue();
    }
    return error;
}

void
ShaperDatagrams::Hold(Held datagram)
{
    const auto bytes = static_cast<uint32_t>(datagram.payload.size());
    if (m_heldBytes + bytes > m_library->GetQueueBytes())
    {
        m_gate.Drop(bytes);
        return;
    }
    m_heldBytes += bytes;
    m_held.push_back(std::move(datagram));
    if (m_held.size() == 1)
    {
        Continue();
    }
}

void
ShaperDatagrams::Continue()
{
    const Ptr<ShaperDatagrams> alive(this);
    while (!m_held.empty() && m_gate.Pass(static_cast<uint32_t>(m_held.front().payload.size())))
    {
        Held datagram = std::move(m_held.front());
        m_held.pop_front();
        m_heldBytes -= datagram.payload.size();
        const WSABUF buffer{static_cast<ULONG>(datagram.payload.size()), datagram.payload.data()};
        const auto* to = reinterpret_cast<const SOCKADDR*>(datagram.to.data());
        m_layer.SendHeld(m_socket,
                         buffer,
                         datagram.flags,
                         datagram.to.empty() ? nullptr : to,
                         static_cast<int>(datagram.to.size()));
    }
    if (m_held.empty())
    {
        m_waiting.Progress();
    }
}

void
ShaperDatagrams::Close()
{
    m_gate.Leave();
    m_held.clear();
    m_waiting.Abandon(WSAEINTR, WSA_OPERATION_ABORTED);
}

} // namespace ns3::winsock
