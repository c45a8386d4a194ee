/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "call-refusals.h"

#include <iterator>

namespace ns3::winsock
{

namespace
{

/// By OptionalCall.
const char* const NAMES[] = {
    "WSAJoinLeaf",           "WSA_FLAG_MULTIPOINT",  "WSADuplicateSocket",
    "WSAAsyncSelect",        "WSAAsyncGet",          "WSACancelAsyncRequest",
    "WSACancelBlockingCall", "WSAIsBlocking",        "WSASetBlockingHook",
    "WSAUnhookBlockingHook", "WPUQueueApc",          "CreateIoCompletionPort",
    "ReadFile/OVERLAPPED",   "WriteFile/OVERLAPPED", "WSCWriteProviderOrder",
    "SO_RCVTIMEO",           "SO_SNDTIMEO",          "SO_RCVLOWAT",
    "SO_SNDLOWAT",           "TCP_MAXSEG",           "IP_MULTICAST_LOOP",
    "select/chains",         "WSAOVERLAPPED",
};

} // namespace

bool
CallRefusals::Refuse(const std::string& name, int error)
{
    static_assert(std::size(NAMES) == COUNT, "each call has a name");
    for (std::size_t i = 0; i < COUNT; ++i)
    {
        if (name == NAMES[i])
        {
            m_errors[i] = error;
            return true;
        }
    }
    return false;
}

std::string
CallRefusals::GetNames()
{
    std::string names;
    for (const char* name : NAMES)
    {
        names += (names.empty() ? "" : ", ") + std::string(name);
    }
    return names;
}

} // namespace ns3::winsock
