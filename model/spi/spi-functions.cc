/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "spi-functions.h"

#include <algorithm>
#include <iterator>

namespace ns3::winsock
{

namespace
{

/// In the order of the procedure table.
constexpr SpiFunction FUNCTIONS[] = {
    {"WSPAccept", {"s", "addr", "addrlen", "lpfnCondition", "dwCallbackData"}},
    {"WSPAddressToString",
     {"lpsaAddress",
      "dwAddressLength",
      "lpProtocolInfo",
      "lpszAddressString",
      "lpdwAddressStringLength"}},
    {"WSPAsyncSelect", {"s", "hWnd", "wMsg", "lEvent"}},
    {"WSPBind", {"s", "name", "namelen"}},
    {"WSPCancelBlockingCall", {}},
    {"WSPCleanup", {}},
    {"WSPCloseSocket", {"s"}},
    {"WSPConnect", {"s", "name", "namelen", "lpCallerData", "lpCalleeData", "lpSQOS", "lpGQOS"}},
    {"WSPDuplicateSocket", {"s", "dwProcessId", "lpProtocolInfo"}},
    {"WSPEnumNetworkEvents", {"s", "hEventObject", "lpNetworkEvents"}},
    {"WSPEventSelect", {"s", "hEventObject", "lNetworkEvents"}},
    {"WSPGetOverlappedResult", {"s", "lpOverlapped", "lpcbTransfer", "fWait", "lpdwFlags"}, true},
    {"WSPGetPeerName", {"s", "name", "namelen"}},
    {"WSPGetSockName", {"s", "name", "namelen"}},
    {"WSPGetSockOpt", {"s", "level", "optname", "optval", "optlen"}},
    {"WSPGetQOSByName", {"s", "lpQOSName", "lpQOS"}, true},
    {"WSPIoctl",
     {"s",
      "dwIoControlCode",
      "lpvInBuffer",
      "cbInBuffer",
      "lpvOutBuffer",
      "cbOutBuffer",
      "lpcbBytesReturned",
      "lpOverlapped",
      "lpCompletionRoutine",
      "lpThreadId"}},
    {"WSPJoinLeaf",
     {"s", "name", "namelen", "lpCallerData", "lpCalleeData", "lpSQOS", "lpGQOS", "dwFlags"}},
    {"WSPListen", {"s", "backlog"}},
    {"WSPRecv",
     {"s",
      "lpBuffers",
      "dwBufferCount",
      "lpNumberOfBytesRecvd",
      "lpFlags",
      "lpOverlapped",
      "lpCompletionRoutine",
      "lpThreadId"}},
    {"WSPRecvDisconnect", {"s", "lpInboundDisconnectData"}},
    {"WSPRecvFrom",
     {"s",
      "lpBuffers",
      "dwBufferCount",
      "lpNumberOfBytesRecvd",
      "lpFlags",
      "lpFrom",
      "lpFromlen",
      "lpOverlapped",
      "lpCompletionRoutine",
      "lpThreadId"}},
    {"WSPSelect", {"nfds", "readfds", "writefds", "exceptfds", "timeout"}},
    {"WSPSend",
     {"s",
      "lpBuffers",
      "dwBufferCount",
      "lpNumberOfBytesSent",
      "dwFlags",
      "lpOverlapped",
      "lpCompletionRoutine",
      "lpThreadId"}},
    {"WSPSendDisconnect", {"s", "lpOutboundDisconnectData"}},
    {"WSPSendTo",
     {"s",
      "lpBuffers",
      "dwBufferCount",
      "lpNumberOfBytesSent",
      "dwFlags",
      "lpTo",
      "iTolen",
      "lpOverlapped",
      "lpCompletionRoutine",
      "lpThreadId"}},
    {"WSPSetSockOpt", {"s", "level", "optname", "optval", "optlen"}},
    {"WSPShutdown", {"s", "how"}},
    {"WSPSocket", {"af", "type", "protocol", "lpProtocolInfo", "g", "dwFlags"}},
    {"WSPStringToAddress",
     {"AddressString", "AddressFamily", "lpProtocolInfo", "lpAddress", "lpAddressLength"}},
};

static_assert(std::size(FUNCTIONS) == SPI_FUNCTIONS);

} // namespace

const SpiFunction&
GetSpiFunction(uint32_t place)
{
    return FUNCTIONS[place];
}

uint32_t
FindSpiFunction(const std::string& name)
{
    const auto at = std::find_if(std::begin(FUNCTIONS),
                                 std::end(FUNCTIONS),
                                 [&](const SpiFunction& one) { return one.name == name; });
    return static_cast<uint32_t>(at - std::begin(FUNCTIONS));
}

} // namespace ns3::winsock
