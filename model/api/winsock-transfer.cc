/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Data, options and ioctls.
 */

#include "winsock.h"

#include "ns3/winsock-api-call.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-pointer.h"

#include <cstring>

namespace ns3::winsock
{

namespace
{

/// A program's buffer in the form of the SPI. One of negative length has no place in any memory:
/// without an address, providers answer WSAEFAULT.
WSABUF
MakeBuffer(const char* buf, int len)
{
    WSABUF buffer{};
    buffer.len = static_cast<ULONG>(len);
    buffer.buf = len < 0 ? nullptr : const_cast<char*>(buf);
    return buffer;
}

} // namespace

int
Winsock::send(SOCKET s, const char* buf, int len, int flags)
{
    ApiCall call(m_thread, "send", Arg("s", s), Arg("len", len), Arg("flags", flags));
    WSABUF buffer = MakeBuffer(buf, len);
    DWORD bytes = 0;
    const int result = call.Invoke<&WSPPROC_TABLE::lpWSPSend>(
        s, &buffer, 1, &bytes, static_cast<DWORD>(flags), nullptr, nullptr, nullptr);
    return call.Finish(result == 0 ? static_cast<int>(bytes) : SOCKET_ERROR);
}

int
Winsock::sendto(SOCKET s, const char* buf, int len, int flags, const SOCKADDR* to, int tolen)
{
    ApiCall call(m_thread,
                 "sendto",
                 Arg("s", s),
                 Arg("len", len),
                 Arg("flags", flags),
                 AddressArg{"to", to, tolen});
    WSABUF buffer = MakeBuffer(buf, len);
    DWORD bytes = 0;
    const int result = call.Invoke<&WSPPROC_TABLE::lpWSPSendTo>(
        s, &buffer, 1, &bytes, static_cast<DWORD>(flags), to, tolen, nullptr, nullptr, nullptr);
    return call.Finish(result == 0 ? static_cast<int>(bytes) : SOCKET_ERROR);
}

int
Winsock::recv(SOCKET s, char* buf, int len, int flags)
{
    ApiCall call(m_thread, "recv", Arg("s", s), Arg("len", len), Arg("flags", flags));
    WSABUF buffer = MakeBuffer(buf, len);
    DWORD bytes = 0;
    auto inOutFlags = static_cast<DWORD>(flags);
    const int result = call.Invoke<&WSPPROC_TABLE::lpWSPRecv>(
        s, &buffer, 1, &bytes, &inOutFlags, nullptr, nullptr, nullptr);
    return call.Finish(result == 0 ? static_cast<int>(bytes) : SOCKET_ERROR);
}

int
Winsock::recvfrom(SOCKET s, char* buf, int len, int flags, SOCKADDR* from, LPINT fromlen)
{
    ApiCall call(m_thread, "recvfrom", Arg("s", s), Arg("len", len), Arg("flags", flags));
    WSABUF buffer = MakeBuffer(buf, len);
    DWORD bytes = 0;
    auto inOutFlags = static_cast<DWORD>(flags);
    const int result = call.Invoke<&WSPPROC_TABLE::lpWSPRecvFrom>(
        s, &buffer, 1, &bytes, &inOutFlags, from, fromlen, nullptr, nullptr, nullptr);
    return call.Finish(result == 0 ? static_cast<int>(bytes) : SOCKET_ERROR);
}

int
Winsock::getsockopt(SOCKET s, int level, int optname, char* optval, LPINT optlen)
{
    ApiCall call(m_thread, "getsockopt", Arg("s", s), OptionArg{"optname", level, optname});
    if (level == SOL_SOCKET && optname == SO_OPENTYPE)
    {
        const int type = m_thread.GetOpenType();
        // Observed on desktop Windows: the length is compared without its sign.
        if (IsNowhere(optval) || IsNowhere(optlen) || static_cast<DWORD>(*optlen) < sizeof(type))
        {
            call.SetError(WSAEFAULT);
            return call.Finish(SOCKET_ERROR);
        }
        std::memcpy(optval, &type, sizeof(type));
        *optlen = sizeof(type);
        return call.Finish(0);
    }
    return call.Forward<&WSPPROC_TABLE::lpWSPGetSockOpt>(s, level, optname, optval, optlen);
}

int
Winsock::setsockopt(SOCKET s, int level, int optname, const char* optval, int optlen)
{
    ApiCall call(m_thread,
                 "setsockopt",
                 Arg("s", s),
                 OptionArg{"optname", level, optname},
                 Arg("optlen", optlen));
    if (level == SOL_SOCKET && optname == SO_OPENTYPE)
    {
        int type = 0;
        if (IsNowhere(optval) || optlen < static_cast<int>(sizeof(type)))
        {
            call.SetError(WSAEFAULT);
            return call.Finish(SOCKET_ERROR);
        }
        std::memcpy(&type, optval, sizeof(type));
        m_thread.SetOpenType(type);
        return call.Finish(0);
    }
    return call.Forward<&WSPPROC_TABLE::lpWSPSetSockOpt>(s, level, optname, optval, optlen);
}

int
Winsock::ioctlsocket(SOCKET s, LONG cmd, ULONG* argp)
{
    ApiCall call(m_thread, "ioctlsocket", Arg("s", s), IoctlArg{"cmd", static_cast<DWORD>(cmd)});
    const DWORD bytes = argp ? sizeof(*argp) : 0;
    DWORD returned = 0;
    return call.Forward<&WSPPROC_TABLE::lpWSPIoctl>(
        s, static_cast<DWORD>(cmd), argp, bytes, argp, bytes, &returned, nullptr, nullptr, nullptr);
}

int
Winsock::WSAIoctl(SOCKET s,
                  DWORD dwIoControlCode,
                  LPVOID lpvInBuffer,
                  DWORD cbInBuffer,
                  LPVOID lpvOutBuffer,
                  DWORD cbOutBuffer,
                  LPDWORD lpcbBytesReturned,
                  LPWSAOVERLAPPED lpOverlapped,
                  LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine)
{
    ApiCall call(m_thread, "WSAIoctl", Arg("s", s), IoctlArg{"dwIoControlCode", dwIoControlCode});
    WSATHREADID thread{&m_thread, m_thread.GetId()};
    return call.Forward<&WSPPROC_TABLE::lpWSPIoctl>(s,
                                                    dwIoControlCode,
                                                    lpvInBuffer,
                                                    cbInBuffer,
                                                    lpvOutBuffer,
                                                    cbOutBuffer,
                                                    lpcbBytesReturned,
                                                    lpOverlapped,
                                                    lpCompletionRoutine,
                                                    &thread);
}

} // namespace ns3::winsock
