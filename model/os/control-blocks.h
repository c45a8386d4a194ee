/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CONTROL_BLOCKS_H
#define CONTROL_BLOCKS_H

#include "ns3/resource-ledger.h"

#include <cstdint>
#include <map>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A connection in TIME_WAIT, which can end before its time.
 */
class TimeWaitHolder
{
  public:
    virtual ~TimeWaitHolder() = default;

    /// Gives the control block back now.
    virtual void EndTimeWait() = 0;
};

/**
 * @ingroup winsock
 * @brief The TCP control blocks of a node: one for each connection, half-open ones, those that wait to
 *        be accepted and those in TIME_WAIT included (R-ACC-33). Listeners have none.
 */
class ControlBlocks
{
  public:
    /**
     * @param limit the most that may be in use
     * @param recycle whether the oldest TIME_WAITs end when there is no other
     * @return whether there was one
     */
    bool Take(uint64_t limit, bool recycle);

    /// One is free again.
    void Give();

    /**
     * @param holder its connection is in TIME_WAIT
     * @return for LeaveTimeWait(), never 0
     */
    uint64_t EnterTimeWait(TimeWaitHolder& holder);

    /// @param ticket what EnterTimeWait() gave; 0 means nothing
    void LeaveTimeWait(uint64_t ticket);

    /// @return how many are held
    const ResourceLedger& GetLedger() const;

    /// @return how many of them are in TIME_WAIT
    std::size_t GetTimeWaitCount() const;

  private:
    ResourceLedger m_ledger;                        //!< blocks held
    std::map<uint64_t, TimeWaitHolder*> m_timeWait; //!< oldest first
    uint64_t m_lastTicket{0};                       //!< counts entries into TIME_WAIT
};

} // namespace ns3::winsock

#endif /* CONTROL_BLOCKS_H */
