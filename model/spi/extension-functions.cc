/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "extension-functions.h"

#include "ns3/call-scope.h"
#include "ns3/provider-loader.h"
#include "ns3/provider-thunks.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-extensions.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"

#include <array>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// Judges a message and the socket that it is for. @return 0 or an error
int
JudgeMessage(const WinsockProcess& process, const HandleEntry& handle, const WSAMSG* message)
{
    const CatalogEntry* entry = process.GetCatalog().FindById(handle.catalogEntryId);
    if (entry && entry->info.iSocketType == SOCK_STREAM)
    {
        return WSAEOPNOTSUPP;
    }
    const bool sound = !IsNowhere(message) && (message->name || message->namelen == 0) &&
                       (message->Control.buf || message->Control.len == 0);
    return sound ? 0 : WSAEFAULT;
}

/**
 * What the functions share: finds the provider and the handle, and reports to the program.
 * @param slot the provider's
 * @param name of the function
 * @param s the handle
 * @param message what is transferred
 * @param work calls the provider's functions; is given them, the calling thread and where the error goes
 * @return what work returned, or SOCKET_ERROR
 */
template <typename Work>
INT
Run(uint32_t slot, const char* name, SOCKET s, const WSAMSG* message, const Work& work)
{
    WinsockThread* const thread = WinsockThread::GetCurrent();
    if (!thread)
    {
        return SOCKET_ERROR; // no program runs that could be told more
    }
    CallScope scope(*thread, name, Arg("s", s));
    WinsockProcess& process = thread->GetProcess();
    const Ptr<ServiceProvider> provider = process.GetProviders().FindInSlot(slot);
    const HandleEntry* handle = process.GetHandles().Find(s);
    int error = provider ? 0 : WSANOTINITIALISED;
    if (error == 0)
    {
        error = handle ? JudgeMessage(process, *handle, message) : WSAENOTSOCK;
    }
    INT result = SOCKET_ERROR;
    if (error == 0)
    {
        WSATHREADID id{thread, thread->GetId()};
        const WSPPROC_TABLE& table = GetThunkTable(slot, provider->GetCallGate() != nullptr);
        result = work(table, &id, &error);
    }
    thread->SetLastError(result == SOCKET_ERROR ? error : 0);
    return scope.Leave(result, result == SOCKET_ERROR ? error : 0);
}

template <uint32_t Slot>
INT
SendMessage(SOCKET s,
            LPWSAMSG lpMsg,
            DWORD dwFlags,
            LPDWORD lpNumberOfBytesSent,
            LPWSAOVERLAPPED lpOverlapped,
            LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine)
{
    return Run(Slot,
               "WSASendMsg",
               s,
               lpMsg,
               [&](const WSPPROC_TABLE& table, LPWSATHREADID thread, LPINT lpErrno)
               {
                   if (lpMsg->Control.len != 0)
                   {
                       *lpErrno = WSAEINVAL; // there is nothing that control data could choose
                       return SOCKET_ERROR;
                   }
                   return table.lpWSPSendTo(s,
                                            lpMsg->lpBuffers,
                                            lpMsg->dwBufferCount,
                                            lpNumberOfBytesSent,
                                            dwFlags,
                                            lpMsg->name,
                                            lpMsg->namelen,
                                            lpOverlapped,
                                            lpCompletionRoutine,
                                            thread,
                                            lpErrno);
               });
}

template <uint32_t Slot>
INT
ReceiveMessage(SOCKET s,
               LPWSAMSG lpMsg,
               LPDWORD lpdwNumberOfBytesRecvd,
               LPWSAOVERLAPPED lpOverlapped,
               LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine)
{
    return Run(Slot,
               "WSARecvMsg",
               s,
               lpMsg,
               [&](const WSPPROC_TABLE& table, LPWSATHREADID thread, LPINT lpErrno)
               {
                   if (IsBadPointer(lpdwNumberOfBytesRecvd) ||
                       (!lpdwNumberOfBytesRecvd && !lpOverlapped))
                   {
                       *lpErrno = WSAEFAULT;
                       return SOCKET_ERROR;
                   }
                   if (lpMsg->dwFlags & ~static_cast<DWORD>(MSG_PEEK))
                   {
                       *lpErrno = WSAEINVAL;
                       return SOCKET_ERROR;
                   }
                   const int result = table.lpWSPRecvFrom(s,
                                                          lpMsg->lpBuffers,
                                                          lpMsg->dwBufferCount,
                                                          lpdwNumberOfBytesRecvd,
                                                          &lpMsg->dwFlags,
                                                          lpMsg->name,
                                                          lpMsg->name ? &lpMsg->namelen : nullptr,
                                                          lpOverlapped,
                                                          lpCompletionRoutine,
                                                          thread,
                                                          lpErrno);
                   const bool cut = result != 0 && *lpErrno == WSAEMSGSIZE;
                   if (result == 0 || cut)
                   {
                       lpMsg->Control.len = 0; // no option asks for any
                       lpMsg->dwFlags |= cut ? static_cast<DWORD>(MSG_TRUNC) : 0;
                   }
                   return result;
               });
}

/// The functions of one slot.
struct Functions
{
    LPFN_WSASENDMSG send;    //!< WSASendMsg
    LPFN_WSARECVMSG receive; //!< WSARecvMsg
};

template <uint32_t... Slots>
constexpr std::array<Functions, sizeof...(Slots)>
MakeFunctions(std::integer_sequence<uint32_t, Slots...>)
{
    return {Functions{&SendMessage<Slots>, &ReceiveMessage<Slots>}...};
}

constexpr auto FUNCTIONS = MakeFunctions(std::make_integer_sequence<uint32_t, PROVIDER_SLOTS>());

} // namespace

PVOID
GetExtensionFunction(uint32_t slot, const GUID& id)
{
    if (id == WSAID_WSASENDMSG)
    {
        return reinterpret_cast<PVOID>(FUNCTIONS[slot].send);
    }
    return id == WSAID_WSARECVMSG ? reinterpret_cast<PVOID>(FUNCTIONS[slot].receive) : nullptr;
}

} // namespace ns3::winsock
