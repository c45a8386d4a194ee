/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef RESOURCE_LEDGER_H
#define RESOURCE_LEDGER_H

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Counts what is held of something that a device has a bounded amount of.
 *
 * One ledger keeps the descriptors of a process, one those of a node, one the bytes of a node's
 * buffer pool. Taking is all or nothing; what was taken must be given back by whoever took it. The
 * limit is handed in with each request, because it is an attribute that may change while the
 * simulation runs: lowering it below what is held refuses new requests and takes nothing away.
 */
class ResourceLedger
{
  public:
    /// A limit that refuses nothing.
    static constexpr uint64_t NO_LIMIT = UINT64_MAX;

    /**
     * @param amount how much is wanted
     * @param limit the most that may be held at once
     * @return whether it was taken; a refusal changes nothing but the count of refusals
     */
    bool Take(uint64_t amount, uint64_t limit);

    /// @param amount how much is given back; at most what is held
    void Give(uint64_t amount);

    /// @return what is held at this moment
    uint64_t GetInUse() const;

    /// @return the most that was ever held at once
    uint64_t GetPeak() const;

    /// @return how many requests were refused
    uint64_t GetRefusals() const;

  private:
    uint64_t m_inUse{0};    //!< held
    uint64_t m_peak{0};     //!< most ever held
    uint64_t m_refusals{0}; //!< requests refused
};

} // namespace ns3::winsock

#endif /* RESOURCE_LEDGER_H */
