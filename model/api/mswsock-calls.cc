/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mswsock-calls.h"

#include "ns3/accepted-addresses.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-pointer.h"

namespace ns3::winsock
{

template <typename Function, typename... Arguments>
BOOL
MswsockCalls::CallExtension(ApiCall& call, const GUID& id, SOCKET s, Arguments... arguments)
{
    GUID wanted = id;
    Function function = nullptr;
    DWORD bytes = 0;
    WSATHREADID thread{&m_thread, m_thread.GetId()};
    const int result = call.Invoke<&WSPPROC_TABLE::lpWSPIoctl>(
        s,
        static_cast<DWORD>(SIO_GET_EXTENSION_FUNCTION_POINTER),
        static_cast<LPVOID>(&wanted),
        static_cast<DWORD>(sizeof(wanted)),
        static_cast<LPVOID>(&function),
        static_cast<DWORD>(sizeof(function)),
        &bytes,
        nullptr,
        nullptr,
        &thread);
    if (result != 0)
    {
        return call.FinishTruth(FALSE);
    }
    const BOOL answer = function(s, arguments...);
    call.SetError(answer ? 0 : m_thread.GetLastError());
    return call.FinishTruth(answer);
}

BOOL
MswsockCalls::AcceptEx(SOCKET sListenSocket,
                       SOCKET sAcceptSocket,
                       PVOID lpOutputBuffer,
                       DWORD dwReceiveDataLength,
                       DWORD dwLocalAddressLength,
                       DWORD dwRemoteAddressLength,
                       LPDWORD lpdwBytesReceived,
                       LPOVERLAPPED lpOverlapped)
{
    ApiCall call(m_thread,
                 "AcceptEx",
                 Arg("sListenSocket", sListenSocket),
                 Arg("sAcceptSocket", sAcceptSocket),
                 Arg("dwReceiveDataLength", dwReceiveDataLength));
    return CallExtension<LPFN_ACCEPTEX>(call,
                                        WSAID_ACCEPTEX,
                                        sListenSocket,
                                        sAcceptSocket,
                                        lpOutputBuffer,
                                        dwReceiveDataLength,
                                        dwLocalAddressLength,
                                        dwRemoteAddressLength,
                                        lpdwBytesReceived,
                                        lpOverlapped);
}

void
MswsockCalls::GetAcceptExSockaddrs(PVOID lpOutputBuffer,
                                   DWORD dwReceiveDataLength,
                                   DWORD dwLocalAddressLength,
                                   DWORD dwRemoteAddressLength,
                                   SOCKADDR** LocalSockaddr,
                                   LPINT LocalSockaddrLength,
                                   SOCKADDR** RemoteSockaddr,
                                   LPINT RemoteSockaddrLength)
{
    ApiCall call(m_thread, "GetAcceptExSockaddrs");
    FindAcceptedAddresses(lpOutputBuffer,
                          dwReceiveDataLength,
                          dwLocalAddressLength,
                          dwRemoteAddressLength,
                          LocalSockaddr,
                          LocalSockaddrLength,
                          RemoteSockaddr,
                          RemoteSockaddrLength);
    call.Leave(0);
}

BOOL
MswsockCalls::TransmitFile(SOCKET hSocket,
                           HANDLE hFile,
                           DWORD nNumberOfBytesToWrite,
                           DWORD nNumberOfBytesPerSend,
                           LPOVERLAPPED lpOverlapped,
                           LPTRANSMIT_FILE_BUFFERS lpTransmitBuffers,
                           DWORD dwReserved)
{
    ApiCall call(m_thread,
                 "TransmitFile",
                 Arg("hSocket", hSocket),
                 Arg("nNumberOfBytesToWrite", nNumberOfBytesToWrite),
                 Arg("dwReserved", dwReserved));
    return CallExtension<LPFN_TRANSMITFILE>(call,
                                            WSAID_TRANSMITFILE,
                                            hSocket,
                                            hFile,
                                            nNumberOfBytesToWrite,
                                            nNumberOfBytesPerSend,
                                            lpOverlapped,
                                            lpTransmitBuffers,
                                            dwReserved);
}

int
MswsockCalls::WSARecvEx(SOCKET s, char* buf, int len, int* flags)
{
    ApiCall call(m_thread, "WSARecvEx", Arg("s", s), Arg("len", len));
    WSABUF buffer{};
    buffer.len = static_cast<ULONG>(len);
    buffer.buf = len < 0 ? nullptr : buf;
    DWORD bytes = 0;
    if (call.IsKnown(s) && IsNowhere(flags))
    {
        call.SetError(WSAEFAULT);
        return call.Finish(SOCKET_ERROR);
    }
    DWORD inOutFlags = IsNowhere(flags) ? 0 : static_cast<DWORD>(*flags);
    int result = call.Invoke<&WSPPROC_TABLE::lpWSPRecv>(
        s, &buffer, 1, &bytes, &inOutFlags, nullptr, nullptr, nullptr);
    const bool partial = result != 0 && call.GetError() == WSAEMSGSIZE;
    if (result == 0 || partial)
    {
        *flags = partial ? MSG_PARTIAL : 0;
    }
    const int received = partial ? len : static_cast<int>(bytes);
    return call.Finish(result == 0 || partial ? received : SOCKET_ERROR);
}

} // namespace ns3::winsock
