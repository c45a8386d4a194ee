/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The base provider's calls that make and end connections.
 */

#include "ns3/kernel-handle-guard.h"
#include "ns3/winsock-base-provider.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <cstring>
#include <string>

namespace ns3::winsock
{

SOCKET
WinsockBaseProvider::WSPAccept(SOCKET s,
                               LPSOCKADDR addr,
                               LPINT addrlen,
                               LPCONDITIONPROC lpfnCondition,
                               DWORD_PTR dwCallbackData,
                               LPINT lpErrno)
{
    Ptr<BaseSocket> listener = Find(s, lpErrno);
    if (!listener)
    {
        return INVALID_SOCKET;
    }
    *lpErrno = listener->WaitForConnection();
    const auto needed = static_cast<INT>(
        listener->GetIdentity().af == AF_INET6 ? sizeof(SOCKADDR_IN6) : sizeof(SOCKADDR_IN));
    const bool hasRoom =
        !addr || !addrlen || (!IsBadPointer(addr) && !IsBadPointer(addrlen) && *addrlen >= needed);
    if (*lpErrno == 0 && (!hasRoom || IsBadPointer(reinterpret_cast<const void*>(lpfnCondition))))
    {
        *lpErrno = WSAEFAULT;
    }
    if (*lpErrno != 0)
    {
        return INVALID_SOCKET;
    }
    // The doors come before the queue: without a descriptor the connection stays (R-RES-4), or is lost
    // where the profile says so (R-ACC-4).
    KernelHandleGuard guard{GetProcess(), listener->PrepareConnection()};
    guard.handle = Admit(guard.socket, listener->GetPaidForConnection(), lpErrno);
    if (guard.handle == INVALID_SOCKET)
    {
        const DeviceNumbers& numbers = GetProcess().GetStack().GetNumbers();
        if (numbers.acceptWithoutDescriptor == AcceptWithoutDescriptor::DISCARD)
        {
            listener->RejectConnection();
            listener->Reenable(FD_ACCEPT);
        }
        return INVALID_SOCKET;
    }
    if (lpfnCondition)
    {
        *lpErrno = AskCondition(s, *listener, lpfnCondition, dwCallbackData);
        if (*lpErrno != 0)
        {
            // A deferred request is not told of again (R-ACC-5).
            listener->Reenable(*lpErrno == WSATRY_AGAIN ? 0 : FD_ACCEPT);
            return INVALID_SOCKET;
        }
    }
    listener->TakeConnection(*guard.socket);
    *lpErrno = guard.socket->FinishConnection();
    if (*lpErrno != 0)
    {
        return INVALID_SOCKET;
    }
    guard.socket->InheritWatch(*listener, guard.handle);
    WinsockSocketAddress peer;
    if (addr && addrlen && guard.socket->GetPeer(peer) == 0)
    {
        peer.Write(addr, addrlen);
    }
    guard.socket = nullptr;
    return guard.handle;
}

int
WinsockBaseProvider::AskCondition(SOCKET s,
                                  BaseSocket& listener,
                                  LPCONDITIONPROC condition,
                                  DWORD_PTR data) const
{
    WinsockSocketAddress peer;
    WinsockSocketAddress local;
    const Ptr<Object> asked = listener.PeekConnection(peer, local);
    SOCKADDR_STORAGE names[2]{};
    INT lengths[2] = {sizeof(names[0]), sizeof(names[1])};
    peer.Write(reinterpret_cast<SOCKADDR*>(&names[0]), &lengths[0]);
    local.Write(reinterpret_cast<SOCKADDR*>(&names[1]), &lengths[1]);
    WSABUF callerId{static_cast<ULONG>(lengths[0]), reinterpret_cast<CHAR*>(&names[0])};
    WSABUF calleeId{static_cast<ULONG>(lengths[1]), reinterpret_cast<CHAR*>(&names[1])};
    // TCP carries no data of the program's in a handshake: of a stream none came, nor is there room for any.
    std::string asking = listener.GetRequestData();
    std::string answering(listener.GetLongestJoinData(), 0);
    WSABUF callerData{static_cast<ULONG>(asking.size()), asking.data()};
    WSABUF calleeData{static_cast<ULONG>(answering.size()),
                      answering.empty() ? nullptr : answering.data()};
    GROUP group = 0;
    const int answer = condition(&callerId,
                                 asking.empty() ? nullptr : &callerData,
                                 nullptr,
                                 nullptr,
                                 &calleeId,
                                 &calleeData,
                                 &group,
                                 data);
    if (calleeData.len <= answering.size() && calleeData.buf == answering.data())
    {
        listener.SetAnswerData(answering.substr(0, calleeData.len));
    }
    if (answer != CF_ACCEPT && answer != CF_REJECT)
    {
        return answer == CF_DEFER ? WSATRY_AGAIN : WSAEINVAL;
    }
    // The function may have closed the listener, or waited while another thread took the connection.
    if (listener.PeekConnection(peer, local) != asked)
    {
        int ignored = 0;
        return PeekPointer(Find(s, &ignored)) == &listener ? WSAECONNRESET : WSAEINTR;
    }
    if (answer == CF_REJECT)
    {
        listener.RejectConnection();
        return WSAECONNREFUSED;
    }
    return 0;
}

int
WinsockBaseProvider::WSPConnect(SOCKET s,
                                const SOCKADDR* name,
                                int namelen,
                                LPWSABUF lpCallerData,
                                LPWSABUF lpCalleeData,
                                LPQOS lpSQOS,
                                LPQOS lpGQOS,
                                LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    const BaseSocket::Identity identity = socket->GetIdentity();
    WinsockSocketAddress address;
    address.ipv6 = identity.af == AF_INET6;
    int error = 0;
    ADDRESS_FAMILY family = AF_UNSPEC;
    if (name && !IsBadPointer(name) && namelen >= static_cast<int>(sizeof(family)))
    {
        std::memcpy(&family, name, sizeof(family));
    }
    // On desktop Windows an unconnected stream socket has nothing to dissolve, which is success.
    const bool isStream = identity.type == SOCK_STREAM;
    const bool dissolves = name && namelen >= static_cast<int>(sizeof(family)) &&
                           family == AF_UNSPEC && (!isStream || socket->FollowsTests());
    if (isStream && socket->FollowsTests() && name && !IsBadPointer(name))
    {
        error = socket->JudgeConnect(); // comes before the address there
    }
    if (error == 0 && !dissolves)
    {
        error = WinsockSocketAddress::Read(name, namelen, identity.af, address);
    }
    if (error == 0 && lpCallerData)
    {
        error = WSAEPROTONOSUPPORT;
    }
    if (error == 0 && (lpSQOS || lpGQOS))
    {
        error = lpGQOS ? WSAEINVAL : WSAEOPNOTSUPP;
    }
    if (error == 0 && IsBadPointer(lpCalleeData))
    {
        error = WSAEFAULT;
    }
    if (error == 0 && !(isStream && dissolves))
    {
        error = socket->Connect(address);
    }
    if (error == 0 && lpCalleeData)
    {
        lpCalleeData->len = 0; // no protocol here carries any
    }
    return Answer(error, lpErrno);
}

int
WinsockBaseProvider::WSPShutdown(SOCKET s, int how, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    return socket ? Answer(socket->Shutdown(how), lpErrno) : SOCKET_ERROR;
}

int
WinsockBaseProvider::WSPSendDisconnect(SOCKET s, LPWSABUF lpOutboundDisconnectData, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    return Answer(lpOutboundDisconnectData ? WSAENOPROTOOPT : socket->Shutdown(SD_SEND), lpErrno);
}

int
WinsockBaseProvider::WSPRecvDisconnect(SOCKET s, LPWSABUF lpInboundDisconnectData, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    const int error =
        IsBadPointer(lpInboundDisconnectData) ? WSAEFAULT : socket->Shutdown(SD_RECEIVE);
    if (error == 0 && lpInboundDisconnectData)
    {
        lpInboundDisconnectData->len = 0; // TCP/IP need not refuse to look for data (R-SHD-5)
    }
    return Answer(error, lpErrno);
}

} // namespace ns3::winsock
