/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The base provider's extension functions.
 */

#include "ns3/overlapped-request.h"
#include "ns3/stream-socket.h"
#include "ns3/winsock-base-provider.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-options.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"

#include <cstring>
#include <memory>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// @return a socket as a stream, or null if it is none
Ptr<StreamSocket>
AsStream(const Ptr<BaseSocket>& socket)
{
    return socket && socket->GetIdentity().type == SOCK_STREAM ? StaticCast<StreamSocket>(socket)
                                                               : nullptr;
}

/// Turns an error into the answer of an extension function.
BOOL
AnswerTruth(int error, LPINT lpErrno)
{
    *lpErrno = error;
    return error == 0 ? TRUE : FALSE;
}

} // namespace

bool
WinsockBaseProvider::OffersExtension(const GUID&) const
{
    return true;
}

int
WinsockBaseProvider::JudgeExtension(SOCKET s, LPOVERLAPPED overlapped) const
{
    return overlapped ? JudgeOverlapped(GetProcess(), s, overlapped, nullptr, nullptr)
                      : WSA_INVALID_PARAMETER;
}

BOOL
WinsockBaseProvider::AcceptEx(SOCKET sListenSocket,
                              SOCKET sAcceptSocket,
                              PVOID lpOutputBuffer,
                              DWORD dwReceiveDataLength,
                              DWORD dwLocalAddressLength,
                              DWORD dwRemoteAddressLength,
                              LPDWORD lpdwBytesReceived,
                              LPOVERLAPPED lpOverlapped,
                              LPINT lpErrno)
{
    const Ptr<BaseSocket> listener = Find(sListenSocket, lpErrno);
    const Ptr<BaseSocket> acceptor = listener ? Find(sAcceptSocket, lpErrno) : nullptr;
    if (!acceptor)
    {
        return FALSE;
    }
    const AcceptBuffer buffer{static_cast<char*>(lpOutputBuffer),
                              dwReceiveDataLength,
                              dwLocalAddressLength,
                              dwRemoteAddressLength};
    int error = JudgeExtension(sListenSocket, lpOverlapped);
    const Ptr<StreamSocket> stream = AsStream(listener);
    error = error == 0 && !stream ? WSAEINVAL : error;
    if (error == 0)
    {
        const int fault = IsBadPointer(lpdwBytesReceived) ? WSAEFAULT : 0;
        error = fault ? fault : buffer.Judge(listener->GetIdentity().af);
    }
    const Ptr<StreamSocket> given = AsStream(acceptor);
    const bool fits = given && given->IsUnconnected();
    if (error == 0 && !fits && stream->IsListening() && acceptor->FollowsTests())
    {
        // That the socket is good for no connection is told once there would be one to take.
        error = FailLater(
            GetProcess(), {GetProcess(), sListenSocket, lpOverlapped, nullptr, nullptr}, WSAEINVAL);
    }
    else if (error == 0)
    {
        std::unique_ptr<ExtensionOperation> operation =
            stream->PrepareAcceptInto(given, buffer, error);
        error = operation ? PerformExtension(GetProcess(),
                                             sListenSocket,
                                             lpOverlapped,
                                             std::move(operation),
                                             listener->GetReceivingQueue())
                          : error;
    }
    return AnswerTruth(error, lpErrno);
}

BOOL
WinsockBaseProvider::ConnectEx(SOCKET s,
                               const SOCKADDR* name,
                               int namelen,
                               PVOID lpSendBuffer,
                               DWORD dwSendDataLength,
                               LPDWORD lpdwBytesSent,
                               LPOVERLAPPED lpOverlapped,
                               LPINT lpErrno)
{
    const Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return FALSE;
    }
    int error = JudgeExtension(s, lpOverlapped);
    WinsockSocketAddress address;
    error = error ? error
                  : WinsockSocketAddress::Read(name, namelen, socket->GetIdentity().af, address);
    const WSABUF data{lpSendBuffer ? dwSendDataLength : 0, static_cast<CHAR*>(lpSendBuffer)};
    if (error == 0 && (IsBadPointer(lpSendBuffer) || IsBadPointer(lpdwBytesSent)))
    {
        error = WSAEFAULT;
    }
    if (error == 0 && !AsStream(socket))
    {
        error = WSAEINVAL;
    }
    if (error == 0)
    {
        std::unique_ptr<ExtensionOperation> operation =
            AsStream(socket)->PrepareConnectAndSend(address, data, error);
        error = operation ? PerformExtension(GetProcess(),
                                             s,
                                             lpOverlapped,
                                             std::move(operation),
                                             socket->GetSendingQueue())
                          : error;
    }
    return AnswerTruth(error, lpErrno);
}

BOOL
WinsockBaseProvider::DisconnectEx(
    SOCKET s, LPOVERLAPPED lpOverlapped, DWORD dwFlags, DWORD dwReserved, LPINT lpErrno)
{
    const Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return FALSE;
    }
    int error = lpOverlapped ? JudgeExtension(s, lpOverlapped) : 0;
    error = error ? error : JudgeTransmitFlags(dwFlags, TF_REUSE_SOCKET);
    error = error == 0 && dwReserved != 0 ? WSAEINVAL : error;
    const bool begins = lpOverlapped && socket->FollowsTests(); // before the kind of socket is seen
    if (error == 0 && !AsStream(socket))
    {
        error = begins ? FailLater(GetProcess(),
                                   {GetProcess(), s, lpOverlapped, nullptr, nullptr},
                                   WSAENOTCONN)
                       : WSAENOTCONN;
    }
    else if (error == 0)
    {
        std::unique_ptr<ExtensionOperation> operation =
            AsStream(socket)->PrepareDisconnect(dwFlags, error);
        error = operation ? PerformExtension(GetProcess(),
                                             s,
                                             lpOverlapped,
                                             std::move(operation),
                                             socket->GetSendingQueue())
                          : error;
    }
    return AnswerTruth(error, lpErrno);
}

int
WinsockBaseProvider::JudgeTransmit(BaseSocket& socket,
                                   SOCKET s,
                                   LPOVERLAPPED overlapped,
                                   DWORD flags) const
{
    if (const Ptr<StreamSocket> stream = AsStream(Ptr<BaseSocket>(&socket)))
    {
        if (const int error = stream->JudgeTransmit())
        {
            return error;
        }
    }
    else
    {
        WinsockSocketAddress peer;
        return socket.GetPeer(peer) ? WSAENOTCONN : WSAEINVAL;
    }
    const int error = overlapped ? JudgeExtension(s, overlapped) : 0;
    return error ? error : JudgeTransmitFlags(flags, TRANSMIT_FLAGS);
}

BOOL
WinsockBaseProvider::TransmitFile(SOCKET hSocket,
                                  HANDLE hFile,
                                  DWORD nNumberOfBytesToWrite,
                                  DWORD nNumberOfBytesPerSend,
                                  LPOVERLAPPED lpOverlapped,
                                  LPTRANSMIT_FILE_BUFFERS lpTransmitBuffers,
                                  DWORD dwReserved,
                                  LPINT lpErrno)
{
    const Ptr<BaseSocket> socket = Find(hSocket, lpErrno);
    if (!socket)
    {
        return FALSE;
    }
    int error = JudgeTransmit(*socket, hSocket, lpOverlapped, dwReserved);
    TransmitData data;
    error = error
                ? error
                : data.TakeFile(
                      GetProcess(), hFile, nNumberOfBytesToWrite, lpOverlapped, lpTransmitBuffers);
    if (error == 0)
    {
        error = PerformExtension(
            GetProcess(),
            hSocket,
            lpOverlapped,
            AsStream(socket)->PrepareTransmit(std::move(data), nNumberOfBytesPerSend, dwReserved),
            socket->GetSendingQueue());
    }
    return AnswerTruth(error, lpErrno);
}

BOOL
WinsockBaseProvider::TransmitPackets(SOCKET hSocket,
                                     LPTRANSMIT_PACKETS_ELEMENT lpPacketArray,
                                     DWORD nElementCount,
                                     DWORD nSendSize,
                                     LPOVERLAPPED lpOverlapped,
                                     DWORD dwFlags,
                                     LPINT lpErrno)
{
    const Ptr<BaseSocket> socket = Find(hSocket, lpErrno);
    if (!socket)
    {
        return FALSE;
    }
    int error = JudgeTransmit(*socket, hSocket, lpOverlapped, dwFlags);
    TransmitData data;
    error = error ? error : data.TakePackets(GetProcess(), lpPacketArray, nElementCount);
    if (error == 0)
    {
        error =
            PerformExtension(GetProcess(),
                             hSocket,
                             lpOverlapped,
                             AsStream(socket)->PrepareTransmit(std::move(data), nSendSize, dwFlags),
                             socket->GetSendingQueue());
    }
    return AnswerTruth(error, lpErrno);
}

} // namespace ns3::winsock
