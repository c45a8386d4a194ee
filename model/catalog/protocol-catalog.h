/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PROTOCOL_CATALOG_H
#define PROTOCOL_CATALOG_H

#include "ns3/catalog-index.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-structures.h"
#include "ns3/winsock-types.h"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What a catalog entry describes, by the length of its protocol chain (R-CAT-4).
 */
enum class CatalogEntryKind
{
    LAYER, //!< ChainLen 0: a layered protocol by itself, which no application can open.
    BASE,  //!< ChainLen 1: a base protocol. Its ChainEntries are garbage by contract.
    CHAIN, //!< ChainLen 2 to 7: layers over a base protocol, topmost first.
};

/**
 * @ingroup winsock
 * @brief One catalog entry: a protocol and the library that serves it (R-CAT-1).
 */
struct CatalogEntry
{
    WSAPROTOCOL_INFOW info{};  //!< What enumeration returns and what a provider receives.
    std::string libraryPath{}; //!< UTF-8, environment strings unexpanded; for a chain that of
                               //!< its topmost layer (R-CHN-1).
    DWORD lspCategories{0};    //!< LSP_* bits of a layer, 0 for none; of other kinds nobody looks
                               //!< at it (R-CAT-51).

    /** @return the id of the entry, unique in its catalog; 0 in an entry not yet installed */
    DWORD
    Id() const
    {
        return info.dwCatalogEntryId;
    }

    /** @return layer, base protocol or chain; a negative ChainLen counts as a layer */
    CatalogEntryKind Kind() const;

    /** @return whether the entry is a layered protocol by itself (ChainLen 0) */
    bool
    IsLayer() const
    {
        return Kind() == CatalogEntryKind::LAYER;
    }

    /** @return whether the entry is a base protocol (ChainLen 1) */
    bool
    IsBase() const
    {
        return Kind() == CatalogEntryKind::BASE;
    }

    /** @return whether the entry is a protocol chain (ChainLen 2 or more) */
    bool
    IsChain() const
    {
        return Kind() == CatalogEntryKind::CHAIN;
    }

    /** @return szProtocol as UTF-8 */
    std::string Name() const;

    /**
     * @brief Sets szProtocol.
     * @param name UTF-8; cut at WSAPROTOCOL_LEN UTF-16 units
     */
    void SetName(const std::string& name);
};

/**
 * @ingroup winsock
 * @param left one entry
 * @param right another entry
 * @return whether all members agree; of the chain array only the used slots are compared, because
 *         the others may hold anything (R-CAT-4)
 */
bool operator==(const CatalogEntry& left, const CatalogEntry& right);

/**
 * @ingroup winsock
 * @param left one entry
 * @param right another entry
 * @return whether any member differs
 */
bool operator!=(const CatalogEntry& left, const CatalogEntry& right);

/**
 * @ingroup winsock
 * @brief A name-space provider, of which a machine has a list beside its catalog of protocols.
 */
struct NamespaceEntry
{
    std::string description{};        //!< UTF-8; may be an unresolved "@library,-id" resource.
    GUID providerId{};                //!< The provider.
    DWORD nameSpace{0};               //!< NS_* number of the name space.
    bool active{true};                //!< Whether resolution uses it.
    DWORD version{0};                 //!< Version number of the provider.
    std::vector<BYTE> providerData{}; //!< What WSCInstallNameSpaceEx was given; no listing has it.
};

/**
 * @ingroup winsock
 * @param left one entry
 * @param right another entry
 * @return whether all members agree
 */
bool operator==(const NamespaceEntry& left, const NamespaceEntry& right);

/**
 * @ingroup winsock
 * @brief An immutable, ordered list of catalog entries with the index that selection uses.
 *
 * A catalog never changes once it is built. Stacks, processes and nodes hold it by
 * std::shared_ptr<const ProtocolCatalog>: ten thousand nodes with the same catalog hold it once,
 * and a running process keeps the view it started with (R-CAT-49). To change a catalog derive a
 * new one and let the stack point to that:
 *
 * @code
 * ProtocolCatalogBuilder builder(*stackCatalog);
 * builder.Install(entry);           // or Remove, Update, SetOrder
 * stackCatalog = builder.Build();   // old holders keep the old catalog
 * @endcode
 *
 * Addresses of entries stay valid as long as the catalog lives.
 */
class ProtocolCatalog
{
  public:
    /** The first id that a new catalog assigns (R-CAT-2). */
    static constexpr DWORD FIRST_ENTRY_ID = 1001;

    /** Iterator over the entries in catalog order. */
    using ConstIterator = std::vector<CatalogEntry>::const_iterator;

    /** @brief Makes an empty catalog. */
    ProtocolCatalog();

    /** @return a shared empty catalog */
    static std::shared_ptr<const ProtocolCatalog> Empty();

    /** @return number of entries, layers and hidden ones included */
    std::size_t
    GetSize() const
    {
        return m_entries.size();
    }

    /**
     * @param position place in catalog order, less than GetSize()
     * @return the entry there
     */
    const CatalogEntry&
    GetEntry(std::size_t position) const
    {
        return m_entries[position];
    }

    /** @return the first entry in catalog order (R-CAT-21) */
    ConstIterator
    begin() const
    {
        return m_entries.begin();
    }

    /** @return the end of the entries */
    ConstIterator
    end() const
    {
        return m_entries.end();
    }

    /**
     * @param id a catalog entry id
     * @return the entry of any kind with that id, or nullptr
     */
    const CatalogEntry* FindById(DWORD id) const;

    /**
     * @param providerId a provider's GUID
     * @return the first entry in order that carries it (R-CAT-3), or nullptr
     */
    const CatalogEntry* FindByProviderId(const GUID& providerId) const;

    /** @return the ids in catalog order, as WSCWriteProviderOrder takes them */
    std::vector<DWORD> GetOrder() const;

    /** @return the id that the next installation gets: above every id ever used (R-CAT-2) */
    DWORD
    GetNextEntryId() const
    {
        return m_nextEntryId;
    }

    /**
     * @brief Tells whether one process may not open an entry, in the view that PermittedView() gives
     *        it; in a machine's own catalog no entry is refused.
     * @param id a catalog entry id
     * @return whether the entry is a chain that holds a layer refused for the process (R-LSP-3)
     */
    bool IsRefused(DWORD id) const;

    /** @return the index by family, type and protocol over the entries that can be opened */
    const CatalogIndex&
    GetIndex() const
    {
        return m_index;
    }

  private:
    friend class ProtocolCatalogBuilder;
    friend std::shared_ptr<const ProtocolCatalog>
    PermittedView(const std::shared_ptr<const ProtocolCatalog>& catalog, DWORD permitted);

    /**
     * @param entries valid entries in catalog order
     * @param nextEntryId an id above all of theirs
     * @param refused ids of entries that cannot be opened, sorted
     */
    ProtocolCatalog(std::vector<CatalogEntry> entries,
                    DWORD nextEntryId,
                    std::vector<DWORD> refused = {});

    std::vector<CatalogEntry> m_entries;                        //!< In catalog order.
    std::vector<std::pair<DWORD, std::size_t>> m_positionsById; //!< Sorted by id.
    DWORD m_nextEntryId;                                        //!< Never used so far.
    std::vector<DWORD> m_refused;                               //!< Ids, sorted; mostly none.
    CatalogIndex m_index;                                       //!< Over usable entries.
};

/**
 * @ingroup winsock
 * @brief Everything that one machine's catalog listing holds.
 *
 * A 64-bit machine has a second catalog, for its 32-bit programs, that numbers its entries
 * independently of the first.
 */
struct MachineCatalogs
{
    std::shared_ptr<const ProtocolCatalog> native{ProtocolCatalog::Empty()}; //!< The machine's own.
    std::shared_ptr<const ProtocolCatalog> wow64{
        ProtocolCatalog::Empty()};                  //!< The one netsh marks "(32)".
    std::vector<NamespaceEntry> nativeNamespaces{}; //!< Name-space providers, in order.
    std::vector<NamespaceEntry> wow64Namespaces{};  //!< The ones marked "(32)".
};

} // namespace ns3::winsock

#endif // PROTOCOL_CATALOG_H
