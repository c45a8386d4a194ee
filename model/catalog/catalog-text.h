/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_TEXT_H
#define CATALOG_TEXT_H

#include "ns3/protocol-catalog.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What differs between listings that say the same, so that writing repeats the layout read.
 */
struct CatalogTextLayout
{
    std::string preamble{"\n"};        //!< All text before the first heading: an empty line, or the
                                       //!< banner and prompt of a console.
    int emptyLinesAfterChain{2};       //!< After a chain entry: 2, or 1 in some releases.
    int emptyLinesBeforeNamespaces{2}; //!< Between the last protocol and the first name space.
};

/**
 * @ingroup winsock
 * @brief Where and why a listing could not be read.
 */
struct CatalogTextProblem
{
    std::size_t line{0};    //!< Counted from 1; 0 when there is no problem or no file.
    std::string expected{}; //!< What should stand there.
    std::string found{};    //!< What stands there.

    /** @return one sentence with all three */
    std::string ToString() const;
};

/**
 * @ingroup winsock
 * @brief Result of reading a listing: the catalogs, or a problem and no catalogs at all.
 */
struct CatalogTextResult
{
    MachineCatalogs catalogs{};   //!< Empty after a failure.
    CatalogTextLayout layout{};   //!< How the listing was laid out.
    CatalogTextProblem problem{}; //!< Why reading failed.
    bool ok{false};               //!< Whether it succeeded.

    /** @return whether it succeeded */
    explicit operator bool() const
    {
        return ok;
    }
};

/**
 * @ingroup winsock
 * @brief The entries of a listing one by one, whether or not they make a catalog: what a check needs.
 */
struct CatalogTextEntries
{
    std::vector<CatalogEntry> native{}; //!< Of the machine's own catalog, in order.
    std::vector<CatalogEntry> wow64{};  //!< Of the catalog for 32-bit programs, in order.
    CatalogTextProblem problem{};       //!< Why reading ended early; what was read before is there.

    /** @return whether everything was read */
    explicit operator bool() const
    {
        return problem.expected.empty();
    }
};

/**
 * @ingroup winsock
 * @brief Reads the English output of "netsh winsock show catalog".
 *
 * Accepts what people send: line ends of either kind, trailing blanks, a console's banner before
 * and its prompt after the listing, UTF-8 with or without a mark, and the UTF-16 that a PowerShell
 * redirection writes. Ids, order, orphaned chains and library paths that nothing is known about
 * are kept as they are. Anything else that is not the expected line ends the reading with the
 * line's number.
 *
 * The listing lacks some members of WSAPROTOCOL_INFO; they are filled by FillUnlistedMembers().
 *
 * @param text the whole listing
 * @return the catalogs, or the problem
 */
CatalogTextResult ReadCatalogText(std::string_view text);

/**
 * @ingroup winsock
 * @brief Reads a listing as ReadCatalogText() does, but takes entries that no catalog would take, such
 *        as two with one id.
 * @param text the whole listing
 * @return the entries, up to the first line that cannot be read
 */
CatalogTextEntries ReadCatalogTextEntries(std::string_view text);

/**
 * @ingroup winsock
 * @brief Reads a file with ReadCatalogText().
 * @param path the file
 * @return the catalogs, or the problem; a file that cannot be opened is one with line 0
 */
CatalogTextResult ReadCatalogFile(const std::string& path);

/**
 * @ingroup winsock
 * @brief Writes catalogs as "netsh winsock show catalog" prints them, in UTF-8.
 *
 * Entries come in catalog order, the native ones first, then those marked "(32)", then the name
 * spaces. What the listing has no line for is lost (see FillUnlistedMembers()).
 *
 * @param catalogs the catalogs
 * @param layout blank lines and preamble; that of a listing repeats it byte for byte
 * @return the listing
 */
std::string WriteCatalogText(const MachineCatalogs& catalogs, const CatalogTextLayout& layout = {});

} // namespace ns3::winsock

#endif // CATALOG_TEXT_H
