/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_ENUMERATION_H
#define CATALOG_ENUMERATION_H

#include "ns3/protocol-catalog.h"
#include "ns3/winsock-structures.h"
#include "ns3/winsock-types.h"

#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Who asks for the list of protocols.
 */
enum class CatalogView
{
    APPLICATION, //!< WSAEnumProtocols: base protocols and chains that are neither hidden (R-CAT-31)
                 //!< nor refused for the process (R-LSP-3).
    INSTALLER,   //!< WSCEnumProtocols: every entry (R-CAT-30).
};

/**
 * @ingroup winsock
 * @brief Result of an enumeration into a caller's buffer.
 */
struct Enumeration
{
    int count{0}; //!< Number of structures written, or SOCKET_ERROR.
    int error{0}; //!< 0, WSAENOBUFS or WSAEFAULT.
};

/**
 * @ingroup winsock
 * @brief Lists what an enumeration returns, in catalog order (R-CAT-21).
 *
 * A filter compares for equality with iProtocol, as the pages describe the list; ranges are not
 * looked at and numbers that no entry has mean nothing (R-CAT-34).
 *
 * @param catalog the catalog
 * @param view who asks
 * @param protocols iProtocol values ended by 0, or nullptr for all entries
 * @return the entries; valid as long as the catalog
 */
std::vector<const CatalogEntry*>
ListProtocols(const ProtocolCatalog& catalog, CatalogView view, const int* protocols);

/**
 * @ingroup winsock
 * @brief Does the work of WSCEnumProtocols and WSAEnumProtocolsW.
 *
 * With no buffer or one that is too small nothing is written but the size that all entries need,
 * with WSAENOBUFS (R-CAT-32). With success the length stays what it was (R-CAT-33); no entries in
 * a given buffer are success with 0 (R-CAT-35).
 *
 * @param catalog the catalog
 * @param view who asks
 * @param protocols as for ListProtocols()
 * @param buffer where the structures go, or nullptr
 * @param bufferLength bytes there, changed to the bytes needed on WSAENOBUFS; nullptr is WSAEFAULT
 *        (R-CAT-36)
 * @return the count or the error
 */
Enumeration EnumerateProtocols(const ProtocolCatalog& catalog,
                               CatalogView view,
                               const int* protocols,
                               WSAPROTOCOL_INFOW* buffer,
                               DWORD* bufferLength);

/**
 * @ingroup winsock
 * @brief Does the work of WSAEnumProtocolsA: as EnumerateProtocols() with names in the ANSI code
 *        page.
 * @param catalog the catalog
 * @param view who asks
 * @param protocols as for ListProtocols()
 * @param buffer where the structures go, or nullptr
 * @param bufferLength bytes there, in units of the smaller structure (R-CAT-33)
 * @return the count or the error
 */
Enumeration EnumerateProtocols(const ProtocolCatalog& catalog,
                               CatalogView view,
                               const int* protocols,
                               WSAPROTOCOL_INFOA* buffer,
                               DWORD* bufferLength);

/**
 * @ingroup winsock
 * @param wide a structure
 * @return the same with its name in the ANSI code page
 */
WSAPROTOCOL_INFOA ToAnsi(const WSAPROTOCOL_INFOW& wide);

/**
 * @ingroup winsock
 * @param ansi a structure
 * @return the same with its name in UTF-16
 */
WSAPROTOCOL_INFOW ToWide(const WSAPROTOCOL_INFOA& ansi);

/**
 * @ingroup winsock
 * @brief Looks up the library of a provider, as WSCGetProviderPath and WPUGetProviderPath do
 *        (R-CAT-50, R-UPC-6).
 *
 * Lengths count UTF-16 characters; environment strings come back unexpanded.
 *
 * @param catalog where to look
 * @param providerId the provider
 * @param path where to; gets a terminator
 * @param length characters of room, in; characters without the terminator, out; with too little room
 *        what is needed with it
 * @return 0, WSAEFAULT (a bad pointer, or too little room) or WSAEINVAL (unknown provider)
 */
int
GetProviderPath(const ProtocolCatalog& catalog, const GUID* providerId, WCHAR* path, INT* length);

} // namespace ns3::winsock

#endif // CATALOG_ENUMERATION_H
