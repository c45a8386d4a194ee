/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */
#ifndef CHAIN_TEST_SUPPORT_H
#define CHAIN_TEST_SUPPORT_H

#include "catalog-test-support.h"

#include "ns3/layered-provider.h"
#include "ns3/node.h"
#include "ns3/object.h"
#include "ns3/provider-loader.h"
#include "ns3/provider-registry.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

inline constexpr DWORD SECRET = 0x5ec2e7;   // what a duplicated socket's structure carries down
inline constexpr int WHOLE = -1;            // a table in which nothing is missing, or nothing fails
inline constexpr int FIRST_FAILURE = 20000; // what the base's function at place 0 fails with

/** What an element of a chain was given. */
struct Arrival
{
    std::string element;
    std::string function;
    WSAPROTOCOL_INFOW info{};
    int af{0};
    int type{0};
    int protocol{0};
    GROUP g{0};
    DWORD flags{0};
};

/** How a library misbehaves at its start. */
struct Defect
{
    int error{0};             // what WSPStartup returns
    WORD version{0x0202};     // what it settles for
    int missingMember{WHOLE}; // which function its table lacks

    int
    Apply(LPWSPDATA data, LPWSPPROC_TABLE table) const
    {
        data->wVersion = version;
        if (missingMember != WHOLE)
        {
            using Function = void (*)();
            std::memset(reinterpret_cast<char*>(table) + missingMember * sizeof(Function),
                        0,
                        sizeof(Function));
        }
        return error;
    }
};

/** What the providers of a test share. */
struct Book
{
    std::vector<Arrival> arrivals;
    std::map<std::string, Defect> defects; // by element
    std::map<std::string, int> startups;   // by element, not balanced
    std::set<SOCKET> ready;                // what the base's select finds
    std::vector<SOCKET> touched;           // handles of the base's WSPBind calls
    WSPUPCALLTABLE baseUpcalls{};
    Ptr<WinsockThread> waiting; // who waits in the base's WSPAccept
    int pending{0};             // connections that wait to be accepted
    int closeError{0};          // what the base's WSPCloseSocket reports
    int failingPlace{WHOLE};    // the function of the base's table that fails
    bool leafIsNew{false};      // whether WSPJoinLeaf makes a socket
    int layeredSockets{0};      // records of layers that live

    void
    Note(const std::string& element,
         const char* function,
         const WSAPROTOCOL_INFOW* info,
         int af = 0,
         int type = 0,
         int protocol = 0,
         GROUP g = 0,
         DWORD flags = 0)
    {
        arrivals.push_back({element, function, *info, af, type, protocol, g, flags});
    }

    std::vector<Arrival>
    Of(const std::string& function) const
    {
        std::vector<Arrival> those;
        std::copy_if(arrivals.begin(),
                     arrivals.end(),
                     std::back_inserter(those),
                     [&](const Arrival& one) { return one.function == function; });
        return those;
    }
};

/** A provider id that differs for each number. */
GUID NumberedGuid(unsigned int number);

/** Whether two structures agree in all that counts. */
bool SameInfo(const WSAPROTOCOL_INFOW& left, const WSAPROTOCOL_INFOW& right);

/** The kinds of a chain's layers: so many with handles of their own above so many without. */
std::vector<HandleKind> Kinds(int nonIfs, int ifs);

/** One node with one process, a base protocol and as many layers and chains as a test adds. */
class ChainScene
{
  public:
    /** Installs the base protocol and its library. */
    ChainScene();

    ~ChainScene()
    {
        Simulator::Destroy();
        m_stack->Dispose();
        m_node->Dispose();
    }

    /** Adds an entry under a provider id of its own. */
    DWORD
    Install(CatalogEntry entry)
    {
        entry.info.ProviderId = NumberedGuid(++m_guids);
        return InstallAs(entry);
    }

    /** Adds an entry under the provider id that it carries. */
    DWORD
    InstallAs(const CatalogEntry& entry)
    {
        const CatalogChange change = m_builder.Install(entry);
        NS_ABORT_MSG_UNLESS(change, change.problem);
        return change.id;
    }

    /** Adds a layer whose library is its name and ".dll". */
    DWORD AddLayer(const std::string& name, HandleKind kind);

    /** Adds a chain; its library is that of its first slot. */
    DWORD
    AddChain(const std::vector<DWORD>& slots)
    {
        return Install(ChainEntry(slots));
    }

    CatalogEntry
    ChainEntry(const std::vector<DWORD>& slots) const
    {
        const auto catalog = m_builder.Build();
        CatalogEntry chain = MakeChain("chain", *catalog->FindById(m_base), slots);
        chain.libraryPath = catalog->FindById(slots.front())->libraryPath;
        return chain;
    }

    /** Adds layers of these kinds, topmost first, and a chain of them over the base. */
    DWORD
    AddChainOf(const std::vector<HandleKind>& kinds)
    {
        std::vector<DWORD> slots;
        for (std::size_t i = 0; i < kinds.size(); ++i)
        {
            slots.push_back(AddLayer("layer" + std::to_string(i), kinds[i]));
        }
        slots.push_back(m_base);
        return AddChain(slots);
    }

    ProtocolCatalogBuilder&
    GetBuilder()
    {
        return m_builder;
    }

    /** Makes the process, which from now on sees what was installed. */
    void
    Start()
    {
        m_stack->SetCatalog(m_builder.Build());
        process = m_stack->CreateProcess("test");
        process->CountStartup(0x0202);
        thread = process->CreateThread();
    }

    /** Does what WSASocketW does below the selection. */
    SOCKET
    Socket(DWORD entryId, int* error = nullptr, DWORD flags = 0)
    {
        WinsockThread::Scope scope(*thread);
        int ignored = 0;
        int& code = error ? *error : ignored;
        const CatalogEntry& entry = *process->GetCatalog().FindById(entryId);
        LoadedProvider* provider = process->GetProviders().Open(entry, code);
        if (!provider)
        {
            return INVALID_SOCKET;
        }
        WSAPROTOCOL_INFOW info = entry.info;
        info.dwProviderReserved = SECRET;
        return provider->table->lpWSPSocket(
            FROM_PROTOCOL_INFO, SOCK_STREAM, 0, &info, 0, flags, &code);
    }

    const WSPPROC_TABLE&
    Table(SOCKET s)
    {
        return *process->GetHandles().Find(s)->provider->table;
    }

    int
    Close(SOCKET s, int& error)
    {
        WinsockThread::Scope scope(*thread);
        return Table(s).lpWSPCloseSocket(s, &error);
    }

    SOCKET
    Accept(SOCKET s, int& error)
    {
        WinsockThread::Scope scope(*thread);
        return Table(s).lpWSPAccept(s, nullptr, nullptr, nullptr, 0, &error);
    }

    /** The handle that the base provider knows a socket by. */
    SOCKET
    BaseHandle(SOCKET s)
    {
        WinsockThread::Scope scope(*thread);
        SOCKET base = INVALID_SOCKET;
        int error = 0;
        Table(s).lpWSPIoctl(s,
                            SIO_BASE_HANDLE,
                            nullptr,
                            0,
                            &base,
                            sizeof(base),
                            nullptr,
                            nullptr,
                            nullptr,
                            nullptr,
                            &error);
        return base;
    }

    uint64_t
    Descriptors() const
    {
        return process->GetDescriptorLedger().GetInUse();
    }

    void
    Limit(uint32_t descriptors)
    {
        m_stack->SetAttribute("MaxSocketsPerProcess", UintegerValue(descriptors));
    }

    DWORD
    GetBase() const
    {
        return m_base;
    }

    Ptr<WinsockStack>
    GetStack() const
    {
        return m_stack;
    }

    Book book;
    Ptr<WinsockProcess> process;
    Ptr<WinsockThread> thread;

  private:
    Ptr<Node> m_node;
    Ptr<WinsockStack> m_stack;
    ProtocolCatalogBuilder m_builder;
    DWORD m_base{0};
    unsigned int m_guids{0};
};

} // namespace ns3::winsock::test

#endif // CHAIN_TEST_SUPPORT_H
