/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MULTIPOINT_SCENE_TEST_SUPPORT_H
#define MULTIPOINT_SCENE_TEST_SUPPORT_H

#include "scene-test-support.h"

#include "ns3/multipoint-library.h"
#include "ns3/net-device-container.h"

#include <string>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief Nodes on one Ethernet, each with the multipoint provider on its disk and in its catalog.
 */
struct Medium
{
    /**
     * @param count how many nodes; the first is the root's
     * @param profile of all
     */
    explicit Medium(uint32_t count, const std::string& profile = "windows-10");

    /// @param node which; @param port in host byte order @return its address and the port
    SOCKADDR_IN NameOf(uint32_t node, uint16_t port) const;

    /// Lets a node lose a part of what it receives.
    void SetLoss(uint32_t node, double loss) const;

    /// Cuts a node off, both ways.
    void CutOff(uint32_t node) const;

    /// Checks that all nodes have given back what they held.
    void CheckReleased(Scene& scene) const;

    std::vector<Ptr<Node>> nodes;   //!< the root's first
    NetDeviceContainer devices;     //!< theirs
    Ptr<MultipointLibrary> library; //!< of all
};

constexpr uint16_t ROOT_PORT = 4000; //!< where roots listen
constexpr uint16_t LEAF_PORT = 5000; //!< where leaves do

constexpr DWORD CIRCUIT_ROOT = WSA_FLAG_MULTIPOINT_C_ROOT | WSA_FLAG_MULTIPOINT_D_ROOT;
constexpr DWORD CONFERENCE_ROOT = WSA_FLAG_MULTIPOINT_C_ROOT | WSA_FLAG_MULTIPOINT_D_LEAF;
constexpr DWORD ANY_LEAF = WSA_FLAG_MULTIPOINT_C_LEAF | WSA_FLAG_MULTIPOINT_D_LEAF;

/// @return a socket of the multipoint provider, bound to a port unless that is 0
SOCKET NewMultipoint(Winsock& ws, int protocol, DWORD flags, uint16_t port = 0);

/// @return what WSAJoinLeaf gives
SOCKET JoinLeaf(Winsock& ws,
                SOCKET s,
                const SOCKADDR_IN& name,
                DWORD role = JL_BOTH,
                const std::string& callerData = std::string(),
                std::string* calleeData = nullptr);

/// Accepts the first request and closes the listener. @return the accepted socket
SOCKET AcceptInvitation(Winsock& ws, int protocol, uint16_t port = LEAF_PORT);

/// Receives messages until the end. @return them
std::vector<std::string> ReceiveMessages(Winsock& ws, SOCKET s);

/// @return the texts of the numbers from first to last
std::vector<std::string> Numbers(int first, int last);

/// Waits for one event of a mask. @param[out] error its code @return its bit, 0 after two minutes
LONG AwaitEvent(Winsock& ws, SOCKET s, LONG mask, int& error);

} // namespace ns3::winsock::test

#endif /* MULTIPOINT_SCENE_TEST_SUPPORT_H */
