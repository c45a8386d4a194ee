/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "spi-call-test-support.h"

#include <type_traits>

namespace ns3::winsock::test
{

namespace
{

/// Calls one member of a table with arguments that are all zero but the socket and lpErrno.
template <typename Result, typename... Arguments>
void
CallZero(Result (*function)(Arguments...), SOCKET s, LPWSAPROTOCOL_INFOW info, LPINT lpErrno)
{
    const auto value = [&](auto zero)
    {
        using T = decltype(zero);
        if constexpr (std::is_same_v<T, SOCKET>)
        {
            return s;
        }
        else if constexpr (std::is_same_v<T, LPWSAPROTOCOL_INFOW>)
        {
            return info;
        }
        else if constexpr (std::is_same_v<T, LPINT>)
        {
            return lpErrno;
        }
        else
        {
            return zero;
        }
    };
    function(value(Arguments())...);
}

} // namespace

std::vector<int>
CallEachFunction(const WSPPROC_TABLE& table, SOCKET s, const WSAPROTOCOL_INFOW& info)
{
    std::vector<int> errors;
    const auto call = [&](auto function)
    {
        int error = 0;
        WSAPROTOCOL_INFOW copy = info;
        CallZero(function, s, &copy, &error);
        errors.push_back(error);
    };
    call(table.lpWSPAccept);
    call(table.lpWSPAddressToString);
    call(table.lpWSPAsyncSelect);
    call(table.lpWSPBind);
    call(table.lpWSPCancelBlockingCall);
    call(table.lpWSPConnect);
    call(table.lpWSPDuplicateSocket);
    call(table.lpWSPEnumNetworkEvents);
    call(table.lpWSPEventSelect);
    call(table.lpWSPGetOverlappedResult);
    call(table.lpWSPGetPeerName);
    call(table.lpWSPGetSockName);
    call(table.lpWSPGetSockOpt);
    call(table.lpWSPGetQOSByName);
    call(table.lpWSPIoctl);
    call(table.lpWSPJoinLeaf);
    call(table.lpWSPListen);
    call(table.lpWSPRecv);
    call(table.lpWSPRecvDisconnect);
    call(table.lpWSPRecvFrom);
    call(table.lpWSPSelect);
    call(table.lpWSPSend);
    call(table.lpWSPSendDisconnect);
    call(table.lpWSPSendTo);
    call(table.lpWSPSetSockOpt);
    call(table.lpWSPShutdown);
    call(table.lpWSPSocket);
    call(table.lpWSPStringToAddress);
    call(table.lpWSPCloseSocket);
    call(table.lpWSPCleanup);
    return errors;
}

} // namespace ns3::winsock::test
