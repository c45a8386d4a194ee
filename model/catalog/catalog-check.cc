/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-check.h"

#include "ns3/ascii-case.h"
#include "ns3/catalog-chain-map.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-guid.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ns3::winsock
{

namespace
{

using Severity = CatalogFindingSeverity;

/** @return "1006 (MSAFD Tcpip [TCP/IP])" */
std::string
Called(const CatalogEntry& entry)
{
    return std::to_string(entry.Id()) + " (" + entry.Name() + ")";
}

bool
IsHidden(const CatalogEntry& entry)
{
    return (entry.info.dwProviderFlags & PFL_HIDDEN) != 0;
}

/** @return whether two entries are for the same family, type and protocol */
bool
ServeTheSame(const CatalogEntry& left, const CatalogEntry& right)
{
    return left.info.iAddressFamily == right.info.iAddressFamily &&
           left.info.iSocketType == right.info.iSocketType &&
           left.info.iProtocol == right.info.iProtocol;
}

/** Goes through the entries once and notes what it finds. */
class Checker
{
  public:
    explicit Checker(const std::vector<CatalogEntry>& entries)
        : m_entries(entries),
          m_map(entries)
    {
    }

    std::vector<CatalogFinding>
    Check()
    {
        for (const CatalogEntry& entry : m_entries)
        {
            m_current = &entry;
            CheckByItself();
            CheckId();
            CheckProvider();
            if (entry.IsLayer())
            {
                CheckLayer();
            }
            else if (entry.IsChain())
            {
                CheckChain();
            }
        }
        return std::move(m_findings);
    }

  private:
    void
    Note(Severity severity, std::string problem, std::string mend, std::string rule)
    {
        problem = "\"" + m_current->Name() + "\" " + problem;
        m_findings.push_back(
            {severity, m_current->Id(), std::move(problem), std::move(mend), std::move(rule)});
    }

    void
    CheckByItself()
    {
        for (CatalogEntryProblem& problem : FindCatalogEntryProblems(*m_current))
        {
            Note(Severity::PROBLEM,
                 "is no possible entry: " + problem.text,
                 "Install the entry again with a value that is possible.",
                 std::move(problem.rule));
        }
    }

    void
    CheckId()
    {
        if (m_current->Id() == 0)
        {
            Note(Severity::PROBLEM,
                 "has the id 0, which names no entry",
                 "Give it an id that no other entry has.",
                 "R-CAT-2");
        }
        else if (const CatalogEntry* first = m_map.Find(m_current->Id()); first != m_current)
        {
            Note(Severity::PROBLEM,
                 "has the id of \"" + first->Name() + "\" too, which is the one that is found",
                 "Give it an id that no other entry has.",
                 "R-CAT-2");
        }
    }

    /** A process loads one library for each GUID, and starts it for the first entry that needs it. */
    void
    CheckProvider()
    {
        const GUID& id = m_current->info.ProviderId;
        const CatalogEntry& first =
            *std::find_if(m_entries.begin(),
                          m_entries.end(),
                          [&id](const CatalogEntry& one) { return one.info.ProviderId == id; });
        if (&first == m_current)
        {
            return;
        }
        // Paths are compared without expanding them.
        if (!EqualIgnoringCase(first.libraryPath, m_current->libraryPath))
        {
            Note(Severity::PROBLEM,
                 "has the provider id of " + Called(first) + " but another library, " +
                     m_current->libraryPath + ": a process loads only one of them",
                 "Give the provider of the other library a GUID of its own.",
                 "R-SPI-8");
        }
        else if (first.IsChain() || m_current->IsChain())
        {
            Note(Severity::WARNING,
                 "has the provider id of " + Called(first) +
                     ": the library is started for only one of them",
                 "Give each chain a GUID of its own.",
                 "R-SPI-8");
        }
    }

    // --- Layers ---

    void
    CheckLayer()
    {
        const WSAPROTOCOL_INFOW& info = m_current->info;
        const std::string again =
            "Install the layer again, as WSCInstallProviderAndChains does it.";
        if (!IsHidden(*m_current))
        {
            Note(Severity::WARNING, "is a layer and not hidden (PFL_HIDDEN)", again, "R-CAT-42");
        }
        if ((info.dwProviderFlags & PFL_MATCHES_PROTOCOL_ZERO) != 0)
        {
            Note(Severity::WARNING,
                 "is a layer and says that it matches protocol 0 (PFL_MATCHES_PROTOCOL_ZERO)",
                 again,
                 "R-CAT-42");
        }
        if (info.iSocketType != 0 || info.iProtocol != 0)
        {
            Note(Severity::WARNING,
                 "is a layer and has a socket type and protocol, which only its chains have",
                 again,
                 "R-CAT-42");
        }
        const std::vector<const CatalogEntry*> chains = m_map.ChainsWith(*m_current);
        if (chains.empty())
        {
            Note(Severity::WARNING,
                 "is a layer that no chain names, so that no socket passes it",
                 "Install chains with it, or remove it.",
                 "R-CAT-42");
            return;
        }
        CheckCoverage(chains);
        CheckHandlesOfLayer(chains);
    }

    /** One select can only wait for sockets of one provider, so a layer stands over all or none. */
    void
    CheckCoverage(const std::vector<const CatalogEntry*>& chains)
    {
        const auto isInternet = [](const CatalogEntry& entry)
        {
            const WSAPROTOCOL_INFOW& info = entry.info;
            return (info.iAddressFamily == AF_INET || info.iAddressFamily == AF_INET6) &&
                   info.iSocketType >= SOCK_STREAM && info.iSocketType <= SOCK_RAW;
        };
        bool coversSome = false;
        for (const CatalogEntry* chain : chains)
        {
            coversSome = coversSome || isInternet(*chain);
        }
        std::string missing;
        for (const CatalogEntry& base : m_entries)
        {
            const auto serves = [&base](const CatalogEntry* chain)
            { return ServeTheSame(*chain, base); };
            if (isInternet(base) && IsFirstBase(base) &&
                std::none_of(chains.begin(), chains.end(), serves))
            {
                missing += (missing.empty() ? "" : ", ") + Called(base);
            }
        }
        if (coversSome && !missing.empty())
        {
            Note(Severity::WARNING,
                 "is a layer over some internet protocols but not over " + missing +
                     ": a select over sockets with it and without it fails",
                 "Install chains with it over these too.",
                 "R-CAT-44");
        }
    }

    /** @return whether no earlier base protocol is for the same, so that programs can get this one */
    bool
    IsFirstBase(const CatalogEntry& base) const
    {
        const auto isSame = [&base](const CatalogEntry& one)
        { return one.IsBase() && ServeTheSame(one, base); };
        return base.IsBase() && &*std::find_if(m_entries.begin(), m_entries.end(), isSame) == &base;
    }

    /** The handles that a layer gives out are one thing, which all its entries have to say. */
    void
    CheckHandlesOfLayer(const std::vector<const CatalogEntry*>& chains)
    {
        for (const CatalogEntry* chain : chains)
        {
            const bool onTop = CatalogChainMap::SlotsOf(*chain).front() == m_current->Id();
            if (onTop && CatalogChainMap::HasIfsHandles(*chain) !=
                             CatalogChainMap::HasIfsHandles(*m_current))
            {
                const bool layerHas = CatalogChainMap::HasIfsHandles(*m_current);
                Note(Severity::WARNING,
                     std::string(layerHas ? "has" : "does not have") +
                         " XP1_IFS_HANDLES, its chain " + Called(*chain) +
                         (layerHas ? " does not" : " has"),
                     "Set the flag on the layer and all its chains, or on none of them.",
                     "R-CAT-43");
            }
        }
    }

    // --- Chains ---

    void
    CheckChain()
    {
        const std::vector<const CatalogEntry*> elements = m_map.ElementsOf(*m_current);
        if (elements.empty())
        {
            return; // of an impossible length, which was said
        }
        CheckSlotsExist(elements);
        CheckRepetition();
        CheckFirst(elements.front());
        CheckEnd(elements);
        CheckHandlesOfElements(elements);
        CheckOrder();
    }

    void
    CheckSlotsExist(const std::vector<const CatalogEntry*>& elements)
    {
        const std::vector<DWORD> slots = CatalogChainMap::SlotsOf(*m_current);
        for (std::size_t i = 0; i < elements.size(); ++i)
        {
            if (!elements[i])
            {
                Note(Severity::PROBLEM,
                     "is an orphan: slot " + std::to_string(i) + " names " +
                         std::to_string(slots[i]) +
                         ", which is not in the catalog, so that every socket through it fails",
                     "Remove the chain, install the missing provider's chains again, or reset the "
                     "catalog.",
                     "R-CAT-47");
            }
        }
    }

    /** A layer looks for itself in the chain to find what is below it, and finds its first slot. */
    void
    CheckRepetition()
    {
        const std::vector<DWORD> slots = CatalogChainMap::SlotsOf(*m_current);
        if (m_map.Reaches(*m_current, m_current->Id()))
        {
            const bool itself = std::count(slots.begin(), slots.end(), m_current->Id()) != 0;
            Note(Severity::PROBLEM,
                 itself ? "is a chain that names itself in a slot"
                        : "is a chain that stands over a chain which stands over it",
                 "Remove the chain and install it over what was there before it.",
                 "R-CAT-5");
        }
        for (auto slot = slots.begin(); slot != slots.end(); ++slot)
        {
            if (std::find(slots.begin(), slot, *slot) != slot)
            {
                Note(Severity::PROBLEM,
                     "is a chain that names " + std::to_string(*slot) +
                         " twice: what is below that is never found",
                     "Remove the chain and install it with each element once.",
                     "R-CHN-2");
                return;
            }
        }
    }

    void
    CheckFirst(const CatalogEntry* first)
    {
        if (first && !first->IsLayer())
        {
            Note(Severity::PROBLEM,
                 "is a chain whose first slot names " + Called(*first) + ", which is no layer",
                 "Remove the chain and install it with its layer first.",
                 "R-CAT-5");
        }
        else if (first && !EqualIgnoringCase(first->libraryPath, m_current->libraryPath))
        {
            Note(Severity::WARNING,
                 "is a chain whose library is " + m_current->libraryPath +
                     ", but that of its topmost layer " + Called(*first) + " is " +
                     first->libraryPath,
                 "Update the provider of the chain, or that of the layer.",
                 "R-CHN-1");
        }
    }

    void
    CheckEnd(const std::vector<const CatalogEntry*>& elements)
    {
        const auto isBase = [](const CatalogEntry* element)
        { return element && element->IsBase(); };
        const auto base = std::find_if(elements.begin(), elements.end(), isBase);
        const CatalogEntry* last = elements.back();
        if (last && !last->IsBase())
        {
            Note(Severity::PROBLEM,
                 "is a chain that ends in " + Called(*last) + ", which is no base protocol",
                 "Remove the chain and install it over a base protocol.",
                 "R-CAT-4");
        }
        else if (base != elements.end() && std::next(base) != elements.end())
        {
            Note(Severity::PROBLEM,
                 "is a chain that goes on below the base protocol " + Called(**base),
                 "Remove the chain and install it with the base protocol last.",
                 "R-CAT-4");
        }
        else if (last)
        {
            CheckAgainstBase(*last);
        }
    }

    void
    CheckAgainstBase(const CatalogEntry& base)
    {
        if (!ServeTheSame(*m_current, base))
        {
            Note(Severity::PROBLEM,
                 "is a chain of another family, type or protocol than its base protocol " +
                     Called(base) + ", which makes the socket",
                 "Remove the chain and install it over the protocol that it promises.",
                 "R-CHN-3");
        }
        if (IsHidden(*m_current) && !IsHidden(base))
        {
            Note(Severity::WARNING,
                 "is a hidden chain (PFL_HIDDEN) over a protocol that is not: programs that "
                 "enumerate protocols go past it",
                 "Clear the flag.",
                 "R-CAT-31");
        }
    }

    void
    CheckHandlesOfElements(const std::vector<const CatalogEntry*>& elements)
    {
        const CatalogEntry* ifs = nullptr;
        for (const CatalogEntry* element : elements)
        {
            if (!element)
            {
                continue;
            }
            const bool isIfs = m_map.ShowsIfsHandles(*element);
            if (ifs && !isIfs)
            {
                Note(Severity::PROBLEM,
                     "is a chain in which " + Called(*ifs) + ", with IFS handles, stands above " +
                         Called(*element) + ", without",
                     "Install the provider with IFS handles below the others.",
                     "R-CAT-43");
                return;
            }
            ifs = isIfs && !ifs ? element : ifs;
        }
    }

    void
    CheckOrder()
    {
        for (const CatalogEntry& earlier : m_entries)
        {
            if (&earlier == m_current || m_map.IsUsedByAnother(*m_current))
            {
                return;
            }
            if (earlier.IsBase() && ServeTheSame(earlier, *m_current))
            {
                Note(Severity::WARNING,
                     "is a chain behind the base protocol " + Called(earlier) +
                         ", which programs get in its place",
                     "Move the chain to the front.",
                     "R-CAT-22");
                return;
            }
        }
    }

    const std::vector<CatalogEntry>& m_entries;
    CatalogChainMap m_map;                  //!< Who names whom.
    const CatalogEntry* m_current{nullptr}; //!< What is looked at.
    std::vector<CatalogFinding> m_findings;
};

} // namespace

std::string
CatalogFinding::ToString() const
{
    const std::string kind = severity == CatalogFindingSeverity::PROBLEM ? "problem" : "warning";
    return kind + ": entry " + std::to_string(entryId) + " " + problem + " (" + rule + "). " + mend;
}

std::vector<CatalogFinding>
CheckCatalogEntries(const std::vector<CatalogEntry>& entries)
{
    return Checker(entries).Check();
}

std::vector<CatalogFinding>
CheckCatalog(const ProtocolCatalog& catalog)
{
    return CheckCatalogEntries({catalog.begin(), catalog.end()});
}

} // namespace ns3::winsock
