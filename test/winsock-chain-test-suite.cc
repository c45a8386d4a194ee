/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Protocol chains: what each element is given (R-CHN), what handles cost (R-ACC), what fails and what
// a failure leaves behind (R-SEL-50 to R-SEL-55). The base provider of these tests writes down what
// reaches it.

#include "catalog-test-support.h"

#include "ns3/boolean.h"
#include "ns3/call-record.h"
#include "ns3/catalog-enumeration.h"
#include "ns3/layered-provider.h"
#include "ns3/node.h"
#include "ns3/provider-loader.h"
#include "ns3/provider-registry.h"
#include "ns3/provider-upcalls.h"
#include "ns3/simulator.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-options.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr DWORD SECRET = 0x5ec2e7; // what a duplicated socket's structure carries down
constexpr int WHOLE = -1;          // a table in which nothing is missing

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

class FakeSocket : public KernelObject
{
};

/** A base provider without a network. */
class FakeBase : public ServiceProvider
{
  public:
    explicit FakeBase(Book& book)
        : m_book(book)
    {
    }

    std::string
    GetName() const override
    {
        return "base";
    }

    int
    WSPStartup(WORD wVersionRequested,
               LPWSPDATA lpWSPData,
               LPWSAPROTOCOL_INFOW lpProtocolInfo,
               WSPUPCALLTABLE UpcallTable,
               LPWSPPROC_TABLE lpProcTable) override
    {
        m_book.Note("base", "WSPStartup", lpProtocolInfo);
        m_book.baseUpcalls = m_upcalls = UpcallTable;
        ServiceProvider::WSPStartup(
            wVersionRequested, lpWSPData, lpProtocolInfo, UpcallTable, lpProcTable);
        const int error = m_book.defects["base"].Apply(lpWSPData, lpProcTable);
        m_book.startups["base"] += error == 0 ? 1 : 0;
        return error;
    }

    int
    WSPCleanup(LPINT) override
    {
        if (--m_book.startups["base"] == 0)
        {
            for (const SOCKET s : m_open)
            {
                CloseKernelHandle(GetProcess(), s);
            }
            m_open.clear();
        }
        return 0;
    }

    SOCKET
    WSPSocket(int af,
              int type,
              int protocol,
              LPWSAPROTOCOL_INFOW lpProtocolInfo,
              GROUP g,
              DWORD dwFlags,
              LPINT lpErrno) override
    {
        m_book.Note("base", "WSPSocket", lpProtocolInfo, af, type, protocol, g, dwFlags);
        return Open(lpErrno);
    }

    int
    WSPCloseSocket(SOCKET s, LPINT lpErrno) override
    {
        if (m_book.closeError != 0 || m_open.erase(s) == 0)
        {
            *lpErrno = m_book.closeError ? m_book.closeError : WSAENOTSOCK;
            return SOCKET_ERROR;
        }
        CloseKernelHandle(GetProcess(), s);
        return 0;
    }

    int
    WSPBind(SOCKET s, const SOCKADDR*, int, LPINT lpErrno) override
    {
        m_book.touched.push_back(s);
        *lpErrno = WSAEADDRINUSE;
        return SOCKET_ERROR;
    }

    SOCKET
    WSPAccept(SOCKET, LPSOCKADDR, LPINT, LPCONDITIONPROC, DWORD_PTR, LPINT lpErrno) override
    {
        WinsockThread& thread = *WinsockThread::GetCurrent();
        while (m_book.pending == 0)
        {
            m_book.waiting = Ptr<WinsockThread>(&thread);
            if (!thread.CanBlock() || !thread.Block())
            {
                *lpErrno = WSAEWOULDBLOCK;
                return INVALID_SOCKET;
            }
        }
        const SOCKET accepted = Open(lpErrno);
        m_book.pending -= accepted == INVALID_SOCKET ? 0 : 1;
        return accepted;
    }

    SOCKET
    WSPJoinLeaf(
        SOCKET s, const SOCKADDR*, int, LPWSABUF, LPWSABUF, LPQOS, LPQOS, DWORD, LPINT lpErrno)
        override
    {
        return m_book.leafIsNew ? Open(lpErrno) : s;
    }

    int
    WSPSelect(
        int, FD_SET* read, FD_SET* write, FD_SET* except, const TIMEVAL*, LPINT lpErrno) override
    {
        int ready = 0;
        for (FD_SET* set : {read, write == read ? nullptr : write, except})
        {
            SOCKET* const handles = set ? set->fd_array : nullptr;
            UINT kept = 0;
            for (UINT i = 0; set && i < set->fd_count; ++i)
            {
                if (m_open.count(handles[i]) == 0)
                {
                    *lpErrno = WSAENOTSOCK;
                    return SOCKET_ERROR;
                }
                if (m_book.ready.count(handles[i]) != 0)
                {
                    handles[kept++] = handles[i];
                    ++ready;
                }
            }
            if (set)
            {
                set->fd_count = kept;
            }
        }
        return ready;
    }

    int
    WSPIoctl(SOCKET s,
             DWORD dwIoControlCode,
             LPVOID,
             DWORD,
             LPVOID lpvOutBuffer,
             DWORD,
             LPDWORD,
             LPWSAOVERLAPPED,
             LPWSAOVERLAPPED_COMPLETION_ROUTINE,
             LPWSATHREADID,
             LPINT lpErrno) override
    {
        if (dwIoControlCode == SIO_BASE_HANDLE)
        {
            std::memcpy(lpvOutBuffer, &s, sizeof(s));
            return 0;
        }
        *lpErrno = WSAEOPNOTSUPP;
        return SOCKET_ERROR;
    }

    int
    WSPDuplicateSocket(SOCKET, DWORD, LPWSAPROTOCOL_INFOW lpProtocolInfo, LPINT) override
    {
        *lpProtocolInfo = GetProcess().GetCatalog().FindById(GetCatalogEntryId())->info;
        lpProtocolInfo->dwProviderReserved = SECRET;
        return 0;
    }

    INT
    WSPAddressToString(
        LPSOCKADDR, DWORD, LPWSAPROTOCOL_INFOW lpProtocolInfo, LPWSTR, LPDWORD, LPINT) override
    {
        m_book.Note("base", "WSPAddressToString", lpProtocolInfo);
        return 0;
    }

    INT
    WSPStringToAddress(
        LPWSTR, INT, LPWSAPROTOCOL_INFOW lpProtocolInfo, LPSOCKADDR, LPINT, LPINT) override
    {
        m_book.Note("base", "WSPStringToAddress", lpProtocolInfo);
        return 0;
    }

  private:
    SOCKET
    Open(LPINT lpErrno)
    {
        HandleTable& handles = GetProcess().GetHandles();
        const SOCKET proposed = handles.Add();
        handles.Find(proposed)->object = Create<FakeSocket>();
        const SOCKET s = m_upcalls.lpWPUModifyIFSHandle(GetCatalogEntryId(), proposed, lpErrno);
        if (s == INVALID_SOCKET)
        {
            handles.Remove(proposed);
            return s;
        }
        m_open.insert(s);
        return s;
    }

    Book& m_book;
    WSPUPCALLTABLE m_upcalls{};
    std::set<SOCKET> m_open;
};

/** A record that tells how many of its kind live. */
struct CountedSocket : public LayeredSocket
{
    explicit CountedSocket(Book& theBook)
        : book(theBook)
    {
        ++book.layeredSockets;
    }

    ~CountedSocket() override
    {
        --book.layeredSockets;
    }

    Book& book;
};

/** A layer that passes everything on and writes down what it was given. */
class SpyLayer : public LayeredProvider
{
  public:
    SpyLayer(Book& book, const std::string& name, HandleKind kind)
        : LayeredProvider(name, kind),
          m_book(book)
    {
    }

    int
    WSPStartup(WORD wVersionRequested,
               LPWSPDATA lpWSPData,
               LPWSAPROTOCOL_INFOW lpProtocolInfo,
               WSPUPCALLTABLE UpcallTable,
               LPWSPPROC_TABLE lpProcTable) override
    {
        m_book.Note(GetName(), "WSPStartup", lpProtocolInfo);
        const int error = LayeredProvider::WSPStartup(
            wVersionRequested, lpWSPData, lpProtocolInfo, UpcallTable, lpProcTable);
        m_book.startups[GetName()] += error == 0 ? 1 : 0;
        return error != 0 ? error : m_book.defects[GetName()].Apply(lpWSPData, lpProcTable);
    }

    int
    WSPCleanup(LPINT lpErrno) override
    {
        --m_book.startups[GetName()];
        return LayeredProvider::WSPCleanup(lpErrno);
    }

    SOCKET
    WSPSocket(int af,
              int type,
              int protocol,
              LPWSAPROTOCOL_INFOW lpProtocolInfo,
              GROUP g,
              DWORD dwFlags,
              LPINT lpErrno) override
    {
        m_book.Note(GetName(), "WSPSocket", lpProtocolInfo, af, type, protocol, g, dwFlags);
        return LayeredProvider::WSPSocket(af, type, protocol, lpProtocolInfo, g, dwFlags, lpErrno);
    }

    INT
    WSPAddressToString(LPSOCKADDR lpsaAddress,
                       DWORD dwAddressLength,
                       LPWSAPROTOCOL_INFOW lpProtocolInfo,
                       LPWSTR lpszAddressString,
                       LPDWORD lpdwAddressStringLength,
                       LPINT lpErrno) override
    {
        m_book.Note(GetName(), "WSPAddressToString", lpProtocolInfo);
        return LayeredProvider::WSPAddressToString(lpsaAddress,
                                                   dwAddressLength,
                                                   lpProtocolInfo,
                                                   lpszAddressString,
                                                   lpdwAddressStringLength,
                                                   lpErrno);
    }

  protected:
    Ptr<LayeredSocket>
    MakeSocket() override
    {
        return Create<CountedSocket>(m_book);
    }

  private:
    Book& m_book;
};

GUID
NumberedGuid(unsigned int number)
{
    GUID guid{};
    guid.Data1 = number;
    return guid;
}

bool
SameInfo(const WSAPROTOCOL_INFOW& left, const WSAPROTOCOL_INFOW& right)
{
    return CatalogEntry{left, ""} == CatalogEntry{right, ""};
}

/** One node with one process, a base protocol and as many layers and chains as a test adds. */
class Scene
{
  public:
    Scene()
    {
        m_node = CreateObject<Node>();
        m_stack = CreateObject<WinsockStack>();
        m_node->AggregateObject(m_stack);
        CatalogEntry base = MakeBase("base protocol", AF_INET, SOCK_STREAM, IPPROTO_TCP);
        base.info.dwServiceFlags1 = XP1_IFS_HANDLES;
        m_base = Install(base);
        m_stack->GetProviderRegistry().Register(
            "base.dll", [this]() -> Ptr<ServiceProvider> { return Create<FakeBase>(book); });
    }

    ~Scene()
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
    DWORD
    AddLayer(const std::string& name, HandleKind kind)
    {
        CatalogEntry layer = MakeLayer(name);
        layer.libraryPath = name + ".dll";
        m_stack->GetProviderRegistry().Register(layer.libraryPath,
                                                [this, name, kind]() -> Ptr<ServiceProvider>
                                                { return Create<SpyLayer>(book, name, kind); });
        return Install(layer);
    }

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
        return provider->table.lpWSPSocket(
            FROM_PROTOCOL_INFO, SOCK_STREAM, 0, &info, 0, flags, &code);
    }

    const WSPPROC_TABLE&
    Table(SOCKET s)
    {
        return process->GetHandles().Find(s)->provider->table;
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

/** The kinds of a chain's layers: so many with handles of their own above so many without. */
std::vector<HandleKind>
Kinds(int nonIfs, int ifs)
{
    std::vector<HandleKind> kinds(static_cast<std::size_t>(nonIfs), HandleKind::NON_IFS);
    kinds.insert(kinds.end(), static_cast<std::size_t>(ifs), HandleKind::IFS);
    return kinds;
}

/** Every length and every mixture: what each element gets, what the handles cost, who is called. */
class PropagationTestCase : public TestCase
{
  public:
    PropagationTestCase(int nonIfs, int ifs)
        : TestCase("R-CHN: " + std::to_string(nonIfs) + " layers with and " + std::to_string(ifs) +
                   " without handles of their own over a base"),
          m_nonIfs(nonIfs),
          m_ifs(ifs)
    {
    }

  private:
    void DoRun() override;
    void CheckArrivals(Scene& scene, const std::string& function, DWORD reserved);
    void CheckOneCallPerLayer(Scene& scene, SOCKET s);

    void
    OnCall(const CallRecord& record)
    {
        m_calls.push_back(record);
    }

    int m_nonIfs;
    int m_ifs;
    DWORD m_chain{0};
    std::vector<CallRecord> m_calls;
};

void
PropagationTestCase::CheckArrivals(Scene& scene, const std::string& function, DWORD reserved)
{
    const ProtocolCatalog& catalog = scene.process->GetCatalog();
    const std::vector<Arrival> arrivals = scene.book.Of(function);
    const auto layers = static_cast<std::size_t>(m_nonIfs + m_ifs);
    NS_TEST_ASSERT_MSG_EQ(arrivals.size(), layers + 1, "R-CHN-10: one " << function << " each");
    for (std::size_t i = 0; i <= layers; ++i)
    {
        const bool isBase = i == layers;
        const std::string element = isBase ? "base" : "layer" + std::to_string(i);
        NS_TEST_ASSERT_MSG_EQ(arrivals[i].element, element, "R-CHN-10: top to bottom");
        WSAPROTOCOL_INFOW expected = catalog.FindById(isBase ? scene.GetBase() : m_chain)->info;
        expected.dwProviderReserved = reserved;
        NS_TEST_ASSERT_MSG_EQ(SameInfo(arrivals[i].info, expected),
                              true,
                              "R-CHN-3, R-CHN-4: the structure that " << element << " sees in "
                                                                      << function);
    }
}

void
PropagationTestCase::CheckOneCallPerLayer(Scene& scene, SOCKET s)
{
    scene.GetStack()->TraceConnectWithoutContext("Call",
                                                 MakeCallback(&PropagationTestCase::OnCall, this));
    WinsockThread::Scope scope(*scene.thread);
    int error = 0;
    const int result = scene.Table(s).lpWSPBind(s, nullptr, 0, &error);
    NS_TEST_ASSERT_MSG_EQ(result, SOCKET_ERROR, "the base refuses");
    NS_TEST_ASSERT_MSG_EQ(error, WSAEADDRINUSE, "errors from below arrive above");
    const auto elements = static_cast<std::size_t>(m_nonIfs + m_ifs + 1);
    NS_TEST_ASSERT_MSG_EQ(m_calls.size(), 2 * elements, "R-CHN-10: one call for each element");
    for (std::size_t i = 0; i < elements; ++i)
    {
        const std::string name = i + 1 == elements ? "base" : "layer" + std::to_string(i);
        const CallRecord& down = m_calls[i];
        const CallRecord& up = m_calls[2 * elements - 1 - i];
        NS_TEST_ASSERT_MSG_EQ(down.provider, name, "R-CHN-10: top to bottom");
        NS_TEST_ASSERT_MSG_EQ(down.depth, i, "each is nested in the one above");
        NS_TEST_ASSERT_MSG_EQ(up.provider, name, "R-CHN-10: and back");
        NS_TEST_ASSERT_MSG_EQ(up.error, WSAEADDRINUSE, "with its code");
    }
    NS_TEST_ASSERT_MSG_EQ(scene.book.touched.size(), 1, "one call reached the base");
    NS_TEST_ASSERT_MSG_EQ(scene.book.touched.front(), scene.BaseHandle(s), "with its handle");
}

void
PropagationTestCase::DoRun()
{
    Scene scene;
    m_chain = scene.AddChainOf(Kinds(m_nonIfs, m_ifs));
    scene.Start();
    const SOCKET s = scene.Socket(m_chain, nullptr, WSA_FLAG_OVERLAPPED);
    NS_TEST_ASSERT_MSG_NE(s, INVALID_SOCKET, "a socket through the chain");
    CheckArrivals(scene, "WSPStartup", 0);
    CheckArrivals(scene, "WSPSocket", SECRET);
    for (const Arrival& arrival : scene.book.Of("WSPSocket"))
    {
        NS_TEST_ASSERT_MSG_EQ(arrival.af, FROM_PROTOCOL_INFO, "R-CHN-5: unchanged");
        NS_TEST_ASSERT_MSG_EQ(arrival.type, SOCK_STREAM, "R-CHN-5: unchanged");
        NS_TEST_ASSERT_MSG_EQ(arrival.protocol, 0, "R-CHN-5: unchanged");
        NS_TEST_ASSERT_MSG_EQ(arrival.g, 0, "R-CHN-5: unchanged");
        NS_TEST_ASSERT_MSG_EQ(arrival.flags, WSA_FLAG_OVERLAPPED, "R-CHN-5: unchanged");
    }
    NS_TEST_ASSERT_MSG_EQ(
        std::memcmp(&scene.book.baseUpcalls, &GetUpcallTable(), sizeof(WSPUPCALLTABLE)),
        0,
        "R-CHN-6: Winsock's own upcalls reach the base");
    NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), m_nonIfs + 1, "R-ACC-1, R-ACC-2, R-ACC-3");
    NS_TEST_ASSERT_MSG_EQ((scene.BaseHandle(s) == s), (m_nonIfs == 0), "R-SPI-22");
    CheckOneCallPerLayer(scene, s);
    int error = 0;
    NS_TEST_ASSERT_MSG_EQ(scene.Close(s, error), 0, "closed");
    NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "R-ACC-8: all come back");
    NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, 0, "no record is left");
    NS_TEST_ASSERT_MSG_EQ(scene.process->GetHandles().GetCount(), 0, "no handle is left");
}

/** The calls besides WSPSocket that carry a structure down or up. */
class OtherStructuresTestCase : public TestCase
{
  public:
    explicit OtherStructuresTestCase(HandleKind kind)
        : TestCase(kind == HandleKind::IFS ? "Structures in other calls, IFS layers"
                                           : "Structures in other calls, non-IFS layers"),
          m_kind(kind)
    {
    }

  private:
    void
    DoRun() override
    {
        Scene scene;
        const DWORD chain = scene.AddChainOf({m_kind, m_kind});
        scene.Start();
        const SOCKET s = scene.Socket(chain);
        const WSAPROTOCOL_INFOW& chainInfo = scene.process->GetCatalog().FindById(chain)->info;
        const WSAPROTOCOL_INFOW& baseInfo =
            scene.process->GetCatalog().FindById(scene.GetBase())->info;
        const WSPPROC_TABLE& table = scene.Table(s);
        WinsockThread::Scope scope(*scene.thread);
        int error = 0;

        WSAPROTOCOL_INFOW info = chainInfo;
        table.lpWSPAddressToString(nullptr, 0, &info, nullptr, nullptr, &error);
        table.lpWSPStringToAddress(nullptr, AF_INET, &info, nullptr, nullptr, &error);
        const auto texts = scene.book.Of("WSPAddressToString");
        NS_TEST_ASSERT_MSG_EQ(texts.size(), 3, "two layers and the base");
        NS_TEST_ASSERT_MSG_EQ(SameInfo(texts[1].info, chainInfo), true, "R-CHN-3: a layer");
        NS_TEST_ASSERT_MSG_EQ(SameInfo(texts[2].info, baseInfo), true, "R-CHN-3: the base");
        NS_TEST_ASSERT_MSG_EQ(SameInfo(scene.book.Of("WSPStringToAddress").front().info, baseInfo),
                              true,
                              "R-CHN-3: the base");

        WSAPROTOCOL_INFOW shared{};
        table.lpWSPDuplicateSocket(s, 1, &shared, &error);
        NS_TEST_ASSERT_MSG_EQ(shared.dwProviderReserved, SECRET, "R-CHN-4: the base's secret");
        shared.dwProviderReserved = 0;
        NS_TEST_ASSERT_MSG_EQ(SameInfo(shared, chainInfo), true, "R-DUP-2: the chain's members");

        INT length = sizeof(WSAPROTOCOL_INFOW) + 1;
        std::vector<char> room(static_cast<std::size_t>(length));
        NS_TEST_ASSERT_MSG_EQ(
            table.lpWSPGetSockOpt(s, SOL_SOCKET, SO_PROTOCOL_INFOW, room.data(), &length, &error),
            0,
            "R-OPT-3");
        std::memcpy(&info, room.data(), sizeof(info));
        NS_TEST_ASSERT_MSG_EQ(SameInfo(info, chainInfo), true, "R-OPT-3: the chain's structure");
        NS_TEST_ASSERT_MSG_EQ(length, sizeof(WSAPROTOCOL_INFOW) + 1, "R-OPT-3: length unchanged");
        length = 3;
        table.lpWSPGetSockOpt(s, SOL_SOCKET, SO_PROTOCOL_INFOA, room.data(), &length, &error);
        NS_TEST_ASSERT_MSG_EQ(error, WSAEFAULT, "R-OPT-3: too small");
        NS_TEST_ASSERT_MSG_EQ(length, sizeof(WSAPROTOCOL_INFOA), "R-OPT-3: the needed size");
        NS_TEST_ASSERT_MSG_EQ(
            table.lpWSPGetSockOpt(s, SOL_SOCKET, SO_PROTOCOL_INFOA, room.data(), &length, &error),
            0,
            "R-OPT-3");
        WSAPROTOCOL_INFOA ansi{};
        std::memcpy(&ansi, room.data(), sizeof(ansi));
        NS_TEST_ASSERT_MSG_EQ(SameInfo(ToWide(ansi), chainInfo), true, "R-OPT-3: in ANSI");
    }

    HandleKind m_kind;
};

/** The limit met at each door in turn. */
class DoorTestCase : public TestCase
{
  public:
    explicit DoorTestCase(bool translates)
        : TestCase(translates
                       ? "R-ACC-5, R-ACC-6: no descriptor at each door, translated"
                       : "R-ACC-5, R-ACC-6: no descriptor at each door, as the door says it"),
          m_translates(translates)
    {
    }

  private:
    void
    DoRun() override
    {
        constexpr int LAYERS = 6;
        Scene scene;
        scene.GetStack()->SetAttribute("TranslateHandleDoor", BooleanValue(m_translates));
        const DWORD chain = scene.AddChainOf(Kinds(LAYERS, 0));
        scene.Start();
        for (uint32_t limit = 0; limit <= LAYERS; ++limit)
        {
            scene.Limit(limit);
            int error = 0;
            NS_TEST_ASSERT_MSG_EQ(scene.Socket(chain, &error), INVALID_SOCKET, "limit " << limit);
            // The base's own door says WSAEMFILE whatever layers do.
            const int expected = limit == 0 || m_translates ? WSAEMFILE : WSAENOBUFS;
            NS_TEST_ASSERT_MSG_EQ(error, expected, "R-ACC-6, limit " << limit);
            NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "R-ACC-5: net change zero");
            NS_TEST_ASSERT_MSG_EQ(scene.process->GetHandles().GetCount(), 0, "R-CHN-9");
            NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, 0, "no record is left");
        }
        scene.Limit(LAYERS + 1);
        NS_TEST_ASSERT_MSG_NE(scene.Socket(chain), INVALID_SOCKET, "just enough");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), LAYERS + 1, "R-ACC-2");
    }

    bool m_translates;
};

/** Chains whose slots name other chains, entries of one provider, or wrong neighbours. */
class SlotTestCase : public TestCase
{
  public:
    SlotTestCase()
        : TestCase("R-CAT-5, R-CHN-8: what the slots of a chain may name")
    {
    }

  private:
    void
    DoRun() override
    {
        SlotNamesChain();
        EntriesShareProvider();
        LayerComesTwice();
        HandlesInWrongOrder();
    }

    void
    SlotNamesChain()
    {
        Scene scene;
        const DWORD under = scene.AddLayer("under", HandleKind::NON_IFS);
        const DWORD lower = scene.AddChain({under, scene.GetBase()});
        const DWORD over = scene.AddLayer("over", HandleKind::NON_IFS);
        const DWORD chain = scene.AddChain({over, lower, scene.GetBase()});
        scene.Start();
        NS_TEST_ASSERT_MSG_NE(scene.Socket(chain), INVALID_SOCKET, "R-CAT-5");
        const std::vector<Arrival> arrivals = scene.book.Of("WSPSocket");
        NS_TEST_ASSERT_MSG_EQ(arrivals.size(), 3, "R-CHN-10");
        NS_TEST_ASSERT_MSG_EQ(arrivals[1].element, "under", "the library of the named chain");
        NS_TEST_ASSERT_MSG_EQ(arrivals[1].info.dwCatalogEntryId, chain, "R-CHN-3: unmodified");
        NS_TEST_ASSERT_MSG_EQ(
            arrivals[2].info.dwCatalogEntryId, scene.GetBase(), "R-CHN-3: its own");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 3, "R-ACC-2");
    }

    /** Two chains under one provider id: the second is met at WSPSocket for the first time. */
    void
    EntriesShareProvider()
    {
        Scene scene;
        const DWORD layer = scene.AddLayer("shared", HandleKind::NON_IFS);
        CatalogEntry entry = scene.ChainEntry({layer, scene.GetBase()});
        entry.info.ProviderId = NumberedGuid(4711);
        const DWORD first = scene.InstallAs(entry);
        const DWORD second = scene.InstallAs(entry);
        scene.Start();
        const SOCKET one = scene.Socket(first);
        const SOCKET two = scene.Socket(second);
        NS_TEST_ASSERT_MSG_NE(two, INVALID_SOCKET, "R-CHN-7: started when needed");
        NS_TEST_ASSERT_MSG_EQ(scene.book.startups["shared"], 1, "R-SPI-8: one provider");
        NS_TEST_ASSERT_MSG_EQ(scene.book.startups["base"], 2, "one start for each chain");
        NS_TEST_ASSERT_MSG_EQ(ChainOf(scene, one), first, "each knows its chain");
        NS_TEST_ASSERT_MSG_EQ(ChainOf(scene, two), second, "each knows its chain");
        scene.process->CountCleanup();
        NS_TEST_ASSERT_MSG_EQ(scene.book.startups["shared"], 0, "R-SPI-9");
        NS_TEST_ASSERT_MSG_EQ(scene.book.startups["base"], 0, "R-SPI-9");
    }

    static DWORD
    ChainOf(Scene& scene, SOCKET s)
    {
        WinsockThread::Scope scope(*scene.thread);
        WSAPROTOCOL_INFOW info{};
        INT length = sizeof(info);
        int error = 0;
        scene.Table(s).lpWSPGetSockOpt(
            s, SOL_SOCKET, SO_PROTOCOL_INFOW, reinterpret_cast<char*>(&info), &length, &error);
        return info.dwCatalogEntryId;
    }

    void
    LayerComesTwice()
    {
        Scene scene;
        const DWORD top = scene.AddLayer("top", HandleKind::NON_IFS);
        const DWORD twice = scene.AddLayer("twice", HandleKind::NON_IFS);
        const DWORD chain = scene.AddChain({top, twice, twice, scene.GetBase()});
        scene.Start();
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Socket(chain, &error), INVALID_SOCKET, "leads back to itself");
        NS_TEST_ASSERT_MSG_EQ(error, WSAEPROVIDERFAILEDINIT, "an improper installation");
        NS_TEST_ASSERT_MSG_EQ(scene.process->GetProviders().GetCount(), 0, "R-SEL-55");
    }

    void
    HandlesInWrongOrder()
    {
        Scene scene;
        const DWORD chain = scene.AddChainOf({HandleKind::IFS, HandleKind::NON_IFS});
        scene.Start();
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Socket(chain, &error), INVALID_SOCKET, "R-CAT-43");
        NS_TEST_ASSERT_MSG_EQ(error, WSAEINVAL, "R-SPI-21: no handle of the system");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "R-CHN-9");
        NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, 0, "no record is left");
    }
};

/** A chain that names an entry which is gone. */
class OrphanTestCase : public TestCase
{
  public:
    explicit OrphanTestCase(std::size_t missing)
        : TestCase("R-CAT-47: a chain without its slot " + std::to_string(missing)),
          m_missing(missing)
    {
    }

  private:
    void
    DoRun() override
    {
        Scene scene;
        const DWORD chain = scene.AddChainOf(Kinds(2, 0));
        const WSAPROTOCOL_INFOW info = scene.GetBuilder().GetEntries().back().info;
        scene.GetBuilder().Remove(info.ProtocolChain.ChainEntries[m_missing]);
        scene.Start();
        WSAPROTOCOL_INFOW named{};
        named.dwCatalogEntryId = chain;
        NS_TEST_ASSERT_MSG_EQ(SelectById(scene.process->GetCatalog(), named).error,
                              0,
                              "R-CAT-47: it is selected all the same");
        for (int attempt = 0; attempt < 2; ++attempt)
        {
            int error = 0;
            NS_TEST_ASSERT_MSG_EQ(scene.Socket(chain, &error), INVALID_SOCKET, "R-CAT-47");
            NS_TEST_ASSERT_MSG_EQ(error, WSAEPROVIDERFAILEDINIT, "R-CAT-47");
            NS_TEST_ASSERT_MSG_EQ(scene.process->GetProviders().GetCount(), 0, "R-SEL-55");
        }
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "nothing was taken");
    }

    std::size_t m_missing;
};

/** Libraries that do not load, do not start, or bring a table with a hole. */
class BrokenProviderTestCase : public TestCase
{
  public:
    BrokenProviderTestCase()
        : TestCase("R-SEL-50 to R-SEL-55: broken providers at the top of a chain and below")
    {
    }

  private:
    void DoRun() override;
    /// Opens the base by itself and through two layers, with a defect in one element.
    void
    Check(const std::string& element, const Defect& defect, int atTop, const std::string& what);
    void CheckMissingLibrary();
};

void
BrokenProviderTestCase::Check(const std::string& element,
                              const Defect& defect,
                              int atTop,
                              const std::string& what)
{
    Scene scene;
    const DWORD chain = scene.AddChainOf(Kinds(1, 1));
    scene.Start();
    scene.book.defects[element] = defect;
    const bool isTop = element != "layer1";
    const DWORD entry = element == "base" ? scene.GetBase() : chain;
    for (int attempt = 0; attempt < 2; ++attempt)
    {
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Socket(entry, &error), INVALID_SOCKET, what);
        NS_TEST_ASSERT_MSG_EQ(error, isTop ? atTop : WSAEPROVIDERFAILEDINIT, what);
        if (element == "base")
        {
            scene.Socket(chain, &error);
            NS_TEST_ASSERT_MSG_EQ(error, WSAEPROVIDERFAILEDINIT, "R-CHN-7: below, " << what);
        }
        if (defect.missingMember != offsetof(WSPPROC_TABLE, lpWSPCleanup) / sizeof(void*))
        {
            // Without a WSPCleanup there is no way to tell a layer that it is to let go.
            NS_TEST_ASSERT_MSG_EQ(
                scene.process->GetProviders().GetCount(), 0, "R-SEL-55: " << what);
            for (const auto& [name, startups] : scene.book.startups)
            {
                NS_TEST_ASSERT_MSG_EQ(
                    startups, 0, "R-SEL-52: balanced in " << name << ", " << what);
            }
        }
    }
    scene.book.defects.clear();
    NS_TEST_ASSERT_MSG_NE(scene.Socket(entry), INVALID_SOCKET, "R-SEL-55: tried again");
    NS_TEST_ASSERT_MSG_NE(scene.Socket(chain), INVALID_SOCKET, "R-SEL-55: tried again");
}

void
BrokenProviderTestCase::CheckMissingLibrary()
{
    for (const std::string library : {"base.dll", "layer0.dll", "layer1.dll"})
    {
        Scene scene;
        const DWORD chain = scene.AddChainOf(Kinds(1, 1));
        scene.Start();
        scene.GetStack()->GetProviderRegistry().Remove(library);
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Socket(chain, &error), INVALID_SOCKET, library);
        NS_TEST_ASSERT_MSG_EQ(error, WSAEPROVIDERFAILEDINIT, "R-SEL-50: no " << library);
        NS_TEST_ASSERT_MSG_EQ(scene.process->GetProviders().GetCount(), 0, "R-SEL-55");
    }
}

void
BrokenProviderTestCase::DoRun()
{
    for (const std::string element : {"base", "layer0", "layer1"})
    {
        Defect refuses;
        refuses.error = WSASYSNOTREADY;
        if (element == "base")
        {
            Check(element, refuses, WSAEPROVIDERFAILEDINIT, "WSPStartup fails");
        }
        Defect old;
        old.version = 0x0002;
        Check(element, old, WSAEINVALIDPROVIDER, "version 2.0");
        for (int member = 0; member < 30; ++member)
        {
            Defect hole;
            hole.missingMember = member;
            Check(element, hole, WSAEINVALIDPROCTABLE, "no member " + std::to_string(member));
        }
        Defect both = old;
        both.missingMember = 0;
        Check(element, both, WSAEINVALIDPROVIDER, "R-SEL-53: the version comes first");
    }
    CheckMissingLibrary();
}

/** Starts and cleanups, and what the last cleanup takes back. */
class CountsTestCase : public TestCase
{
  public:
    CountsTestCase()
        : TestCase("R-SPI-9, R-SPI-10, R-ACC-9: starts are balanced, sockets go with the last")
    {
    }

  private:
    void
    DoRun() override
    {
        Scene scene;
        const DWORD deep = scene.AddChainOf(Kinds(2, 1));
        const DWORD other = scene.AddLayer("other", HandleKind::NON_IFS);
        const DWORD flat = scene.AddChain({other, scene.GetBase()});
        scene.Start();
        for (int round = 1; round <= 2; ++round)
        {
            scene.Socket(scene.GetBase());
            scene.Socket(deep);
            scene.Socket(deep);
            scene.Socket(flat);
            NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 1 + 3 + 3 + 2, "R-ACC-2");
            NS_TEST_ASSERT_MSG_EQ(scene.book.startups["base"], 3, "Winsock and two layers");
            NS_TEST_ASSERT_MSG_EQ(scene.book.startups["layer2"], 1, "once for the chain");
            NS_TEST_ASSERT_MSG_EQ(scene.process->CountCleanup(), true, "the last cleanup");
            for (const auto& [name, startups] : scene.book.startups)
            {
                NS_TEST_ASSERT_MSG_EQ(startups, 0, "R-SPI-9: " << name << " in round " << round);
            }
            NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "R-ACC-9");
            NS_TEST_ASSERT_MSG_EQ(scene.process->GetHandles().GetCount(), 0, "R-SPI-10");
            NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, 0, "no record is left");
            NS_TEST_ASSERT_MSG_EQ(scene.process->GetProviders().GetCount(), 0, "unloaded");
            scene.process->CountStartup(0x0202);
        }
        scene.Socket(deep);
        scene.process->Terminate();
        NS_TEST_ASSERT_MSG_EQ(scene.GetStack()->GetDescriptorLedger().GetInUse(), 0, "R-ACC-9");
        NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, 0, "no record is left");
    }
};

/** A close that has to be called again. */
class CloseTestCase : public TestCase
{
  public:
    CloseTestCase()
        : TestCase("R-SHD-3, R-SPI-25: a refused close leaves the handle")
    {
    }

  private:
    void
    DoRun() override
    {
        Scene scene;
        const DWORD chain = scene.AddChainOf(Kinds(2, 1));
        scene.Start();
        const SOCKET s = scene.Socket(chain);
        scene.book.closeError = WSAEWOULDBLOCK;
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Close(s, error), SOCKET_ERROR, "R-SHD-3");
        NS_TEST_ASSERT_MSG_EQ(error, WSAEWOULDBLOCK, "R-SHD-3");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 3, "nothing is given back");
        NS_TEST_ASSERT_MSG_NE(scene.BaseHandle(s), INVALID_SOCKET, "the handle stays valid");
        scene.book.closeError = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Close(s, error), 0, "now");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "all come back");
    }
};

/** A handle of each layer for an accepted socket. */
class AcceptTestCase : public TestCase
{
  public:
    AcceptTestCase()
        : TestCase("R-ACC-4, R-RES-4: accept through layers, with and without descriptors")
    {
    }

  private:
    void
    DoRun() override
    {
        CheckCosts();
        CheckWait(false);
        CheckWait(true);
        CheckLeaf();
    }

    void
    CheckCosts()
    {
        Scene scene;
        const DWORD chain = scene.AddChainOf(Kinds(2, 1));
        scene.Start();
        const SOCKET listener = scene.Socket(chain);
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Accept(listener, error), INVALID_SOCKET, "nobody there");
        NS_TEST_ASSERT_MSG_EQ(error, WSAEWOULDBLOCK, "R-RES-4");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 3, "nothing is kept");
        for (uint32_t limit = 3; limit < 6; ++limit)
        {
            scene.Limit(limit);
            scene.book.pending = 0;
            scene.Accept(listener, error);
            NS_TEST_ASSERT_MSG_EQ(error, WSAEWOULDBLOCK, "R-ACC-4: nobody there, no check");
            scene.book.pending = 1;
            NS_TEST_ASSERT_MSG_EQ(scene.Accept(listener, error), INVALID_SOCKET, "R-ACC-4");
            NS_TEST_ASSERT_MSG_EQ(error, WSAEMFILE, "R-ACC-4, limit " << limit);
            NS_TEST_ASSERT_MSG_EQ(scene.book.pending, 1, "R-RES-4: the connection stays");
            NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 3, "R-ACC-5: net change zero");
            NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, 3, "the listener's records");
        }
        scene.Limit(6);
        const SOCKET accepted = scene.Accept(listener, error);
        NS_TEST_ASSERT_MSG_NE(accepted, INVALID_SOCKET, "just enough");
        NS_TEST_ASSERT_MSG_EQ(scene.book.pending, 0, "taken");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 6, "R-ACC-2");
        NS_TEST_ASSERT_MSG_NE(scene.BaseHandle(accepted), scene.BaseHandle(listener), "its own");
        NS_TEST_ASSERT_MSG_EQ(scene.Close(accepted, error), 0, "closed");
        NS_TEST_ASSERT_MSG_EQ(scene.Close(listener, error), 0, "closed");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "all come back");
    }

    /** A thread that waits in accept until a connection comes, or until its process ends. */
    void
    CheckWait(bool killed)
    {
        Scene scene;
        const DWORD chain = scene.AddChainOf(Kinds(2, 1));
        scene.Start();
        const SOCKET listener = scene.Socket(chain);
        SOCKET accepted = INVALID_SOCKET;
        Ptr<WinsockThread> waiter = scene.process->CreateThread();
        waiter->Start(
            [&scene, &accepted, listener]
            {
                int error = 0;
                accepted = scene.Table(listener).lpWSPAccept(
                    listener, nullptr, nullptr, nullptr, 0, &error);
                return 0;
            });
        Simulator::Schedule(Seconds(1), &AcceptTestCase::Arrive, &scene, killed);
        Simulator::Run();
        NS_TEST_ASSERT_MSG_EQ(waiter->IsRunning(), false, "no longer waiting");
        NS_TEST_ASSERT_MSG_EQ((accepted == INVALID_SOCKET), killed, "the connection");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), (killed ? 0 : 6), "R-ACC-9");
        NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, (killed ? 0 : 6), "R-ACC-9");
    }

    static void
    Arrive(Scene* scene, bool killed)
    {
        if (killed)
        {
            scene->process->Terminate();
            return;
        }
        scene->book.pending = 1;
        scene->book.waiting->Wake();
    }

    void
    CheckLeaf()
    {
        Scene scene;
        const DWORD chain = scene.AddChainOf(Kinds(2, 0));
        scene.Start();
        const SOCKET s = scene.Socket(chain);
        NS_TEST_ASSERT_MSG_EQ(Join(scene, s), s, "a leaf joins with its own socket");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 3, "nothing new");
        scene.book.leafIsNew = true;
        scene.Limit(5);
        NS_TEST_ASSERT_MSG_EQ(Join(scene, s), INVALID_SOCKET, "no handle for the last layer");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 3, "R-CHN-9");
        scene.Limit(6);
        NS_TEST_ASSERT_MSG_NE(Join(scene, s), INVALID_SOCKET, "a root gets another socket");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 6, "R-ACC-2");
    }

    static SOCKET
    Join(Scene& scene, SOCKET s)
    {
        WinsockThread::Scope scope(*scene.thread);
        int error = 0;
        return scene.Table(s).lpWSPJoinLeaf(
            s, nullptr, 0, nullptr, nullptr, nullptr, nullptr, 0, &error);
    }
};

/** Sets of handles on their way down and back. */
class SelectTestCase : public TestCase
{
  public:
    explicit SelectTestCase(HandleKind kind)
        : TestCase(kind == HandleKind::IFS ? "R-SLC: select through IFS layers"
                                           : "R-SLC: select through non-IFS layers"),
          m_kind(kind)
    {
    }

  private:
    void DoRun() override;
    void CheckManySockets(Scene& scene, DWORD chain);

    HandleKind m_kind;
};

void
SelectTestCase::CheckManySockets(Scene& scene, DWORD chain)
{
    constexpr UINT COUNT = 100;
    std::vector<std::byte> storage(offsetof(FD_SET, fd_array) + COUNT * sizeof(SOCKET));
    FD_SET* const set = new (storage.data()) FD_SET;
    SOCKET* const handles = set->fd_array;
    set->fd_count = COUNT;
    std::vector<SOCKET> expected;
    scene.book.ready.clear();
    for (UINT i = 0; i < COUNT; ++i)
    {
        handles[i] = scene.Socket(chain);
        if (i % 3 == 0)
        {
            expected.push_back(handles[i]);
            scene.book.ready.insert(scene.BaseHandle(handles[i]));
        }
    }
    WinsockThread::Scope scope(*scene.thread);
    int error = 0;
    const int count = scene.Table(handles[0]).lpWSPSelect(0, set, set, nullptr, nullptr, &error);
    NS_TEST_ASSERT_MSG_EQ(count, expected.size(), "R-SLC-2: more than 64, one set given twice");
    const std::vector<SOCKET> found(handles, handles + set->fd_count);
    NS_TEST_ASSERT_MSG_EQ((found == expected), true, "R-SLC-2: the caller's handles");
}

void
SelectTestCase::DoRun()
{
    Scene scene;
    const DWORD chain = scene.AddChainOf({m_kind, m_kind});
    const DWORD stranger = scene.AddLayer("stranger", HandleKind::NON_IFS);
    const DWORD foreign = scene.AddChain({stranger, scene.GetBase()});
    scene.Start();
    const SOCKET a = scene.Socket(chain);
    const SOCKET b = scene.Socket(chain);
    const SOCKET c = scene.Socket(foreign);
    WinsockThread::Scope scope(*scene.thread);
    const WSPPROC_TABLE& table = scene.Table(a);
    scene.book.ready = {scene.BaseHandle(b)};
    int error = 0;

    FD_SET read{2, {a, b}};
    FD_SET write{1, {b}};
    FD_SET except{1, {a}};
    NS_TEST_ASSERT_MSG_EQ(
        table.lpWSPSelect(0, &read, &write, &except, nullptr, &error), 2, "R-SLC-4: b in two sets");
    NS_TEST_ASSERT_MSG_EQ(read.fd_count, 1, "R-SLC-4");
    NS_TEST_ASSERT_MSG_EQ(read.fd_array[0], b, "the program's handle");
    NS_TEST_ASSERT_MSG_EQ(write.fd_array[0], b, "the program's handle");
    NS_TEST_ASSERT_MSG_EQ(except.fd_count, 0, "nothing");

    FD_SET mixed{2, {a, c}};
    NS_TEST_ASSERT_MSG_EQ(
        table.lpWSPSelect(0, &mixed, nullptr, nullptr, nullptr, &error), SOCKET_ERROR, "R-SLC-3");
    NS_TEST_ASSERT_MSG_EQ(error, WSAENOTSOCK, "R-SLC-3: a stranger");
    FD_SET none{0, {}};
    table.lpWSPSelect(0, &none, nullptr, nullptr, nullptr, &error);
    NS_TEST_ASSERT_MSG_EQ(error, WSAEINVAL, "R-SLC-1: no socket");
    CheckManySockets(scene, chain);
}

/** A library's sockets of two chains in one call. */
class SiblingSelectTestCase : public TestCase
{
  public:
    SiblingSelectTestCase()
        : TestCase("R-CAT-44: select over two chains of one library")
    {
    }

  private:
    void
    DoRun() override
    {
        Scene scene;
        const DWORD layer = scene.AddLayer("layer", HandleKind::NON_IFS);
        const DWORD first = scene.AddChain({layer, scene.GetBase()});
        const DWORD second = scene.AddChain({layer, scene.GetBase()});
        scene.Start();
        const SOCKET a = scene.Socket(first);
        const SOCKET b = scene.Socket(second);
        NS_TEST_ASSERT_MSG_EQ(scene.process->GetProviders().GetCount(), 3, "R-SPI-8");
        scene.book.ready = {scene.BaseHandle(a), scene.BaseHandle(b)};
        WinsockThread::Scope scope(*scene.thread);
        FD_SET read{2, {a, b}};
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(
            scene.Table(a).lpWSPSelect(0, &read, nullptr, nullptr, nullptr, &error), 2, "R-CAT-44");
        NS_TEST_ASSERT_MSG_EQ(read.fd_array[1], b, "the program's handle");
    }
};

class WinsockChainTestSuite : public TestSuite
{
  public:
    WinsockChainTestSuite()
        : TestSuite("winsock-chain", TestSuite::Type::UNIT)
    {
        for (int layers = 1; layers < MAX_PROTOCOL_CHAIN; ++layers)
        {
            for (int nonIfs = 0; nonIfs <= layers; ++nonIfs)
            {
                AddTestCase(new PropagationTestCase(nonIfs, layers - nonIfs));
            }
        }
        AddTestCase(new OtherStructuresTestCase(HandleKind::NON_IFS));
        AddTestCase(new OtherStructuresTestCase(HandleKind::IFS));
        AddTestCase(new DoorTestCase(true));
        AddTestCase(new DoorTestCase(false));
        AddTestCase(new SlotTestCase());
        for (const std::size_t missing : {0, 1, 2})
        {
            AddTestCase(new OrphanTestCase(missing));
        }
        AddTestCase(new BrokenProviderTestCase());
        AddTestCase(new CountsTestCase());
        AddTestCase(new CloseTestCase());
        AddTestCase(new AcceptTestCase());
        AddTestCase(new SelectTestCase(HandleKind::NON_IFS));
        AddTestCase(new SelectTestCase(HandleKind::IFS));
        AddTestCase(new SiblingSelectTestCase());
    }
};

WinsockChainTestSuite g_winsockChainTestSuite;

} // namespace
