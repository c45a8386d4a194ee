/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-commands.h"

#include "catalog-overview.h"

#include "ns3/catalog-administration.h"
#include "ns3/catalog-check.h"
#include "ns3/catalog-store.h"
#include "ns3/device-profile-report.h"
#include "ns3/device-profile.h"
#include "ns3/layer-installation.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/stock-catalogs.h"
#include "ns3/winsock-guid.h"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <sstream>
#include <utility>

namespace ns3::winsock
{

namespace
{

const char* const STDOUT = "-";

/// "1 entry", "2 entries"
std::string
Counted(std::size_t count, const std::string& one, const std::string& many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string
ContentOf(const MachineCatalogs& catalogs)
{
    std::string text = Counted(catalogs.native->GetSize(), "entry", "entries");
    if (catalogs.wow64->GetSize() != 0)
    {
        text += ", " + std::to_string(catalogs.wow64->GetSize()) + " for 32-bit programs";
    }
    const std::size_t namespaces =
        catalogs.nativeNamespaces.size() + catalogs.wow64Namespaces.size();
    if (namespaces != 0)
    {
        text += ", " + Counted(namespaces, "name space", "name spaces");
    }
    return text;
}

std::string
Listed(const std::vector<CatalogEntry>& entries)
{
    std::string text;
    for (const CatalogEntry& entry : entries)
    {
        text += "  " + std::to_string(entry.Id()) + " " + entry.Name() + "\n";
    }
    return text;
}

/// One of a file's two catalogs while it is changed.
class ChangedCatalog
{
  public:
    explicit ChangedCatalog(const CatalogPlace& place)
        : m_place(place),
          m_file(ReadCatalogFrom(place.file)),
          builder(*Catalog())
    {
    }

    /// Writes the file with the changed catalog.
    void
    Store()
    {
        Catalog() = builder.Build();
        const std::string& path = m_place.output.empty() ? m_place.file : m_place.output;
        if (path == STDOUT)
        {
            throw CommandFailure(
                "what comes from the standard input has to go to a file: --output FILE");
        }
        WriteCatalogTo(path, m_file);
    }

    /// @return the sentence of a change that was refused, with the mend
    CommandFailure
    Refused(const std::string& problem) const
    {
        const std::string which = m_place.wow64 ? ", 32-bit catalog" : "";
        return CommandFailure(m_place.file + which + ": " + problem + ". \"winsock-catalog show " +
                              m_place.file + "\" lists the entries");
    }

  private:
    std::shared_ptr<const ProtocolCatalog>&
    Catalog()
    {
        return m_place.wow64 ? m_file.catalogs.wow64 : m_file.catalogs.native;
    }

    const CatalogPlace& m_place;
    CatalogFile m_file;

  public:
    ProtocolCatalogBuilder builder; //!< what is changed
};

bool
Contains(const std::vector<CatalogEntry>& entries, DWORD id)
{
    return std::any_of(entries.begin(),
                       entries.end(),
                       [id](const CatalogEntry& entry) { return entry.Id() == id; });
}

/// @return which of the entries are in the catalog, each once, in its order
std::vector<CatalogEntry>
Present(const std::vector<CatalogEntry>& entries, const ProtocolCatalogBuilder& catalog)
{
    std::vector<CatalogEntry> present;
    std::copy_if(catalog.GetEntries().begin(),
                 catalog.GetEntries().end(),
                 std::back_inserter(present),
                 [&entries](const CatalogEntry& entry) { return Contains(entries, entry.Id()); });
    return present;
}

/// @return which of the entries are not in the catalog any more
std::vector<CatalogEntry>
Missing(const std::vector<CatalogEntry>& entries, const ProtocolCatalogBuilder& catalog)
{
    std::vector<CatalogEntry> missing;
    std::copy_if(entries.begin(),
                 entries.end(),
                 std::back_inserter(missing),
                 [&catalog](const CatalogEntry& entry)
                 { return !Contains(catalog.GetEntries(), entry.Id()); });
    return missing;
}

/// @return the entry; throws when there is none of that id
const CatalogEntry&
EntryOf(const ChangedCatalog& catalog, DWORD id)
{
    const auto& entries = catalog.builder.GetEntries();
    const auto found = std::find_if(entries.begin(),
                                    entries.end(),
                                    [id](const CatalogEntry& entry) { return entry.Id() == id; });
    if (found == entries.end())
    {
        throw catalog.Refused("no entry has the id " + std::to_string(id));
    }
    return *found;
}

/// Takes a layer out as its uninstaller would.
void
RemoveWithChains(ChangedCatalog& catalog, DWORD id)
{
    const CatalogEntry& entry = EntryOf(catalog, id);
    if (!entry.IsLayer())
    {
        throw CommandFailure(
            "entry " + std::to_string(id) + " (" + entry.Name() +
            ") is no layer, so that no chains are its own. Name the layer, or leave "
            "--chains out");
    }
    RemoveLayer(catalog.builder, GUID(entry.info.ProviderId));
}

/// @return what the entries are opened with
std::vector<SelectionRequest>
ProtocolsOf(const ChangedCatalog& catalog, const std::vector<unsigned>& ids)
{
    std::vector<SelectionRequest> protocols;
    for (const unsigned id : ids)
    {
        const CatalogEntry& entry = EntryOf(catalog, id);
        if (entry.IsLayer())
        {
            throw CommandFailure(
                "entry " + std::to_string(id) + " (" + entry.Name() +
                ") is a layer, which nothing can stand over. Name a base protocol or "
                "a chain");
        }
        const WSAPROTOCOL_INFOW& info = entry.info;
        protocols.push_back({info.iAddressFamily, info.iSocketType, info.iProtocol});
    }
    return protocols;
}

/// Keeps people from taking a machine's TCP/IP away by a wrong number.
void
RefuseBases(const std::vector<CatalogEntry>& removed)
{
    const auto base = std::find_if(
        removed.begin(), removed.end(), [](const CatalogEntry& entry) { return entry.IsBase(); });
    if (base != removed.end())
    {
        throw CommandFailure("entry " + std::to_string(base->Id()) + " (" + base->Name() +
                             ") is a base protocol, and all of its provider would go: " +
                             Counted(removed.size(), "entry", "entries") +
                             ". Nothing was changed; add --base if that is meant");
    }
}

/// Prints findings; returns how many there are.
std::size_t
PrintFindings(const std::vector<CatalogEntry>& entries, const std::string& prefix)
{
    const std::vector<CatalogFinding> findings = CheckCatalogEntries(entries);
    for (const CatalogFinding& finding : findings)
    {
        std::cout << prefix << finding.ToString() << "\n";
    }
    return findings.size();
}

/// Writes a converted catalog where it belongs.
int
Convert(const Conversion& conversion)
{
    CatalogFile file = ReadCatalogFrom(conversion.source);
    file.format = conversion.format;
    file.layout = {}; // without a console's banner
    if (conversion.target == STDOUT)
    {
        std::cout << FormatCatalog(file);
        return 0;
    }
    if (!conversion.replace && DoesFileExist(conversion.target))
    {
        throw CommandFailure(conversion.target +
                             " exists. Choose another name, or replace it with --force");
    }
    WriteCatalogTo(conversion.target, file);
    std::cout << conversion.target << ": " << ContentOf(file.catalogs) << "\n";
    return 0;
}

} // namespace

int
ShowCatalog(const std::string& file, bool full)
{
    const CatalogFile read = ReadCatalogFrom(file);
    if (full)
    {
        std::cout << WriteCatalogText(read.catalogs);
        return 0;
    }
    PrintOverview(std::cout, *read.catalogs.native);
    if (read.catalogs.wow64->GetSize() != 0)
    {
        std::cout << "\nfor 32-bit programs:\n";
        PrintOverview(std::cout, *read.catalogs.wow64);
    }
    return 0;
}

int
CheckCatalogFile(const std::string& file)
{
    const CatalogTextEntries entries = ReadEntriesFrom(file);
    const std::size_t count =
        PrintFindings(entries.native, "") + PrintFindings(entries.wow64, "32-bit catalog: ");
    const std::size_t checked = entries.native.size() + entries.wow64.size();
    std::cout << Counted(checked, "entry", "entries") << " checked, "
              << Counted(count, "finding", "findings") << "\n";
    return count == 0 ? 0 : 1;
}

int
ImportCatalog(const Conversion& conversion)
{
    return Convert(conversion);
}

int
ExportCatalog(const Conversion& conversion)
{
    return Convert(conversion);
}

int
AddLayer(const CatalogPlace& place, const NewLayer& layer)
{
    LayerDescription description;
    description.providerId = GuidFromName("layer " + layer.name);
    description.libraryPath = layer.path;
    description.name = layer.name;
    description.ifs = layer.ifs;
    if (!layer.guid.empty() && !GuidFromString(layer.guid, description.providerId))
    {
        throw CommandFailure(layer.guid +
                             " is no GUID. Write 32 hexadecimal digits with hyphens, or "
                             "leave --guid out");
    }
    ChangedCatalog catalog(place);
    if (!layer.over.empty())
    {
        description.protocols = ProtocolsOf(catalog, layer.over);
    }
    const LayerInstallation done = InstallLayer(catalog.builder, description);
    if (!done)
    {
        throw catalog.Refused(done.problem);
    }
    catalog.Store();
    std::cout << "installed:\n";
    for (const CatalogEntry& entry : catalog.builder.GetEntries())
    {
        const auto& chains = done.chainIds;
        if (entry.Id() == done.layerId ||
            std::find(chains.begin(), chains.end(), entry.Id()) != chains.end())
        {
            std::cout << Listed({entry});
        }
    }
    return 0;
}

int
RemoveProviders(const CatalogPlace& place, const Removal& removal)
{
    ChangedCatalog catalog(place);
    const std::vector<CatalogEntry> before = catalog.builder.GetEntries();
    std::vector<CatalogEntry> orphans;
    for (const unsigned id : removal.ids)
    {
        if (Contains(before, id) && !Contains(catalog.builder.GetEntries(), id))
        {
            continue; // it went with its provider
        }
        if (removal.chains)
        {
            RemoveWithChains(catalog, id);
            continue;
        }
        const ProviderRemoval done = RemoveProviderOfEntry(catalog.builder, id);
        if (!done)
        {
            throw catalog.Refused(done.problem);
        }
        orphans.insert(orphans.end(), done.orphans.begin(), done.orphans.end());
    }
    const std::vector<CatalogEntry> removed = Missing(before, catalog.builder);
    if (!removal.base)
    {
        RefuseBases(removed);
    }
    catalog.Store();
    std::cout << "removed:\n" << Listed(removed);
    const std::vector<CatalogEntry> left = Present(orphans, catalog.builder);
    if (!left.empty())
    {
        std::cout
            << "orphaned, every socket through these fails now (remove them as well; --chains "
               "would have):\n"
            << Listed(left);
    }
    return 0;
}

int
OrderEntries(const CatalogPlace& place, const Reordering& order)
{
    ChangedCatalog catalog(place);
    const std::vector<DWORD> ids(order.ids.begin(), order.ids.end());
    const CatalogChange change = order.all    ? catalog.builder.SetOrder(ids)
                                 : order.last ? MoveEntriesToEnd(catalog.builder, ids)
                                 : order.before != 0
                                     ? MoveEntriesBefore(catalog.builder, ids, order.before)
                                     : MoveEntriesToFront(catalog.builder, ids);
    if (!change)
    {
        throw catalog.Refused(change.problem);
    }
    catalog.Store();
    PrintOverview(std::cout, *catalog.builder.Build());
    return 0;
}

namespace
{

/// @return the store that a path names; throws when it names none
StorePlace
StoreOf(const std::string& path)
{
    const auto place = FindStorePlace(path);
    if (!place)
    {
        throw CommandFailure(path + " is no catalog store. Name a file that ends in .sqlite");
    }
    return *place;
}

/// "12.5 s", or "-" outside of a simulation
std::string
TimeText(const ChangeOrigin& origin)
{
    if (!origin.timeNs)
    {
        return "-";
    }
    std::ostringstream text;
    text << static_cast<double>(*origin.timeNs) / 1e9 << " s";
    return text.str();
}

void
PrintChange(const CatalogHistoryRow& row)
{
    const MachineChange& change = row.change;
    std::cout << TimeText(row.origin) << "\t" << row.origin.who << "\t" << change.action << " "
              << change.subject << (change.catalog == "32" ? " (32)" : "");
    std::cout << (change.entry == 0 ? "" : " " + std::to_string(change.entry))
              << (change.name.empty() ? "" : " " + change.name) << "\t" << change.details << "\n";
}

} // namespace

int
ManageMachines(const MachineManagement& management)
{
    const StorePlace place = StoreOf(management.store);
    const bool isChange =
        !management.copy.empty() || !management.rename.empty() || !management.remove.empty();
    CatalogStore store(place.store, isChange ? SqliteMode::WRITE : SqliteMode::READ);
    const ChangeOrigin origin{"winsock-catalog", {}};
    if (!management.copy.empty())
    {
        store.Copy(management.copy[0], management.copy[1], origin);
    }
    if (!management.rename.empty())
    {
        store.Rename(management.rename[0], management.rename[1], origin);
    }
    if (!management.remove.empty())
    {
        store.Remove(management.remove);
    }
    for (const std::string& name : store.GetMachines())
    {
        std::cout << name << ": " << ContentOf(store.Load(name).catalogs) << "\n";
    }
    return 0;
}

int
ShowHistory(const std::string& path)
{
    const StorePlace place = StoreOf(path);
    CatalogStore store(place.store, SqliteMode::READ);
    const std::vector<std::string> names =
        place.machine.empty() ? store.GetMachines() : std::vector<std::string>{place.machine};
    for (const std::string& name : names)
    {
        const std::vector<CatalogHistoryRow> rows = store.GetHistory(name);
        std::cout << (names.size() == 1 ? "" : name + ":\n");
        std::for_each(rows.begin(), rows.end(), PrintChange);
    }
    return 0;
}

namespace
{

const DeviceProfile&
FindProfile(const std::string& name)
{
    const DeviceProfile* profile = FindDeviceProfile(name);
    if (!profile)
    {
        std::string names;
        for (const std::string& one : GetDeviceProfileNames())
        {
            names += (names.empty() ? "" : ", ") + one;
        }
        throw CommandFailure("there is no device profile " + name + ". There are: " + names);
    }
    return *profile;
}

} // namespace

int
ShowProfile(const std::string& name, const std::string& file)
{
    const std::string problem = file.empty() ? "" : AddDeviceProfiles(file);
    if (!problem.empty())
    {
        throw CommandFailure(problem);
    }
    if (name.empty())
    {
        PrintDeviceProfiles(std::cout);
    }
    else
    {
        PrintDeviceProfile(std::cout, FindProfile(name));
    }
    return 0;
}

int
ResetCatalogFile(const CatalogPlace& place, const std::string& profile, bool replace)
{
    const DeviceProfile& device = FindProfile(profile);
    if (place.file == STDOUT || place.output == STDOUT)
    {
        throw CommandFailure("reset writes a file. Name it");
    }
    CatalogFile file;
    if (DoesFileExist(place.file) && !replace)
    {
        file = ReadCatalogFrom(place.file);
    }
    file.catalogs.native = StockCatalog(device.stockCatalog);
    if (file.catalogs.wow64->GetSize() != 0)
    {
        file.catalogs.wow64 = file.catalogs.native;
    }
    const std::string& path = place.output.empty() ? place.file : place.output;
    WriteCatalogTo(path, file);
    std::cout << path << ": " << ContentOf(file.catalogs) << "\n";
    return 0;
}

} // namespace ns3::winsock
