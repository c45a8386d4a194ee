/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOCKET_EXHAUSTION_H
#define SOCKET_EXHAUSTION_H

// A program that opens sockets until it gets no more, on devices with different limits.

#include "ns3/protocol-selector.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <cstddef>
#include <cstdint>
#include <iomanip>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace socket_exhaustion
{

using namespace ns3::winsock;

/// A device with limits of its own, and what happened to the program there.
struct Situation
{
    std::string limit{};                       // for people
    SelectionRequest triple{};                 // what the program opens
    std::map<std::string, uint32_t> numbers{}; // attributes of the device's WinsockStack
    bool reserve{false};                       // whether sockets take their buffers at creation
    bool bind{false};                          // whether each socket takes an automatic port

    std::size_t opened{0};       // how many there were
    uint64_t descriptors{0};     // held by them
    uint64_t poolBytes{0};       // held by them
    int error{0};                // what the next one got
    uint64_t descriptorsLeft{0}; // after closesocket of all
    uint64_t poolBytesLeft{0};   // after closesocket of all
};

/// Most situations take the family that has no layers in most machines' catalogs, if it is there.
inline std::vector<Situation>
MakeSituations(const ProtocolCatalog& catalog)
{
    const SelectionRequest tcp{AF_INET, SOCK_STREAM, IPPROTO_TCP};
    SelectionRequest tcp6{AF_INET6, SOCK_STREAM, IPPROTO_TCP};
    SelectionRequest udp6{AF_INET6, SOCK_DGRAM, IPPROTO_UDP};
    if (!Select(catalog, tcp6, Dialect::CE).entry)
    {
        tcp6.af = udp6.af = AF_INET;
    }
    const std::map<std::string, uint32_t> process{{"MaxSocketsPerProcess", 256}};
    const std::map<std::string, uint32_t> pool{{"PoolBytes", 4 * 1024 * 1024}};
    return {
        {"256 descriptors a process", tcp, process},
        {"256 descriptors a process", tcp6, process},
        {"100 descriptors on the device", tcp6, {{"MaxSocketsPerSystem", 100}}},
        {"64 KiB buffer pool", tcp6, {{"PoolBytes", 64 * 1024}}},
        {"4 MiB pool, buffers reserved", tcp6, pool, true},
        {"4 MiB pool, buffers reserved", udp6, pool, true},
        {"40 automatic ports, each bound",
         udp6,
         {{"EphemeralFirst", 1024}, {"EphemeralLast", 1063}},
         false,
         true},
    };
}

/// Opens one more socket. @return whether it and, where asked for, a port for it were there
inline bool
OpenOneMore(Winsock& ws, const Situation& situation, std::vector<SOCKET>& sockets)
{
    const SelectionRequest& triple = situation.triple;
    const SOCKET s = ws.socket(triple.af, triple.type, triple.protocol);
    if (s == INVALID_SOCKET)
    {
        return false;
    }
    SOCKADDR_IN6 any{}; // port 0: an automatic one
    any.sin6_family = static_cast<ADDRESS_FAMILY>(triple.af);
    const int length = triple.af == AF_INET ? sizeof(SOCKADDR_IN) : sizeof(any);
    if (situation.bind && ws.bind(s, reinterpret_cast<const SOCKADDR*>(&any), length) != 0)
    {
        const int error = ws.WSAGetLastError();
        ws.closesocket(s);
        ws.WSASetLastError(error);
        return false;
    }
    sockets.push_back(s);
    return true;
}

/// The program.
inline int
Exhaust(Winsock& ws, Situation& situation)
{
    WSADATA data;
    if (ws.WSAStartup(MAKEWORD(2, 2), &data) != 0)
    {
        return 1;
    }
    const WinsockStack& device = ws.GetProcess().GetStack();
    std::vector<SOCKET> sockets;
    while (OpenOneMore(ws, situation, sockets))
    {
    }
    situation.error = ws.WSAGetLastError();
    situation.opened = sockets.size();
    situation.descriptors = device.GetDescriptorLedger().GetInUse();
    situation.poolBytes = device.GetPoolLedger().GetInUse();
    for (const SOCKET s : sockets)
    {
        ws.closesocket(s);
    }
    situation.descriptorsLeft = device.GetDescriptorLedger().GetInUse();
    situation.poolBytesLeft = device.GetPoolLedger().GetInUse();
    return ws.WSACleanup();
}

/// Such as "TCP/IPv4, 1 layer": what the program opens, and what its calls cross on the way.
inline std::string
SocketText(const ProtocolCatalog& catalog, const SelectionRequest& triple)
{
    const Selection choice = Select(catalog, triple, Dialect::CE);
    const int layers =
        choice.entry && choice.entry->IsChain() ? choice.entry->info.ProtocolChain.ChainLen - 1 : 0;
    return std::string(triple.type == SOCK_STREAM ? "TCP" : "UDP") +
           (triple.af == AF_INET ? "/IPv4" : "/IPv6") +
           (layers == 0 ? ""
                        : ", " + std::to_string(layers) + (layers == 1 ? " layer" : " layers"));
}

/// Prints the table. @return whether all was given back on every device
inline bool
PrintSituations(const ProtocolCatalog& catalog, const std::vector<Situation>& situations)
{
    std::map<int, std::string> errors;
    uint64_t left = 0;
    std::cout
        << "  limit that is met               socket            opened  descriptors  pool bytes"
           "  next one gets\n";
    for (const Situation& one : situations)
    {
        std::cout << "  " << std::left << std::setw(32) << one.limit << std::setw(18)
                  << SocketText(catalog, one.triple) << std::right << std::setw(6) << one.opened
                  << std::setw(13) << one.descriptors << std::setw(12) << one.poolBytes << "  "
                  << WinsockErrorName(one.error) << "\n";
        errors[one.error] = WinsockErrorString(one.error);
        left += one.descriptorsLeft + one.poolBytesLeft;
    }
    std::cout << "\n";
    for (const auto& error : errors)
    {
        std::cout << "  " << error.second << "\n";
    }
    std::cout
        << "\n  "
        << (left == 0
                ? "After closesocket of all, every device holds 0 descriptors and 0 bytes again."
                : "After closesocket of all, NOT everything was given back.")
        << "\n";
    return left == 0;
}

} // namespace socket_exhaustion

#endif // SOCKET_EXHAUSTION_H
