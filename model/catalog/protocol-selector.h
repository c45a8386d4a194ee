/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PROTOCOL_SELECTOR_H
#define PROTOCOL_SELECTOR_H

#include "ns3/protocol-catalog.h"
#include "ns3/winsock-dialect.h"

#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The arguments of WSASocket that pick a catalog entry.
 */
struct SelectionRequest
{
    int af{0};       //!< Address family; 0 for any.
    int type{0};     //!< Socket type; 0 for any.
    int protocol{0}; //!< Protocol number; 0 only where an entry says so.
};

/**
 * @ingroup winsock
 * @brief Why a selection ended as it did.
 */
enum class SelectionReason
{
    FIRST_MATCH,         //!< The first entry in catalog order that matches (R-SEL-12, 13).
    NAMED_BY_ID,         //!< The entry that lpProtocolInfo names (R-SEL-30).
    BELOW_REFUSED_LAYER, //!< The nearest entry below a refused layer of the one named (R-LSP-3).
    NOTHING_STATED,      //!< Family and protocol both 0 (R-SEL-15).
    UNKNOWN_TYPE,        //!< No usable entry has the type (R-SEL-21).
    UNKNOWN_FAMILY,      //!< No usable entry has the family (R-SEL-21).
    TYPE_NOT_IN_FAMILY,  //!< Both known, never together (R-SEL-21, R-SEL-22).
    PROTOCOL_NOT_SERVED, //!< Family and type known together, not with the protocol.
    PROTOCOL_OF_ANOTHER_TYPE, //!< CE: another type of the family serves it (R-SEL-22).
    COMBINATION_NOT_SERVED,   //!< CE: each value known by itself (R-SEL-22).
    UNKNOWN_ID,               //!< lpProtocolInfo names no entry (R-SEL-31).
    LAYER_BY_ITSELF,          //!< lpProtocolInfo names an entry of ChainLen 0 (R-SEL-37).
    NOTHING_BELOW_REFUSED,    //!< No entry is left below a refused layer of the one named.
};

/**
 * @ingroup winsock
 * @brief Result of a selection: an entry, or a Winsock error.
 */
struct Selection
{
    const CatalogEntry* entry{nullptr}; //!< Lives as long as the catalog; null after a failure.
    int error{0};                       //!< 0, or what WSASocket reports.
    SelectionReason reason{SelectionReason::FIRST_MATCH}; //!< Why.
};

/**
 * @ingroup winsock
 * @brief Picks the entry that serves a family, a type and a protocol (R-SEL-10 to R-SEL-25).
 *
 * The first entry in catalog order wins; the cost does not depend on the catalog's size. Layers
 * by themselves take no part, not even in the choice of the error (R-SEL-10); hidden entries do
 * (R-SEL-11). FROM_PROTOCOL_INFO is only a number here (R-SEL-40), which as a protocol matches
 * nothing outside AF_NETBIOS (R-SEL-14).
 *
 * @param catalog the process's view of the catalog
 * @param request the arguments
 * @param dialect decides the error where the families differ (R-SEL-21 or R-SEL-22)
 * @return the entry, or WSAEINVAL, WSAESOCKTNOSUPPORT, WSAEAFNOSUPPORT, WSAEPROTONOSUPPORT or,
 *         in the CE dialect, WSAEPROTOTYPE
 */
Selection Select(const ProtocolCatalog& catalog, const SelectionRequest& request, Dialect dialect);

/**
 * @ingroup winsock
 * @brief Picks the entry that a WSAPROTOCOL_INFO names; only its dwCatalogEntryId is looked at
 *        (R-SEL-30).
 * @param catalog the process's view of the catalog
 * @param protocolInfo the caller's structure
 * @return the entry; where that is a chain with a layer refused for the process, the nearest one
 *         below it (R-LSP-3); or WSAEINVAL for an unknown id (R-SEL-31) or a layer by itself
 *         (R-SEL-37), WSAEPROVIDERFAILEDINIT where there is nothing below a refused layer
 */
Selection SelectById(const ProtocolCatalog& catalog, const WSAPROTOCOL_INFOW& protocolInfo);

/**
 * @ingroup winsock
 * @brief Tells a person, in a few lines, what Select() decides and why.
 *
 * Names how many entries know the family, the type and the protocol, the entry that is first, the
 * entries it stands before, and the chain down to its base protocol.
 *
 * @param catalog the catalog
 * @param request the arguments of Select()
 * @param dialect the dialect of Select()
 * @return lines of text, each ended by a newline; takes a walk over the whole catalog
 */
std::string
Explain(const ProtocolCatalog& catalog, const SelectionRequest& request, Dialect dialect);

/**
 * @ingroup winsock
 * @param reason a reason
 * @return a short English sentence for it, without the final stop
 */
const char* SelectionReasonText(SelectionReason reason);

/**
 * @ingroup winsock
 * @brief Describes an entry and, for a chain, its elements from the top to the base protocol.
 * @param catalog where the slots of the chain are looked up
 * @param entry the entry
 * @return such as "1020 Proxy over TCP = 1019 Proxy > 1002 TCP"; slots that name no entry are
 *         shown as missing
 */
std::string DescribeChain(const ProtocolCatalog& catalog, const CatalogEntry& entry);

} // namespace ns3::winsock

#endif // PROTOCOL_SELECTOR_H
