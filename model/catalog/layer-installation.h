/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef LAYER_INSTALLATION_H
#define LAYER_INSTALLATION_H

#include "ns3/protocol-catalog-builder.h"
#include "ns3/protocol-selector.h"
#include "ns3/winsock-structures.h"
#include "ns3/winsock-types.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What an installer says about a layered provider.
 */
struct LayerDescription
{
    GUID providerId{};         //!< Of the layer; its chains get ids of their own.
    std::string libraryPath{}; //!< UTF-8; may hold environment strings.
    std::string name{};        //!< UTF-8; what people call the layer.
    bool ifs{false};           //!< Whether it shows the handles of the provider below (R-SPI-22).
    DWORD lspCategories{0};    //!< LSP_* bits, 0 for none (R-CAT-51).

    /**
     * Which protocols to stand over: for each of these families, types and protocols over the first
     * entry of the catalog that has exactly them, chains of other layers included. Without a value,
     * over the base protocol of every family, type and protocol that the catalog has.
     */
    std::optional<std::vector<SelectionRequest>> protocols{};
};

/**
 * @ingroup winsock
 * @brief What became of an installation.
 */
struct LayerInstallation
{
    DWORD layerId{0};              //!< Entry of the layer by itself; 0 after a failure.
    std::vector<DWORD> chainIds{}; //!< Entries of its chains.
    int error{0};                  //!< 0, WSAEINVAL or WSANO_RECOVERY.
    std::string problem{};         //!< Empty on success; else a sentence for a person.

    /** @return whether the layer is installed */
    explicit operator bool() const
    {
        return error == 0;
    }
};

/**
 * @ingroup winsock
 * @brief Installs a layer and its chains in one step, as WSCInstallProviderAndChains does (R-CAT-42,
 *        R-CAT-45).
 *
 * The layer's own entry goes to the end of the catalog, its chains to the beginning. A chain's second
 * slot names the entry that it stands over (R-CAT-5).
 *
 * A layer with IFS handles goes below all layers without (R-CAT-43): where such layers are in the way,
 * the new chain stands over what is below the lowest of them and comes next in the order, and every
 * chain that leads from such a layer to the same place is rewritten to lead through the new one.
 *
 * @param builder the catalog; a failure leaves it as it is
 * @param layer what to install
 * @return the new entries; or WSAEINVAL for a path, name or list that is not possible, an id or name that
 *         is in use, a protocol that nothing serves; or WSANO_RECOVERY for a layer that is installed
 *         already (its id under its path), no base protocol at all, a chain that would be longer than
 *         seven elements, or no entry ids left
 */
LayerInstallation InstallLayer(ProtocolCatalogBuilder& builder, const LayerDescription& layer);

/**
 * @ingroup winsock
 * @brief Takes a layer out of a catalog, as a careful uninstaller does (R-CAT-47).
 *
 * Removes its chains, then the layer, and shortens in place the chains of other layers that lead through
 * it. WSCDeinstallProvider does less: it removes the entries of one id and leaves orphans.
 *
 * @param builder the catalog
 * @param providerId the layer's id, not that of one of its chains
 * @return number of entries removed; 0 if no layer has the id
 */
std::size_t RemoveLayer(ProtocolCatalogBuilder& builder, const GUID& providerId);

} // namespace ns3::winsock

#endif // LAYER_INSTALLATION_H
