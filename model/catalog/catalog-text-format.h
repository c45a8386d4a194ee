/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_TEXT_FORMAT_H
#define CATALOG_TEXT_FORMAT_H

#include "ns3/protocol-catalog.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The fixed words of a netsh listing, which its reader and its writer share.
 */
struct CatalogTextFormat
{
    /** First line of a protocol's entry. */
    static constexpr std::string_view PROTOCOL_HEADING = "Winsock Catalog Provider Entry";
    /** First line of a name space's entry. */
    static constexpr std::string_view NAMESPACE_HEADING = "Name Space Provider Entry";
    /** The line below a heading. */
    static constexpr std::string_view RULE =
        "------------------------------------------------------";
    static constexpr std::string_view MARK_32 = " (32)"; //!< Behind what is for 32-bit programs.
    static constexpr std::size_t VALUE_COLUMN = 36;      //!< Where values start, counted from 0.

    /** Values of "Entry Type", in the order of CatalogEntryKind. */
    static constexpr std::array<std::string_view, 3> ENTRY_TYPES = {
        "Layered Service Provider", "Base Service Provider", "Layered Chain Entry"};

    /**
     * @param kind a kind of entry
     * @return its "Entry Type", without the mark of the 32-bit catalog
     */
    static constexpr std::string_view
    EntryType(CatalogEntryKind kind)
    {
        return ENTRY_TYPES[std::size_t(kind)];
    }
};

} // namespace ns3::winsock

#endif // CATALOG_TEXT_FORMAT_H
