/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The options of level SOL_SOCKET. SO_OPENTYPE is the calling thread's and does not get here.
 */

#include "base-socket-option.h"

#include "ns3/catalog-enumeration.h"
#include "ns3/udp-end-point.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace ns3::winsock
{

const BaseSocket::OptionLevel&
BaseSocket::GetSocketLevel()
{
    using R = Option::Reading;
    static const OptionLevel level{
        {
            {SO_TYPE, R::AT_LEAST, 0},
            {SO_ACCEPTCONN, R::WHOLE, 0},
            {SO_ERROR, R::WHOLE, 0},
            {SO_REUSEADDR, R::BYTE_OR_WHOLE, 0},
            {SO_EXCLUSIVEADDRUSE, R::BYTE_OR_WHOLE, 0},
            {SO_BROADCAST, R::BYTE_OR_WHOLE, 0},
            {SO_KEEPALIVE, R::BYTE, 1},
            {SO_DONTROUTE, R::CUT, 1},
            {SO_DEBUG, R::CUT, 1},
            {SO_OOBINLINE, R::BYTE_OR_WHOLE, 0},
            {SO_LINGER, R::STRUCTURE, 0},
            {SO_DONTLINGER, R::BYTE_OR_WHOLE, 0},
            {SO_SNDBUF, R::WHOLE, 4},
            {SO_RCVBUF, R::WHOLE, 4},
            {SO_SNDTIMEO, R::WHOLE, 4},
            {SO_RCVTIMEO, R::WHOLE, 4},
            {SO_SNDLOWAT, R::WHOLE, 4},
            {SO_RCVLOWAT, R::WHOLE, 4},
            {SO_USELOOPBACK, R::WHOLE, 4},
            {SO_MAX_MSG_SIZE, R::WHOLE, 0},
            {SO_CONDITIONAL_ACCEPT, R::WHOLE, 4},
            {SO_CONNECT_TIME, R::WHOLE, 0},
            {SO_PROTOCOL_INFOA, R::STRUCTURE, 0},
            {SO_PROTOCOL_INFOW, R::STRUCTURE, 0},
        },
        &BaseSocket::GetSocketOption,
        &BaseSocket::SetSocketOption,
        &BaseSocket::ReadSocketOption,
        &BaseSocket::WriteSocketOption,
    };
    return level;
}

int
BaseSocket::JudgeSocketOption(int optname) const
{
    const bool stream = m_type == SOCK_STREAM;
    bool has = true;
    switch (optname)
    {
    case SO_ACCEPTCONN:
    case SO_KEEPALIVE:
    case SO_OOBINLINE:
    case SO_LINGER:
    case SO_DONTLINGER:
        has = stream;
        break;
    case SO_BROADCAST:
    case SO_MAX_MSG_SIZE:
        has = !stream;
        break;
    case SO_SNDTIMEO:
        return m_stack.GetRefusal(OptionalCall::SEND_TIMEOUT);
    case SO_RCVTIMEO:
        return m_stack.GetRefusal(OptionalCall::RECEIVE_TIMEOUT);
    case SO_CONDITIONAL_ACCEPT:
    case SO_CONNECT_TIME:
        return FollowsTests() ? 0 : WSAENOPROTOOPT; // younger than the documents of the others
    case SO_DONTROUTE:
        return m_af == AF_INET ? 0 : WSAENOPROTOOPT; // R-OPT-7
    case SO_SNDLOWAT:
    case SO_RCVLOWAT:
    {
        const int refusal =
            m_stack.GetRefusal(optname == SO_SNDLOWAT ? OptionalCall::SEND_LOW_WATER
                                                      : OptionalCall::RECEIVE_LOW_WATER);
        return refusal != 0 ? refusal : WSAEINVAL; // R-OPT-7
    }
    case SO_USELOOPBACK:
        return FollowsTests() ? WSAEINVAL : WSAENOPROTOOPT; // R-OPT-7
    default:
        break;
    }
    // The documents give options to types. Desktop Windows keeps them for every socket.
    return has || FollowsTests() ? 0 : WSAENOPROTOOPT;
}

int
BaseSocket::GetSocketOption(int optname, DWORD& value) const
{
    if (const int error = JudgeSocketOption(optname))
    {
        return error;
    }
    switch (optname)
    {
    case SO_TYPE:
        value = m_type;
        return 0;
    case SO_ACCEPTCONN:
        value = IsListening();
        return 0;
    case SO_ERROR:
        value = static_cast<DWORD>(m_socketError);
        m_socketError = 0; // R-OPT-4
        return 0;
    case SO_REUSEADDR:
        value = m_reuse;
        return 0;
    case SO_EXCLUSIVEADDRUSE:
        value = m_exclusive;
        return 0;
    case SO_BROADCAST:
        value = m_broadcast;
        return 0;
    case SO_KEEPALIVE:
        value = m_keepAlive;
        return 0;
    case SO_DONTROUTE:
        value = m_dontRoute;
        return 0;
    case SO_DEBUG:
        value = m_debug;
        return 0;
    case SO_OOBINLINE:
        value = m_outOfBandInline;
        return 0;
    case SO_DONTLINGER:
        value = !m_linger;
        return m_type == SOCK_STREAM ? 0 : WSAENOPROTOOPT;
    case SO_SNDBUF:
        value = m_sendBuffer;
        return 0;
    case SO_RCVBUF:
        // A queue that only counts datagrams has room for more than the option can say.
        value =
            std::min({m_receiveBuffer, DWORD(m_stack.GetNumbers().rcvBufMax), DWORD(INT32_MAX)});
        return 0;
    case SO_SNDTIMEO:
        value = GetSettings().sendTimeout;
        return 0;
    case SO_RCVTIMEO:
        value = GetSettings().receiveTimeout;
        return 0;
    case SO_CONDITIONAL_ACCEPT:
        value = GetSettings().conditionalAccept;
        return 0;
    case SO_CONNECT_TIME: // R-OPT-7
        value = GetConnectTime().IsStrictlyNegative()
                    ? static_cast<DWORD>(-1)
                    : static_cast<DWORD>(GetConnectTime().ToInteger(Time::S));
        return 0;
    case SO_MAX_MSG_SIZE:
        value = UdpEndPoint::MAX_PAYLOAD; // R-OPT-7
        return 0;
    default:
        return WSAENOPROTOOPT;
    }
}

int
BaseSocket::SetSocketOption(int optname, DWORD value)
{
    if (const int error = JudgeSocketOption(optname))
    {
        return error;
    }
    const bool on = value != 0;
    switch (optname)
    {
    case SO_TYPE: // R-OPT-5
        return FollowsTests() && m_type == SOCK_DGRAM ? WSAEINVAL : WSAENOPROTOOPT;
    case SO_REUSEADDR:
    case SO_EXCLUSIVEADDRUSE:
        return SetSharing(optname, on);
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
    case SO_DONTLINGER:
        m_linger = !on;
        return 0;
    case SO_SNDBUF:
        return ResizeBuffer(m_sendBuffer, std::min<DWORD>(value, m_stack.GetNumbers().sndBufMax));
    case SO_RCVBUF:
        return ResizeBuffer(m_receiveBuffer,
                            std::min<DWORD>(value, m_stack.GetNumbers().rcvBufMax));
    case SO_CONDITIONAL_ACCEPT:
        if (IsListening() || m_type != SOCK_STREAM)
        {
            return WSAEINVAL; // R-ACC-7
        }
        ChangeSettings().conditionalAccept = on;
        return 0;
    case SO_SNDTIMEO:
        ChangeSettings().sendTimeout = value;
        return 0;
    case SO_RCVTIMEO:
        ChangeSettings().receiveTimeout = value;
        return 0;
    case SO_ERROR:
        m_socketError = static_cast<int>(value);
        return 0;
    default:
        return WSAENOPROTOOPT;
    }
}

int
BaseSocket::SetSharing(int optname, bool on)
{
    // The two exclude each other (R-BND-5). On a bound socket desktop Windows remembers them, though
    // they come too late to change anything.
    const bool other = optname == SO_REUSEADDR ? m_exclusive : m_reuse;
    if ((on && other) || (m_bound && !FollowsTests()))
    {
        return WSAEINVAL;
    }
    (optname == SO_REUSEADDR ? m_reuse : m_exclusive) = on;
    return 0;
}

int
BaseSocket::ReadSocketOption(int optname, char* optval, LPINT optlen) const
{
    if (optname != SO_LINGER)
    {
        return GetProtocolInfo(optname, optval, optlen);
    }
    if (m_type != SOCK_STREAM)
    {
        return WSAENOPROTOOPT;
    }
    if (*optlen < static_cast<INT>(sizeof(LINGER)))
    {
        return WSAEFAULT;
    }
    const LINGER linger{static_cast<USHORT>(m_linger), m_lingerSeconds};
    std::memcpy(optval, &linger, sizeof(linger));
    *optlen = sizeof(linger);
    return 0;
}

int
BaseSocket::WriteSocketOption(int optname, const char* optval, int optlen)
{
    if (optname != SO_LINGER)
    {
        return WSAENOPROTOOPT;
    }
    if (const int error = JudgeSocketOption(optname))
    {
        return error;
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
BaseSocket::GetProtocolInfo(int optname, char* optval, LPINT optlen) const
{
    const bool wide = optname == SO_PROTOCOL_INFOW;
    const INT needed =
        static_cast<INT>(wide ? sizeof(WSAPROTOCOL_INFOW) : sizeof(WSAPROTOCOL_INFOA));
    if (*optlen < needed)
    {
        *optlen = *optlen == 0 && FollowsTests() ? 0 : needed;
        return WSAEFAULT;
    }
    const WinsockProcess& process = WinsockThread::GetCurrent()->GetProcess();
    const CatalogEntry* entry = process.FindCatalogEntry(m_catalogEntryId);
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

} // namespace ns3::winsock
