/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "extension-functions.h"

#include "ns3/accepted-addresses.h"
#include "ns3/call-scope.h"
#include "ns3/provider-loader.h"
#include "ns3/provider-thunks.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-extensions.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"

#include <array>
#include <string>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// Judges a message and the socket that it is for. @return 0 or an error
int
JudgeMessage(const WSAMSG* message)
{
    const bool sound = !IsNowhere(message) && (message->name || message->namelen == 0) &&
                       (message->Control.buf || message->Control.len == 0);
    return sound ? 0 : WSAEFAULT;
}

/// A call of an extension function, which leads to the provider past Winsock.
class ExtensionCall
{
  public:
    /**
     * @param slot the provider's
     * @param thread who calls
     * @param name of the function
     * @param s the handle
     */
    ExtensionCall(uint32_t slot, WinsockThread& thread, const char* name, SOCKET s)
        : m_thread(thread),
          m_provider(thread.GetProcess().GetProviders().FindInSlot(slot)),
          m_scope(thread, m_provider ? m_provider->GetName() : std::string(), name, Arg("s", s))
    {
    }

    /// @return whom it leads to, or null after the last WSACleanup
    ServiceProvider*
    GetProvider() const
    {
        return PeekPointer(m_provider);
    }

    /// Reports to the program. @param result of the call @param failed says that it is a failure
    template <typename Result>
    Result
    Finish(Result result, bool failed, int error)
    {
        m_thread.SetLastError(failed ? error : 0);
        return m_scope.Leave(result, failed ? error : 0);
    }

  private:
    WinsockThread& m_thread;         //!< who calls
    Ptr<ServiceProvider> m_provider; //!< whom it leads to
    CallScope m_scope;               //!< makes the call visible
};

/**
 * What the functions for messages share: finds the provider and the handle.
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
    ExtensionCall call(slot, *thread, name, s);
    WinsockProcess& process = thread->GetProcess();
    const HandleEntry* handle = process.GetHandles().Find(s);
    int error = call.GetProvider() ? 0 : WSANOTINITIALISED;
    if (error == 0)
    {
        error = handle ? JudgeMessage(message) : WSAENOTSOCK;
    }
    INT result = SOCKET_ERROR;
    if (error == 0)
    {
        WSATHREADID id{thread, thread->GetId()};
        const WSPPROC_TABLE& table =
            GetThunkTable(slot, call.GetProvider()->GetCallGate() != nullptr);
        result = work(table, &id, &error);
    }
    return call.Finish(result, result == SOCKET_ERROR, error);
}

/**
 * The functions that a method of ExtensionProvider serves.
 * @tparam Method which
 * @param slot the provider's
 * @param name of the function
 * @param s the handle
 * @param arguments what the function takes besides it
 * @return what the method returned
 */
template <auto Method, typename... Arguments>
BOOL
Serve(uint32_t slot, const char* name, SOCKET s, Arguments... arguments)
{
    WinsockThread* const thread = WinsockThread::GetCurrent();
    if (!thread)
    {
        return FALSE; // no program runs that could be told more
    }
    ExtensionCall call(slot, *thread, name, s);
    int error = WSANOTINITIALISED;
    BOOL result = FALSE;
    if (ServiceProvider* provider = call.GetProvider())
    {
        error = WSAENOTSOCK;
        result = thread->GetProcess().GetHandles().Find(s)
                     ? (provider->*Method)(s, arguments..., &error)
                     : FALSE;
    }
    return call.Finish(result, !result, error);
}

template <uint32_t Slot>
BOOL
AcceptEx(SOCKET sListenSocket,
         SOCKET sAcceptSocket,
         PVOID lpOutputBuffer,
         DWORD dwReceiveDataLength,
         DWORD dwLocalAddressLength,
         DWORD dwRemoteAddressLength,
         LPDWORD lpdwBytesReceived,
         LPOVERLAPPED lpOverlapped)
{
    return Serve<&ServiceProvider::AcceptEx>(Slot,
                                             "AcceptEx",
                                             sListenSocket,
                                             sAcceptSocket,
                                             lpOutputBuffer,
                                             dwReceiveDataLength,
                                             dwLocalAddressLength,
                                             dwRemoteAddressLength,
                                             lpdwBytesReceived,
                                             lpOverlapped);
}

template <uint32_t Slot>
BOOL
ConnectEx(SOCKET s,
          const SOCKADDR* name,
          int namelen,
          PVOID lpSendBuffer,
          DWORD dwSendDataLength,
          LPDWORD lpdwBytesSent,
          LPOVERLAPPED lpOverlapped)
{
    return Serve<&ServiceProvider::ConnectEx>(Slot,
                                              "ConnectEx",
                                              s,
                                              name,
                                              namelen,
                                              lpSendBuffer,
                                              dwSendDataLength,
                                              lpdwBytesSent,
                                              lpOverlapped);
}

template <uint32_t Slot>
BOOL
DisconnectEx(SOCKET s, LPOVERLAPPED lpOverlapped, DWORD dwFlags, DWORD dwReserved)
{
    return Serve<&ServiceProvider::DisconnectEx>(
        Slot, "DisconnectEx", s, lpOverlapped, dwFlags, dwReserved);
}

template <uint32_t Slot>
BOOL
TransmitFile(SOCKET hSocket,
             HANDLE hFile,
             DWORD nNumberOfBytesToWrite,
             DWORD nNumberOfBytesPerSend,
             LPOVERLAPPED lpOverlapped,
             LPTRANSMIT_FILE_BUFFERS lpTransmitBuffers,
             DWORD dwReserved)
{
    return Serve<&ServiceProvider::TransmitFile>(Slot,
                                                 "TransmitFile",
                                                 hSocket,
                                                 hFile,
                                                 nNumberOfBytesToWrite,
                                                 nNumberOfBytesPerSend,
                                                 lpOverlapped,
                                                 lpTransmitBuffers,
                                                 dwReserved);
}

template <uint32_t Slot>
BOOL
TransmitPackets(SOCKET hSocket,
                LPTRANSMIT_PACKETS_ELEMENT lpPacketArray,
                DWORD nElementCount,
                DWORD nSendSize,
                LPOVERLAPPED lpOverlapped,
                DWORD dwFlags)
{
    return Serve<&ServiceProvider::TransmitPackets>(Slot,
                                                    "TransmitPackets",
                                                    hSocket,
                                                    lpPacketArray,
                                                    nElementCount,
                                                    nSendSize,
                                                    lpOverlapped,
                                                    dwFlags);
}

/// Lets a message accompany the calls that are made for it.
class MessageScope
{
  public:
    explicit MessageScope(LPWSAMSG message)
    {
        m_thread.SetMessage(message);
    }

    ~MessageScope()
    {
        m_thread.TakeMessage();
    }

    /// @return whether no base provider has seen the message: a layer served the call out of its own
    bool
    IsLeft() const
    {
        return m_thread.TakeMessage() != nullptr;
    }

    MessageScope(const MessageScope&) = delete;
    MessageScope& operator=(const MessageScope&) = delete;

  private:
    WinsockThread& m_thread{*WinsockThread::GetCurrent()}; //!< who calls
};

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
                   const MessageScope scope(lpMsg->Control.len != 0 ? lpMsg : nullptr);
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
                   DWORD flags = lpMsg->dwFlags;
                   const MessageScope scope(lpMsg);
                   const int result = table.lpWSPRecvFrom(s,
                                                          lpMsg->lpBuffers,
                                                          lpMsg->dwBufferCount,
                                                          lpdwNumberOfBytesRecvd,
                                                          &flags,
                                                          lpMsg->name,
                                                          lpMsg->name ? &lpMsg->namelen : nullptr,
                                                          lpOverlapped,
                                                          lpCompletionRoutine,
                                                          thread,
                                                          lpErrno);
                   const bool cut = result != 0 && *lpErrno == WSAEMSGSIZE;
                   if (scope.IsLeft() && (result == 0 || cut))
                   {
                       lpMsg->Control.len = 0;
                       lpMsg->dwFlags = cut ? static_cast<DWORD>(MSG_TRUNC) : 0;
                   }
                   return result;
               });
}

/// The functions of one slot.
struct Functions
{
    LPFN_ACCEPTEX acceptEx;               //!< AcceptEx
    LPFN_CONNECTEX connectEx;             //!< ConnectEx
    LPFN_DISCONNECTEX disconnectEx;       //!< DisconnectEx
    LPFN_TRANSMITFILE transmitFile;       //!< TransmitFile
    LPFN_TRANSMITPACKETS transmitPackets; //!< TransmitPackets
    LPFN_WSASENDMSG send;                 //!< WSASendMsg
    LPFN_WSARECVMSG receive;              //!< WSARecvMsg
};

template <uint32_t... Slots>
constexpr std::array<Functions, sizeof...(Slots)>
MakeFunctions(std::integer_sequence<uint32_t, Slots...>)
{
    return {Functions{&AcceptEx<Slots>,
                      &ConnectEx<Slots>,
                      &DisconnectEx<Slots>,
                      &TransmitFile<Slots>,
                      &TransmitPackets<Slots>,
                      &SendMessage<Slots>,
                      &ReceiveMessage<Slots>}...};
}

constexpr auto FUNCTIONS = MakeFunctions(std::make_integer_sequence<uint32_t, PROVIDER_SLOTS>());

} // namespace

PVOID
GetExtensionFunction(uint32_t slot, const GUID& id)
{
    const Functions& functions = FUNCTIONS[slot];
    const std::pair<GUID, PVOID> known[] = {
        {WSAID_ACCEPTEX, reinterpret_cast<PVOID>(functions.acceptEx)},
        {WSAID_CONNECTEX, reinterpret_cast<PVOID>(functions.connectEx)},
        {WSAID_DISCONNECTEX, reinterpret_cast<PVOID>(functions.disconnectEx)},
        {WSAID_GETACCEPTEXSOCKADDRS, reinterpret_cast<PVOID>(&FindAcceptedAddresses)},
        {WSAID_TRANSMITFILE, reinterpret_cast<PVOID>(functions.transmitFile)},
        {WSAID_TRANSMITPACKETS, reinterpret_cast<PVOID>(functions.transmitPackets)},
        {WSAID_WSASENDMSG, reinterpret_cast<PVOID>(functions.send)},
        {WSAID_WSARECVMSG, reinterpret_cast<PVOID>(functions.receive)},
    };
    for (const auto& [function, pointer] : known)
    {
        if (function == id)
        {
            return pointer;
        }
    }
    return nullptr;
}

} // namespace ns3::winsock
