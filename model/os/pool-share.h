/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef POOL_SHARE_H
#define POOL_SHARE_H

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What one socket or connection holds of its node's buffer pool.
 */
struct PoolShare
{
    uint64_t own{0}; //!< bytes for itself, and for buffers that are reserved (R-ACC-20, R-ACC-22)
    uint64_t sending{0};          //!< bytes of what it sends
    uint64_t receiving{0};        //!< bytes of what it has received
    uint64_t sendingPackets{0};   //!< packets of what it sends
    uint64_t receivingPackets{0}; //!< packets of what it has received
    uint64_t controlBlocks{0};    //!< TCP control blocks, which are counted beside (R-ACC-33)

    /// @return all bytes
    uint64_t
    GetBytes() const
    {
        return own + sending + receiving;
    }

    /// @return all packets
    uint64_t
    GetPackets() const
    {
        return sendingPackets + receivingPackets;
    }

    /// Adds another share. @param other the other
    PoolShare&
    operator+=(const PoolShare& other)
    {
        own += other.own;
        sending += other.sending;
        receiving += other.receiving;
        sendingPackets += other.sendingPackets;
        receivingPackets += other.receivingPackets;
        controlBlocks += other.controlBlocks;
        return *this;
    }
};

} // namespace ns3::winsock

#endif /* POOL_SHARE_H */
