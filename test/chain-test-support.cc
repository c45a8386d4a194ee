/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */
#include "chain-test-support.h"

#include "ns3/call-gate.h"
#include "ns3/provider-upcalls.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"

namespace ns3::winsock::test
{

namespace
{

class FakeSocket : public KernelObject
{
};

/** Lets one function of a provider fail with a code of its own. */
class FailingGate : public CallGate
{
  public:
    explicit FailingGate(const Book& book)
        : m_book(book)
    {
    }

    int64_t
    Cross(SpiCall& call) override
    {
        const auto place = static_cast<int>(call.GetPlace());
        return place == m_book.failingPlace ? call.Fail(FIRST_FAILURE + place) : call.Proceed();
    }

  private:
    const Book& m_book;
};

/** A base provider without a network. */
class FakeBase : public ServiceProvider
{
  public:
    explicit FakeBase(Book& book)
        : m_book(book),
          m_gate(book)
    {
    }

    CallGate*
    GetCallGate() override
    {
        return &m_gate;
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
    WSPAccept(SOCKET,
              LPSOCKADDR,
              LPINT,
              LPCONDITIONPROC lpfnCondition,
              DWORD_PTR dwCallbackData,
              LPINT lpErrno) override
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
        const bool asks = accepted != INVALID_SOCKET && lpfnCondition;
        if (asks &&
            lpfnCondition(
                nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, dwCallbackData) !=
                CF_ACCEPT)
        {
            int ignored = 0;
            WSPCloseSocket(accepted, &ignored);
            *lpErrno = WSATRY_AGAIN;
            return INVALID_SOCKET;
        }
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
        m_book.Note("base", "WSPDuplicateSocket", lpProtocolInfo);
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
    FailingGate m_gate;
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

    INT
    WSPStringToAddress(LPWSTR AddressString,
                       INT AddressFamily,
                       LPWSAPROTOCOL_INFOW lpProtocolInfo,
                       LPSOCKADDR lpAddress,
                       LPINT lpAddressLength,
                       LPINT lpErrno) override
    {
        m_book.Note(GetName(), "WSPStringToAddress", lpProtocolInfo);
        return LayeredProvider::WSPStringToAddress(
            AddressString, AddressFamily, lpProtocolInfo, lpAddress, lpAddressLength, lpErrno);
    }

    /** Notes what it hands up, which is the only thing that there is to see. */
    int
    WSPDuplicateSocket(SOCKET s,
                       DWORD dwProcessId,
                       LPWSAPROTOCOL_INFOW lpProtocolInfo,
                       LPINT lpErrno) override
    {
        const int result =
            LayeredProvider::WSPDuplicateSocket(s, dwProcessId, lpProtocolInfo, lpErrno);
        if (result == 0)
        {
            m_book.Note(GetName(), "WSPDuplicateSocket", lpProtocolInfo);
        }
        return result;
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

} // namespace

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

std::vector<HandleKind>
Kinds(int nonIfs, int ifs)
{
    std::vector<HandleKind> kinds(static_cast<std::size_t>(nonIfs), HandleKind::NON_IFS);
    kinds.insert(kinds.end(), static_cast<std::size_t>(ifs), HandleKind::IFS);
    return kinds;
}

ChainScene::ChainScene()
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

DWORD
ChainScene::AddLayer(const std::string& name, HandleKind kind)
{
    CatalogEntry layer = MakeLayer(name);
    layer.libraryPath = name + ".dll";
    m_stack->GetProviderRegistry().Register(layer.libraryPath,
                                            [this, name, kind]() -> Ptr<ServiceProvider>
                                            { return Create<SpyLayer>(book, name, kind); });
    return Install(layer);
}

} // namespace ns3::winsock::test
