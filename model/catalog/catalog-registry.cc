/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-registry.h"

#include "ns3/ascii-case.h"
#include "ns3/packed-catalog-item.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/registry-export.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <functional>
#include <iterator>
#include <map>
#include <utility>

namespace ns3::winsock
{

namespace
{

const char* const PARAMETERS =
    "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\WinSock2\\Parameters\\";
const char* const PROTOCOLS = "Protocol_Catalog9";
const char* const NAMESPACES = "NameSpace_Catalog5";
const char* const ENTRIES = "Catalog_Entries";
const char* const ITEM = "PackedCatalogItem";
const char* const CATEGORIES = "LspCategories";

RegistryValue
Number(const std::string& name, DWORD number)
{
    RegistryValue value;
    value.kind = RegistryValue::Kind::NUMBER;
    value.name = name;
    value.number = number;
    return value;
}

RegistryValue
Text(const std::string& name, const std::string& text)
{
    RegistryValue value;
    value.kind = RegistryValue::Kind::TEXT;
    value.name = name;
    value.text = text;
    return value;
}

RegistryValue
Bytes(const std::string& name, std::vector<BYTE> bytes)
{
    RegistryValue value;
    value.name = name;
    value.bytes = std::move(bytes);
    return value;
}

/// Collects the keys of one of the two lists of a machine.
class ListWriter
{
  public:
    ListWriter(const char* list, bool is64, std::vector<RegistryKey>& keys)
        : m_path(std::string(PARAMETERS) + list),
          m_is64(is64),
          m_keys(keys)
    {
        m_keys.push_back({m_path, {}, 0});
        m_top = m_keys.size() - 1;
    }

    /// Adds a value of the list itself.
    void
    Add(RegistryValue value)
    {
        m_keys[m_top].values.push_back(std::move(value));
    }

    /// Adds the entries of the machine's own, or of the one for 32-bit programs.
    template <typename Entries, typename Describe>
    void
    AddEntries(bool isNative, const Entries& entries, DWORD count, const Describe& describe)
    {
        const char* suffix = isNative && m_is64 ? "64" : "";
        Add(Number(std::string("Num_Catalog_Entries") + suffix, count));
        const std::string path = m_path + "\\" + ENTRIES + suffix;
        m_keys.push_back({path, {}, 0});
        unsigned number = 0;
        for (const auto& entry : entries)
        {
            char name[16];
            std::snprintf(name, sizeof(name), "\\%012u", ++number);
            m_keys.push_back({path + name, describe(entry), 0});
        }
    }

  private:
    std::string m_path;
    bool m_is64;
    std::vector<RegistryKey>& m_keys;
    std::size_t m_top;
};

std::vector<RegistryValue>
DescribeProtocol(const CatalogEntry& entry)
{
    std::vector<RegistryValue> values{Bytes(ITEM, PackCatalogItem(entry)),
                                      Text("ProtocolName", entry.Name())};
    if (entry.lspCategories != 0)
    {
        values.push_back(Number(CATEGORIES, entry.lspCategories));
    }
    return values;
}

std::vector<RegistryValue>
DescribeNamespace(const NamespaceEntry& entry)
{
    return {Text("DisplayString", entry.description),
            Number("Enabled", entry.active),
            Bytes("ProviderId", PackGuid(entry.providerId)),
            Bytes("ProviderInfo", entry.providerData),
            Number("StoresServiceClassInfo", 0),
            Number("SupportedNameSpace", entry.nameSpace),
            Number("Version", entry.version)};
}

/// Takes a protocol that was read, and says what stands in its way; empty if nothing does.
using EntrySink = std::function<std::string(CatalogEntry entry, bool isIn64)>;

/// Finds the keys of entries in an export and understands them.
class CatalogFinder
{
  public:
    explicit CatalogFinder(const RegistryExport& exported)
        : m_problem(exported.problem)
    {
        for (const RegistryKey& key : exported.keys)
        {
            Sort(key);
        }
        if (!HasFailed() && !m_isFound)
        {
            m_problem = {1,
                         "the key \"" + std::string(PARAMETERS) + PROTOCOLS + "\" or \"" +
                             NAMESPACES + "\"",
                         "none of them"};
        }
    }

    /// @return whether the machine is one of 64 bits, so that Catalog_Entries is for 32-bit programs
    bool
    Is64() const
    {
        return m_is64;
    }

    void
    ReadProtocols(const EntrySink& sink)
    {
        for (const auto& [place, key] : m_protocols)
        {
            if (!HasFailed())
            {
                ReadProtocol(*key, place.first, sink);
            }
        }
    }

    void
    ReadNamespaces(std::vector<NamespaceEntry>& native, std::vector<NamespaceEntry>& wow64)
    {
        for (const auto& [place, key] : m_namespaces)
        {
            if (!HasFailed())
            {
                ReadNamespace(*key, place.first == m_is64 ? native : wow64);
            }
        }
    }

    const CatalogTextProblem&
    GetProblem() const
    {
        return m_problem;
    }

  private:
    /// Whether an entry is in the list that ends in 64, and the number that its key has for a name.
    using Place = std::pair<bool, unsigned long long>;

    bool
    HasFailed() const
    {
        return !m_problem.expected.empty();
    }

    void
    Fail(std::size_t line, const std::string& expected, const std::string& found)
    {
        m_problem = {line, expected, found};
    }

    /// Puts a key where it belongs, if it belongs to a catalog at all.
    void
    Sort(const RegistryKey& key)
    {
        const std::string path = ToLowerCase(key.path);
        const std::string parameters = "\\services\\winsock2\\parameters\\";
        const auto at = path.find(parameters);
        if (at == std::string::npos)
        {
            return;
        }
        const std::string controlSet = path.substr(0, at);
        m_controlSet = m_isFound ? m_controlSet : controlSet;
        if (controlSet == m_controlSet)
        {
            const std::string below = path.substr(at + parameters.size());
            SortBelow(key, below, ToLowerCase(PROTOCOLS), m_protocols);
            SortBelow(key, below, ToLowerCase(NAMESPACES), m_namespaces);
        }
    }

    void
    SortBelow(const RegistryKey& key,
              const std::string& below,
              const std::string& list,
              std::map<Place, const RegistryKey*>& entries)
    {
        if (below != list && below.substr(0, list.size() + 1) != list + "\\")
        {
            return;
        }
        m_isFound = true;
        const std::string prefix = list + "\\" + ToLowerCase(ENTRIES);
        if (below.substr(0, prefix.size()) != prefix)
        {
            return;
        }
        std::string rest = below.substr(prefix.size());
        const bool isIn64 = rest.substr(0, 2) == "64";
        m_is64 = m_is64 || isIn64;
        rest = rest.substr(isIn64 ? 2 : 0);
        const auto isDigit = [](unsigned char c) { return std::isdigit(c) != 0; };
        if (rest.size() > 1 && rest.size() < 18 && rest[0] == '\\' &&
            std::all_of(rest.begin() + 1, rest.end(), isDigit))
        {
            entries[{isIn64, std::stoull(rest.substr(1))}] = &key;
        }
    }

    /// @return a value of a key that has to be there; null after a failure
    const RegistryValue*
    Require(const RegistryKey& key, const char* name, RegistryValue::Kind kind, const char* what)
    {
        const RegistryValue* value = key.Find(name);
        if (value && value->kind == kind)
        {
            return value;
        }
        Fail(value ? value->line : key.line,
             what + std::string(" in \"") + name + "\" of the key " +
                 key.path.substr(key.path.rfind('\\') + 1),
             value ? "a value of another type" : "no such value");
        return nullptr;
    }

    void
    ReadProtocol(const RegistryKey& key, bool isIn64, const EntrySink& sink)
    {
        const RegistryValue* item = Require(
            key, ITEM, RegistryValue::Kind::BYTES, "888 bytes, a path and a WSAPROTOCOL_INFOW,");
        if (!item)
        {
            return;
        }
        CatalogEntry entry;
        const std::string damage = UnpackCatalogItem(item->bytes, entry);
        if (!damage.empty())
        {
            Fail(item->line,
                 "888 bytes, a path of 260 and a WSAPROTOCOL_INFOW of 628, in \"" +
                     std::string(ITEM) + "\"",
                 damage);
            return;
        }
        if (const RegistryValue* categories = key.Find(CATEGORIES))
        {
            entry.lspCategories = categories->number;
        }
        const std::string problem = sink(std::move(entry), isIn64);
        if (!problem.empty())
        {
            Fail(item->line, "an entry that fits into the catalog", problem);
        }
    }

    void
    ReadNamespace(const RegistryKey& key, std::vector<NamespaceEntry>& entries)
    {
        using Kind = RegistryValue::Kind;
        const RegistryValue* name = Require(key, "DisplayString", Kind::TEXT, "a text");
        const RegistryValue* id =
            name ? Require(key, "ProviderId", Kind::BYTES, "16 bytes") : nullptr;
        const RegistryValue* number =
            id ? Require(key, "SupportedNameSpace", Kind::NUMBER, "a number") : nullptr;
        if (!number)
        {
            return;
        }
        if (id->bytes.size() != PACKED_GUID_BYTES)
        {
            Fail(id->line, "16 bytes in \"ProviderId\"", std::to_string(id->bytes.size()));
            return;
        }
        NamespaceEntry entry;
        entry.description = name->text;
        entry.providerId = UnpackGuid(id->bytes);
        entry.nameSpace = number->number;
        const RegistryValue* enabled = key.Find("Enabled");
        entry.active = !enabled || enabled->number != 0;
        const RegistryValue* version = key.Find("Version");
        entry.version = version ? version->number : 0;
        const RegistryValue* data = key.Find("ProviderInfo");
        entry.providerData = data ? data->bytes : std::vector<BYTE>();
        entries.push_back(std::move(entry));
    }

    CatalogTextProblem m_problem;
    bool m_isFound{false};
    bool m_is64{false};
    std::string m_controlSet;
    std::map<Place, const RegistryKey*> m_protocols;
    std::map<Place, const RegistryKey*> m_namespaces;
};

} // namespace

std::string
WriteCatalogRegistry(const MachineCatalogs& catalogs)
{
    const bool is64 = catalogs.wow64->GetSize() != 0 || !catalogs.wow64Namespaces.empty();
    std::vector<RegistryKey> keys;
    const auto count = [](const auto& entries) { return static_cast<DWORD>(entries.size()); };
    {
        ListWriter list(NAMESPACES, is64, keys);
        if (is64)
        {
            list.AddEntries(false,
                            catalogs.wow64Namespaces,
                            count(catalogs.wow64Namespaces),
                            DescribeNamespace);
        }
        list.AddEntries(
            true, catalogs.nativeNamespaces, count(catalogs.nativeNamespaces), DescribeNamespace);
    }
    ListWriter list(PROTOCOLS, is64, keys);
    list.Add(Number("Next_Catalog_Entry_ID",
                    std::max(catalogs.native->GetNextEntryId(), catalogs.wow64->GetNextEntryId())));
    if (is64)
    {
        list.AddEntries(false,
                        *catalogs.wow64,
                        static_cast<DWORD>(catalogs.wow64->GetSize()),
                        DescribeProtocol);
    }
    list.AddEntries(
        true, *catalogs.native, static_cast<DWORD>(catalogs.native->GetSize()), DescribeProtocol);
    return WriteRegistryExport(keys);
}

CatalogTextResult
ReadCatalogRegistry(std::string_view text)
{
    const RegistryExport exported = ReadRegistryExport(text);
    CatalogFinder finder(exported);
    ProtocolCatalogBuilder native;
    ProtocolCatalogBuilder wow64;
    finder.ReadProtocols(
        [&](CatalogEntry entry, bool isIn64)
        { return (isIn64 == finder.Is64() ? native : wow64).Import(std::move(entry)).problem; });
    CatalogTextResult result;
    finder.ReadNamespaces(result.catalogs.nativeNamespaces, result.catalogs.wow64Namespaces);
    result.problem = finder.GetProblem();
    result.ok = result.problem.expected.empty();
    if (result)
    {
        result.catalogs.native = native.Build();
        result.catalogs.wow64 = wow64.Build();
    }
    else
    {
        result.catalogs = {};
    }
    return result;
}

CatalogTextEntries
ReadCatalogRegistryEntries(std::string_view text)
{
    const RegistryExport exported = ReadRegistryExport(text);
    CatalogFinder finder(exported);
    CatalogTextEntries entries;
    finder.ReadProtocols(
        [&](CatalogEntry entry, bool isIn64)
        {
            (isIn64 == finder.Is64() ? entries.native : entries.wow64).push_back(std::move(entry));
            return std::string();
        });
    entries.problem = finder.GetProblem();
    return entries;
}

bool
IsRegistryExport(std::string_view text)
{
    const std::string utf8 = DecodeToUtf8(text.substr(0, 200));
    return utf8.rfind("Windows Registry Editor", 0) == 0 || utf8.rfind("REGEDIT", 0) == 0;
}

} // namespace ns3::winsock
