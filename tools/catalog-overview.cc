/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-overview.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

namespace ns3::winsock
{

namespace
{

/// The texts of a line, in the order of the columns; the name, which can be long, is the last.
using Row = std::array<std::string, 7>;

std::string
KindOf(const CatalogEntry& entry)
{
    if (entry.IsBase())
    {
        return "base";
    }
    const bool ifs = (entry.info.dwServiceFlags1 & XP1_IFS_HANDLES) != 0;
    return std::string(entry.IsChain() ? "chain" : "layer") + (ifs ? " (IFS)" : "");
}

/// A slot that names no entry has a question mark.
std::string
ElementsOf(const ProtocolCatalog& catalog, const CatalogEntry& entry)
{
    std::string elements;
    for (int slot = 0; entry.IsChain() && slot < entry.info.ProtocolChain.ChainLen; ++slot)
    {
        const DWORD id = entry.info.ProtocolChain.ChainEntries[slot];
        elements += (slot == 0 ? "" : " > ") + std::to_string(id);
        elements += catalog.FindById(id) ? "" : "?";
    }
    return elements;
}

Row
RowOf(const ProtocolCatalog& catalog, const CatalogEntry& entry)
{
    const WSAPROTOCOL_INFOW& info = entry.info;
    const bool anyProtocol = info.iProtocol == 0;
    return {std::to_string(entry.Id()),
            KindOf(entry),
            AddressFamilyName(info.iAddressFamily),
            entry.IsLayer() ? "" : SocketTypeName(info.iSocketType),
            entry.IsLayer() ? ""
            : anyProtocol   ? "0"
                            : ProtocolName(info.iAddressFamily, info.iProtocol),
            ElementsOf(catalog, entry),
            entry.Name()};
}

} // namespace

void
PrintOverview(std::ostream& os, const ProtocolCatalog& catalog)
{
    std::vector<Row> rows{{"id", "kind", "family", "type", "protocol", "elements", "name"}};
    for (const CatalogEntry& entry : catalog)
    {
        rows.push_back(RowOf(catalog, entry));
    }
    std::array<std::size_t, std::tuple_size_v<Row>> widths{};
    bool hasOrphan = false;
    for (const Row& row : rows)
    {
        for (std::size_t i = 0; i + 1 < row.size(); ++i)
        {
            widths[i] = std::max(widths[i], row[i].size());
        }
        hasOrphan = hasOrphan || row[row.size() - 2].find('?') != std::string::npos;
    }
    for (const Row& row : rows)
    {
        for (std::size_t i = 0; i + 1 < row.size(); ++i)
        {
            os << row[i] << std::string(widths[i] - row[i].size() + 2, ' ');
        }
        os << row.back() << '\n';
    }
    if (hasOrphan)
    {
        os << "? names no entry: the chain is an orphan (R-CAT-47)\n";
    }
}

} // namespace ns3::winsock
