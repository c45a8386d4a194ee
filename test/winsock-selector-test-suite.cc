/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Selection of a catalog entry: rules R-SEL-10 to R-SEL-40, the two matrices that an independent
// implementation was measured for, and random catalogs against a walk written from the rules.

#include "catalog-test-support.h"
#include "winsock-test-data.h"

#include "ns3/protocol-selector.h"
#include "ns3/stock-catalogs.h"
#include "ns3/test.h"
#include "ns3/triple-resolution.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr int UNKNOWN = 255; // a number that no entry has, whichever value it stands for
constexpr int UNKNOWN_PROTOCOL = 999;

std::string
Text(const SelectionRequest& request)
{
    std::ostringstream os;
    os << "(" << request.af << ", " << request.type << ", " << request.protocol << ")";
    return os.str();
}

/** TCP, UDP and raw over both IP versions, as R-SEL-20 was observed on. */
std::shared_ptr<const ProtocolCatalog>
ObservedCatalog()
{
    ProtocolCatalogBuilder builder(*StockCatalog("windows-10"));
    for (const DWORD id : {1001, 1012, 1013})
    {
        builder.Remove(id);
    }
    return builder.Build();
}

/** A walk over the catalog, written from the rules and from nothing else. */
const CatalogEntry*
WalkForMatch(const ProtocolCatalog& catalog, const SelectionRequest& request)
{
    if (request.protocol == -1 && request.af != AF_NETBIOS) // R-SEL-14
    {
        return nullptr;
    }
    for (const CatalogEntry& entry : catalog)
    {
        const WSAPROTOCOL_INFOW& info = entry.info;
        if (info.ProtocolChain.ChainLen == 0) // R-SEL-10
        {
            continue;
        }
        const bool family = request.af == 0 || request.af == info.iAddressFamily; // R-SEL-12
        const bool type = request.type == 0 || request.type == info.iSocketType;
        const std::int64_t last = std::int64_t(info.iProtocol) + info.iProtocolMaxOffset;
        const bool zero = request.protocol == 0 && (info.dwProviderFlags & 0x8) != 0; // R-SEL-13
        if (family && type &&
            (zero || (info.iProtocol <= request.protocol && request.protocol <= last)))
        {
            return &entry;
        }
    }
    return nullptr;
}

/** Whether some usable entry agrees with the family and the type; -2 leaves one out. */
bool
WalkForPair(const ProtocolCatalog& catalog, int af, int type)
{
    for (const CatalogEntry& entry : catalog)
    {
        const bool family = af == 0 || af == entry.info.iAddressFamily;
        const bool sameType = type == 0 || type == entry.info.iSocketType;
        if (entry.info.ProtocolChain.ChainLen != 0 && family && sameType)
        {
            return true;
        }
    }
    return false;
}

/** R-SEL-21 and R-SEL-22 as their sentences read. */
int
WalkForError(const ProtocolCatalog& catalog, const SelectionRequest& request, Dialect dialect)
{
    if (!WalkForPair(catalog, 0, request.type))
    {
        return WSAESOCKTNOSUPPORT;
    }
    if (!WalkForPair(catalog, request.af, 0))
    {
        return WSAEAFNOSUPPORT;
    }
    if (!WalkForPair(catalog, request.af, request.type))
    {
        return WSAESOCKTNOSUPPORT;
    }
    if (dialect == Dialect::NT || request.protocol == -1)
    {
        return WSAEPROTONOSUPPORT;
    }
    if (WalkForMatch(catalog, {request.af, 0, request.protocol}) != nullptr)
    {
        return WSAEPROTOTYPE;
    }
    const bool known = WalkForMatch(catalog, {0, 0, request.protocol}) != nullptr;
    return known ? WSAEINVAL : WSAEPROTONOSUPPORT;
}

Selection
Walk(const ProtocolCatalog& catalog, const SelectionRequest& request, Dialect dialect)
{
    if (request.af == 0 && request.protocol == 0) // R-SEL-15
    {
        return {nullptr, WSAEINVAL};
    }
    const CatalogEntry* entry = WalkForMatch(catalog, request);
    return {entry, entry != nullptr ? 0 : WalkForError(catalog, request, dialect)};
}

/** A row of a rule's table: arguments, the error, and for a success the expected entry's name. */
struct SelectionRow
{
    SelectionRequest request;
    int error;
    const char* name{nullptr};
};

/** Checks rows against one catalog. */
class SelectionRowsTestCase : public TestCase
{
  public:
    SelectionRowsTestCase(const std::string& rule,
                          std::shared_ptr<const ProtocolCatalog> catalog,
                          Dialect dialect,
                          std::vector<SelectionRow> rows)
        : TestCase(rule),
          m_catalog(std::move(catalog)),
          m_dialect(dialect),
          m_rows(std::move(rows))
    {
    }

  private:
    void
    DoRun() override
    {
        for (const SelectionRow& row : m_rows)
        {
            const Selection selection = Select(*m_catalog, row.request, m_dialect);
            NS_TEST_EXPECT_MSG_EQ(selection.error, row.error, Text(row.request));
            NS_TEST_EXPECT_MSG_EQ(
                (selection.entry != nullptr), (row.error == 0), Text(row.request));
            if (row.name != nullptr && selection.entry != nullptr)
            {
                NS_TEST_EXPECT_MSG_EQ(selection.entry->Name(), row.name, Text(row.request));
            }
        }
    }

    std::shared_ptr<const ProtocolCatalog> m_catalog;
    Dialect m_dialect;
    std::vector<SelectionRow> m_rows;
};

/** Every row of the table in R-SEL-20, every alternative in a cell spelled out. */
std::vector<SelectionRow>
ObservedErrors()
{
    std::vector<SelectionRow> rows;
    for (const int af : {UNKNOWN, -1})
    {
        rows.push_back({{af, SOCK_STREAM, IPPROTO_TCP}, WSAEAFNOSUPPORT});
        rows.push_back({{af, SOCK_STREAM, IPPROTO_UDP}, WSAEAFNOSUPPORT});
    }
    rows.push_back({{UNKNOWN, SOCK_STREAM, UNKNOWN_PROTOCOL}, WSAEAFNOSUPPORT});
    for (const int type : {UNKNOWN, -1})
    {
        for (const int protocol : {0, -1, int(IPPROTO_TCP), int(IPPROTO_UDP), UNKNOWN_PROTOCOL})
        {
            rows.push_back({{AF_INET, type, protocol}, WSAESOCKTNOSUPPORT});
        }
        rows.push_back({{0, type, IPPROTO_UDP}, WSAESOCKTNOSUPPORT});
        rows.push_back({{0, type, -1}, WSAESOCKTNOSUPPORT});
    }
    rows.push_back({{UNKNOWN, UNKNOWN, IPPROTO_TCP}, WSAESOCKTNOSUPPORT});
    for (const int protocol : {UNKNOWN_PROTOCOL, -1})
    {
        rows.push_back({{AF_INET, SOCK_STREAM, protocol}, WSAEPROTONOSUPPORT});
        rows.push_back({{AF_INET, 0, protocol}, WSAEPROTONOSUPPORT});
        rows.push_back({{0, SOCK_STREAM, protocol}, WSAEPROTONOSUPPORT});
        rows.push_back({{0, 0, protocol}, WSAEPROTONOSUPPORT});
    }
    rows.push_back({{AF_INET, SOCK_STREAM, IPPROTO_UDP}, WSAEPROTONOSUPPORT});
    rows.push_back({{AF_INET, SOCK_DGRAM, IPPROTO_TCP}, WSAEPROTONOSUPPORT});
    for (const int type : {0, int(SOCK_STREAM), int(SOCK_DGRAM), UNKNOWN})
    {
        rows.push_back({{0, type, 0}, WSAEINVAL});
    }
    rows.push_back({{AF_IPX, SOCK_DGRAM, 1000}, WSAEAFNOSUPPORT});
    rows.push_back({{AF_BTH, SOCK_STREAM, 3}, WSAEAFNOSUPPORT});
    return rows;
}

/** IPX as Windows installs it, where SPX can be opened as a stream too. */
std::shared_ptr<const ProtocolCatalog>
CatalogWithIpx()
{
    ProtocolCatalogBuilder builder(*LoadWineCatalog());
    builder.Install(MakeBase("SPX stream", AF_IPX, SOCK_STREAM, 1256));
    return builder.Build();
}

/** The rows of R-SEL-20 that need IPX. */
std::vector<SelectionRow>
ObservedWithIpx()
{
    std::vector<SelectionRow> rows{{{AF_IPX, SOCK_STREAM, 1000}, WSAEPROTONOSUPPORT},
                                   {{AF_IPX, SOCK_SEQPACKET, 1000}, WSAEPROTONOSUPPORT},
                                   {{0, 0, 1256}, 0, "SPX"}};
    for (int offset = 0; offset <= 255; ++offset)
    {
        rows.push_back({{0, 0, 1000 + offset}, 0, "IPX"});
        rows.push_back({{AF_IPX, SOCK_DGRAM, 1000 + offset}, 0, "IPX"});
    }
    rows.push_back({{AF_IPX, SOCK_DGRAM, 1256}, WSAEPROTONOSUPPORT}); // one past the range
    rows.push_back({{AF_IPX, SOCK_DGRAM, 999}, WSAEPROTONOSUPPORT});  // one before it
    return rows;
}

/** Flags decide about protocol 0, layers never count, hidden entries do. */
std::shared_ptr<const ProtocolCatalog>
SpecialEntries()
{
    CatalogEntry strict = MakeBase("strict", AF_IPX, SOCK_DGRAM, 1000);
    strict.info.dwProviderFlags = 0;
    CatalogEntry hidden = MakeBase("hidden", AF_INET, SOCK_RAW, 0);
    hidden.info.dwProviderFlags = PFL_HIDDEN;
    hidden.info.iProtocolMaxOffset = 255;
    CatalogEntry layer = MakeLayer("layer");
    layer.info.iAddressFamily = AF_APPLETALK;
    layer.info.iSocketType = SOCK_RDM;
    layer.info.iProtocol = 5;
    CatalogEntry negative = MakeBase("negative", AF_NETBIOS, SOCK_SEQPACKET, -1);
    negative.info.dwProviderFlags = 0;
    return MakeCatalog({layer, strict, hidden, MakeBase("tcp", AF_INET, SOCK_STREAM, 6), negative});
}

/** What the last of several installed entries and a reordered chain mean for selection. */
class OrderTestCase : public TestCase
{
  public:
    OrderTestCase()
        : TestCase("R-CAT-21, R-CAT-22: order decides, and a new chain waits at the end")
    {
    }

  private:
    void
    DoRun() override
    {
        const CatalogEntry tcp = MakeBase("tcp", AF_INET, SOCK_STREAM, IPPROTO_TCP);
        const auto catalog =
            MakeCatalog({tcp, MakeLayer("layer"), MakeChain("chain", tcp, {1002, 1001})});
        const SelectionRequest request{AF_INET, SOCK_STREAM, IPPROTO_TCP};
        NS_TEST_EXPECT_MSG_EQ(Select(*catalog, request, Dialect::NT).entry->Name(), "tcp", "base");
        ProtocolCatalogBuilder builder(*catalog);
        NS_TEST_ASSERT_MSG_EQ(bool(builder.SetOrder({1003, 1001, 1002})), true, "reorder");
        const auto reordered = builder.Build();
        const Selection selection = Select(*reordered, request, Dialect::NT);
        NS_TEST_EXPECT_MSG_EQ(selection.entry->Name(), "chain", "chain first");
        NS_TEST_EXPECT_MSG_EQ(Select(*catalog, request, Dialect::NT).entry->Name(),
                              "tcp",
                              "R-CAT-49: the old catalog is as it was");
    }
};

/** R-SEL-30 to R-SEL-32 and R-SEL-37. */
class ByIdTestCase : public TestCase
{
  public:
    ByIdTestCase()
        : TestCase("R-SEL-30, R-SEL-31, R-SEL-37: only the id of lpProtocolInfo selects")
    {
    }

  private:
    void
    DoRun() override
    {
        const CatalogEntry tcp = MakeBase("tcp", AF_INET, SOCK_STREAM, IPPROTO_TCP);
        CatalogEntry hidden = MakeBase("hidden", AF_INET, SOCK_RAW, 0);
        hidden.info.dwProviderFlags = PFL_HIDDEN;
        const auto catalog =
            MakeCatalog({tcp, MakeLayer("layer"), MakeChain("chain", tcp, {1002, 1001}), hidden});
        WSAPROTOCOL_INFOW info{};
        info.iAddressFamily = UNKNOWN;
        for (const auto& [id, error] : std::map<DWORD, int>{{1001, 0},
                                                            {1002, WSAEINVAL},
                                                            {1003, 0},
                                                            {1004, 0},
                                                            {1005, WSAEINVAL},
                                                            {0, WSAEINVAL}})
        {
            info.dwCatalogEntryId = id;
            const Selection selection = SelectById(*catalog, info);
            NS_TEST_EXPECT_MSG_EQ(selection.error, error, "id " << id);
            NS_TEST_EXPECT_MSG_EQ(
                (selection.entry == catalog->FindById(id)), (id != 1002), "id " << id);
        }
    }
};

/** R-SEL-33 to R-SEL-36. */
class ResolutionTestCase : public TestCase
{
  public:
    ResolutionTestCase()
        : TestCase("R-SEL-33 to R-SEL-36: 0 and FROM_PROTOCOL_INFO take the members")
    {
    }

  private:
    void
    Check(const SelectionRequest& request,
          const WSAPROTOCOL_INFOW& info,
          const SelectionRequest& expected,
          int error)
    {
        const SelectionRequest resolved = ResolveTriple(request, info);
        NS_TEST_EXPECT_MSG_EQ(Text(resolved), Text(expected), Text(request));
        NS_TEST_EXPECT_MSG_EQ(JudgeTcpIpTriple(resolved), error, Text(request));
    }

    void
    DoRun() override
    {
        WSAPROTOCOL_INFOW info{};
        info.iAddressFamily = AF_INET;
        info.iSocketType = SOCK_DGRAM;
        info.iProtocol = IPPROTO_UDP;
        const SelectionRequest udp{AF_INET, SOCK_DGRAM, IPPROTO_UDP};
        const SelectionRequest tcp{AF_INET, SOCK_STREAM, IPPROTO_TCP};
        Check({0, 0, 0}, info, udp, 0);
        Check({-1, -1, -1}, info, udp, 0);
        Check({-1, 0, IPPROTO_UDP}, info, udp, 0);
        Check(tcp, info, tcp, 0);
        Check({0, SOCK_STREAM, 0}, info, {AF_INET, SOCK_STREAM, IPPROTO_UDP}, WSAEPROTONOSUPPORT);
        info.iAddressFamily = info.iSocketType = info.iProtocol = -1;
        Check({0, 0, IPPROTO_UDP}, info, {-1, -1, IPPROTO_UDP}, WSAEAFNOSUPPORT);
        info.iAddressFamily = info.iSocketType = info.iProtocol = 0;
        Check({0, 0, IPPROTO_UDP}, info, {0, 0, IPPROTO_UDP}, WSAEAFNOSUPPORT);
    }
};

/** Every row of socket-matrix.csv against its column "rule". */
class SocketMatrixTestCase : public TestCase
{
  public:
    SocketMatrixTestCase()
        : TestCase("R-SEL-10 to R-SEL-21: every row of socket-matrix.csv")
    {
    }

  private:
    void
    DoRun() override
    {
        const auto catalog = LoadWineCatalog();
        const std::vector<CsvRow> rows = ReadCsv(DataPath("oracle/socket-matrix.csv"));
        NS_TEST_ASSERT_MSG_EQ(rows.size(), 1224, "rows of the matrix");
        int sameEntry = 0;
        int otherEntry = 0;
        for (const CsvRow& row : rows)
        {
            const SelectionRequest request{
                int(Number(row, "af")), int(Number(row, "type")), int(Number(row, "protocol"))};
            const Selection selection = Select(*catalog, request, Dialect::NT);
            NS_TEST_EXPECT_MSG_EQ(selection.error, Number(row, "rule"), Text(request));
            if (selection.entry != nullptr && !row.at("info_entry").empty())
            {
                const bool same = selection.entry->Id() == DWORD(Number(row, "info_entry"));
                ++(same ? sameEntry : otherEntry);
            }
        }
        // Where the other implementation made a socket too, it made one of the same entry, except
        // for raw IPv6 sockets, of which it says nothing but zeros.
        NS_TEST_EXPECT_MSG_EQ(sameEntry, 42, "sockets of the same entry");
        NS_TEST_EXPECT_MSG_EQ(otherEntry, 0, "sockets of another entry");
    }
};

/**
 * Every row of socket-info-matrix.csv. The other implementation ignores the id and opens whatever
 * family, type and protocol come out, also outside the named provider; the rules do not.
 */
class SocketInfoMatrixTestCase : public TestCase
{
  public:
    SocketInfoMatrixTestCase()
        : TestCase("R-SEL-30 to R-SEL-36: every row of socket-info-matrix.csv")
    {
    }

  private:
    /** What the rules make of a row: selection by id, resolution, and the provider's own check. */
    static int
    Expected(const ProtocolCatalog& catalog, const CsvRow& row)
    {
        WSAPROTOCOL_INFOW info{};
        info.dwCatalogEntryId = DWORD(Number(row, "entry"));
        const Selection selection = SelectById(catalog, info);
        if (selection.entry == nullptr)
        {
            return selection.error;
        }
        const SelectionRequest request{
            int(Number(row, "af")), int(Number(row, "type")), int(Number(row, "protocol"))};
        return JudgeTcpIpTriple(ResolveTriple(request, selection.entry->info));
    }

    /** Why the other implementation answers otherwise. */
    static std::string
    Cause(int expected, int measured)
    {
        const bool laterCheck = measured == WSAEPROTONOSUPPORT || measured == WSAESOCKTNOSUPPORT;
        if (expected == WSAEAFNOSUPPORT && laterCheck)
        {
            return "it judges protocol and type before the family";
        }
        if (expected == WSAEPROTONOSUPPORT && measured == WSAEACCES)
        {
            return "its host has datagram sockets for ICMP";
        }
        if (expected == WSAEPROTONOSUPPORT && measured == WSAESOCKTNOSUPPORT)
        {
            return "its host takes a protocol above 255 for a wrong type";
        }
        return "unknown";
    }

    void
    DoRun() override
    {
        const auto catalog = LoadWineCatalog();
        const std::vector<CsvRow> rows = ReadCsv(DataPath("oracle/socket-info-matrix.csv"));
        NS_TEST_ASSERT_MSG_EQ(rows.size(), 1192, "rows of the matrix");
        std::map<std::string, int> causes;
        for (const CsvRow& row : rows)
        {
            const int expected = Expected(*catalog, row);
            const int measured = int(Number(row, "error"));
            ++causes[expected == measured ? "agrees" : Cause(expected, measured)];
        }
        const std::map<std::string, int> known{
            {"agrees", 880},
            {"it judges protocol and type before the family", 282}, // R-SEL-36 has family first
            {"its host has datagram sockets for ICMP", 14},
            {"its host takes a protocol above 255 for a wrong type", 16}};
        for (const auto& [cause, count] : causes)
        {
            const auto found = known.find(cause);
            const int expected = found == known.end() ? 0 : found->second;
            NS_TEST_EXPECT_MSG_EQ(count, expected, cause);
        }
        NS_TEST_EXPECT_MSG_EQ(causes.size(), known.size(), "causes of differences");
    }
};

/** Random catalogs and requests: the index answers as the walk does. */
class RandomCatalogTestCase : public TestCase
{
  public:
    RandomCatalogTestCase()
        : TestCase("R-SEL-10 to R-SEL-22: random catalogs, index against walk")
    {
    }

  private:
    int
    Pick(const std::vector<int>& values)
    {
        return values[m_generator() % values.size()];
    }

    CatalogEntry
    RandomEntry()
    {
        CatalogEntry entry = MakeBase("entry",
                                      Pick({2, 23, 6, 17, 0}),
                                      Pick({1, 2, 3, 5, 0}),
                                      Pick({-6, -1, 0, 1, 3, 6, 17, 250, 2147483000}));
        entry.info.iProtocolMaxOffset = Pick({0, 0, 0, 1, 5, 20, 255});
        entry.info.dwProviderFlags = DWORD(Pick({0, 4, 8, 12}));
        entry.info.ProtocolChain.ChainLen = Pick({0, 1, 1, 1});
        return entry;
    }

    void
    CheckRequest(const ProtocolCatalog& catalog, const SelectionRequest& request)
    {
        for (const Dialect dialect : {Dialect::NT, Dialect::CE})
        {
            const Selection found = Select(catalog, request, dialect);
            const Selection walked = Walk(catalog, request, dialect);
            NS_TEST_EXPECT_MSG_EQ(found.error, walked.error, Text(request));
            NS_TEST_EXPECT_MSG_EQ((found.entry == walked.entry), true, Text(request));
        }
    }

    void
    DoRun() override
    {
        for (int round = 0; round < 200; ++round)
        {
            std::vector<CatalogEntry> entries(m_generator() % 30);
            for (CatalogEntry& entry : entries)
            {
                entry = RandomEntry();
            }
            const auto catalog = MakeCatalog(entries);
            for (int i = 0; i < 200; ++i)
            {
                CheckRequest(*catalog,
                             {Pick({0, 2, 23, 6, 17, 99, -1}),
                              Pick({0, 1, 2, 3, 5, 99, -1}),
                              Pick({-7,
                                    -6,
                                    -1,
                                    0,
                                    1,
                                    2,
                                    3,
                                    6,
                                    8,
                                    17,
                                    18,
                                    22,
                                    255,
                                    256,
                                    505,
                                    2147483000,
                                    2147483255,
                                    2147483647})});
            }
        }
    }

    std::mt19937 m_generator{20021};
};

/** What a person reads about a selection. */
class ExplainTestCase : public TestCase
{
  public:
    ExplainTestCase()
        : TestCase("Explain names the entry, the others and the chain")
    {
    }

  private:
    void
    Expect(const std::string& text, const std::string& part)
    {
        NS_TEST_EXPECT_MSG_NE(text.find(part), std::string::npos, part << " in: " << text);
    }

    void
    DoRun() override
    {
        const CatalogEntry tcp = MakeBase("tcp", AF_INET, SOCK_STREAM, IPPROTO_TCP);
        ProtocolCatalogBuilder builder(
            *MakeCatalog({tcp, MakeLayer("layer"), MakeChain("chain", tcp, {1002, 1001})}));
        builder.SetOrder({1003, 1002, 1001});
        const auto catalog = builder.Build();
        const std::string text =
            Explain(*catalog, {AF_INET, SOCK_STREAM, IPPROTO_TCP}, Dialect::NT);
        Expect(text, "AF_INET (2), SOCK_STREAM (1), IPPROTO_TCP (6)");
        Expect(text, "1003 chain = 1002 layer > 1001 tcp");
        Expect(text, "stands before 1001 tcp");
        Expect(text, "1 layer by itself takes no part");
        const std::string refusal = Explain(*catalog, {AF_INET, UNKNOWN, 0}, Dialect::NT);
        Expect(refusal, "WSAESOCKTNOSUPPORT");
        Expect(refusal, "no entry has this socket type");
        builder.Remove(1002);
        Expect(Explain(*builder.Build(), {AF_INET, SOCK_STREAM, 0}, Dialect::NT), "1002 (missing)");
    }
};

/** The suite. */
class WinsockSelectorTestSuite : public TestSuite
{
  public:
    WinsockSelectorTestSuite()
        : TestSuite("winsock-selector", Type::UNIT)
    {
        AddRows("R-SEL-20, R-SEL-21, R-SEL-40: the observed errors",
                ObservedCatalog(),
                ObservedErrors());
        AddRows("R-SEL-20: IPX installed, R-SEL-13: ranges are inclusive",
                CatalogWithIpx(),
                ObservedWithIpx());
        AddRows("R-SEL-16, R-SEL-17: what is left open goes to the first entry",
                ObservedCatalog(),
                {{{AF_INET, 0, 0}, 0, "MSAFD Tcpip [TCP/IP]"},
                 {{AF_INET, 0, IPPROTO_UDP}, 0, "MSAFD Tcpip [UDP/IP]"},
                 {{0, 0, IPPROTO_RAW}, 0, "MSAFD Tcpip [RAW/IP]"},
                 {{0, SOCK_STREAM, IPPROTO_TCP}, 0, "MSAFD Tcpip [TCP/IP]"},
                 {{AF_INET6, 0, 0}, 0, "MSAFD Tcpip [TCP/IPv6]"}});
        AddRows("R-SEL-10, R-SEL-11, R-SEL-13, R-SEL-14: layers, hidden entries, protocol 0 and -1",
                SpecialEntries(),
                {{{AF_APPLETALK, 0, 5}, WSAEAFNOSUPPORT},
                 {{0, SOCK_RDM, 5}, WSAESOCKTNOSUPPORT},
                 {{0, 0, 5}, 0, "hidden"},
                 {{AF_INET, SOCK_RAW, IPPROTO_ICMP}, 0, "hidden"},
                 {{AF_INET, SOCK_RAW, 0}, 0, "hidden"},
                 {{AF_IPX, SOCK_DGRAM, 0}, WSAEPROTONOSUPPORT},
                 {{AF_IPX, SOCK_DGRAM, 1000}, 0, "strict"},
                 {{AF_NETBIOS, SOCK_SEQPACKET, -1}, 0, "negative"},
                 {{0, SOCK_SEQPACKET, -1}, WSAEPROTONOSUPPORT},
                 {{AF_IPX, SOCK_STREAM, 1000}, WSAESOCKTNOSUPPORT}});
        AddRows(
            "R-SEL-24: an empty catalog",
            ProtocolCatalog::Empty(),
            {{{AF_INET, SOCK_STREAM, IPPROTO_TCP}, WSAESOCKTNOSUPPORT}, {{0, 0, 0}, WSAEINVAL}});
        AddRows("R-SEL-25: IrDA without its entry",
                ObservedCatalog(),
                {{{AF_IRDA, SOCK_STREAM, 0}, WSAEAFNOSUPPORT}});
        AddTestCase(new SelectionRowsTestCase(
            "R-SEL-22: the documented errors of the CE dialect",
            StockCatalog("wince-6.0"),
            Dialect::CE,
            {{{AF_INET, SOCK_STREAM, IPPROTO_UDP}, WSAEPROTOTYPE},
             {{AF_INET, SOCK_DGRAM, IPPROTO_TCP}, WSAEPROTOTYPE},
             {{AF_BTH, SOCK_STREAM, IPPROTO_TCP}, WSAEINVAL},
             {{AF_INET, SOCK_STREAM, UNKNOWN_PROTOCOL}, WSAEPROTONOSUPPORT},
             {{AF_INET, SOCK_STREAM, -1}, WSAEPROTONOSUPPORT},
             {{AF_INET6, SOCK_RAW, IPPROTO_ICMP}, WSAESOCKTNOSUPPORT},
             {{UNKNOWN, SOCK_STREAM, IPPROTO_TCP}, WSAEAFNOSUPPORT},
             {{AF_INET, UNKNOWN, IPPROTO_TCP}, WSAESOCKTNOSUPPORT},
             {{0, SOCK_STREAM, 0}, WSAEINVAL},
             {{AF_INET, SOCK_STREAM, 0}, 0, "TCP/IP"},
             {{AF_INET6, SOCK_DGRAM, IPPROTO_UDP}, 0, "UDP/IPv6"}}));
        AddTestCase(new OrderTestCase);
        AddTestCase(new ByIdTestCase);
        AddTestCase(new ResolutionTestCase);
        AddTestCase(new SocketMatrixTestCase);
        AddTestCase(new SocketInfoMatrixTestCase);
        AddTestCase(new RandomCatalogTestCase);
        AddTestCase(new ExplainTestCase);
    }

  private:
    void
    AddRows(const std::string& rule,
            std::shared_ptr<const ProtocolCatalog> catalog,
            std::vector<SelectionRow> rows)
    {
        AddTestCase(
            new SelectionRowsTestCase(rule, std::move(catalog), Dialect::NT, std::move(rows)));
    }
};

WinsockSelectorTestSuite g_winsockSelectorTestSuite; //!< Registers the suite.

} // namespace
