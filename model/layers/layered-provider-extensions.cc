/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The extension functions of a layer with handles of its own. They have no completion routine: the layer
// learns of the end of what it started below by an event of its own.

#include "layered-pending-call.h"

#include "ns3/overlapped-request.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-thread.h"

#include <algorithm>
#include <memory>

namespace ns3::winsock
{

namespace
{

/// Asks an element for an extension function. @return it, or null with the element's error
template <typename Function>
Function
AskForExtension(const WSPPROC_TABLE& table, SOCKET s, GUID id, LPINT lpErrno)
{
    Function function = nullptr;
    DWORD bytes = 0;
    const int result = table.lpWSPIoctl(s,
                                        static_cast<DWORD>(SIO_GET_EXTENSION_FUNCTION_POINTER),
                                        &id,
                                        sizeof(id),
                                        &function,
                                        sizeof(function),
                                        &bytes,
                                        nullptr,
                                        nullptr,
                                        nullptr,
                                        lpErrno);
    return result == 0 ? function : nullptr;
}

} // namespace

bool
LayeredProvider::OffersExtension(const GUID&) const
{
    return true;
}

template <typename Function, typename Start>
BOOL
LayeredProvider::StartExtension(const char* name,
                                SOCKET s,
                                const GUID& id,
                                LPOVERLAPPED overlapped,
                                LPINT lpErrno,
                                const Start& start)
{
    const LowerSocket lower = GetLower(s, lpErrno);
    const auto function =
        lower.table ? AskForExtension<Function>(*lower.table, lower.s, id, lpErrno) : nullptr;
    if (!function)
    {
        return FALSE;
    }
    WinsockThread& thread = *WinsockThread::GetCurrent();
    if (!overlapped)
    {
        const BOOL result = start(function, lower.s, nullptr);
        *lpErrno = result ? 0 : thread.GetLastError();
        return result;
    }
    WinsockProcess& process = GetProcess();
    *lpErrno = JudgeOverlapped(process, s, overlapped, nullptr, nullptr);
    if (*lpErrno != 0)
    {
        return FALSE;
    }
    const Ptr<EventObject> event = Create<EventObject>(true);
    const HANDLE hEvent = process.GetObjects().Add(event);
    if (!hEvent)
    {
        *lpErrno = WSAENOBUFS; // R-ACC-10
        return FALSE;
    }
    m_calls.push_back(std::make_unique<PendingCall>(
        *this, name, s, OverlappedReport(process, s, overlapped, nullptr, nullptr)));
    PendingCall* const call = m_calls.back().get();
    const OVERLAPPED asked = *overlapped;
    call->Offset = asked.Offset;
    call->OffsetHigh = asked.OffsetHigh;
    call->event = event;
    call->hEvent = hEvent;
    call->event->SetSignalHandler([this, call] { OnExtensionSignal(call); });
    call->report.Begin();
    const BOOL result = start(function, lower.s, call);
    *lpErrno = result ? WSA_IO_PENDING : thread.GetLastError();
    if (*lpErrno != WSA_IO_PENDING)
    {
        *overlapped = asked; // as it would be without the layer, for another attempt
        m_calls.remove_if([=](const auto& one) { return one.get() == call; });
    }
    // An end that has come already will be told of in its turn.
    return FALSE;
}

void
LayeredProvider::OnExtensionSignal(PendingCall* call)
{
    const Ptr<LayeredProvider> alive(this);
    GetProcess().GetWorkerThread().QueueApc(
        [alive, call]
        {
            const auto& calls = alive->m_calls;
            if (std::any_of(
                    calls.begin(), calls.end(), [=](const auto& one) { return one.get() == call; }))
            {
                OnLowerComplete(
                    call->OffsetHigh, static_cast<DWORD>(call->InternalHigh), call, call->Offset);
            }
        });
}

BOOL
LayeredProvider::AcceptEx(SOCKET sListenSocket,
                          SOCKET sAcceptSocket,
                          PVOID lpOutputBuffer,
                          DWORD dwReceiveDataLength,
                          DWORD dwLocalAddressLength,
                          DWORD dwRemoteAddressLength,
                          LPDWORD lpdwBytesReceived,
                          LPOVERLAPPED lpOverlapped,
                          LPINT lpErrno)
{
    const LowerSocket acceptor = GetLower(sAcceptSocket, lpErrno);
    if (!acceptor.table)
    {
        return FALSE;
    }
    return StartExtension<LPFN_ACCEPTEX>(
        "AcceptEx",
        sListenSocket,
        WSAID_ACCEPTEX,
        lpOverlapped,
        lpErrno,
        [&](LPFN_ACCEPTEX function, SOCKET lower, LPOVERLAPPED overlapped)
        {
            return function(lower,
                            acceptor.s,
                            lpOutputBuffer,
                            dwReceiveDataLength,
                            dwLocalAddressLength,
                            dwRemoteAddressLength,
                            lpdwBytesReceived,
                            overlapped);
        });
}

BOOL
LayeredProvider::ConnectEx(SOCKET s,
                           const SOCKADDR* name,
                           int namelen,
                           PVOID lpSendBuffer,
                           DWORD dwSendDataLength,
                           LPDWORD lpdwBytesSent,
                           LPOVERLAPPED lpOverlapped,
                           LPINT lpErrno)
{
    return StartExtension<LPFN_CONNECTEX>(
        "ConnectEx",
        s,
        WSAID_CONNECTEX,
        lpOverlapped,
        lpErrno,
        [&](LPFN_CONNECTEX function, SOCKET lower, LPOVERLAPPED overlapped)
        {
            return function(
                lower, name, namelen, lpSendBuffer, dwSendDataLength, lpdwBytesSent, overlapped);
        });
}

BOOL
LayeredProvider::DisconnectEx(
    SOCKET s, LPOVERLAPPED lpOverlapped, DWORD dwFlags, DWORD dwReserved, LPINT lpErrno)
{
    return StartExtension<LPFN_DISCONNECTEX>(
        "DisconnectEx",
        s,
        WSAID_DISCONNECTEX,
        lpOverlapped,
        lpErrno,
        [&](LPFN_DISCONNECTEX function, SOCKET lower, LPOVERLAPPED overlapped)
        { return function(lower, overlapped, dwFlags, dwReserved); });
}

BOOL
LayeredProvider::TransmitFile(SOCKET hSocket,
                              HANDLE hFile,
                              DWORD nNumberOfBytesToWrite,
                              DWORD nNumberOfBytesPerSend,
                              LPOVERLAPPED lpOverlapped,
                              LPTRANSMIT_FILE_BUFFERS lpTransmitBuffers,
                              DWORD dwReserved,
                              LPINT lpErrno)
{
    return StartExtension<LPFN_TRANSMITFILE>(
        "TransmitFile",
        hSocket,
        WSAID_TRANSMITFILE,
        lpOverlapped,
        lpErrno,
        [&](LPFN_TRANSMITFILE function, SOCKET lower, LPOVERLAPPED overlapped)
        {
            return function(lower,
                            hFile,
                            nNumberOfBytesToWrite,
                            nNumberOfBytesPerSend,
                            overlapped,
                            lpTransmitBuffers,
                            dwReserved);
        });
}

BOOL
LayeredProvider::TransmitPackets(SOCKET hSocket,
                                 LPTRANSMIT_PACKETS_ELEMENT lpPacketArray,
                                 DWORD nElementCount,
                                 DWORD nSendSize,
                                 LPOVERLAPPED lpOverlapped,
                                 DWORD dwFlags,
                                 LPINT lpErrno)
{
    return StartExtension<LPFN_TRANSMITPACKETS>(
        "TransmitPackets",
        hSocket,
        WSAID_TRANSMITPACKETS,
        lpOverlapped,
        lpErrno,
        [&](LPFN_TRANSMITPACKETS function, SOCKET lower, LPOVERLAPPED overlapped)
        { return function(lower, lpPacketArray, nElementCount, nSendSize, overlapped, dwFlags); });
}

} // namespace ns3::winsock
