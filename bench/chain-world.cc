/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "chain-world.h"

#include "bench-registry.h"

#include "ns3/handle-table.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/node-container.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/protocol-selector.h"
#include "ns3/provider-registry.h"
#include "ns3/provider-upcalls.h"
#include "ns3/simulator.h"
#include "ns3/stock-catalogs.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace ns3::winsock
{

namespace
{

const char* const LOOP_LIBRARY = "loop.dll";
const SelectionRequest TRIPLES[] = {{AF_INET, SOCK_STREAM, IPPROTO_TCP},
                                    {AF_INET, SOCK_DGRAM, IPPROTO_UDP}};

/// A socket that gives back what was sent last.
class LoopSocket : public KernelObject
{
  public:
    std::array<char, Chain::LOOP_BYTES> message{}; //!< what a receive gets
};

/// A base provider without a network: a socket's messages go to itself.
class LoopProvider : public ServiceProvider
{
  public:
    std::string
    GetName() const override
    {
        return "loop";
    }

    int
    WSPStartup(WORD wVersionRequested,
               LPWSPDATA lpWSPData,
               LPWSAPROTOCOL_INFOW lpProtocolInfo,
               WSPUPCALLTABLE UpcallTable,
               LPWSPPROC_TABLE lpProcTable) override
    {
        m_upcalls = UpcallTable;
        return ServiceProvider::WSPStartup(
            wVersionRequested, lpWSPData, lpProtocolInfo, UpcallTable, lpProcTable);
    }

    SOCKET
    WSPSocket(int, int, int, LPWSAPROTOCOL_INFOW, GROUP, DWORD, LPINT lpErrno) override
    {
        HandleTable& handles = GetProcess().GetHandles();
        const SOCKET s = handles.Add();
        handles.Find(s)->object = Create<LoopSocket>();
        return m_upcalls.lpWPUModifyIFSHandle(GetCatalogEntryId(), s, lpErrno);
    }

    int
    WSPCloseSocket(SOCKET s, LPINT) override
    {
        CloseKernelHandle(GetProcess(), s);
        return 0;
    }

    int
    WSPSend(SOCKET s,
            LPWSABUF lpBuffers,
            DWORD,
            LPDWORD lpNumberOfBytesSent,
            DWORD,
            LPWSAOVERLAPPED,
            LPWSAOVERLAPPED_COMPLETION_ROUTINE,
            LPWSATHREADID,
            LPINT) override
    {
        std::memcpy(Find(s).message.data(), lpBuffers->buf, Chain::LOOP_BYTES);
        *lpNumberOfBytesSent = Chain::LOOP_BYTES;
        return 0;
    }

    int
    WSPRecv(SOCKET s,
            LPWSABUF lpBuffers,
            DWORD,
            LPDWORD lpNumberOfBytesRecvd,
            LPDWORD,
            LPWSAOVERLAPPED,
            LPWSAOVERLAPPED_COMPLETION_ROUTINE,
            LPWSATHREADID,
            LPINT) override
    {
        std::memcpy(lpBuffers->buf, Find(s).message.data(), Chain::LOOP_BYTES);
        *lpNumberOfBytesRecvd = Chain::LOOP_BYTES;
        return 0;
    }

  private:
    LoopSocket&
    Find(SOCKET s) const
    {
        return static_cast<LoopSocket&>(*GetProcess().GetHandles().Find(s)->object);
    }

    WSPUPCALLTABLE m_upcalls{}; //!< Winsock's functions
};

/// @return the library path of a layer
std::string
GetLayerLibrary(int number)
{
    return "layer" + std::to_string(number) + ".dll";
}

/// An entry under a provider id of its own. @return the entry's id
DWORD
Install(ProtocolCatalogBuilder& builder, CatalogEntry entry)
{
    entry.info.ProviderId = GUID{};
    entry.info.ProviderId.Data1 = static_cast<uint32_t>(builder.GetEntries().size() + 1);
    const CatalogChange change = builder.Install(entry);
    Expect(bool(change), change.problem);
    return change.id;
}

/// @return TCP and UDP, and a chain over each through the same layers, chains first
std::shared_ptr<const ProtocolCatalog>
MakeCatalog(const Chain& chain)
{
    const auto stock = StockCatalog("windows-10");
    ProtocolCatalogBuilder builder;
    CatalogEntry layer = *Select(*stock, TRIPLES[0], Dialect::NT).entry;
    layer.info.ProtocolChain.ChainLen = LAYERED_PROTOCOL;
    std::vector<DWORD> slots;
    for (int i = 1; i < chain.elements; ++i)
    {
        layer.libraryPath = GetLayerLibrary(i);
        slots.push_back(Install(builder, layer));
    }
    std::vector<DWORD> order;
    for (const SelectionRequest& triple : TRIPLES)
    {
        CatalogEntry base = *Select(*stock, triple, Dialect::NT).entry;
        base.libraryPath = chain.loop ? LOOP_LIBRARY : base.libraryPath;
        const DWORD baseId = Install(builder, base);
        if (!slots.empty())
        {
            CatalogEntry entry = base;
            entry.libraryPath = GetLayerLibrary(1);
            entry.info.ProtocolChain.ChainLen = chain.elements;
            std::copy(slots.begin(), slots.end(), entry.info.ProtocolChain.ChainEntries);
            entry.info.ProtocolChain.ChainEntries[slots.size()] = baseId;
            order.insert(order.begin(), Install(builder, entry));
        }
        order.push_back(baseId);
    }
    order.insert(order.end(), slots.begin(), slots.end());
    const CatalogChange ordered = builder.SetOrder(order);
    Expect(bool(ordered), ordered.problem);
    return builder.Build();
}

} // namespace

double
RunThrough(const Chain& chain, const std::function<double(Winsock&)>& program)
{
    NodeContainer node;
    node.Create(1);
    InternetStackHelper internet;
    internet.Install(node);
    WinsockStackHelper stack;
    stack.SetProfile("unlimited");
    stack.SetCatalog(MakeCatalog(chain));
    stack.Install(node);
    ProviderRegistry& libraries = node.Get(0)->GetObject<WinsockStack>()->GetProviderRegistry();
    libraries.Register(LOOP_LIBRARY,
                       []() -> Ptr<ServiceProvider> { return Create<LoopProvider>(); });
    for (int i = 1; i < chain.elements; ++i)
    {
        libraries.Register(GetLayerLibrary(i),
                           [kind = chain.kind]() -> Ptr<ServiceProvider>
                           { return Create<LayeredProvider>("layer", kind); });
    }
    double result = -1;
    WinsockApplicationHelper application(
        [&](Winsock& winsock)
        {
            WSADATA data;
            Expect(winsock.WSAStartup(MAKEWORD(2, 2), &data) == 0, "WSAStartup");
            result = program(winsock);
            return 0;
        });
    application.Install(node);
    Simulator::Run();
    Simulator::Destroy();
    Expect(result >= 0, "the program's end");
    return result;
}

} // namespace ns3::winsock
