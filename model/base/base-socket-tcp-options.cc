/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The options of level IPPROTO_TCP.
 */

#include "base-socket-option.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"

namespace ns3::winsock
{

const BaseSocket::OptionLevel&
BaseSocket::GetTcpLevel()
{
    static const OptionLevel level{
        {{TCP_NODELAY, Option::Reading::BYTE, 1}, {TCP_KEEPALIVE, Option::Reading::WHOLE, 4}},
        &BaseSocket::GetTcpOption,
        &BaseSocket::SetTcpOption,
        nullptr,
        nullptr,
    };
    return level;
}

int
BaseSocket::JudgeTcpLevel() const
{
    if (m_type == SOCK_STREAM)
    {
        return 0;
    }
    return FollowsTests() ? WSAEINVAL : WSAENOPROTOOPT;
}

int
BaseSocket::GetTcpOption(int optname, DWORD& value) const
{
    value = optname == TCP_KEEPALIVE ? GetSettings().keepAliveTime / 1000 : DWORD{m_noDelay};
    const int error = JudgeTcpLevel();
    // What was observed for reading differs from setting on the wrong type.
    return error == WSAEINVAL ? WSAEOPNOTSUPP : error;
}

int
BaseSocket::SetTcpOption(int optname, DWORD value)
{
    if (const int error = JudgeTcpLevel())
    {
        return error;
    }
    if (optname == TCP_NODELAY)
    {
        m_noDelay = value != 0;
        return 0;
    }
    if (value == 0 || value > UINT32_MAX / 1000)
    {
        return WSAEINVAL;
    }
    ChangeSettings().keepAliveTime = value * 1000; // the option has seconds
    return 0;
}

} // namespace ns3::winsock
