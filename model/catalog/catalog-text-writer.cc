/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/catalog-text-format.h"
#include "ns3/catalog-text.h"
#include "ns3/winsock-guid.h"

#include <ostream>
#include <sstream>

namespace ns3::winsock
{

namespace
{

using Format = CatalogTextFormat;

template <typename VALUE>
void
WriteField(std::ostream& os, std::string_view label, const VALUE& value)
{
    const std::size_t used = label.size() + 1;
    os << label << ':' << std::string(Format::VALUE_COLUMN - used, ' ') << value << '\n';
}

std::string
Hexadecimal(DWORD value)
{
    std::ostringstream os;
    os << "0x" << std::hex << value;
    return os.str();
}

void
WriteHeading(std::ostream& os, std::string_view heading, std::string_view mark)
{
    os << heading << mark << '\n' << Format::RULE << '\n';
}

void
WriteChain(std::ostream& os, const WSAPROTOCOLCHAIN& chain)
{
    const char* separator = "Protocol Chain: ";
    for (int slot = 0; slot < chain.ChainLen; ++slot)
    {
        os << separator << chain.ChainEntries[slot];
        separator = " : ";
    }
    os << '\n';
}

void
WriteEntry(std::ostream& os, const CatalogEntry& entry, std::string_view mark)
{
    const WSAPROTOCOL_INFOW& info = entry.info;
    WriteHeading(os, Format::PROTOCOL_HEADING, "");
    WriteField(os, "Entry Type", std::string(Format::EntryType(entry.Kind())).append(mark));
    WriteField(os, "Description", entry.Name());
    WriteField(os, "Provider ID", GuidToString(info.ProviderId));
    WriteField(os, "Provider Path", entry.libraryPath);
    WriteField(os, "Catalog Entry ID", info.dwCatalogEntryId);
    WriteField(os, "Version", info.iVersion);
    WriteField(os, "Address Family", info.iAddressFamily);
    WriteField(os, "Max Address Length", info.iMaxSockAddr);
    WriteField(os, "Min Address Length", info.iMinSockAddr);
    WriteField(os, "Socket Type", info.iSocketType);
    WriteField(os, "Protocol", info.iProtocol);
    WriteField(os, "Service Flags", Hexadecimal(info.dwServiceFlags1));
    WriteField(os, "Protocol Chain Length", info.ProtocolChain.ChainLen);
    if (entry.IsChain())
    {
        WriteChain(os, info.ProtocolChain);
    }
}

void
WriteNamespaces(std::ostream& os,
                const std::vector<NamespaceEntry>& namespaces,
                std::string_view mark)
{
    for (const NamespaceEntry& entry : namespaces)
    {
        WriteHeading(os, Format::NAMESPACE_HEADING, mark);
        WriteField(os, "Description", entry.description);
        WriteField(os, "Provider ID", GuidToString(entry.providerId));
        WriteField(os, "Name Space", entry.nameSpace);
        WriteField(os, "Active", entry.active ? 1 : 0);
        WriteField(os, "Version", entry.version);
        os << "\n\n";
    }
}

/** Writes the entries of both catalogs with the empty lines that belong after each. */
class EntryWriter
{
  public:
    EntryWriter(std::ostream& os, const CatalogTextLayout& layout)
        : m_os(os),
          m_layout(layout)
    {
    }

    void
    WriteAll(const ProtocolCatalog& catalog, std::string_view mark)
    {
        for (const CatalogEntry& entry : catalog)
        {
            WriteEmptyLines(m_pendingEmptyLines);
            WriteEntry(m_os, entry, mark);
            m_pendingEmptyLines = entry.IsChain() ? m_layout.emptyLinesAfterChain : 1;
        }
    }

    void
    Finish(bool namespacesFollow)
    {
        const bool wroteEntries = m_pendingEmptyLines != 0;
        WriteEmptyLines(namespacesFollow && wroteEntries ? m_layout.emptyLinesBeforeNamespaces
                                                         : m_pendingEmptyLines);
    }

  private:
    void
    WriteEmptyLines(int count)
    {
        m_os << std::string(std::size_t(count), '\n');
    }

    std::ostream& m_os;
    const CatalogTextLayout& m_layout;
    int m_pendingEmptyLines{0};
};

} // namespace

std::string
WriteCatalogText(const MachineCatalogs& catalogs, const CatalogTextLayout& layout)
{
    std::ostringstream os;
    os << layout.preamble;
    EntryWriter entries(os, layout);
    entries.WriteAll(*catalogs.native, "");
    entries.WriteAll(*catalogs.wow64, Format::MARK_32);
    entries.Finish(!catalogs.nativeNamespaces.empty() || !catalogs.wow64Namespaces.empty());
    WriteNamespaces(os, catalogs.nativeNamespaces, "");
    WriteNamespaces(os, catalogs.wow64Namespaces, Format::MARK_32);
    return os.str();
}

} // namespace ns3::winsock
