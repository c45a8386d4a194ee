/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef BUFFER_POOL_H
#define BUFFER_POOL_H

#include "ns3/control-blocks.h"
#include "ns3/resource-ledger.h"
#include "ns3/resource-refusal.h"
#include "ns3/simple-ref-count.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace ns3::winsock
{

class WinsockStack;

/**
 * @ingroup winsock
 * @brief Is told when a pool that had nothing left has memory again.
 */
class PoolWaiter
{
  public:
    virtual ~PoolWaiter() = default;

    /// Memory was given back; others may take it first. Comes from an event of its own.
    virtual void OnPoolRoom() = 0;
};

/**
 * @ingroup winsock
 * @brief The network buffer memory of a node: bytes, and the packets that lie in them.
 *
 * Everything that holds memory takes it here and gives it back: sockets what they cost themselves,
 * connections what they queue in either direction (R-ACC-20 to R-ACC-36). The pool knows no owners;
 * each charge is a number that its owner keeps. Connections outlive their programs, and in the end of
 * a simulation the stack, so that the pool is shared by all who hold some of it.
 */
class BufferPool : public SimpleRefCount<BufferPool>
{
  public:
    /// @param stack whose numbers bound the pool, until Detach()
    explicit BufferPool(WinsockStack& stack);

    /// The stack is gone; from now on nothing is refused and nothing told.
    void Detach();

    /**
     * @param bytes wanted
     * @param packets that will lie in them
     * @param cause what a refusal is called
     * @return whether both were free; a refusal changes nothing
     */
    bool Take(uint64_t bytes, uint64_t packets, RefusalCause cause);

    /**
     * Counts a refusal that was judged by what GetRoomForSending() or GetRoomForReceiving() said.
     * @param bytes wanted
     * @param cause what it is called
     */
    void Refuse(uint64_t bytes, RefusalCause cause);

    /**
     * Counts a connection for which a listener's queue has no place (R-ACC-31).
     * @param waiting connections in the queue
     * @param backlog how many may wait
     */
    void RefusePlace(uint64_t waiting, uint64_t backlog);

    /**
     * @param bytes given back
     * @param packets that lay in them
     */
    void Give(uint64_t bytes, uint64_t packets);

    /// @return bytes that can still be taken for data to be sent; 0 when no packet can
    uint64_t GetRoomForSending() const;

    /// @return bytes that can still be taken for data that arrives, without what is withheld from it (R-ACC-36)
    uint64_t GetRoomForReceiving() const;

    /// @return pool bytes that a packet takes beside its data
    uint32_t GetPacketOverhead() const;

    /// @return pool bytes that a socket itself takes
    uint32_t GetSocketOverhead() const;

    /// @return whether anything is bounded at all
    bool IsBounded() const;

    /// @return whether there was a control block for a connection
    bool TakeControlBlock();

    /// @return the control blocks, which are memory of the network as well
    ControlBlocks& GetControlBlocks();

    /**
     * @param waiter is told, once, when memory is given back; may be asked for again
     */
    void Await(PoolWaiter& waiter);

    /// @param waiter wants to know no more
    void Forget(PoolWaiter& waiter);

    /// @return the bytes
    const ResourceLedger& GetBytes() const;

    /// @return the packets
    const ResourceLedger& GetPackets() const;

  private:
    /// @return bytes that can still be taken when some are withheld
    uint64_t GetRoom(uint64_t withheld) const;
    /// Tells those who wait.
    void TellWaiters();

    WinsockStack* m_stack;                          //!< null when detached
    ResourceLedger m_bytes;                         //!< memory held
    ResourceLedger m_packets;                       //!< packets held
    std::unique_ptr<ControlBlocks> m_controlBlocks; //!< null until a connection is made
    std::vector<PoolWaiter*> m_waiters;             //!< in the order in which they came
    bool m_telling{false};                          //!< TellWaiters() is scheduled
};

} // namespace ns3::winsock

#endif /* BUFFER_POOL_H */
