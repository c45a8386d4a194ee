/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PROVIDER_CHAIN_H
#define PROVIDER_CHAIN_H

#include "ns3/protocol-catalog.h"
#include "ns3/protocol-selector.h"
#include "ns3/winsock-structures.h"

#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Finds a layer's place in a protocol chain (R-CHN-8).
 * @param catalog the process's catalog
 * @param chain the chain's entry
 * @param selfId the entry that the layer was loaded for
 * @return its slot, 0 for the top one, or NOT_IN_CHAIN
 */
int FindChainSlot(const ProtocolCatalog& catalog, const CatalogEntry& chain, DWORD selfId);

/// What FindChainSlot() answers for a layer that the chain does not name.
inline constexpr int NOT_IN_CHAIN = -1;

/**
 * @ingroup winsock
 * @brief Finds the element below a layer in a protocol chain (R-CHN-2).
 *
 * A slot may name a layer, another chain, or the base protocol (R-CAT-5). The layer finds itself by
 * the entry that it was loaded for; if the chain does not name that, by being the chain's top, else by
 * the first slot whose library is its own (R-CHN-8).
 *
 * @param catalog the process's catalog
 * @param chain the chain's entry; only its id is looked at
 * @param selfId the entry that the layer was loaded for
 * @return the next element's entry, or null if the layer is not in the chain, is its last element, or
 *         the entry of its slot or of the next one is gone (R-CAT-47)
 */
const CatalogEntry*
FindNextElement(const ProtocolCatalog& catalog, const WSAPROTOCOL_INFOW& chain, DWORD selfId);

/**
 * @ingroup winsock
 * @brief Gives the structure that a layer hands to the next element (R-CHN-3, R-CHN-4).
 *
 * Another layer gets the same structure unmodified. A base provider gets its own, so that it never sees
 * a chain, with what the application put elsewhere: the provider's reserved word, and the members that
 * FROM_PROTOCOL_INFO stands for.
 *
 * @param given what the layer was handed
 * @param next the next element's entry
 * @param request the arguments of the call; those that are FROM_PROTOCOL_INFO keep the given members
 * @return the structure to hand down
 */
WSAPROTOCOL_INFOW PropagateProtocolInfo(const WSAPROTOCOL_INFOW& given,
                                        const CatalogEntry& next,
                                        const SelectionRequest& request);

} // namespace ns3::winsock

#endif /* PROVIDER_CHAIN_H */
