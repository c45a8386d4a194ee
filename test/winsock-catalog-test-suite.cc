/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The protocol catalog: entries, ids, order, enumeration, stock catalogs (R-CAT-1 to R-CAT-36), and
// the judgement of groups and flags at socket creation (R-FLG-1 to R-FLG-7).

#include "catalog-test-support.h"

#include "ns3/catalog-enumeration.h"
#include "ns3/catalog-text.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/protocol-catalog.h"
#include "ns3/socket-flags.h"
#include "ns3/stock-catalogs.h"
#include "ns3/test.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

CatalogEntry
Tcp()
{
    return MakeBase("tcp", AF_INET, SOCK_STREAM, IPPROTO_TCP);
}

bool
Contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/** R-CAT-2: who assigns ids, and that none comes back. */
class IdsTestCase : public TestCase
{
  public:
    IdsTestCase()
        : TestCase("R-CAT-2, R-CAT-20: ids are assigned, grow and are never used again")
    {
    }

  private:
    void
    DoRun() override
    {
        ProtocolCatalogBuilder builder;
        CatalogEntry entry = Tcp();
        entry.info.dwCatalogEntryId = 7;
        NS_TEST_EXPECT_MSG_EQ(builder.Install(entry).id, 1001, "the caller's id is ignored");
        NS_TEST_EXPECT_MSG_EQ(builder.Install(entry).id, 1002, "next id");
        NS_TEST_EXPECT_MSG_EQ(builder.Remove(1002).id, 1002, "remove");
        NS_TEST_EXPECT_MSG_EQ(builder.Install(entry).id, 1003, "1002 is not used again");
        entry.info.dwCatalogEntryId = 2000;
        NS_TEST_EXPECT_MSG_EQ(builder.Import(entry).id, 2000, "an imported id is kept");
        NS_TEST_EXPECT_MSG_EQ(builder.Install(entry).id, 2001, "above the largest");
        entry.info.dwCatalogEntryId = 5;
        NS_TEST_EXPECT_MSG_EQ(builder.Import(entry).id, 5, "a small id is possible");
        const auto catalog = builder.Build();
        const std::vector<DWORD> order{1001, 1003, 2000, 2001, 5};
        NS_TEST_EXPECT_MSG_EQ((catalog->GetOrder() == order), true, "order of installation");
        NS_TEST_EXPECT_MSG_EQ(catalog->GetNextEntryId(), 2002, "the counter goes with the catalog");
        ProtocolCatalogBuilder later(*catalog);
        NS_TEST_EXPECT_MSG_EQ(later.Install(entry).id, 2002, "and from there on");
        NS_TEST_EXPECT_MSG_EQ(
            Contains(later.Import(entry).problem, "5 is there twice"), true, "twice");
        entry.info.dwCatalogEntryId = 0;
        NS_TEST_EXPECT_MSG_EQ(Contains(later.Import(entry).problem, "not possible"), true, "id 0");
        later.ReserveEntryIds(9000);
        NS_TEST_EXPECT_MSG_EQ(later.Install(entry).id, 9000, "a stored counter");
    }
};

/** An entry that must be refused, with a part of the reason. */
struct InvalidEntry
{
    std::function<void(CatalogEntry&)> damage;
    const char* problem;
};

/** R-CAT-1 to R-CAT-10: what no entry may be. */
class ValidationTestCase : public TestCase
{
  public:
    ValidationTestCase()
        : TestCase("R-CAT-1, R-CAT-4, R-CAT-7, R-CAT-10, R-CAT-41: entries that are refused")
    {
    }

  private:
    static std::vector<InvalidEntry>
    InvalidEntries()
    {
        const auto chainLength = [](int length)
        { return [length](CatalogEntry& e) { e.info.ProtocolChain.ChainLen = length; }; };
        return {
            {chainLength(-1), "chain length is -1"},
            {chainLength(8), "chain length is 8"},
            {chainLength(2), "slot 0 of the protocol chain is 0"},
            {[](CatalogEntry& e) { e.info.iProtocolMaxOffset = -1; }, "iProtocolMaxOffset is -1"},
            {[](CatalogEntry& e) { e.info.iProtocolMaxOffset = 2147483647; }, "exceeds"},
            {[](CatalogEntry& e) { e.info.iMinSockAddr = 1; }, "address lengths 1 to 0"},
            {[](CatalogEntry& e) { e.info.dwServiceFlags1 = XP1_UNI_SEND | XP1_UNI_RECV; },
             "takes two entries"},
            {[](CatalogEntry& e) { std::fill_n(e.info.szProtocol, 256, u'x'); }, "terminator"},
            {[](CatalogEntry& e) { e.libraryPath.clear(); }, "library path is empty"},
            {[](CatalogEntry& e) { e.libraryPath.assign(260, 'x'); }, "260 characters"}};
    }

    void
    DoRun() override
    {
        ProtocolCatalogBuilder builder;
        for (const InvalidEntry& invalid : InvalidEntries())
        {
            CatalogEntry entry = Tcp();
            invalid.damage(entry);
            const CatalogChange change = builder.Install(entry);
            NS_TEST_EXPECT_MSG_EQ(bool(change), false, invalid.problem);
            NS_TEST_EXPECT_MSG_EQ(change.id, 0, invalid.problem);
            NS_TEST_EXPECT_MSG_EQ(Contains(change.problem, invalid.problem), true, change.problem);
            entry.info.dwCatalogEntryId = 1;
            NS_TEST_EXPECT_MSG_EQ(bool(builder.Import(entry)), false, invalid.problem);
        }
        NS_TEST_EXPECT_MSG_EQ(builder.GetEntries().size(), 0, "nothing was added");
        NS_TEST_EXPECT_MSG_EQ(builder.Install(Tcp()).id, 1001, "no id was used up");
    }
};

/** R-CAT-4, R-CAT-5, R-CAT-47: slots of chains and garbage in other entries. */
class ChainsTestCase : public TestCase
{
  public:
    ChainsTestCase()
        : TestCase("R-CAT-4, R-CAT-5, R-CAT-47: kinds, slots, orphans and garbage")
    {
    }

  private:
    void
    DoRun() override
    {
        ProtocolCatalogBuilder builder;
        CatalogEntry base = Tcp();
        base.info.ProtocolChain.ChainEntries[0] = 0xdeadbeef; // R-CAT-4 allows garbage here
        builder.Install(base);
        builder.Install(MakeLayer("layer"));
        const CatalogChange first = builder.Install(MakeChain("chain", base, {1002, 1001}));
        NS_TEST_EXPECT_MSG_EQ(first.id, 1003, first.problem);
        const CatalogChange over = builder.Install(MakeChain("over chain", base, {1002, 1003}));
        NS_TEST_EXPECT_MSG_EQ(over.id, 1004, "a slot may name a chain: " << over.problem);
        const CatalogChange orphan = builder.Install(MakeChain("orphan", base, {1002, 77}));
        NS_TEST_EXPECT_MSG_EQ(Contains(orphan.problem, "slot 1"), true, orphan.problem);
        NS_TEST_EXPECT_MSG_EQ(bool(builder.Remove(1002)), true, "removal makes orphans");
        const auto catalog = builder.Build();
        NS_TEST_EXPECT_MSG_EQ(catalog->FindById(1002), nullptr, "removed");
        NS_TEST_EXPECT_MSG_EQ(catalog->FindById(1003)->IsChain(), true, "the chain stays");
        NS_TEST_EXPECT_MSG_EQ(catalog->FindById(1001)->IsBase(), true, "base");
        CatalogEntry imported = MakeChain("stored orphan", base, {77, 1001});
        imported.info.dwCatalogEntryId = 500;
        NS_TEST_EXPECT_MSG_EQ(builder.Import(imported).id, 500, "a stored orphan is kept");
        CatalogEntry longest = MakeChain("longest", base, std::vector<DWORD>(7, 1001));
        NS_TEST_EXPECT_MSG_EQ(bool(builder.Install(longest)), true, "seven elements");
        CatalogEntry other = base;
        other.info.ProtocolChain.ChainEntries[0] = 1;
        NS_TEST_EXPECT_MSG_EQ((other == base), true, "garbage makes no difference");
        NS_TEST_EXPECT_MSG_EQ((imported != longest), true, "slots do");
    }
};

/** R-CAT-23, R-CAT-46, R-CAT-48: changes keep what they do not name. */
class ChangesTestCase : public TestCase
{
  public:
    ChangesTestCase()
        : TestCase("R-CAT-23, R-CAT-46, R-CAT-48, R-CAT-49: order, removal, update, copies")
    {
    }

  private:
    void
    DoRun() override
    {
        CatalogEntry named = Tcp();
        named.info.ProviderId = WSAID_CONNECTEX;
        const auto before = MakeCatalog({Tcp(), named, MakeLayer("layer"), named});
        ProtocolCatalogBuilder builder(*before);
        CheckOrder(builder);
        CatalogEntry update = MakeBase("updated", AF_INET, SOCK_DGRAM, IPPROTO_UDP);
        update.info.dwCatalogEntryId = 1003;
        NS_TEST_EXPECT_MSG_EQ(builder.Update(update).id, 1003, "update");
        update.info.dwCatalogEntryId = 99;
        NS_TEST_EXPECT_MSG_EQ(bool(builder.Update(update)), false, "unknown id");
        NS_TEST_EXPECT_MSG_EQ(bool(builder.Remove(99)), false, "unknown id");
        NS_TEST_EXPECT_MSG_EQ(builder.RemoveProvider(WSAID_CONNECTEX), 2, "both of one GUID");
        NS_TEST_EXPECT_MSG_EQ(builder.RemoveProvider(WSAID_CONNECTEX), 0, "none is left");
        const auto after = builder.Build();
        NS_TEST_EXPECT_MSG_EQ((after->GetOrder() == std::vector<DWORD>{1003, 1001}), true, "after");
        NS_TEST_EXPECT_MSG_EQ(after->GetEntry(0).Name(), "updated", "in its place");
        NS_TEST_EXPECT_MSG_EQ(before->GetSize(), 4, "the old catalog did not change");
        NS_TEST_EXPECT_MSG_EQ(before->FindById(1003)->Name(), "layer", "nor its entries");
        NS_TEST_EXPECT_MSG_EQ(before->FindByProviderId(WSAID_CONNECTEX)->Id(), 1002, "R-CAT-3");
        NS_TEST_EXPECT_MSG_EQ(after->FindByProviderId(WSAID_CONNECTEX), nullptr, "gone");
    }

    void
    CheckOrder(ProtocolCatalogBuilder& builder)
    {
        const std::vector<std::pair<std::vector<DWORD>, std::string>> wrong{
            {{1001, 1002, 1003}, "1 of 4 entries are missing"},
            {{1001, 1002, 1003, 1001}, "1001 is there twice"},
            {{1001, 1002, 1003, 99}, "no entry has the id 99"},
            {{1001, 1002, 1003, 1004, 99}, "no entry has the id 99"}};
        for (const auto& [ids, problem] : wrong)
        {
            NS_TEST_EXPECT_MSG_EQ(Contains(builder.SetOrder(ids).problem, problem), true, problem);
        }
        NS_TEST_EXPECT_MSG_EQ(builder.GetEntries()[0].Id(), 1001, "nothing changed");
        const CatalogChange change = builder.SetOrder({1004, 1003, 1002, 1001});
        NS_TEST_EXPECT_MSG_EQ(bool(change), true, change.problem);
        NS_TEST_EXPECT_MSG_EQ(builder.GetEntries()[0].Id(), 1004, "in the new order");
    }
};

/** A catalog with a hidden base, a layer, a chain and two visible entries. */
std::shared_ptr<const ProtocolCatalog>
CatalogToEnumerate()
{
    CatalogEntry hidden = MakeBase("raw", AF_INET, SOCK_RAW, 0);
    hidden.info.dwProviderFlags = PFL_HIDDEN | PFL_MATCHES_PROTOCOL_ZERO;
    hidden.info.iProtocolMaxOffset = 255;
    CatalogEntry udp = MakeBase("udp", AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    udp.SetName("UDP \xe2\x82\xac \xc3\xa9 \xce\xbb");
    return MakeCatalog(
        {Tcp(), hidden, MakeLayer("layer"), MakeChain("chain", Tcp(), {1003, 1001}), udp});
}

/** R-CAT-30, R-CAT-31, R-CAT-34. */
class VisibilityTestCase : public TestCase
{
  public:
    VisibilityTestCase()
        : TestCase("R-CAT-21, R-CAT-30, R-CAT-31, R-CAT-34: who sees which entries")
    {
    }

  private:
    void
    Check(CatalogView view, const int* filter, const std::vector<DWORD>& expected)
    {
        std::vector<DWORD> ids;
        for (const CatalogEntry* entry : ListProtocols(*m_catalog, view, filter))
        {
            ids.push_back(entry->Id());
        }
        NS_TEST_EXPECT_MSG_EQ((ids == expected), true, "view " << int(view) << " " << ids.size());
    }

    void
    DoRun() override
    {
        Check(CatalogView::INSTALLER, nullptr, {1001, 1002, 1003, 1004, 1005});
        Check(CatalogView::APPLICATION, nullptr, {1001, 1004, 1005});
        const int tcp[] = {999, IPPROTO_TCP, 0, IPPROTO_UDP};
        Check(CatalogView::APPLICATION, tcp, {1001, 1004});
        Check(CatalogView::INSTALLER, tcp, {1001, 1004});
        const int icmp[] = {IPPROTO_ICMP, 0};
        Check(CatalogView::INSTALLER, icmp, {}); // a range is not looked at
        const int none[] = {0};
        Check(CatalogView::INSTALLER, none, {});
    }

    std::shared_ptr<const ProtocolCatalog> m_catalog{CatalogToEnumerate()};
};

/** R-CAT-32, R-CAT-33, R-CAT-35, R-CAT-36 for one of the two structures. */
template <typename INFO>
class BufferTestCase : public TestCase
{
  public:
    explicit BufferTestCase(const std::string& form)
        : TestCase("R-CAT-32, R-CAT-33, R-CAT-35, R-CAT-36: buffers of the " + form + " form")
    {
    }

  private:
    void
    Check(const int* filter, INFO* buffer, DWORD length, Enumeration expected, DWORD after)
    {
        const Enumeration result =
            EnumerateProtocols(*m_catalog, CatalogView::APPLICATION, filter, buffer, &length);
        NS_TEST_EXPECT_MSG_EQ(result.count, expected.count, "count");
        NS_TEST_EXPECT_MSG_EQ(result.error, expected.error, "error");
        NS_TEST_EXPECT_MSG_EQ(length, after, "length");
    }

    void
    DoRun() override
    {
        const DWORD needed = 3 * sizeof(INFO);
        const Enumeration tooSmall{SOCKET_ERROR, WSAENOBUFS};
        const int nothing[] = {999, 0};
        std::vector<INFO> buffer(4);
        Check(nullptr, nullptr, 0, tooSmall, needed);
        Check(nullptr, nullptr, needed, tooSmall, needed);
        buffer[0].dwCatalogEntryId = 42;
        Check(nullptr, buffer.data(), needed - 1, tooSmall, needed);
        NS_TEST_EXPECT_MSG_EQ(buffer[0].dwCatalogEntryId, 42, "nothing partial");
        Check(nullptr, buffer.data(), needed, {3, 0}, needed);
        NS_TEST_EXPECT_MSG_EQ(buffer[2].dwCatalogEntryId, 1005, "third entry");
        NS_TEST_EXPECT_MSG_EQ(buffer[3].dwCatalogEntryId, 0, "not beyond the count");
        Check(nullptr, buffer.data(), needed + 9, {3, 0}, needed + 9);
        Check(nothing, buffer.data(), 0, {0, 0}, 0);
        Check(nothing, nullptr, 0, tooSmall, 0);
        const Enumeration noLength = EnumerateProtocols(*m_catalog,
                                                        CatalogView::INSTALLER,
                                                        nullptr,
                                                        buffer.data(),
                                                        static_cast<DWORD*>(nullptr));
        NS_TEST_EXPECT_MSG_EQ(noLength.error, WSAEFAULT, "no length");
    }

    std::shared_ptr<const ProtocolCatalog> m_catalog{CatalogToEnumerate()};
};

/** Names in both forms. */
class NamesTestCase : public TestCase
{
  public:
    NamesTestCase()
        : TestCase("R-CAT-9, R-CAT-33: names in UTF-16, UTF-8 and the ANSI code page")
    {
    }

  private:
    void
    DoRun() override
    {
        NS_TEST_EXPECT_MSG_EQ(sizeof(WSAPROTOCOL_INFOA), 372, "R-CAT-33");
        NS_TEST_EXPECT_MSG_EQ(sizeof(WSAPROTOCOL_INFOW), 628, "R-CAT-33");
        const CatalogEntry udp = *CatalogToEnumerate()->FindById(1005);
        const WSAPROTOCOL_INFOA ansi = ToAnsi(udp.info);
        NS_TEST_EXPECT_MSG_EQ(std::string(ansi.szProtocol), "UDP \x80 \xe9 ?", "code page 1252");
        CatalogEntry back;
        back.info = ToWide(ansi);
        NS_TEST_EXPECT_MSG_EQ(back.Name(), "UDP \xe2\x82\xac \xc3\xa9 ?", "and back");
        back.SetName(udp.Name());
        back.libraryPath = udp.libraryPath;
        NS_TEST_EXPECT_MSG_EQ((back == udp), true, "all other members come through");
        back.SetName(std::string(300, 'x'));
        NS_TEST_EXPECT_MSG_EQ(back.Name().size(), 255, "cut at WSAPROTOCOL_LEN");
        WSAPROTOCOL_INFOW full{};
        std::fill_n(full.szProtocol, 256, u'y');
        NS_TEST_EXPECT_MSG_EQ(std::strlen(ToAnsi(full).szProtocol), 255, "always terminated");
        const std::string emoji = "\xf0\x9f\x93\x9e";
        NS_TEST_EXPECT_MSG_EQ(Utf16ToUtf8(Utf8ToUtf16(emoji)), emoji, "surrogate pairs");
        NS_TEST_EXPECT_MSG_EQ((Utf8ToUtf16("a\xc0\xaf\xe2\x82") == u"a\xfffd\xfffd\xfffd\xfffd"),
                              true,
                              "damaged UTF-8");
        const char16_t lone[] = {0xd800, u'b', 0};
        NS_TEST_EXPECT_MSG_EQ(Utf16ToUtf8(lone),
                              "\xef\xbf\xbd"
                              "b",
                              "lone surrogate");
    }
};

/** The stock catalogs and what they came from. */
class StockTestCase : public TestCase
{
  public:
    StockTestCase()
        : TestCase("R-CAT-12, R-CAT-13, R-CE-102, R-CE-115: stock catalogs")
    {
    }

  private:
    void
    DoRun() override
    {
        const std::vector<std::string> names{"windows-10",
                                             "windows-nt",
                                             "windows-95",
                                             "wince-6.0",
                                             "small-ipv4",
                                             "small-ipv6",
                                             "small-dual"};
        std::vector<std::string> known = StockCatalogNames();
        NS_TEST_EXPECT_MSG_EQ(
            std::is_permutation(names.begin(), names.end(), known.begin(), known.end()),
            true,
            "names");
        std::string problem;
        NS_TEST_EXPECT_MSG_EQ(StockCatalog("windows-3.1", &problem), nullptr, "unknown name");
        for (const std::string& name : names)
        {
            NS_TEST_EXPECT_MSG_EQ(Contains(problem, "\"" + name + "\""), true, problem);
            NS_TEST_EXPECT_MSG_EQ(StockCatalog(name), StockCatalog(name), "held once");
        }
        const std::string file = CatalogDirectory() + "win10-1607-x64-clean-moby27423.txt";
        const auto listed = ReadCatalogFile(file).catalogs.native;
        const auto stock = StockCatalog("windows-10");
        NS_TEST_EXPECT_MSG_EQ(
            std::equal(listed->begin(), listed->end(), stock->begin(), stock->end()),
            true,
            "the clean Windows 10 machine");
        CheckCe(*StockCatalog("wince-6.0"));
    }

    void
    CheckCe(const ProtocolCatalog& catalog)
    {
        int ofWspm = 0;
        for (const CatalogEntry& entry : catalog)
        {
            const DWORD multipoint = entry.info.dwServiceFlags1 & XP1_SUPPORT_MULTIPOINT;
            NS_TEST_EXPECT_MSG_EQ(multipoint, 0, "R-CE-102: " << entry.Name());
            if (entry.libraryPath == "wspm.dll")
            {
                ++ofWspm;
                NS_TEST_EXPECT_MSG_EQ(entry.info.ProviderId,
                                      catalog.GetEntry(0).info.ProviderId,
                                      "R-CE-115: " << entry.Name());
            }
        }
        NS_TEST_EXPECT_MSG_EQ(ofWspm, 5, "TCP and UDP over both versions, and raw");
    }
};

/** One judgement of multipoint flags. */
struct FlagRow
{
    DWORD serviceFlags;
    DWORD dwFlags;
    GROUP group;
    Dialect dialect;
    int error;
    const char* rule;
};

/** R-FLG-1 to R-FLG-7. */
class FlagsTestCase : public TestCase
{
  public:
    FlagsTestCase()
        : TestCase("R-FLG-1 to R-FLG-7: groups, multipoint flags and privileges")
    {
    }

  private:
    static std::vector<FlagRow>
    Rows()
    {
        constexpr DWORD ROOTED =
            XP1_SUPPORT_MULTIPOINT | XP1_MULTIPOINT_CONTROL_PLANE | XP1_MULTIPOINT_DATA_PLANE;
        constexpr DWORD UDP = 0x20609;
        constexpr DWORD TCP = 0x20066;
        constexpr DWORD C_ROOT = WSA_FLAG_MULTIPOINT_C_ROOT;
        constexpr DWORD C_LEAF = WSA_FLAG_MULTIPOINT_C_LEAF;
        constexpr DWORD D_ROOT = WSA_FLAG_MULTIPOINT_D_ROOT;
        constexpr DWORD D_LEAF = WSA_FLAG_MULTIPOINT_D_LEAF;
        constexpr Dialect NT = Dialect::NT;
        constexpr Dialect CE = Dialect::CE;
        return {{TCP, 0, 0, NT, 0, "no flag"},
                {TCP, WSA_FLAG_OVERLAPPED, 0, CE, 0, "overlapped is always fine"},
                {UDP, C_LEAF | D_LEAF, 0, NT, 0, "R-FLG-6"},
                {UDP, C_ROOT | D_LEAF, 0, NT, WSAEINVAL, "R-FLG-6"},
                {UDP, C_LEAF | D_ROOT, 0, NT, WSAEINVAL, "R-FLG-6"},
                {UDP, C_ROOT | D_ROOT, 0, NT, WSAEINVAL, "R-FLG-6"},
                {UDP, C_LEAF, 0, NT, WSAEINVAL, "R-FLG-4: one plane only"},
                {UDP, D_LEAF, 0, NT, WSAEINVAL, "R-FLG-4: one plane only"},
                {ROOTED, C_ROOT | C_LEAF | D_LEAF, 0, NT, WSAEINVAL, "R-FLG-4: two C flags"},
                {ROOTED, C_LEAF | D_ROOT | D_LEAF, 0, NT, WSAEINVAL, "R-FLG-4: two D flags"},
                {ROOTED, C_ROOT | D_ROOT, 0, NT, 0, "R-FLG-3: rooted planes"},
                {ROOTED, C_LEAF | D_LEAF, 0, NT, 0, "R-FLG-3: leaves in rooted planes"},
                {XP1_SUPPORT_MULTIPOINT | XP1_MULTIPOINT_CONTROL_PLANE,
                 C_ROOT | D_LEAF,
                 0,
                 CE,
                 0,
                 "R-FLG-3: only the control plane is rooted"},
                {XP1_SUPPORT_MULTIPOINT | XP1_MULTIPOINT_CONTROL_PLANE,
                 C_ROOT | D_ROOT,
                 0,
                 CE,
                 WSAEINVAL,
                 "R-FLG-3: only the control plane is rooted"},
                {ROOTED & ~XP1_SUPPORT_MULTIPOINT,
                 C_ROOT | D_ROOT,
                 0,
                 NT,
                 WSAEINVAL,
                 "R-CAT-11: planes mean nothing without multipoint"},
                {TCP, C_LEAF | D_LEAF, 0, NT, WSAEINVAL, "R-FLG-5"},
                {TCP, 0, 1, NT, WSAEINVAL, "R-FLG-1"},
                {TCP, 0, 2, CE, WSAEINVAL, "R-FLG-1"},
                {TCP, 0, 77, NT, WSAEINVAL, "R-FLG-1"},
                {TCP, WSA_FLAG_ACCESS_SYSTEM_SECURITY, 0, NT, WSAEACCES, "R-FLG-7"},
                {TCP, WSA_FLAG_ACCESS_SYSTEM_SECURITY, 0, CE, 0, "R-FLG-7"},
                {TCP, WSA_FLAG_NO_HANDLE_INHERIT, 0, NT, 0, "R-FLG-7"},
                {TCP, 0x40000000, 0, NT, 0, "R-FLG-7: unknown bits"}};
    }

    void
    DoRun() override
    {
        for (const FlagRow& row : Rows())
        {
            const int error =
                JudgeSocketFlags(row.serviceFlags, row.dwFlags, row.group, row.dialect);
            NS_TEST_EXPECT_MSG_EQ(error, row.error, row.rule << ", flags " << row.dwFlags);
        }
    }
};

/** The suite. */
class WinsockCatalogTestSuite : public TestSuite
{
  public:
    WinsockCatalogTestSuite()
        : TestSuite("winsock-catalog", Type::UNIT)
    {
        AddTestCase(new IdsTestCase);
        AddTestCase(new ValidationTestCase);
        AddTestCase(new ChainsTestCase);
        AddTestCase(new ChangesTestCase);
        AddTestCase(new VisibilityTestCase);
        AddTestCase(new BufferTestCase<WSAPROTOCOL_INFOW>("W"));
        AddTestCase(new BufferTestCase<WSAPROTOCOL_INFOA>("A"));
        AddTestCase(new NamesTestCase);
        AddTestCase(new StockTestCase);
        AddTestCase(new FlagsTestCase);
    }
};

WinsockCatalogTestSuite g_winsockCatalogTestSuite; //!< Registers the suite.

} // namespace
