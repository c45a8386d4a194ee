/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CHAIN_WORLD_H
#define CHAIN_WORLD_H

#include "ns3/layered-provider.h"
#include "ns3/winsock.h"

#include <functional>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What the sockets of a program go through.
 */
struct Chain
{
    /// Bytes of each message over a base provider that loops.
    static constexpr int LOOP_BYTES = 32;

    int elements;    //!< layers that change nothing, and the base provider
    HandleKind kind; //!< of the layers
    /// Whether the base provider has no network but gives back what was sent last, so that the
    /// packets of a network do not hide what layers cost; else it is the module's own.
    bool loop;
};

/**
 * @ingroup winsock
 * @brief Runs a program on a node with one chain over TCP and one over UDP, through the same layers.
 * @param chain of which kind
 * @param program is called after WSAStartup
 * @return what the program returned
 */
double RunThrough(const Chain& chain, const std::function<double(Winsock&)>& program);

} // namespace ns3::winsock

#endif // CHAIN_WORLD_H
