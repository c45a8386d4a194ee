/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef LSP_CATEGORIES_H
#define LSP_CATEGORIES_H

#include "ns3/protocol-catalog.h"
#include "ns3/winsock-types.h"

#include <memory>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Judges whether a layer may be loaded into an application (R-LSP-1, R-LSP-2).
 *
 * Every layer may be loaded into an application without categories. Into one with categories, only a
 * layer with categories of its own, all of them among the application's; if LSP_SYSTEM is among the
 * application's, it must be among the layer's too.
 *
 * @param layer the layer's LSP_* bits, 0 for none
 * @param application the application's LSP_* bits, 0 for none
 * @return whether the layer may be loaded
 */
bool IsLayerPermitted(DWORD layer, DWORD application);

/**
 * @ingroup winsock
 * @brief Makes the view of a catalog that a process has whose application has categories.
 *
 * The view has all entries, so that ids keep their meaning, but chains that hold a refused layer take
 * no part in selection and enumeration (R-LSP-3).
 *
 * @param catalog the machine's catalog
 * @param permitted the application's LSP_* bits, 0 for none
 * @return the view; the same object where nothing is refused
 */
std::shared_ptr<const ProtocolCatalog>
PermittedView(const std::shared_ptr<const ProtocolCatalog>& catalog, DWORD permitted);

/**
 * @ingroup winsock
 * @brief Finds what serves a process instead of a chain that is refused for it (R-LSP-3).
 *
 * Goes down the chain's slots. A slot stands for the entry that it names or, where that is a layer by
 * itself, for the chain that has the same slots from there on.
 *
 * @param view what PermittedView() made
 * @param refused a chain that holds a refused layer
 * @return the nearest chain below all of whose layers are permitted, or the base protocol; null if there
 *         is neither
 */
const CatalogEntry* FindPermittedBelow(const ProtocolCatalog& view, const CatalogEntry& refused);

} // namespace ns3::winsock

#endif // LSP_CATEGORIES_H
