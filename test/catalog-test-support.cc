/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-test-support.h"

#include "winsock-test-data.h"

#include "ns3/abort.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-guid.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace ns3::winsock::test
{

namespace
{

std::vector<std::string>
Split(const std::string& line)
{
    std::vector<std::string> values;
    std::istringstream stream(line);
    for (std::string value; std::getline(stream, value, ',');)
    {
        values.push_back(value);
    }
    return values;
}

CatalogEntry
EntryFromRow(const CsvRow& row)
{
    CatalogEntry entry;
    entry.SetName(row.at("szProtocol"));
    entry.libraryPath = "%SystemRoot%\\system32\\mswsock.dll";
    WSAPROTOCOL_INFOW& info = entry.info;
    info.dwServiceFlags1 = DWORD(Number(row, "dwServiceFlags1"));
    info.dwProviderFlags = DWORD(Number(row, "dwProviderFlags"));
    GuidFromString("{" + row.at("ProviderId") + "}", info.ProviderId);
    info.dwCatalogEntryId = DWORD(Number(row, "dwCatalogEntryId"));
    info.ProtocolChain.ChainLen = int(Number(row, "ChainLen"));
    info.iVersion = int(Number(row, "iVersion"));
    info.iAddressFamily = int(Number(row, "iAddressFamily"));
    info.iMaxSockAddr = int(Number(row, "iMaxSockAddr"));
    info.iMinSockAddr = int(Number(row, "iMinSockAddr"));
    info.iSocketType = int(Number(row, "iSocketType"));
    info.iProtocol = int(Number(row, "iProtocol"));
    info.iProtocolMaxOffset = int(Number(row, "iProtocolMaxOffset"));
    info.iNetworkByteOrder = int(Number(row, "iNetworkByteOrder"));
    info.iSecurityScheme = int(Number(row, "iSecurityScheme"));
    info.dwMessageSize = DWORD(Number(row, "dwMessageSize"));
    return entry;
}

} // namespace

std::vector<CsvRow>
ReadCsv(const std::string& path)
{
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    const std::vector<std::string> names = Split(line);
    std::vector<CsvRow> rows;
    while (std::getline(file, line))
    {
        std::vector<std::string> values = Split(line);
        values.resize(names.size());
        CsvRow row;
        for (std::size_t i = 0; i < names.size(); ++i)
        {
            row[names[i]] = values[i];
        }
        rows.push_back(row);
    }
    return rows;
}

long long
Number(const CsvRow& row, const std::string& column)
{
    const std::string& text = row.at(column);
    return text.empty() ? 0 : std::stoll(text, nullptr, 0);
}

std::string
CatalogDirectory()
{
    return DataPath("../../data/catalogs/");
}

std::vector<std::string>
ListingNames()
{
    return {"win10-1607-x64-clean-moby27423.txt",
            "win10-1607-x64-lavasoft-moby27423.txt",
            "win10-x64-astrill-trio1659.txt",
            "win10-x64-pgp-wsl9413.txt",
            "win11-x64-clean-wsl40110.txt",
            "win2000-netbios-clean-instlsp.txt",
            "win2000-netbios-foobar-instlsp.txt",
            "win7-x64-clean-spidemo.txt"};
}

std::shared_ptr<const ProtocolCatalog>
LoadWineCatalog()
{
    std::map<DWORD, CatalogEntry> byId;
    for (const CsvRow& row : ReadCsv(DataPath("oracle/wine-catalog.csv")))
    {
        CatalogEntry entry = EntryFromRow(row);
        if (entry.info.iSocketType == SOCK_RAW)
        {
            entry.info.iProtocol = 0; // the row shows the protocol that was asked for
        }
        byId.emplace(entry.Id(), entry);
    }
    ProtocolCatalogBuilder builder;
    for (const auto& [id, entry] : byId)
    {
        const CatalogChange change = builder.Import(entry);
        NS_ABORT_MSG_UNLESS(change, change.problem);
    }
    return builder.Build();
}

CatalogEntry
MakeBase(const std::string& name, int af, int type, int protocol)
{
    CatalogEntry entry;
    entry.SetName(name);
    entry.libraryPath = "base.dll";
    entry.info.ProtocolChain.ChainLen = BASE_PROTOCOL;
    entry.info.dwProviderFlags = PFL_MATCHES_PROTOCOL_ZERO;
    entry.info.iAddressFamily = af;
    entry.info.iSocketType = type;
    entry.info.iProtocol = protocol;
    return entry;
}

CatalogEntry
MakeLayer(const std::string& name)
{
    CatalogEntry entry;
    entry.SetName(name);
    entry.libraryPath = "layer.dll";
    entry.info.dwProviderFlags = PFL_HIDDEN;
    entry.info.ProtocolChain.ChainLen = LAYERED_PROTOCOL;
    return entry;
}

CatalogEntry
MakeChain(const std::string& name, const CatalogEntry& over, const std::vector<DWORD>& slots)
{
    CatalogEntry entry = over;
    entry.SetName(name);
    entry.libraryPath = "layer.dll";
    entry.info.ProtocolChain.ChainLen = int(slots.size());
    for (std::size_t i = 0; i < slots.size() && i < std::size_t(MAX_PROTOCOL_CHAIN); ++i)
    {
        entry.info.ProtocolChain.ChainEntries[i] = slots[i];
    }
    return entry;
}

std::shared_ptr<const ProtocolCatalog>
MakeCatalog(const std::vector<CatalogEntry>& entries)
{
    ProtocolCatalogBuilder builder;
    for (const CatalogEntry& entry : entries)
    {
        const CatalogChange change = builder.Install(entry);
        NS_ABORT_MSG_UNLESS(change, change.problem);
    }
    return builder.Build();
}

bool
SameEntries(const ProtocolCatalog& left, const ProtocolCatalog& right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end());
}

bool
SameMachines(const MachineCatalogs& left, const MachineCatalogs& right)
{
    return SameEntries(*left.native, *right.native) && SameEntries(*left.wow64, *right.wow64) &&
           left.nativeNamespaces == right.nativeNamespaces &&
           left.wow64Namespaces == right.wow64Namespaces;
}

} // namespace ns3::winsock::test
