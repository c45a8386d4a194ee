/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PACKED_CATALOG_ITEM_H
#define PACKED_CATALOG_ITEM_H

#include "ns3/protocol-catalog.h"

#include <cstddef>
#include <string>
#include <vector>

namespace ns3::winsock
{

/// Bytes of a GUID.
constexpr std::size_t PACKED_GUID_BYTES = 16;

/**
 * @ingroup winsock
 * @param guid a GUID
 * @return PACKED_GUID_BYTES bytes, as the registry of Windows keeps it
 */
std::vector<BYTE> PackGuid(const GUID& guid);

/**
 * @ingroup winsock
 * @param bytes PACKED_GUID_BYTES at least
 * @return the GUID
 */
GUID UnpackGuid(const std::vector<BYTE>& bytes);

/// Bytes of a PackedCatalogItem: a path of 260 bytes and a WSAPROTOCOL_INFOW of 628.
constexpr std::size_t PACKED_CATALOG_ITEM_BYTES = 888;

/**
 * @ingroup winsock
 * @brief Packs an entry as the registry of Windows keeps it.
 * @param entry the entry; its path loses characters that the ANSI code page lacks
 * @return PACKED_CATALOG_ITEM_BYTES bytes
 */
std::vector<BYTE> PackCatalogItem(const CatalogEntry& entry);

/**
 * @ingroup winsock
 * @brief Unpacks an entry.
 * @param bytes what the registry keeps
 * @param entry gets all but the categories, which are not in it
 * @return what is wrong with the bytes; empty if nothing is
 */
std::string UnpackCatalogItem(const std::vector<BYTE>& bytes, CatalogEntry& entry);

} // namespace ns3::winsock

#endif // PACKED_CATALOG_ITEM_H
