/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "shaper-layer.h"

#include "shaper-sockets.h"

#include "ns3/abort.h"
#include "ns3/overlapped-request.h"
#include "ns3/string.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/transfer.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <cstring>
#include <iterator>
#include <utility>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(ShaperLibrary);

// ---------------------------------------------------------------- the library

TypeId
ShaperLibrary::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::winsock::ShaperLibrary")
            .SetParent<LayerLibrary>()
            .SetGroupName("Winsock")
            .AddConstructor<ShaperLibrary>()
            .AddAttribute(
                "Rate",
                "How fast bytes go in the long run. Counts, as Burst does, for buckets that"
                " are made afterwards.",
                DataRateValue(DataRate("1Mbps")),
                MakeDataRateAccessor(&ShaperLibrary::m_rate),
                MakeDataRateChecker())
            .AddAttribute("Burst",
                          "How many bytes may go at once after a pause.",
                          UintegerValue(8192),
                          MakeUintegerAccessor(&ShaperLibrary::m_burst),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute(
                "Direction",
                "What is shaped: Send, Receive or Both.",
                StringValue("Send"),
                MakeStringAccessor(&ShaperLibrary::SetDirection, &ShaperLibrary::GetDirection),
                MakeStringChecker())
            .AddAttribute("Shared",
                          "Who shares a bucket: the sockets of a Process, of a Machine, or nobody"
                          " (Socket).",
                          StringValue("Socket"),
                          MakeStringAccessor(&ShaperLibrary::SetShared, &ShaperLibrary::GetShared),
                          MakeStringChecker())
            .AddAttribute("QueueBytes",
                          "How many bytes of datagrams a socket holds back whose program does not"
                          " wait; the others are lost.",
                          UintegerValue(65536),
                          MakeUintegerAccessor(&ShaperLibrary::m_queueBytes),
                          MakeUintegerChecker<uint32_t>())
            .AddTraceSource("Passed",
                            "Bytes have got their tokens.",
                            MakeTraceSourceAccessor(&ShaperLibrary::m_passedTrace),
                            "ns3::winsock::ShaperLibrary::PassageTracedCallback")
            .AddTraceSource("Dropped",
                            "A datagram was lost because too much was held back.",
                            MakeTraceSourceAccessor(&ShaperLibrary::m_droppedTrace),
                            "ns3::winsock::ShaperLibrary::PassageTracedCallback");
    return tid;
}

ShaperLibrary::ShaperLibrary()
    : LayerLibrary("shaper")
{
}

ShaperLibrary::~ShaperLibrary() = default;

void
ShaperLibrary::DoDispose()
{
    m_buckets.clear();
    LayerLibrary::DoDispose();
}

Ptr<ServiceProvider>
ShaperLibrary::CreateLayer()
{
    NS_ABORT_MSG_IF(
        GetHandleKind() == HandleKind::IFS,
        "ShaperLibrary::Handles is IFS: a shaper needs handles of its own, or the system"
        " would read and write past it. Set NON_IFS, or nothing.");
    NS_ABORT_MSG_IF(m_rate.GetBitRate() == 0,
                    "ShaperLibrary::Rate is 0: nothing would ever go. Set a rate, or let a filter"
                    " deny what must not go.");
    return Create<ShaperLayer>(Ptr<ShaperLibrary>(this));
}

void
ShaperLibrary::SetDirection(const std::string& text)
{
    NS_ABORT_MSG_IF(text != "Send" && text != "Receive" && text != "Both",
                    "ShaperLibrary::Direction is \"" << text
                                                     << "\": choose Send, Receive or Both.");
    m_direction = text;
}

std::string
ShaperLibrary::GetDirection() const
{
    return m_direction;
}

void
ShaperLibrary::SetShared(const std::string& text)
{
    NS_ABORT_MSG_IF(text != "Socket" && text != "Process" && text != "Machine",
                    "ShaperLibrary::Shared is \"" << text
                                                  << "\": choose Socket, Process or Machine.");
    m_shared = text;
}

std::string
ShaperLibrary::GetShared() const
{
    return m_shared;
}

Ptr<TokenBucket>
ShaperLibrary::GetBucket(const WinsockProcess& process, bool sends)
{
    if (m_direction != "Both" && (m_direction == "Send") != sends)
    {
        return nullptr;
    }
    if (m_shared == "Socket")
    {
        return Create<TokenBucket>(m_rate, m_burst);
    }
    // A full bucket that nobody has is as good as a new one.
    for (auto at = m_buckets.begin(); at != m_buckets.end();)
    {
        const bool idle = at->second->GetReferenceCount() == 1 && at->second->IsFull();
        at = idle ? m_buckets.erase(at) : std::next(at);
    }
    const uint32_t member = m_shared == "Process" ? process.GetId() : 0;
    Ptr<TokenBucket>& bucket = m_buckets[Owner(process.GetStack().GetNodeId(), member, sends)];
    if (!bucket)
    {
        bucket = Create<TokenBucket>(m_rate, m_burst);
    }
    return bucket;
}

uint32_t
ShaperLibrary::GetQueueBytes() const
{
    return m_queueBytes;
}

void
ShaperLibrary::ReportPassage(const ShaperPassage& passage) const
{
    m_passedTrace(passage);
}

void
ShaperLibrary::ReportDrop(const ShaperPassage& passage) const
{
    m_droppedTrace(passage);
}

// ---------------------------------------------------------------- the layer

struct ShaperLayer::DatagramCall
{
    SOCKET s;                                   //!< the handle
    LPWSABUF buffers;                           //!< what to send
    DWORD count;                                //!< number of buffers
    DWORD flags;                                //!< as the program gave them
    const SOCKADDR* to;                         //!< destination; null for the peer
    int length;                                 //!< bytes of it
    LPWSAOVERLAPPED overlapped;                 //!< the program's structure, or null
    LPWSAOVERLAPPED_COMPLETION_ROUTINE routine; //!< or null
    LPWSATHREADID threadId;                     //!< of whom called

    /// @return bytes of the datagram
    uint32_t
    GetSize() const
    {
        uint32_t size = 0;
        for (DWORD i = 0; i < count; ++i)
        {
            size += buffers[i].len;
        }
        return size;
    }

    /// @return a copy that can wait
    ShaperDatagrams::Held
    Copy() const
    {
        ShaperDatagrams::Held held;
        for (DWORD i = 0; i < count; ++i)
        {
            held.payload.insert(
                held.payload.end(), buffers[i].buf, buffers[i].buf + buffers[i].len);
        }
        if (!IsNowhere(to) && length > 0)
        {
            held.to.assign(reinterpret_cast<const char*>(to), static_cast<std::size_t>(length));
        }
        held.flags = flags;
        return held;
    }
};

ShaperLayer::ShaperLayer(Ptr<ShaperLibrary> library)
    : StreamRelayProvider(library->GetName()),
      m_library(library)
{
}

ShaperLayer::~ShaperLayer() = default;

Ptr<StreamRelay>
ShaperLayer::MakeRelay()
{
    return Create<ShaperStream>(m_library, GetProcess());
}

Ptr<ShaperDatagrams>
ShaperLayer::FindDatagrams(SOCKET s)
{
    if (FindRelay(s) || !FindSocket(s))
    {
        return nullptr;
    }
    Ptr<ShaperDatagrams>& datagrams = m_datagrams[s];
    if (!datagrams)
    {
        datagrams = Create<ShaperDatagrams>(m_library, *this, s);
    }
    return datagrams;
}

bool
ShaperLayer::Admit(ShaperDatagrams& datagrams, const DatagramCall& call, int& error)
{
    error = 0;
    const uint32_t size = call.GetSize();
    if (!datagrams.IsShaped() || datagrams.Pass(size))
    {
        return true;
    }
    if (!call.overlapped && datagrams.MayWait())
    {
        error = datagrams.Await(size);
        return error == 0;
    }
    if (call.overlapped)
    {
        error = JudgeOverlapped(GetProcess(), call.s, call.overlapped, call.routine, call.threadId);
    }
    if (error == 0)
    {
        datagrams.Hold(call.Copy());
    }
    if (error == 0 && call.overlapped)
    {
        const OverlappedReport report(
            GetProcess(), call.s, call.overlapped, call.routine, call.threadId);
        ReportDone(report, size);
    }
    return false;
}

int
ShaperLayer::WSPSend(SOCKET s,
                     LPWSABUF lpBuffers,
                     DWORD dwBufferCount,
                     LPDWORD lpNumberOfBytesSent,
                     DWORD dwFlags,
                     LPWSAOVERLAPPED lpOverlapped,
                     LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                     LPWSATHREADID lpThreadId,
                     LPINT lpErrno)
{
    const Ptr<ShaperDatagrams> datagrams = FindDatagrams(s);
    if (datagrams && JudgeBuffers(lpBuffers, dwBufferCount) == 0)
    {
        const DatagramCall call{s,
                                lpBuffers,
                                dwBufferCount,
                                dwFlags,
                                nullptr,
                                0,
                                lpOverlapped,
                                lpCompletionRoutine,
                                lpThreadId};
        if (!Admit(*datagrams, call, *lpErrno))
        {
            if (*lpErrno == 0 && lpNumberOfBytesSent)
            {
                *lpNumberOfBytesSent = call.GetSize();
            }
            return *lpErrno == 0 ? 0 : SOCKET_ERROR;
        }
    }
    return StreamRelayProvider::WSPSend(s,
                                        lpBuffers,
                                        dwBufferCount,
                                        lpNumberOfBytesSent,
                                        dwFlags,
                                        lpOverlapped,
                                        lpCompletionRoutine,
                                        lpThreadId,
                                        lpErrno);
}

int
ShaperLayer::WSPSendTo(SOCKET s,
                       LPWSABUF lpBuffers,
                       DWORD dwBufferCount,
                       LPDWORD lpNumberOfBytesSent,
                       DWORD dwFlags,
                       const SOCKADDR* lpTo,
                       int iTolen,
                       LPWSAOVERLAPPED lpOverlapped,
                       LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                       LPWSATHREADID lpThreadId,
                       LPINT lpErrno)
{
    const Ptr<ShaperDatagrams> datagrams = FindDatagrams(s);
    if (datagrams && JudgeBuffers(lpBuffers, dwBufferCount) == 0)
    {
        const DatagramCall call{s,
                                lpBuffers,
                                dwBufferCount,
                                dwFlags,
                                lpTo,
                                iTolen,
                                lpOverlapped,
                                lpCompletionRoutine,
                                lpThreadId};
        if (!Admit(*datagrams, call, *lpErrno))
        {
            if (*lpErrno == 0 && lpNumberOfBytesSent)
            {
                *lpNumberOfBytesSent = call.GetSize();
            }
            return *lpErrno == 0 ? 0 : SOCKET_ERROR;
        }
    }
    return StreamRelayProvider::WSPSendTo(s,
                                          lpBuffers,
                                          dwBufferCount,
                                          lpNumberOfBytesSent,
                                          dwFlags,
                                          lpTo,
                                          iTolen,
                                          lpOverlapped,
                                          lpCompletionRoutine,
                                          lpThreadId,
                                          lpErrno);
}

void
ShaperLayer::SendHeld(SOCKET s, WSABUF buffer, DWORD flags, const SOCKADDR* to, int length)
{
    // Whoever sent it was told of success: an error here is one of the network.
    DWORD bytes = 0;
    int ignored = 0;
    StreamRelayProvider::WSPSendTo(
        s, &buffer, 1, &bytes, flags, to, length, nullptr, nullptr, nullptr, &ignored);
}

int
ShaperLayer::Changed(SOCKET s, int result, bool nonBlocking)
{
    const Ptr<ShaperDatagrams> datagrams = result == 0 ? FindDatagrams(s) : nullptr;
    if (datagrams)
    {
        datagrams->SetNonBlocking(nonBlocking);
    }
    return result;
}

int
ShaperLayer::WSPEventSelect(SOCKET s, WSAEVENT hEventObject, LONG lNetworkEvents, LPINT lpErrno)
{
    return Changed(
        s, StreamRelayProvider::WSPEventSelect(s, hEventObject, lNetworkEvents, lpErrno), true);
}

int
ShaperLayer::WSPAsyncSelect(SOCKET s, HWND hWnd, unsigned int wMsg, LONG lEvent, LPINT lpErrno)
{
    return Changed(s, StreamRelayProvider::WSPAsyncSelect(s, hWnd, wMsg, lEvent, lpErrno), true);
}

int
ShaperLayer::WSPIoctl(SOCKET s,
                      DWORD dwIoControlCode,
                      LPVOID lpvInBuffer,
                      DWORD cbInBuffer,
                      LPVOID lpvOutBuffer,
                      DWORD cbOutBuffer,
                      LPDWORD lpcbBytesReturned,
                      LPWSAOVERLAPPED lpOverlapped,
                      LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                      LPWSATHREADID lpThreadId,
                      LPINT lpErrno)
{
    const int result = StreamRelayProvider::WSPIoctl(s,
                                                     dwIoControlCode,
                                                     lpvInBuffer,
                                                     cbInBuffer,
                                                     lpvOutBuffer,
                                                     cbOutBuffer,
                                                     lpcbBytesReturned,
                                                     lpOverlapped,
                                                     lpCompletionRoutine,
                                                     lpThreadId,
                                                     lpErrno);
    ULONG mode = 0;
    if (dwIoControlCode != static_cast<DWORD>(FIONBIO) || result != 0)
    {
        return result;
    }
    std::memcpy(&mode, lpvInBuffer, sizeof(mode));
    return Changed(s, result, mode != 0);
}

int
ShaperLayer::WSPCloseSocket(SOCKET s, LPINT lpErrno)
{
    const int result = StreamRelayProvider::WSPCloseSocket(s, lpErrno);
    const auto at = result == 0 ? m_datagrams.find(s) : m_datagrams.end();
    if (at != m_datagrams.end())
    {
        at->second->Close();
        m_datagrams.erase(at);
    }
    return result;
}

int
ShaperLayer::WSPCleanup(LPINT lpErrno)
{
    const int result = StreamRelayProvider::WSPCleanup(lpErrno);
    if (!IsStarted())
    {
        for (const auto& [s, datagrams] : std::exchange(m_datagrams, {}))
        {
            datagrams->Close();
        }
    }
    return result;
}

} // namespace ns3::winsock
