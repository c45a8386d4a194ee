/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_PICTURES_H
#define CATALOG_PICTURES_H

// What examples print of a protocol catalog: its listing, and what it decides.

#include "ns3/protocol-selector.h"
#include "ns3/winsock-names.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace catalog_pictures
{

using namespace ns3::winsock;

/// Ids of the entries that a TCP socket passes: the chosen one and, for a chain, its elements.
inline std::vector<DWORD>
EntriesOfTcp(const ProtocolCatalog& catalog)
{
    const Selection choice = Select(catalog, {AF_INET, SOCK_STREAM, IPPROTO_TCP}, Dialect::CE);
    if (!choice.entry)
    {
        return {};
    }
    std::vector<DWORD> ids{choice.entry->Id()};
    if (choice.entry->IsChain())
    {
        const WSAPROTOCOLCHAIN& chain = choice.entry->info.ProtocolChain;
        ids.insert(ids.end(), chain.ChainEntries, chain.ChainEntries + chain.ChainLen);
    }
    return ids;
}

/// One entry of the listing, found by the line that has its id.
inline std::string
ListingOf(const std::string& listing, DWORD id)
{
    const std::string heading = "Winsock Catalog Provider Entry";
    const std::size_t line =
        listing.find("Catalog Entry ID:                   " + std::to_string(id));
    if (line == std::string::npos)
    {
        return "";
    }
    const std::size_t begin = listing.rfind(heading, line);
    const std::size_t end = std::min(listing.find(heading, line), listing.size());
    const std::size_t last = listing.find_last_not_of('\n', end - 1);
    return listing.substr(begin, last + 1 - begin) + "\n\n";
}

/// One line for each entry.
inline void
PrintSummary(const ProtocolCatalog& catalog)
{
    for (const auto& entry : catalog)
    {
        std::cout << "  "
                  << (entry.IsChain()   ? "chain  "
                      : entry.IsLayer() ? "layer  "
                                        : "base   ")
                  << DescribeChain(catalog, entry) << "\n";
    }
}

/// Prints all of a listing, or the entries of TCP and a summary.
inline void
PrintCatalog(const ProtocolCatalog& catalog, const std::string& listing, bool full)
{
    if (full)
    {
        std::cout << listing;
        return;
    }
    for (const DWORD id : EntriesOfTcp(catalog))
    {
        std::cout << ListingOf(listing, id);
    }
    std::cout << "These are the entries that a TCP socket passes (--full prints all). In short, in "
                 "catalog order:\n\n";
    PrintSummary(catalog);
}

/// What the demo asks for: most of it is served by most machines.
inline const std::vector<SelectionRequest> TRIPLES{
    {AF_INET, SOCK_STREAM, IPPROTO_TCP},
    {AF_INET, SOCK_DGRAM, IPPROTO_UDP},
    {AF_INET6, SOCK_STREAM, IPPROTO_TCP},
    {AF_INET6, SOCK_DGRAM, 0},
    {AF_INET, SOCK_RAW, IPPROTO_ICMP},
    {AF_INET, 0, 0},
    {0, 0, IPPROTO_UDP},
    {0, 0, 0},
    {AF_INET, SOCK_STREAM, IPPROTO_UDP},
    {AF_INET, SOCK_SEQPACKET, 0},
    {AF_APPLETALK, SOCK_STREAM, 0},
    {AF_IRDA, SOCK_STREAM, IPPROTO_TCP},
    {AF_IRDA, SOCK_STREAM, IRDA_PROTO_SOCK_STREAM},
};

inline std::string
TripleText(const SelectionRequest& triple)
{
    const std::string protocol =
        triple.protocol == 0 ? "0" : ProtocolName(triple.af, triple.protocol);
    return "socket(" + (triple.af == 0 ? "0" : AddressFamilyName(triple.af)) + ", " +
           (triple.type == 0 ? "0" : SocketTypeName(triple.type)) + ", " + protocol + ")";
}

/// Says what the catalog decides, then opens the socket for real.
inline void
TryTriple(Winsock& ws, const SelectionRequest& triple)
{
    const WinsockStack& stack = ws.GetProcess().GetStack();
    const ProtocolCatalog& catalog = ws.GetProcess().GetCatalog();
    const Selection choice = Select(catalog, triple, stack.GetDialect());
    const SOCKET s = ws.socket(triple.af, triple.type, triple.protocol);
    const std::string error = WinsockErrorString(ws.WSAGetLastError());
    std::cout << "  " << TripleText(triple) << "\n";
    if (choice.entry)
    {
        std::cout << "      entry    " << DescribeChain(catalog, *choice.entry) << "\n";
    }
    else
    {
        std::cout << "      error    " << error << "\n";
    }
    std::cout << "      because  " << SelectionReasonText(choice.reason) << "\n";
    if (choice.entry && s == INVALID_SOCKET)
    {
        std::cout << "      refused  by the entry's provider: " << error << "\n";
    }
    ws.closesocket(s);
}

/// Prints lines, broken at blanks where they are too wide; what is broken goes on further in.
inline void
PrintWrapped(const std::string& text, std::size_t width)
{
    std::istringstream lines(text);
    std::string line;
    while (std::getline(lines, line))
    {
        line = "  " + line;
        const std::string indent(line.find_first_not_of(' ') + 2, ' ');
        std::size_t blank;
        while (line.size() > width && (blank = line.rfind(' ', width)) > indent.size())
        {
            std::cout << line.substr(0, blank) << "\n";
            line = indent + line.substr(blank + 1);
        }
        std::cout << line << "\n";
    }
}

/// Prints all that Explain() has to say about a triple.
inline void
PrintExplanation(Winsock& ws, const SelectionRequest& triple)
{
    const WinsockProcess& process = ws.GetProcess();
    PrintWrapped(Explain(process.GetCatalog(), triple, process.GetStack().GetDialect()), 98);
}

} // namespace catalog_pictures

#endif // CATALOG_PICTURES_H
