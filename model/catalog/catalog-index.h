/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_INDEX_H
#define CATALOG_INDEX_H

#include <cstddef>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

namespace ns3::winsock
{

struct CatalogEntry;

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

    /** @param entries the catalog's entries in order; not kept */
    explicit CatalogIndex(const std::vector<CatalogEntry>& entries);

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

    /** What is known about one pair of family and type. */
    struct Pair
    {
        /** First entry per protocol number, for entries without a range. */
        std::unordered_map<int, std::size_t> byProtocol{};
        /** Disjoint and sorted, for entries with a range. */
        std::vector<ProtocolRange> ranges{};
        /** First entry that takes protocol 0 because of its flag. */
        std::size_t matchesZero{NONE};
    };

    /**
     * @param af address family
     * @param type socket type
     * @return the two as one key
     */
    static std::uint64_t Key(int af, int type);

    /**
     * @brief Adds an entry to one pair; entries must come in catalog order.
     * @param pair the pair
     * @param entry the entry
     * @param position its place in the catalog
     */
    static void Add(Pair& pair, const CatalogEntry& entry, std::size_t position);

    /**
     * @brief Gives an entry the part of its range that no earlier entry has.
     * @param ranges disjoint and sorted, before and after
     * @param added the range to add
     */
    static void AddRange(std::vector<ProtocolRange>& ranges, ProtocolRange added);

    std::unordered_map<std::uint64_t, Pair> m_pairs{}; //!< Wildcard combinations included.
};

} // namespace ns3::winsock

#endif // CATALOG_INDEX_H
