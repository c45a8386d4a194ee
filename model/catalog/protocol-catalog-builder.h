/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PROTOCOL_CATALOG_BUILDER_H
#define PROTOCOL_CATALOG_BUILDER_H

#include "ns3/protocol-catalog.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What became of a change to a catalog: success, or what stood in its way.
 */
struct CatalogChange
{
    DWORD id{0};           //!< The id that the entry got or kept; 0 after a failure.
    std::string problem{}; //!< Empty on success; else a sentence for a person.

    /** @return whether the change was made */
    explicit operator bool() const
    {
        return problem.empty();
    }
};

/**
 * @ingroup winsock
 * @brief Collects entries and changes, and makes an immutable ProtocolCatalog of them.
 *
 * Each call either does the whole change or none of it and says why; nothing aborts. Two ways in
 * differ on purpose: Install() is what an installer does on a machine, so the id that the caller
 * wrote is ignored and the slots of a chain must name installed entries (R-CAT-2, R-CAT-41);
 * Import() takes a stored catalog over as it is, with ids and orphaned chains (R-CAT-47).
 */
class ProtocolCatalogBuilder
{
  public:
    /** @brief Starts from nothing; the first installed entry gets id 1001. */
    ProtocolCatalogBuilder();

    /**
     * @brief Starts from a copy of a catalog, whose order and next id are kept.
     * @param catalog where to start from; not changed
     */
    explicit ProtocolCatalogBuilder(const ProtocolCatalog& catalog);

    /**
     * @brief Appends an entry under a new id (R-CAT-2, R-CAT-20).
     * @param entry the entry; its id is ignored
     * @return the assigned id, or why the entry is not valid (R-CAT-4, R-CAT-10, R-CAT-41)
     */
    CatalogChange Install(CatalogEntry entry);

    /**
     * @brief Appends an entry under the id that it carries.
     * @param entry the entry; its id must not be 0 nor in use; slots may name missing entries
     * @return the id, or why the entry is not valid
     */
    CatalogChange Import(CatalogEntry entry);

    /**
     * @brief Replaces the entry with the same id where it stands (R-CAT-48).
     * @param entry the new content, with the id of the old
     * @return the id, or why the catalog stays as it is
     */
    CatalogChange Update(CatalogEntry entry);

    /**
     * @brief Removes one entry; chains that name it stay behind as orphans (R-CAT-47).
     * @param id the entry's id, which is not given out again
     * @return the id, or that there is no such entry
     */
    CatalogChange Remove(DWORD id);

    /**
     * @brief Removes every entry of a provider (R-CAT-46).
     * @param providerId the GUID
     * @return number of entries removed
     */
    std::size_t RemoveProvider(const GUID& providerId);

    /**
     * @brief Sets the categories of a provider (R-CAT-51).
     * @param providerId the GUID
     * @param lspCategories LSP_* bits, 0 for none
     * @return number of entries that carry the GUID
     */
    std::size_t SetLspCategories(const GUID& providerId, DWORD lspCategories);

    /**
     * @brief Puts the entries in the given order.
     * @param ids every id of the catalog exactly once (R-CAT-23)
     * @return success with id 0, or which id is unknown, missing or there twice
     */
    CatalogChange SetOrder(const std::vector<DWORD>& ids);

    /**
     * @brief Keeps ids below a number out of use, as a store does that remembers its counter.
     * @param nextEntryId the next id to assign; no effect when not above the current one
     */
    void ReserveEntryIds(DWORD nextEntryId);

    /** @return the entries so far, in order */
    const std::vector<CatalogEntry>&
    GetEntries() const
    {
        return m_entries;
    }

    /** @return an immutable catalog of the entries so far; the builder can go on */
    std::shared_ptr<const ProtocolCatalog> Build() const;

  private:
    /**
     * @param id an entry id
     * @return its position, or GetEntries().size()
     */
    std::size_t FindPosition(DWORD id) const;

    /**
     * @param entry a chain
     * @return what is wrong with a slot that names no entry; empty if all do
     */
    std::string CheckSlotsExist(const CatalogEntry& entry) const;

    std::vector<CatalogEntry> m_entries; //!< In catalog order.
    DWORD m_nextEntryId;                 //!< Above every id used so far.
};

/**
 * @ingroup winsock
 * @brief Something that no entry of any catalog may have.
 */
struct CatalogEntryProblem
{
    std::string text{}; //!< What is wrong, as part of a sentence.
    std::string rule{}; //!< The rule that forbids it.
};

/**
 * @ingroup winsock
 * @brief Judges one entry by itself, whatever catalog it goes to (R-CAT-1 to R-CAT-10, R-CAT-41).
 * @param entry the entry
 * @return all that is wrong with it
 */
std::vector<CatalogEntryProblem> FindCatalogEntryProblems(const CatalogEntry& entry);

/**
 * @ingroup winsock
 * @brief Judges one entry as FindCatalogEntryProblems() does.
 * @param entry the entry
 * @return the first thing that is wrong with it, or an empty string
 */
std::string CheckCatalogEntry(const CatalogEntry& entry);

} // namespace ns3::winsock

#endif // PROTOCOL_CATALOG_BUILDER_H
