/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-base-provider.h"

#include "ns3/datagram-socket.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/provider-upcalls.h"
#include "ns3/raw-socket.h"
#include "ns3/socket-flags.h"
#include "ns3/stream-socket.h"
#include "ns3/triple-resolution.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"

#include <cstring>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockBaseProvider");

namespace
{

/// Puts the base providers that Windows ships on every node.
struct ShippedLibraries
{
    ShippedLibraries()
    {
        for (const char* path : {"%SystemRoot%\\system32\\mswsock.dll",
                                 "%SystemRoot%\\system32\\msafd.dll",
                                 "%SystemRoot%\\system32\\rsvpsp.dll",
                                 "\\windows\\wspm.dll",
                                 "wspm.dll"})
        {
            ProviderRegistry::RegisterEverywhere(
                path, []() -> Ptr<ServiceProvider> { return Create<WinsockBaseProvider>(); });
        }
    }
};

const ShippedLibraries g_shippedLibraries;

} // namespace

int
WinsockBaseProvider::Answer(int error, LPINT lpErrno)
{
    if (error != 0)
    {
        *lpErrno = error;
        return SOCKET_ERROR;
    }
    return 0;
}

std::string
WinsockBaseProvider::GetName() const
{
    return "base";
}

int
WinsockBaseProvider::WSPStartup(WORD wVersionRequested,
                                LPWSPDATA lpWSPData,
                                LPWSAPROTOCOL_INFOW lpProtocolInfo,
                                WSPUPCALLTABLE UpcallTable,
                                LPWSPPROC_TABLE lpProcTable)
{
    const int error = ServiceProvider::WSPStartup(
        wVersionRequested, lpWSPData, lpProtocolInfo, UpcallTable, lpProcTable);
    if (error == 0)
    {
        m_modifyHandle = UpcallTable.lpWPUModifyIFSHandle;
        ++m_startups;
    }
    return error;
}

int
WinsockBaseProvider::WSPCleanup(LPINT lpErrno)
{
    if (m_startups == 0)
    {
        return Answer(WSANOTINITIALISED, lpErrno);
    }
    if (--m_startups != 0)
    {
        return 0;
    }
    // Open sockets are reset and freed (R-SPI-10); those of other providers are not ours to touch.
    const ProtocolCatalog& catalog = GetProcess().GetCatalog();
    const CatalogEntry* own = catalog.FindById(GetCatalogEntryId());
    for (const SOCKET s : GetProcess().GetHandles().GetAll())
    {
        HandleEntry* handle = GetProcess().GetHandles().Find(s);
        Ptr<BaseSocket> socket = handle ? DynamicCast<BaseSocket>(handle->object) : nullptr;
        const CatalogEntry* entry =
            socket ? catalog.FindById(socket->GetIdentity().catalogEntryId) : nullptr;
        if (entry && own && entry->info.ProviderId == own->info.ProviderId)
        {
            // What another process holds as well goes on (R-DUP-3).
            if (socket->GetHandleCount() == 1)
            {
                socket->Abort();
            }
            else
            {
                socket->EndRequestsOf(GetProcess());
            }
            CloseKernelHandle(GetProcess(), s);
        }
    }
    return 0;
}

SOCKET
WinsockBaseProvider::WSPSocket(int af,
                               int type,
                               int protocol,
                               LPWSAPROTOCOL_INFOW lpProtocolInfo,
                               GROUP g,
                               DWORD dwFlags,
                               LPINT lpErrno)
{
    if (!lpProtocolInfo || IsBadPointer(lpProtocolInfo))
    {
        // Winsock and layers always hand a structure down; only a faulty layer does not.
        *lpErrno = WSAEINVAL;
        return INVALID_SOCKET;
    }
    BaseSocket::Identity identity{};
    *lpErrno = JudgeCaller();
    if (*lpErrno == 0)
    {
        if (const Ptr<BaseSocket> shared = FindHandover(lpProtocolInfo->dwProviderReserved))
        {
            return OpenShared(
                shared, SelectionRequest{af, type, protocol}, *lpProtocolInfo, g, dwFlags, lpErrno);
        }
        *lpErrno = Judge(*lpProtocolInfo, af, type, protocol, g, dwFlags, identity);
    }
    if (*lpErrno != 0)
    {
        return INVALID_SOCKET;
    }
    return Admit(MakeSocket(identity), 0, lpErrno);
}

Ptr<BaseSocket>
WinsockBaseProvider::MakeSocket(const BaseSocket::Identity& identity) const
{
    WinsockStack& stack = GetProcess().GetStack();
    switch (identity.type)
    {
    case SOCK_STREAM:
        return Create<StreamSocket>(stack, identity);
    case SOCK_DGRAM:
        return Create<DatagramSocket>(stack, identity);
    default:
        return Create<RawSocket>(stack, identity);
    }
}

int
WinsockBaseProvider::GetRefusal(OptionalCall call) const
{
    return GetProcess().GetStack().GetRefusal(call);
}

int
WinsockBaseProvider::JudgeCaller() const
{
    if (WinsockThread::GetCurrent()->IsBlocked())
    {
        return WSAEINPROGRESS;
    }
    return GetProcess().GetStack().IsNetworkUp() ? 0 : WSAENETDOWN;
}

int
WinsockBaseProvider::Judge(const WSAPROTOCOL_INFOW& info,
                           int af,
                           int type,
                           int protocol,
                           GROUP g,
                           DWORD dwFlags,
                           BaseSocket::Identity& identity) const
{
    const SelectionRequest triple = ResolveTriple(SelectionRequest{af, type, protocol}, info);
    WinsockStack& stack = GetProcess().GetStack();
    if (const int error = JudgeTcpIpTriple(triple, stack.GetDialect()))
    {
        return error;
    }
    const Ptr<Node> node = stack.GetNode();
    if (triple.af == AF_INET6 ? !node->GetObject<Ipv6>() : !node->GetObject<Ipv4>())
    {
        return WSAEAFNOSUPPORT;
    }
    const CatalogEntry* entry = FindEntry(info, triple.af, triple.type, triple.protocol);
    const WSAPROTOCOL_INFOW& own = entry ? entry->info : info;
    if (info.dwProviderReserved != 0 && info.dwProviderReserved != own.dwProviderReserved)
    {
        // It claims to be a duplicated socket, but names none that waits for its use (R-SEL-39).
        return WSAEINVAL;
    }
    constexpr DWORD MULTIPOINT = WSA_FLAG_MULTIPOINT_C_ROOT | WSA_FLAG_MULTIPOINT_C_LEAF |
                                 WSA_FLAG_MULTIPOINT_D_ROOT | WSA_FLAG_MULTIPOINT_D_LEAF;
    const int refusal = GetRefusal(OptionalCall::MULTIPOINT);
    if (refusal != 0 && (dwFlags & MULTIPOINT) != 0)
    {
        return refusal; // R-CE-103
    }
    if (const int error = JudgeSocketFlags(own.dwServiceFlags1, dwFlags, g, stack.GetDialect()))
    {
        return error;
    }
    if (triple.type == SOCK_RAW && !GetProcess().IsAdministrator())
    {
        return WSAEACCES;
    }
    int resolved = triple.protocol;
    if (triple.type != SOCK_RAW)
    {
        resolved = triple.type == SOCK_STREAM ? static_cast<int>(IPPROTO_TCP)
                                              : static_cast<int>(IPPROTO_UDP);
    }
    identity =
        BaseSocket::Identity{triple.af, triple.type, resolved, own.dwCatalogEntryId, dwFlags};
    return 0;
}

const CatalogEntry*
WinsockBaseProvider::FindEntry(const WSAPROTOCOL_INFOW& named, int af, int type, int protocol) const
{
    const ProtocolCatalog& catalog = GetProcess().GetCatalog();
    const CatalogEntry* entry = catalog.FindById(named.dwCatalogEntryId);
    const auto serves = [&](const CatalogEntry& one)
    {
        const int offset = protocol - one.info.iProtocol;
        return one.info.iAddressFamily == af && one.info.iSocketType == type &&
               (protocol == 0 || (offset >= 0 && offset <= one.info.iProtocolMaxOffset));
    };
    if (!entry || serves(*entry))
    {
        return entry;
    }
    // The arguments made another of this provider's protocols out of the named one (R-SEL-35).
    for (const CatalogEntry& other : catalog)
    {
        if (other.IsBase() && other.info.ProviderId == entry->info.ProviderId && serves(other))
        {
            return &other;
        }
    }
    return entry;
}

SOCKET
WinsockBaseProvider::Show(Ptr<BaseSocket> socket, LPINT lpErrno) const
{
    HandleTable& handles = GetProcess().GetHandles();
    const SOCKET proposed = handles.Add();
    handles.Find(proposed)->object = socket;
    const DWORD entry = socket->GetIdentity().catalogEntryId;
    const SOCKET s = m_modifyHandle(entry, proposed, lpErrno);
    if (s == INVALID_SOCKET)
    {
        handles.Remove(proposed);
    }
    return s;
}

SOCKET
WinsockBaseProvider::Admit(Ptr<BaseSocket> socket, uint32_t paid, LPINT lpErrno) const
{
    WinsockProcess& process = GetProcess();
    const SOCKET s = Show(socket, lpErrno);
    if (s == INVALID_SOCKET)
    {
        return INVALID_SOCKET;
    }
    // Descriptors are looked at before the pool, and come back when that is too small (R-CE-3).
    if (!socket->TakePool(paid))
    {
        NS_LOG_LOGIC("no buffer memory for another socket");
        CloseKernelHandle(process, s);
        *lpErrno = process.GetStack().GetNumbers().errorPool;
        return INVALID_SOCKET;
    }
    return s;
}

Ptr<BaseSocket>
WinsockBaseProvider::Find(SOCKET s, LPINT lpErrno) const
{
    const HandleEntry* handle = GetProcess().GetHandles().Find(s);
    if (!handle || !handle->object)
    {
        *lpErrno = WSAENOTSOCK;
        return nullptr;
    }
    // Sockets are the only kernel objects whose handles have the socket providers' entries.
    return StaticCast<BaseSocket>(handle->object);
}

int
WinsockBaseProvider::WSPCloseSocket(SOCKET s, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    if (socket->GetHandleCount() > 1)
    {
        CloseKernelHandle(GetProcess(),
                          s); // the socket lives on behind its other handles (R-DUP-3)
        return 0;
    }
    GetProcess().GetStack().GetHandovers().Withdraw(*socket);
    if (const int error = socket->Close())
    {
        return Answer(error, lpErrno);
    }
    // Closing may have waited, and another thread may have closed the handle meanwhile; its value
    // may even stand for a new socket already.
    if (Find(s, lpErrno) != socket)
    {
        *lpErrno = WSAENOTSOCK;
        return SOCKET_ERROR;
    }
    CloseKernelHandle(GetProcess(), s);
    return 0;
}

int
WinsockBaseProvider::WSPBind(SOCKET s, const SOCKADDR* name, int namelen, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    if (namelen < 0 && name && socket->FollowsTests())
    {
        return Answer(WSAENOBUFS,
                      lpErrno); // read without its sign, the length is beyond all memory
    }
    WinsockSocketAddress address;
    int error = WinsockSocketAddress::Read(name, namelen, socket->GetIdentity().af, address);
    if (error == WSAEAFNOSUPPORT && socket->IsBound())
    {
        error = WSAEINVAL; // a second address is refused whatever it is
    }
    return Answer(error ? error : socket->Bind(address), lpErrno);
}

int
WinsockBaseProvider::WSPListen(SOCKET s, int backlog, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    return socket ? Answer(socket->Listen(backlog), lpErrno) : SOCKET_ERROR;
}

int
WinsockBaseProvider::WSPGetSockName(SOCKET s, LPSOCKADDR name, LPINT namelen, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    WinsockSocketAddress address;
    int error = IsNowhere(name) || IsNowhere(namelen) ? WSAEFAULT : socket->GetLocal(address);
    error = error ? error : address.Write(name, namelen);
    return Answer(error, lpErrno);
}

int
WinsockBaseProvider::WSPGetPeerName(SOCKET s, LPSOCKADDR name, LPINT namelen, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    WinsockSocketAddress address;
    int error = IsNowhere(name) || IsNowhere(namelen) ? WSAEFAULT : socket->GetPeer(address);
    error = error ? error : address.Write(name, namelen);
    return Answer(error, lpErrno);
}

BOOL
WinsockBaseProvider::WSPGetQOSByName(SOCKET s, LPWSABUF lpQOSName, LPQOS lpQOS, LPINT lpErrno)
{
    if (Find(s, lpErrno))
    {
        // No template is installed, so that no name is known.
        *lpErrno = IsNowhere(lpQOSName) || IsNowhere(lpQOS) ? WSAEFAULT : WSAEINVAL;
    }
    return FALSE;
}

int
WinsockBaseProvider::WSPCancelBlockingCall(LPINT lpErrno)
{
    // Blocking hooks belong to programs of version 1.1; no call can be under way from one.
    return Answer(WSAEINVAL, lpErrno);
}

} // namespace ns3::winsock
