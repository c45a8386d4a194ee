/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef FILTER_SOCKET_H
#define FILTER_SOCKET_H

#include "ns3/filter-layer.h"
#include "ns3/winsock-constants.h"

#include <vector>

/**
 * @file
 * @ingroup winsock
 * What a filter keeps for sockets and receives. Private to the filter layer.
 */

namespace ns3::winsock
{

/// A socket as rules see it.
struct FilterLayer::Socket : public LayeredSocket
{
    bool connected{false}; //!< has a peer, about which its connect has decided

    /// @return whether each of its messages has an address of its own to ask about
    bool
    HasDatagrams() const
    {
        return type != SOCK_STREAM && !connected;
    }
};

/// All that is needed to begin the operation anew.
struct FilterLayer::Receive
{
    std::vector<WSABUF> buffers;         //!< the program's
    DWORD flags{0};                      //!< what it asked for
    LPSOCKADDR from{nullptr};            //!< where it wants the sender's address, or null
    LPINT fromLength{nullptr};           //!< and its length
    LPWSAOVERLAPPED overlapped{nullptr}; //!< its structure
    LPWSAOVERLAPPED_COMPLETION_ROUTINE routine{nullptr}; //!< or null
    WSATHREADID thread{};                                //!< for whom the routine is queued
    SOCKADDR_STORAGE sender{};                           //!< gets the sender's address
    INT senderLength{0};                                 //!< and its length
    DWORD flagsNow{0};                                   //!< what goes down, and what comes back
};

} // namespace ns3::winsock

#endif /* FILTER_SOCKET_H */
