/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * getsockopt and setsockopt of a base socket: finds the option in its level's table and judges the
 * length. The tables are in base-socket-LEVEL-options.cc.
 */

#include "base-socket-option.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <cstring>

namespace ns3::winsock
{

namespace
{

constexpr INT WHOLE = sizeof(DWORD);

} // namespace

const BaseSocket::OptionLevel*
BaseSocket::FindLevel(int level)
{
    switch (level)
    {
    case SOL_SOCKET:
        return &GetSocketLevel();
    case static_cast<int>(IPPROTO_TCP):
        return &GetTcpLevel();
    case static_cast<int>(IPPROTO_IP):
        return &GetIpLevel();
    case static_cast<int>(IPPROTO_IPV6):
        return &GetIpv6Level();
    case static_cast<int>(IPPROTO_UDP):
    {
        static const OptionLevel none{};
        return &none;
    }
    default:
        return nullptr;
    }
}

const BaseSocket::Option*
BaseSocket::FindOption(const OptionLevel& level, int optname)
{
    const auto found = std::find_if(level.options.begin(),
                                    level.options.end(),
                                    [&](const Option& option) { return option.name == optname; });
    return found == level.options.end() ? nullptr : &*found;
}

bool
BaseSocket::FollowsTests() const
{
    return m_stack.GetDialect() == Dialect::NT;
}

int
BaseSocket::GetOption(int level, int optname, char* optval, LPINT optlen) const
{
    if (!optval || IsBadPointer(optval) || !optlen || IsBadPointer(optlen) || *optlen < 0)
    {
        return WSAEFAULT;
    }
    const OptionLevel* const found = FindLevel(level);
    if (!found)
    {
        return WSAEINVAL;
    }
    const Option* const option = FindOption(*found, optname);
    if (!option)
    {
        return WSAENOPROTOOPT;
    }
    return option->reading == Option::Reading::STRUCTURE
               ? (this->*found->read)(optname, optval, optlen)
               : GetNumber(*found, *option, optval, optlen);
}

int
BaseSocket::GetNumber(const OptionLevel& level,
                      const Option& option,
                      char* optval,
                      LPINT optlen) const
{
    using Reading = Option::Reading;
    const Reading reading = FollowsTests() ? option.reading : Reading::WHOLE;
    const bool whole = *optlen >= WHOLE;
    const bool cut = reading == Reading::CUT || reading == Reading::CUT_AS_WHOLE;
    const bool byte = reading == Reading::BYTE || (reading == Reading::BYTE_OR_WHOLE && !whole);
    if (*optlen == 0 || (!whole && !byte && !cut))
    {
        *optlen = reading == Reading::WHOLE_OR_NONE ? 0 : *optlen;
        return WSAEFAULT;
    }
    DWORD value = 0;
    if (const int error = (this->*level.get)(option.name, value))
    {
        return error;
    }
    const INT bytes = byte ? 1 : std::min(*optlen, WHOLE);
    std::memcpy(optval, &value, static_cast<std::size_t>(bytes)); // low bytes first, as on Windows
    if (reading == Reading::CUT_AS_WHOLE)
    {
        *optlen = WHOLE;
    }
    else if (reading != Reading::AT_LEAST)
    {
        *optlen = bytes;
    }
    return 0;
}

int
BaseSocket::SetOption(int level, int optname, const char* optval, int optlen)
{
    if (!optval || IsBadPointer(optval) || optlen < 0)
    {
        return WSAEFAULT;
    }
    const OptionLevel* const found = FindLevel(level);
    if (!found)
    {
        return WSAEINVAL;
    }
    const Option* const option = FindOption(*found, optname);
    if (!option)
    {
        return WSAENOPROTOOPT;
    }
    const int error = option->reading == Option::Reading::STRUCTURE
                          ? (this->*found->write)(optname, optval, optlen)
                          : SetNumber(*found, *option, optval, optlen);
    if (error == 0)
    {
        OnOptionsChanged();
    }
    return error;
}

int
BaseSocket::SetNumber(const OptionLevel& level,
                      const Option& option,
                      const char* optval,
                      int optlen)
{
    if (optlen < (FollowsTests() ? option.least : WHOLE))
    {
        return WSAEFAULT;
    }
    DWORD value = 0;
    std::memcpy(&value, optval, static_cast<std::size_t>(std::min(optlen, WHOLE)));
    return (this->*level.set)(option.name, value);
}

} // namespace ns3::winsock
