/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef TCP_POOL_SHARE_H
#define TCP_POOL_SHARE_H

#include "ns3/buffer-pool.h"
#include "ns3/pool-share.h"
#include "ns3/ptr.h"

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What one TCP connection holds of its node's buffer memory and control blocks.
 *
 * Data is charged where ns-3's TCP keeps it: what was sent from the call that took it until it is
 * acknowledged (R-ACC-23, R-ACC-24), what was received from its arrival until it is read (R-ACC-27,
 * R-ACC-29). Each begun segment is one packet. A connection that no socket stands for, in a backlog or
 * after its close, holds what a socket costs as well (R-ACC-24, R-ACC-30, R-ACC-33).
 */
class TcpPoolShare
{
  public:
    TcpPoolShare() = default;
    TcpPoolShare(const TcpPoolShare&) = delete;
    TcpPoolShare& operator=(const TcpPoolShare&) = delete;
    ~TcpPoolShare();

    /**
     * @param pool where charges are made
     */
    void Open(const Ptr<BufferPool>& pool);

    /// The socket has paid for both its buffers: data costs nothing more (R-ACC-22).
    void SetReserved();

    /// @return the pool, or null: then nothing is charged
    const Ptr<BufferPool>& GetPool() const;

    /// @return whether data is charged, and may be refused
    bool IsBounded() const;

    /// Makes a connection out of what is none yet. @return whether there was a control block
    bool TakeControlBlock();

    /**
     * Takes over all that another share holds; this one holds nothing yet.
     * @param other for whom it was charged
     */
    void TakeFrom(TcpPoolShare& other);

    /**
     * A peer asks for a connection, for which no socket has paid: it costs a control block and what a
     * socket costs.
     * @return whether there were both; else nothing is held
     */
    bool TakeAdmission();

    /// @param bytes what the socket that is gone has paid
    void AdoptOverhead(uint32_t bytes);

    /// @return the same, which a socket that takes the connection pays from now on
    uint32_t SurrenderOverhead();

    /**
     * @param queued bytes that are sent and not acknowledged
     * @param segment bytes of a segment
     * @return how many bytes more the pool has room for
     */
    uint32_t GetSendRoom(uint32_t queued, uint32_t segment) const;

    /**
     * @param queued bytes that will be sent and not acknowledged
     * @param segment bytes of a segment
     * @return whether the pool has room for them; it always has for fewer than before
     */
    bool ChargeSending(uint32_t queued, uint32_t segment);

    /**
     * @param queued bytes that will have arrived and not been read
     * @param segment bytes of a segment
     * @return whether the pool has room for them; it always has for fewer than before
     */
    bool ChargeReceiving(uint32_t queued, uint32_t segment);

    /**
     * @param queued bytes that have arrived and not been read
     * @param segment bytes of a segment
     * @return how many bytes more the pool has room for
     */
    uint32_t GetReceiveRoom(uint32_t queued, uint32_t segment) const;

    /// @param bytes how many of the received bytes lie outside of ns-3's buffer, for MSG_PEEK
    void SetPeeked(uint32_t bytes);

    /// @return the same
    uint32_t GetPeeked() const;

    /// The connection is gone, but for received data that can still be read.
    void ReleaseConnection();

    /// Gives everything back.
    void Release();

    /// @return what is held
    PoolShare GetShare() const;

  private:
    /// What lies in one direction.
    struct Queue
    {
        uint32_t bytes{0};   //!< data, and what its packets cost beside
        uint32_t packets{0}; //!< segments
    };

    /// @return what queued data costs
    Queue Price(uint32_t queued, uint32_t segment) const;
    /// @return how many bytes more cost at most a room
    uint32_t Affordable(uint64_t room, uint32_t queued, uint32_t segment) const;
    /// Changes what is charged. @return whether the pool has room
    bool Charge(Queue& queue, const Queue& wanted, RefusalCause cause);

    Ptr<BufferPool> m_pool; //!< null without one
    Queue m_sending;        //!< sent, not acknowledged
    Queue m_receiving;      //!< received, not read
    uint32_t m_overhead{0}; //!< the cost of a socket
    uint32_t m_peeked{0};   //!< see SetPeeked()
    bool m_reserved{false}; //!< data is paid for already
    bool m_hasBlock{false}; //!< holds a control block
};

} // namespace ns3::winsock

#endif /* TCP_POOL_SHARE_H */
