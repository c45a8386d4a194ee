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

#include <cstring>

namespace ns3::winsock
{

namespace
{

/// A program's buffer in the form of the SPI; a negative length is no buffer at all.
WSABUF
MakeBuffer(const char* buf, int len)
{
    WSABUF buffer{};
    buffer.len = len < 0 ? 0 : static_cast<ULONG>(len);
    buffer.buf = const_cast<char*>(buf);
    return buffer;
}

} // namespace

int
Winsock::send(SOCKET s, const char* buf, int len, int flags)
{
    ApiCall call(m_thread, "send", Arg("s", s), Arg("len", len), Arg("flags", flags));
    const WSPPROC_TABLE* provider = call.FindProvider(s);
    if (!provider)
    {
        return call.Fail(SOCKET_ERROR);
    }
    if (len < 0)
    {
        call.SetError(WSAEFAULT);
        return call.Fail(SOCKET_ERROR);
    }
    WSABUF buffer = MakeBuffer(buf, len);
    DWORD bytes = 0;
    int error = 0;
    const int result = provider->lpWSPSend(
        s, &buffer, 1, &bytes, static_cast<DWORD>(flags), nullptr, nullptr, nullptr, &error);
    return call.Finish(result == 0 ? static_cast<int>(bytes) : SOCKET_ERROR, error);
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
    const WSPPROC_TABLE* provider = call.FindProvider(s);
    if (!provider)
    {
        return call.Fail(SOCKET_ERROR);
    }
    if (len < 0)
    {
        call.SetError(WSAEFAULT);
        return call.Fail(SOCKET_ERROR);
    }
    WSABUF buffer = MakeBuffer(buf, len);
    DWORD bytes = 0;
    int error = 0;
    const int result = provider->lpWSPSendTo(s,
                                             &buffer,
                                             1,
                                             &bytes,
                                             static_cast<DWORD>(flags),
                                             to,
                                             tolen,
                                             nullptr,
                                             nullptr,
                                             nullptr,
                                             &error);
    return call.Finish(result == 0 ? static_cast<int>(bytes) : SOCKET_ERROR, error);
}

int
Winsock::recv(SOCKET s, char* buf, int len, int flags)
{
    ApiCall call(m_thread, "recv", Arg("s", s), Arg("len", len), Arg("flags", flags));
    const WSPPROC_TABLE* provider = call.FindProvider(s);
    if (!provider)
    {
        return call.Fail(SOCKET_ERROR);
    }
    if (len < 0)
    {
        call.SetError(WSAEFAULT);
        return call.Fail(SOCKET_ERROR);
    }
    WSABUF buffer = MakeBuffer(buf, len);
    DWORD bytes = 0;
    auto inOutFlags = static_cast<DWORD>(flags);
    int error = 0;
    const int result =
        provider->lpWSPRecv(s, &buffer, 1, &bytes, &inOutFlags, nullptr, nullptr, nullptr, &error);
    return call.Finish(result == 0 ? static_cast<int>(bytes) : SOCKET_ERROR, error);
}

int
Winsock::recvfrom(SOCKET s, char* buf, int len, int flags, SOCKADDR* from, LPINT fromlen)
{
    ApiCall call(m_thread, "recvfrom", Arg("s", s), Arg("len", len), Arg("flags", flags));
    const WSPPROC_TABLE* provider = call.FindProvider(s);
    if (!provider)
    {
        return call.Fail(SOCKET_ERROR);
    }
    if (len < 0)
    {
        call.SetError(WSAEFAULT);
        return call.Fail(SOCKET_ERROR);
    }
    WSABUF buffer = MakeBuffer(buf, len);
    DWORD bytes = 0;
    auto inOutFlags = static_cast<DWORD>(flags);
    int error = 0;
    const int result = provider->lpWSPRecvFrom(
        s, &buffer, 1, &bytes, &inOutFlags, from, fromlen, nullptr, nullptr, nullptr, &error);
    return call.Finish(result == 0 ? static_cast<int>(bytes) : SOCKET_ERROR, error);
}

int
Winsock::getsockopt(SOCKET s, int level, int optname, char* optval, LPINT optlen)
{
    ApiCall call(m_thread, "getsockopt", Arg("s", s), OptionArg{"optname", level, optname});
    if (level == SOL_SOCKET && optname == SO_OPENTYPE)
    {
        const int type = m_thread.GetOpenType();
        if (!optval || !optlen || *optlen < static_cast<INT>(sizeof(type)))
        {
            call.SetError(WSAEFAULT);
            return call.Fail(SOCKET_ERROR);
        }
        std::memcpy(optval, &type, sizeof(type));
        *optlen = sizeof(type);
        return call.Succeed(0);
    }
    const WSPPROC_TABLE* provider = call.FindProvider(s);
    if (!provider)
    {
        return call.Fail(SOCKET_ERROR);
    }
    int error = 0;
    const int result = provider->lpWSPGetSockOpt(s, level, optname, optval, optlen, &error);
    return call.Finish(result, error);
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
        if (!optval || optlen < static_cast<int>(sizeof(type)))
        {
            call.SetError(WSAEFAULT);
            return call.Fail(SOCKET_ERROR);
        }
        std::memcpy(&type, optval, sizeof(type));
        m_thread.SetOpenType(type);
        return call.Succeed(0);
    }
    const WSPPROC_TABLE* provider = call.FindProvider(s);
    if (!provider)
    {
        return call.Fail(SOCKET_ERROR);
    }
    int error = 0;
    const int result = provider->lpWSPSetSockOpt(s, level, optname, optval, optlen, &error);
    return call.Finish(result, error);
}

int
Winsock::ioctlsocket(SOCKET s, LONG cmd, ULONG* argp)
{
    ApiCall call(m_thread, "ioctlsocket", Arg("s", s), IoctlArg{"cmd", static_cast<DWORD>(cmd)});
    const WSPPROC_TABLE* provider = call.FindProvider(s);
    if (!provider)
    {
        return call.Fail(SOCKET_ERROR);
    }
    const DWORD bytes = argp ? sizeof(*argp) : 0;
    DWORD returned = 0;
    int error = 0;
    const int result = provider->lpWSPIoctl(s,
                                            static_cast<DWORD>(cmd),
                                            argp,
                                            bytes,
                                            argp,
                                            bytes,
                                            &returned,
                                            nullptr,
                                            nullptr,
                                            nullptr,
                                            &error);
    return call.Finish(result, error);
}

} // namespace ns3::winsock
