/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "layer-installation.h"

#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-names.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace ns3::winsock
{

namespace
{

/** Entry ids of elements, topmost first, the base protocol last. */
using Slots = std::vector<DWORD>;

const CatalogEntry*
Find(const ProtocolCatalogBuilder& builder, DWORD id)
{
    const auto& entries = builder.GetEntries();
    const auto found = std::find_if(entries.begin(),
                                    entries.end(),
                                    [id](const CatalogEntry& entry) { return entry.Id() == id; });
    return found == entries.end() ? nullptr : &*found;
}

/** The elements of an entry; a chain in the last slot is followed down to its base protocol. */
Slots
SlotsOf(const ProtocolCatalogBuilder& builder, const CatalogEntry& entry)
{
    if (!entry.IsChain())
    {
        return {entry.Id()};
    }
    const WSAPROTOCOLCHAIN& chain = entry.info.ProtocolChain;
    Slots slots(chain.ChainEntries, chain.ChainEntries + chain.ChainLen);
    const CatalogEntry* last = Find(builder, slots.back());
    // An imported catalog can hold a circle, which ends when the result is longer than any chain.
    while (last && last->IsChain() && slots.size() <= MAX_PROTOCOL_CHAIN)
    {
        const WSAPROTOCOLCHAIN& rest = last->info.ProtocolChain;
        slots.insert(slots.end(), rest.ChainEntries + 1, rest.ChainEntries + rest.ChainLen);
        last = Find(builder, slots.back());
    }
    return slots;
}

/** Gives an entry new elements; there must be no more than seven. */
void
SetSlots(CatalogEntry& entry, const Slots& slots)
{
    entry.info.ProtocolChain = {};
    entry.info.ProtocolChain.ChainLen = static_cast<int>(slots.size());
    std::copy(slots.begin(), slots.end(), entry.info.ProtocolChain.ChainEntries);
}

/** Where the elements begin that no layer without IFS handles stands above. */
std::size_t
FindBelowNonIfs(const ProtocolCatalogBuilder& builder, const Slots& slots)
{
    for (std::size_t layers = slots.size() - 1; layers != 0; --layers)
    {
        const CatalogEntry* layer = Find(builder, slots[layers - 1]);
        if (layer && (layer->info.dwServiceFlags1 & XP1_IFS_HANDLES) == 0)
        {
            return layers;
        }
    }
    return 0;
}

/** The entry whose elements these are; null if no entry stands for them. */
const CatalogEntry*
FindBySlots(const ProtocolCatalogBuilder& builder, const Slots& slots)
{
    const CatalogEntry* first = Find(builder, slots.front());
    if (first && !first->IsLayer())
    {
        return first;
    }
    const auto& entries = builder.GetEntries();
    const auto found =
        std::find_if(entries.begin(),
                     entries.end(),
                     [&](const CatalogEntry& entry) { return SlotsOf(builder, entry) == slots; });
    return found == entries.end() ? nullptr : &*found;
}

SelectionRequest
TripleOf(const CatalogEntry& entry)
{
    return {entry.info.iAddressFamily, entry.info.iSocketType, entry.info.iProtocol};
}

bool
SameTriple(const SelectionRequest& left, const SelectionRequest& right)
{
    return left.af == right.af && left.type == right.type && left.protocol == right.protocol;
}

/** Does one installation on a catalog of its own, which is thrown away when something fails. */
class Installer
{
  public:
    Installer(ProtocolCatalogBuilder builder, const LayerDescription& layer)
        : m_builder(std::move(builder)),
          m_layer(layer)
    {
    }

    /** Does everything. */
    LayerInstallation
    Run()
    {
        if (CheckDescription() && FindTargets() && InstallDummy() && InstallChains())
        {
            m_builder.SetOrder(m_order);
        }
        return m_result;
    }

    /** The changed catalog. */
    const ProtocolCatalogBuilder&
    GetBuilder() const
    {
        return m_builder;
    }

  private:
    /** Says why nothing is installed; always false. */
    bool
    Refuse(int error, std::string problem)
    {
        m_result = {0, {}, error, std::move(problem)};
        return false;
    }

    bool CheckDescription();
    bool CheckUnused();
    bool FindTargets();
    bool AddTarget(const SelectionRequest& triple, bool baseOnly);
    bool InstallDummy();
    bool InstallChains();
    bool InstallOver(DWORD targetId);
    bool InstallBelow(const CatalogEntry& target, const Slots& below);
    bool Add(CatalogEntry entry, DWORD& id);
    bool AddChain(const CatalogEntry& over, const Slots& below, DWORD& id);
    bool Reroute(const Slots& below, DWORD chainId);

    ProtocolCatalogBuilder m_builder;    //!< The catalog as it becomes.
    const LayerDescription& m_layer;     //!< What to install.
    std::vector<CatalogEntry> m_targets; //!< What to stand over.
    Slots m_order;                       //!< Ids in their new order.
    std::size_t m_first{0};              //!< Chains that were put first so far.
    LayerInstallation m_result;          //!< What becomes of it.
};

bool
Installer::CheckDescription()
{
    const std::size_t length = Utf8ToUtf16(m_layer.name).size();
    if (length == 0 || length > WSAPROTOCOL_LEN)
    {
        return Refuse(WSAEINVAL,
                      "the layer's name has " + std::to_string(length) +
                          " characters, it must have 1 to 255");
    }
    CatalogEntry entry;
    entry.libraryPath = m_layer.libraryPath;
    const std::string problem = CheckCatalogEntry(entry);
    if (!problem.empty())
    {
        return Refuse(WSAEINVAL, problem);
    }
    if (m_layer.protocols && m_layer.protocols->empty())
    {
        return Refuse(WSAEINVAL, "the list of protocols to stand over is empty");
    }
    return CheckUnused();
}

bool
Installer::CheckUnused()
{
    for (const CatalogEntry& entry : m_builder.GetEntries())
    {
        if (entry.info.ProviderId == m_layer.providerId)
        {
            // Both codes are documented: the same library once more, or another one under its id.
            const bool same = entry.libraryPath == m_layer.libraryPath;
            return Refuse(same ? WSANO_RECOVERY : WSAEINVAL,
                          "entry " + std::to_string(entry.Id()) + " has the provider id " +
                              GuidToString(m_layer.providerId) + " already");
        }
        if (entry.IsLayer() && entry.Name() == m_layer.name)
        {
            return Refuse(WSAEINVAL,
                          "the layer " + std::to_string(entry.Id()) + " has the name \"" +
                              m_layer.name + "\" already");
        }
    }
    return true;
}

bool
Installer::FindTargets()
{
    m_order.reserve(m_builder.GetEntries().size());
    for (const CatalogEntry& entry : m_builder.GetEntries())
    {
        m_order.push_back(entry.Id());
        if (!m_layer.protocols && entry.IsBase())
        {
            AddTarget(TripleOf(entry), true);
        }
    }
    if (!m_layer.protocols)
    {
        return !m_targets.empty() || Refuse(WSANO_RECOVERY, "the catalog has no base protocol");
    }
    for (const SelectionRequest& triple : *m_layer.protocols)
    {
        if (!AddTarget(triple, false))
        {
            return Refuse(WSAEINVAL,
                          "no entry serves " + AddressFamilyName(triple.af) + ", " +
                              SocketTypeName(triple.type) + ", " +
                              ProtocolName(triple.af, triple.protocol));
        }
    }
    return true;
}

/** Adds the topmost entry of a triple unless it is there; false if nothing serves the triple. */
bool
Installer::AddTarget(const SelectionRequest& triple, bool baseOnly)
{
    const auto serves = [&](const CatalogEntry& entry)
    {
        return (entry.IsBase() || (entry.IsChain() && !baseOnly)) &&
               SameTriple(TripleOf(entry), triple);
    };
    const auto& entries = m_builder.GetEntries();
    const auto found = std::find_if(entries.begin(), entries.end(), serves);
    if (found != entries.end() && std::none_of(m_targets.begin(), m_targets.end(), serves))
    {
        m_targets.push_back(*found);
    }
    return found != entries.end();
}

bool
Installer::InstallDummy()
{
    CatalogEntry dummy = m_targets.front();
    WSAPROTOCOL_INFOW& info = dummy.info;
    info.ProviderId = m_layer.providerId;
    info.ProtocolChain = {};
    info.ProtocolChain.ChainLen = LAYERED_PROTOCOL;
    info.dwProviderFlags = (info.dwProviderFlags & ~PFL_MATCHES_PROTOCOL_ZERO) | PFL_HIDDEN;
    info.iSocketType = 0;
    info.iProtocol = 0;
    info.iProtocolMaxOffset = 0;
    dummy.lspCategories = m_layer.lspCategories;
    dummy.SetName(m_layer.name);
    return Add(std::move(dummy), m_result.layerId);
}

bool
Installer::InstallChains()
{
    return std::all_of(m_targets.begin(),
                       m_targets.end(),
                       [this](const CatalogEntry& target) { return InstallOver(target.Id()); });
}

bool
Installer::InstallOver(DWORD targetId)
{
    const CatalogEntry target = *Find(m_builder, targetId);
    const Slots slots = SlotsOf(m_builder, target);
    const std::size_t place = m_layer.ifs ? FindBelowNonIfs(m_builder, slots) : 0;
    if (place != 0)
    {
        return InstallBelow(target, Slots(slots.begin() + std::ptrdiff_t(place), slots.end()));
    }
    DWORD id = 0;
    if (!AddChain(target, slots, id))
    {
        return false;
    }
    m_order.pop_back();
    m_order.insert(m_order.begin() + std::ptrdiff_t(m_first++), id);
    return true;
}

/** Puts the chain of an IFS layer between the layers without IFS handles and what is below them. */
bool
Installer::InstallBelow(const CatalogEntry& target, const Slots& below)
{
    const CatalogEntry* over = FindBySlots(m_builder, below);
    over = over ? over : Find(m_builder, below.back());
    DWORD id = 0;
    if (!over)
    {
        return Refuse(WSANO_RECOVERY,
                      "entry " + std::to_string(target.Id()) + " leads to no base protocol");
    }
    return AddChain(CatalogEntry(*over), below, id) && Reroute(below, id);
}

/** Installs an entry of the layer's library; its id goes to the end of the order. */
bool
Installer::Add(CatalogEntry entry, DWORD& id)
{
    const DWORD flags = entry.info.dwServiceFlags1 & ~XP1_IFS_HANDLES;
    entry.info.dwServiceFlags1 = m_layer.ifs ? flags | XP1_IFS_HANDLES : flags;
    entry.libraryPath = m_layer.libraryPath;
    const CatalogChange change = m_builder.Install(std::move(entry));
    id = change.id;
    m_order.push_back(id);
    return change || Refuse(WSANO_RECOVERY, change.problem);
}

/** Installs a chain of the layer and what is below, with the members of the entry it stands over. */
bool
Installer::AddChain(const CatalogEntry& over, const Slots& below, DWORD& id)
{
    if (below.size() >= MAX_PROTOCOL_CHAIN)
    {
        return Refuse(WSANO_RECOVERY,
                      "a chain over entry " + std::to_string(over.Id()) +
                          " would have more than seven elements");
    }
    Slots slots{m_result.layerId};
    slots.insert(slots.end(), below.begin(), below.end());
    slots[1] = over.IsChain() ? over.Id() : slots[1];
    CatalogEntry chain = over;
    chain.lspCategories = 0;
    chain.SetName(m_layer.name + " over [" + over.Name() + "]");
    chain.info.ProviderId =
        GuidFromName(GuidToString(m_layer.providerId) + ' ' + std::to_string(m_result.layerId) +
                     " over " + std::to_string(over.Id()));
    SetSlots(chain, slots);
    if (!Add(std::move(chain), id))
    {
        return false;
    }
    m_result.chainIds.push_back(id);
    return true;
}

/**
 * Leads the chains of layers without IFS handles that go to some place through a new chain, and gives
 * that the place behind the last of them.
 */
bool
Installer::Reroute(const Slots& below, DWORD chainId)
{
    m_order.pop_back();
    auto last = m_order.begin();
    for (CatalogEntry entry : std::vector<CatalogEntry>(m_builder.GetEntries()))
    {
        Slots slots = SlotsOf(m_builder, entry);
        const std::size_t place = entry.IsChain() ? FindBelowNonIfs(m_builder, slots) : 0;
        const auto at = slots.begin() + std::ptrdiff_t(place);
        if (place == 0 || !std::equal(at, slots.end(), below.begin(), below.end()))
        {
            continue;
        }
        slots.insert(at, chainId);
        if (slots.size() > MAX_PROTOCOL_CHAIN)
        {
            return Refuse(WSANO_RECOVERY,
                          "the chain " + std::to_string(entry.Id()) +
                              " would have more than seven elements");
        }
        SetSlots(entry, slots);
        const CatalogChange change = m_builder.Update(std::move(entry));
        if (!change)
        {
            return Refuse(WSANO_RECOVERY, change.problem);
        }
        last = std::max(last, std::find(m_order.begin(), m_order.end(), change.id));
    }
    m_order.insert(std::next(last), chainId);
    return true;
}

} // namespace

LayerInstallation
InstallLayer(ProtocolCatalogBuilder& builder, const LayerDescription& layer)
{
    Installer installer(builder, layer);
    LayerInstallation result = installer.Run();
    if (result)
    {
        builder = installer.GetBuilder();
    }
    return result;
}

std::size_t
RemoveLayer(ProtocolCatalogBuilder& builder, const GUID& providerId)
{
    Slots gone;
    for (const CatalogEntry& entry : builder.GetEntries())
    {
        if (entry.IsLayer() && entry.info.ProviderId == providerId)
        {
            gone.push_back(entry.Id());
        }
    }
    const auto goes = [&](DWORD id) { return std::count(gone.begin(), gone.end(), id) != 0; };
    for (const CatalogEntry& entry : builder.GetEntries())
    {
        if (entry.IsChain() && goes(entry.info.ProtocolChain.ChainEntries[0]))
        {
            gone.push_back(entry.Id());
        }
    }
    for (CatalogEntry entry : std::vector<CatalogEntry>(builder.GetEntries()))
    {
        const Slots before = SlotsOf(builder, entry);
        Slots slots = before;
        slots.erase(std::remove_if(slots.begin(), slots.end(), goes), slots.end());
        if (entry.IsChain() && !goes(entry.Id()) && slots.size() != before.size())
        {
            SetSlots(entry, slots);
            // A chain that names other missing entries is not valid and stays the orphan that it is.
            builder.Update(std::move(entry));
        }
    }
    for (const DWORD id : gone)
    {
        builder.Remove(id);
    }
    return gone.size();
}

} // namespace ns3::winsock
