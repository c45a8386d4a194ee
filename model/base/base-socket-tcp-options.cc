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
        {{TCP_NODELAY, Option::Reading::BYTE, 1}},
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
BaseSocket::GetTcpOption(int, DWORD& value) const
{
    value = m_noDelay;
    return JudgeTcpLevel();
}

int
BaseSocket::SetTcpOption(int, DWORD value)
{
    const int error = JudgeTcpLevel();
    m_noDelay = error == 0 && value != 0;
    return error;
}

} // namespace ns3::winsock
