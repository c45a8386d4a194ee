/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_INDEX_H
#define CATALOG_INDEX_H

#include "ns3/winsock-types.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace ns3::winsock
{

struct CatalogEntry;

/**
 * @ingroup winsock
 * @brief A hash table from 64-bit keys to positions, filled once and then only asked.
 *
 * One flat array at most a quarter full: a lookup touches one or two neighbouring slots however
 * many keys there are, which the standard containers do not promise.
 */
class PositionTable
{
  public:
    /** The position that stands for "no such key". */
    static constexpr std::uint32_t NONE = std::numeric_limits<std::uint32_t>::max();

    /** @brief Makes an empty table. */
    PositionTable();

    /**
     * @brief Adds a key unless it is there.
     * @param key the key
     * @param position what to find under it, not NONE
     * @return the position that is found under the key from now on
     */
    std::uint32_t Insert(std::uint64_t key, std::uint32_t position);

    /**
     * @param key a key
     * @return the position under it, or NONE
     */
    std::uint32_t
    Find(std::uint64_t key) const
    {
        return m_slots[FindSlot(key)].position;
    }

  private:
    /** A place for one key. */
    struct Slot
    {
        std::uint64_t key{0};         //!< Meaningless while the slot is free.
        std::uint32_t position{NONE}; //!< NONE marks a free slot.
    };

    /**
     * @param key a key
     * @return where it is, or where it would go
     */
    std::size_t
    FindSlot(std::uint64_t key) const
    {
        // The multiplier spreads neighbouring keys; its high bits are the well mixed ones.
        std::size_t slot = (key * 0x9e3779b97f4a7c15ULL) >> m_shift;
        while (m_slots[slot].position != NONE && m_slots[slot].key != key)
        {
            slot = (slot + 1) & (m_slots.size() - 1);
        }
        return slot;
    }

    /** @brief Doubles the number of slots. */
    void Grow();

    std::vector<Slot> m_slots; //!< A power of two of them.
    std::size_t m_used{0};     //!< Slots with a key.
    int m_shift;               //!< 64 minus the binary logarithm of their number.
};

/**
 * @ingroup winsock
 * @brief Answers "which entry comes first for this family, type and protocol" without a walk.
 *
 * Built once with its catalog. Only entries that an application can open are in it: base
 * protocols and chains, hidden or not (R-SEL-10, R-SEL-11). Family 0 and type 0 are wildcards;
 * protocol 0 is one only for entries that say so, and protocols may be ranges (R-SEL-12,
 * R-SEL-13). The answer is the one of a walk in catalog order.
 */
class CatalogIndex
{
  public:
    /** The position that stands for "no entry". */
    static constexpr std::size_t NONE = std::numeric_limits<std::size_t>::max();

    /** @brief Makes the index of an empty catalog. */
    CatalogIndex() = default;

    /**
     * @param entries the catalog's entries in order; not kept
     * @param refused sorted ids of entries that cannot be opened either (R-LSP-3)
     */
    explicit CatalogIndex(const std::vector<CatalogEntry>& entries,
                          const std::vector<DWORD>& refused = {});

    /**
     * @param af address family, 0 for any
     * @param type socket type, 0 for any
     * @param protocol protocol number
     * @return position of the first matching entry, or NONE
     */
    std::size_t FindFirst(int af, int type, int protocol) const;

    /**
     * @param af address family, 0 for any
     * @param type socket type, 0 for any
     * @return whether some entry has the family and the type together
     */
    bool Knows(int af, int type) const;

  private:
    /** A range of protocol numbers and the first entry that serves all of it. */
    struct ProtocolRange
    {
        std::int64_t first;   //!< Lowest number.
        std::int64_t last;    //!< Highest number, inclusive.
        std::size_t position; //!< The entry.
    };

    /** What is known about one pair of family and type, beyond single protocol numbers. */
    struct Pair
    {
        std::vector<ProtocolRange> ranges{}; //!< Disjoint and sorted.
        std::size_t matchesZero{NONE};       //!< First entry with PFL_MATCHES_PROTOCOL_ZERO.
    };

    /**
     * @param high a number
     * @param low another number
     * @return the two as one key
     */
    static std::uint64_t
    Key(int high, int low)
    {
        return (std::uint64_t(std::uint32_t(high)) << 32) | std::uint32_t(low);
    }

    /**
     * @brief Adds an entry to one pair; entries must come in catalog order.
     * @param key the pair of family and type
     * @param entry the entry
     * @param position its place in the catalog
     */
    void Add(std::uint64_t key, const CatalogEntry& entry, std::size_t position);

    /**
     * @param pair a pair
     * @param protocol a protocol number
     * @return first entry whose range has the number, or NONE
     */
    static std::size_t FindInRanges(const Pair& pair, int protocol);

    /**
     * @brief Gives an entry the part of its range that no earlier entry has.
     * @param ranges disjoint and sorted, before and after
     * @param added the range to add
     */
    static void AddRange(std::vector<ProtocolRange>& ranges, ProtocolRange added);

    PositionTable m_pairNumbers{}; //!< Place in m_pairs by family and type, wildcards included.
    PositionTable m_single{};      //!< First entry by pair number and protocol, without ranges.
    std::vector<Pair> m_pairs{};   //!< In the order in which they appeared.
};

} // namespace ns3::winsock

#endif // CATALOG_INDEX_H
