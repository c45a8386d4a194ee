/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The options of a base socket: SOL_SOCKET basics and TCP_NODELAY.
 */

#include "base-socket.h"

#include "ns3/catalog-enumeration.h"
#include "ns3/udp-end-point.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"

#include <algorithm>
#include <cstring>

namespace ns3::winsock
{

namespace
{

/// Writes a value that a program may ask for with fewer bytes than a DWORD has.
int
WriteNumber(DWORD value, char* optval, LPINT optlen)
{
    if (*optlen < static_cast<INT>(sizeof(value)))
    {
        return WSAEFAULT;
    }
    std::memcpy(optval, &value, sizeof(value));
    *optlen = sizeof(value);
    return 0;
}

bool
IsKnownLevel(int level)
{
    return level == SOL_SOCKET || level == static_cast<int>(IPPROTO_TCP) ||
           level == static_cast<int>(IPPROTO_UDP) || level == static_cast<int>(IPPROTO_IP) ||
           level == static_cast<int>(IPPROTO_IPV6);
}

} // namespace

int
BaseSocket::GetOption(int level, int optname, char* optval, LPINT optlen) const
{
    if (!optval || IsBadPointer(optval) || !optlen || IsBadPointer(optlen))
    {
        return WSAEFAULT;
    }
    if (!IsKnownLevel(level))
    {
        return WSAEINVAL;
    }
    if (level == static_cast<int>(IPPROTO_TCP) && optname == TCP_NODELAY && m_type == SOCK_STREAM)
    {
        return WriteNumber(m_noDelay, optval, optlen);
    }
    if (level != SOL_SOCKET)
    {
        return WSAENOPROTOOPT;
    }
    if (optname == SO_PROTOCOL_INFOA || optname == SO_PROTOCOL_INFOW)
    {
        return GetProtocolInfo(optname, optval, optlen);
    }
    if (optname == SO_LINGER)
    {
        if (*optlen < static_cast<INT>(sizeof(LINGER)))
        {
            return WSAEFAULT;
        }
        const LINGER linger{static_cast<USHORT>(m_linger), m_lingerSeconds};
        std::memcpy(optval, &linger, sizeof(linger));
        *optlen = sizeof(linger);
        return 0;
    }
    DWORD value = 0;
    if (!GetNumber(optname, value))
    {
        return WSAENOPROTOOPT;
    }
    const int error = WriteNumber(value, optval, optlen);
    if (error == 0 && optname == SO_ERROR)
    {
        m_socketError = 0;
    }
    return error;
}

bool
BaseSocket::GetNumber(int optname, DWORD& value) const
{
    switch (optname)
    {
    case SO_TYPE:
        value = m_type;
        return true;
    case SO_ACCEPTCONN:
        value = IsListening();
        return m_type == SOCK_STREAM;
    case SO_ERROR:
        value = static_cast<DWORD>(m_socketError);
        return true;
    case SO_REUSEADDR:
        value = m_reuse;
        return true;
    case SO_EXCLUSIVEADDRUSE:
        value = m_exclusive;
        return true;
    case SO_BROADCAST:
        value = m_broadcast;
        return m_type != SOCK_STREAM;
    case SO_KEEPALIVE:
        value = m_keepAlive;
        return m_type == SOCK_STREAM;
    case SO_DONTROUTE:
        value = m_dontRoute;
        return m_af == AF_INET;
    case SO_DEBUG:
        value = m_debug;
        return true;
    case SO_OOBINLINE:
        value = m_outOfBandInline;
        return m_type == SOCK_STREAM;
    case SO_DONTLINGER:
        value = !m_linger;
        return m_type == SOCK_STREAM;
    case SO_SNDBUF:
        value = m_sendBuffer;
        return true;
    case SO_RCVBUF:
        value = m_receiveBuffer;
        return true;
    case SO_SNDTIMEO:
        value = m_sendTimeout;
        return m_stack.HasTimeoutOptions();
    case SO_RCVTIMEO:
        value = m_receiveTimeout;
        return m_stack.HasTimeoutOptions();
    case SO_MAX_MSG_SIZE:
        value = UdpEndPoint::MAX_PAYLOAD; // R-OPT-7
        return m_type != SOCK_STREAM;
    default:
        return false;
    }
}

int
BaseSocket::GetProtocolInfo(int optname, char* optval, LPINT optlen) const
{
    const bool wide = optname == SO_PROTOCOL_INFOW;
    const INT needed =
        static_cast<INT>(wide ? sizeof(WSAPROTOCOL_INFOW) : sizeof(WSAPROTOCOL_INFOA));
    if (*optlen < needed)
    {
        *optlen = needed;
        return WSAEFAULT;
    }
    const WinsockProcess& process = WinsockThread::GetCurrent()->GetProcess();
    const CatalogEntry* entry = process.GetCatalog().FindById(m_catalogEntryId);
    const WSAPROTOCOL_INFOW info = entry ? entry->info : WSAPROTOCOL_INFOW{};
    if (wide)
    {
        std::memcpy(optval, &info, sizeof(info));
        return 0;
    }
    const WSAPROTOCOL_INFOA ansi = ToAnsi(info);
    std::memcpy(optval, &ansi, sizeof(ansi));
    return 0;
}

int
BaseSocket::SetOption(int level, int optname, const char* optval, int optlen)
{
    if (!optval || IsBadPointer(optval) || optlen <= 0)
    {
        return WSAEFAULT;
    }
    if (!IsKnownLevel(level))
    {
        return WSAEINVAL;
    }
    if (level == SOL_SOCKET && m_type == SOCK_STREAM &&
        (optname == SO_LINGER || optname == SO_DONTLINGER))
    {
        return SetLinger(optname, optval, optlen);
    }
    DWORD value = 0;
    if (optlen < static_cast<int>(sizeof(value)))
    {
        return WSAEFAULT;
    }
    std::memcpy(&value, optval, sizeof(value));
    if (level == static_cast<int>(IPPROTO_TCP) && optname == TCP_NODELAY && m_type == SOCK_STREAM)
    {
        m_noDelay = value != 0;
        OnOptionsChanged();
        return 0;
    }
    if (level != SOL_SOCKET)
    {
        return WSAENOPROTOOPT;
    }
    const int error = SetNumber(optname, value);
    if (error == 0)
    {
        OnOptionsChanged();
    }
    return error;
}

int
BaseSocket::SetLinger(int optname, const char* optval, int optlen)
{
    if (optname == SO_DONTLINGER)
    {
        DWORD dontLinger = 0;
        if (optlen < static_cast<int>(sizeof(dontLinger)))
        {
            return WSAEFAULT;
        }
        std::memcpy(&dontLinger, optval, sizeof(dontLinger));
        m_linger = dontLinger == 0;
        return 0;
    }
    LINGER linger;
    if (optlen < static_cast<int>(sizeof(linger)))
    {
        return WSAEFAULT;
    }
    std::memcpy(&linger, optval, sizeof(linger));
    m_linger = linger.l_onoff != 0;
    m_lingerSeconds = linger.l_linger;
    return 0;
}

int
BaseSocket::SetNumber(int optname, DWORD value)
{
    const bool on = value != 0;
    DWORD current = 0;
    if (!GetNumber(optname, current))
    {
        return WSAENOPROTOOPT;
    }
    switch (optname)
    {
    case SO_REUSEADDR:
    case SO_EXCLUSIVEADDRUSE:
        // The two exclude each other and must come before bind (R-BND-5).
        if (m_bound || (on && (optname == SO_REUSEADDR ? m_exclusive : m_reuse)))
        {
            return WSAEINVAL;
        }
        (optname == SO_REUSEADDR ? m_reuse : m_exclusive) = on;
        return 0;
    case SO_BROADCAST:
        m_broadcast = on;
        return 0;
    case SO_KEEPALIVE:
        m_keepAlive = on;
        return 0;
    case SO_DONTROUTE:
        m_dontRoute = on;
        return 0;
    case SO_DEBUG:
        m_debug = on;
        return 0;
    case SO_OOBINLINE:
        m_outOfBandInline = on;
        return 0;
    case SO_SNDBUF:
        m_sendBuffer = std::min<DWORD>(value, m_stack.GetBufferMax());
        return 0;
    case SO_RCVBUF:
        m_receiveBuffer = std::min<DWORD>(value, m_stack.GetBufferMax());
        return 0;
    case SO_SNDTIMEO:
        m_sendTimeout = value;
        return 0;
    case SO_RCVTIMEO:
        m_receiveTimeout = value;
        return 0;
    case SO_ERROR:
        m_socketError = static_cast<int>(value);
        return 0;
    default:
        return WSAENOPROTOOPT;
    }
}

} // namespace ns3::winsock
