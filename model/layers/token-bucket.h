/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef TOKEN_BUCKET_H
#define TOKEN_BUCKET_H

#include "ns3/data-rate.h"
#include "ns3/event-id.h"
#include "ns3/nstime.h"
#include "ns3/simple-ref-count.h"

#include <cstdint>
#include <deque>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A token bucket in simulated time: one token for a byte, made at a rate, kept up to a burst.
 *
 * Those who find too few tokens wait in a queue and take turns.
 */
class TokenBucket : public SimpleRefCount<TokenBucket>
{
  public:
    /// Somebody who waits for tokens.
    class Waiter
    {
      public:
        virtual ~Waiter() = default;

        /**
         * The tokens that were wanted are there: Take() gives them now, and only now. A second Take()
         * goes to the end of the queue.
         */
        virtual void OnTokens() = 0;
    };

    /**
     * A full bucket.
     * @param rate of new tokens, bytes as the rate says
     * @param burst the most that there are, bytes
     */
    TokenBucket(const DataRate& rate, uint32_t burst);
    ~TokenBucket();

    TokenBucket(const TokenBucket&) = delete;
    TokenBucket& operator=(const TokenBucket&) = delete;

    /**
     * Takes tokens, or begins to wait for them. More than the burst are given when the bucket is
     * full, and leave it in debt.
     * @param bytes how many
     * @param waiter for whom
     * @return whether they were taken
     */
    bool Take(uint32_t bytes, Waiter& waiter);

    /**
     * As Take(), but leaves the tokens there: Charge() is to follow when it is known how many.
     * @param bytes how many at most
     * @param waiter for whom
     * @return whether they are there
     */
    bool Check(uint32_t bytes, Waiter& waiter);

    /// @param bytes taken whether they are there or not
    void Charge(uint32_t bytes);

    /// @param waiter does not wait any more
    void Cancel(const Waiter& waiter);

    /// @return how many wait
    uint32_t GetWaiting() const;

    /// @return whether it is as good as new
    bool IsFull() const;

  private:
    /// A place in the queue.
    struct Place
    {
        Waiter* waiter; //!< who waits
        uint32_t bytes; //!< for how many tokens
    };

    /// @return since when at the latest the bucket would have to fill to hold so many tokens
    Time GetReadyTime(uint32_t bytes) const;
    /// Lets the bucket flow over.
    void Spill();
    /// Waits for what the first of the queue needs.
    void Arm();
    /// It is there.
    void OnReady();

    DataRate m_rate;             //!< of new tokens
    uint32_t m_burst;            //!< the most that there are
    Time m_empty;                //!< when the bucket was, or will be, empty
    std::deque<Place> m_waiting; //!< who waits, the longest wait first
    Waiter* m_granted{nullptr};  //!< whose turn it is
    EventId m_event;             //!< OnReady()
};

} // namespace ns3::winsock

#endif /* TOKEN_BUCKET_H */
