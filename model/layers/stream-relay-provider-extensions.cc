/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A layer of relays: the extension functions. Connections are made below without data; what AcceptEx and
// ConnectEx carry besides goes through the relay, as all other bytes.

#include "stream-relay-provider.h"

#include "ns3/transfer-request.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-options.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"

#include <memory>
#include <utility>

namespace ns3::winsock
{

bool
StreamRelayProvider::OffersExtension(const GUID& id) const
{
    // What a relay holds does not outlive its connection, so that no socket gets a second one.
    return id != WSAID_DISCONNECTEX;
}

BOOL
StreamRelayProvider::AcceptEx(SOCKET sListenSocket,
                              SOCKET sAcceptSocket,
                              PVOID lpOutputBuffer,
                              DWORD dwReceiveDataLength,
                              DWORD dwLocalAddressLength,
                              DWORD dwRemoteAddressLength,
                              LPDWORD lpdwBytesReceived,
                              LPOVERLAPPED lpOverlapped,
                              LPINT lpErrno)
{
    auto* const buffer = static_cast<char*>(lpOutputBuffer);
    const bool nowhere = IsNowhere(lpOutputBuffer);
    const BOOL result = LayeredProvider::AcceptEx(sListenSocket,
                                                  sAcceptSocket,
                                                  nowhere ? nullptr : buffer + dwReceiveDataLength,
                                                  0,
                                                  dwLocalAddressLength,
                                                  dwRemoteAddressLength,
                                                  lpdwBytesReceived,
                                                  lpOverlapped,
                                                  lpErrno);
    const Ptr<StreamRelay> relay = FindRelay(sAcceptSocket);
    if (relay && *lpErrno == WSA_IO_PENDING)
    {
        m_beginnings[lpOverlapped] = {relay, {dwReceiveDataLength, buffer}, true};
    }
    return result;
}

BOOL
StreamRelayProvider::ConnectEx(SOCKET s,
                               const SOCKADDR* name,
                               int namelen,
                               PVOID lpSendBuffer,
                               DWORD dwSendDataLength,
                               LPDWORD lpdwBytesSent,
                               LPOVERLAPPED lpOverlapped,
                               LPINT lpErrno)
{
    if (IsBadPointer(lpSendBuffer))
    {
        *lpErrno = WSAEFAULT;
        return FALSE;
    }
    const BOOL result = LayeredProvider::ConnectEx(
        s, name, namelen, nullptr, 0, lpdwBytesSent, lpOverlapped, lpErrno);
    const Ptr<StreamRelay> relay = FindRelay(s);
    if (relay && *lpErrno == WSA_IO_PENDING)
    {
        const DWORD length = lpSendBuffer ? dwSendDataLength : 0;
        m_beginnings[lpOverlapped] = {relay, {length, static_cast<CHAR*>(lpSendBuffer)}, false};
        relay->BeginConnect(true);
    }
    return result;
}

void
StreamRelayProvider::OnCompletion(Completion& completion)
{
    const auto at = m_beginnings.find(completion.overlapped);
    if (at == m_beginnings.end())
    {
        return;
    }
    const Beginning beginning = at->second;
    StreamRelay& relay = *beginning.relay;
    m_beginnings.erase(at);
    if (relay.IsClosed())
    {
        return;
    }
    if (completion.error != 0)
    {
        if (!beginning.accepts)
        {
            relay.OnConnectFailed(completion.error);
        }
        return;
    }
    // The relay ends the connection below by itself, which the base provider allows only then (R-OPT-8).
    int ignored = 0;
    relay.GetTable().lpWSPSetSockOpt(
        relay.GetLower(), SOL_SOCKET, SO_UPDATE_CONNECT_CONTEXT, nullptr, 0, &ignored);
    // Operations come before those that a program starts once it knows of the connection.
    winsock::Transfer transfer;
    WSABUF data = beginning.data;
    transfer.buffers = &data;
    transfer.count = 1;
    beginning.accepts ? relay.OnAccepted() : relay.OnConnected();
    if (data.len == 0)
    {
        return;
    }
    const OverlappedReport report(
        GetProcess(), completion.s, completion.overlapped, nullptr, nullptr);
    auto request = std::make_unique<TransferRequest>(report, transfer);
    int error = 0;
    std::unique_ptr<PendingOperation> operation =
        beginning.accepts ? relay.PrepareReceive(request->GetTransfer(), error)
                          : relay.PrepareSend(request->GetTransfer(), error);
    if (operation)
    {
        error = OverlappedRequest::Begin(std::move(request),
                                         std::move(operation),
                                         beginning.accepts ? relay.GetReceivingQueue()
                                                           : relay.GetSendingQueue());
    }
    completion.restarted = error == 0 || error == WSA_IO_PENDING;
    completion.error = completion.restarted ? 0 : error;
}

int
StreamRelayProvider::Transmit(
    StreamRelay& relay, SOCKET s, LPOVERLAPPED overlapped, TransmitData data, DWORD flags) const
{
    int error = overlapped ? JudgeOverlapped(GetProcess(), s, overlapped, nullptr, nullptr) : 0;
    error = error == 0 && (flags & ~TRANSMIT_FLAGS || flags & TF_REUSE_SOCKET) ? WSAEINVAL : error;
    if (error != 0)
    {
        return error;
    }
    std::unique_ptr<ExtensionOperation> operation =
        relay.PrepareTransmit(std::move(data), flags, error);
    return operation
               ? PerformExtension(
                     GetProcess(), s, overlapped, std::move(operation), relay.GetSendingQueue())
               : error;
}

BOOL
StreamRelayProvider::TransmitFile(SOCKET hSocket,
                                  HANDLE hFile,
                                  DWORD nNumberOfBytesToWrite,
                                  DWORD nNumberOfBytesPerSend,
                                  LPOVERLAPPED lpOverlapped,
                                  LPTRANSMIT_FILE_BUFFERS lpTransmitBuffers,
                                  DWORD dwReserved,
                                  LPINT lpErrno)
{
    const Ptr<StreamRelay> relay = FindRelay(hSocket);
    if (!relay || relay->GetState() == StreamRelay::State::IDLE)
    {
        return LayeredProvider::TransmitFile(hSocket,
                                             hFile,
                                             nNumberOfBytesToWrite,
                                             nNumberOfBytesPerSend,
                                             lpOverlapped,
                                             lpTransmitBuffers,
                                             dwReserved,
                                             lpErrno);
    }
    TransmitData data;
    *lpErrno =
        data.TakeFile(GetProcess(), hFile, nNumberOfBytesToWrite, lpOverlapped, lpTransmitBuffers);
    if (*lpErrno == 0)
    {
        *lpErrno = Transmit(*relay, hSocket, lpOverlapped, std::move(data), dwReserved);
    }
    return *lpErrno == 0 ? TRUE : FALSE;
}

BOOL
StreamRelayProvider::TransmitPackets(SOCKET hSocket,
                                     LPTRANSMIT_PACKETS_ELEMENT lpPacketArray,
                                     DWORD nElementCount,
                                     DWORD nSendSize,
                                     LPOVERLAPPED lpOverlapped,
                                     DWORD dwFlags,
                                     LPINT lpErrno)
{
    const Ptr<StreamRelay> relay = FindRelay(hSocket);
    if (!relay || relay->GetState() == StreamRelay::State::IDLE)
    {
        return LayeredProvider::TransmitPackets(
            hSocket, lpPacketArray, nElementCount, nSendSize, lpOverlapped, dwFlags, lpErrno);
    }
    TransmitData data;
    *lpErrno = data.TakePackets(GetProcess(), lpPacketArray, nElementCount);
    if (*lpErrno == 0)
    {
        *lpErrno = Transmit(*relay, hSocket, lpOverlapped, std::move(data), dwFlags);
    }
    return *lpErrno == 0 ? TRUE : FALSE;
}

} // namespace ns3::winsock
