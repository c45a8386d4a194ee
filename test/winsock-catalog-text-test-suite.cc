/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Reading and writing of netsh listings: the ones of real machines, damaged ones and foreign ones.

#include "catalog-test-support.h"
#include "winsock-test-data.h"

#include "ns3/catalog-text.h"
#include "ns3/stock-catalogs.h"
#include "ns3/test.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

std::string
ReadBytes(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool
SameEntries(const ProtocolCatalog& left, const ProtocolCatalog& right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end());
}

bool
SameCatalogs(const MachineCatalogs& left, const MachineCatalogs& right)
{
    return SameEntries(*left.native, *right.native) && SameEntries(*left.wow64, *right.wow64) &&
           left.nativeNamespaces == right.nativeNamespaces &&
           left.wow64Namespaces == right.wow64Namespaces;
}

bool
IsEmpty(const MachineCatalogs& catalogs)
{
    return SameCatalogs(catalogs, MachineCatalogs());
}

/** Line numbers count from 1. */
std::size_t
LineOf(const std::string& text, std::size_t position)
{
    const auto end = std::next(text.begin(), std::ptrdiff_t(position));
    return 1 + std::size_t(std::count(text.begin(), end, '\n'));
}

/** A small listing to damage: a base, a layer, a chain, a 32-bit entry and a name space. */
std::string
SmallListing()
{
    MachineCatalogs catalogs;
    const CatalogEntry tcp = MakeBase("tcp", AF_INET, SOCK_STREAM, IPPROTO_TCP);
    catalogs.native = MakeCatalog({tcp, MakeLayer("layer"), MakeChain("chain", tcp, {1002, 1001})});
    catalogs.wow64 = MakeCatalog({tcp});
    catalogs.nativeNamespaces = {{"Tcpip", WSAID_ACCEPTEX, 12, true, 0}};
    return WriteCatalogText(catalogs);
}

/** How many entries a listing of a real machine has. */
struct ListingCounts
{
    const char* name;
    std::size_t native;
    std::size_t wow64;
    std::size_t namespaces;
};

/** Every listing reads, and is written again byte for byte. */
class RoundTripTestCase : public TestCase
{
  public:
    explicit RoundTripTestCase(const std::string& name)
        : TestCase("listing " + name + " survives reading and writing"),
          m_name(name)
    {
    }

  private:
    void
    DoRun() override
    {
        const CatalogTextResult read = ReadCatalogFile(CatalogDirectory() + m_name);
        NS_TEST_ASSERT_MSG_EQ(read.ok, true, read.problem.ToString());
        const std::string written = WriteCatalogText(read.catalogs, read.layout);
        NS_TEST_EXPECT_MSG_EQ(
            (written == ReadBytes(CatalogDirectory() + m_name)), true, "the same bytes");
        const CatalogTextResult plain = ReadCatalogText(WriteCatalogText(read.catalogs));
        NS_TEST_ASSERT_MSG_EQ(plain.ok, true, plain.problem.ToString());
        NS_TEST_EXPECT_MSG_EQ(SameCatalogs(read.catalogs, plain.catalogs),
                              true,
                              "the same entries in the standard layout");
    }

    std::string m_name;
};

/** The number of entries in each listing, so that none is passed over. */
class CountsTestCase : public TestCase
{
  public:
    CountsTestCase()
        : TestCase("number of entries in each listing")
    {
    }

  private:
    void
    DoRun() override
    {
        const std::vector<ListingCounts> listings{
            {"win10-1607-x64-clean-moby27423.txt", 13, 13, 0},
            {"win10-1607-x64-lavasoft-moby27423.txt", 18, 13, 0},
            {"win10-x64-astrill-trio1659.txt", 15, 12, 6},
            {"win10-x64-pgp-wsl9413.txt", 13, 11, 0},
            {"win11-x64-clean-wsl40110.txt", 11, 11, 0},
            {"win2000-netbios-clean-instlsp.txt", 17, 0, 0},
            {"win2000-netbios-foobar-instlsp.txt", 21, 0, 0},
            {"win7-x64-clean-spidemo.txt", 10, 10, 0}};
        NS_TEST_ASSERT_MSG_EQ(listings.size(), ListingNames().size(), "listings");
        for (const ListingCounts& listing : listings)
        {
            const MachineCatalogs catalogs =
                ReadCatalogFile(CatalogDirectory() + listing.name).catalogs;
            const std::size_t namespaces =
                catalogs.nativeNamespaces.size() + catalogs.wow64Namespaces.size();
            NS_TEST_EXPECT_MSG_EQ(catalogs.native->GetSize(), listing.native, listing.name);
            NS_TEST_EXPECT_MSG_EQ(catalogs.wow64->GetSize(), listing.wow64, listing.name);
            NS_TEST_EXPECT_MSG_EQ(namespaces, listing.namespaces, listing.name);
        }
    }
};

/** What one entry of a real machine reads as. */
class MembersTestCase : public TestCase
{
  public:
    MembersTestCase()
        : TestCase("R-CAT-4, R-CAT-5: members of a chain, its layer and an unknown path")
    {
    }

  private:
    void
    DoRun() override
    {
        const MachineCatalogs catalogs =
            ReadCatalogFile(CatalogDirectory() + "win10-x64-astrill-trio1659.txt").catalogs;
        const CatalogEntry* chain = catalogs.native->FindById(1020);
        NS_TEST_ASSERT_MSG_NE(chain, nullptr, "chain 1020");
        NS_TEST_EXPECT_MSG_EQ(chain->IsChain(), true, "kind");
        NS_TEST_EXPECT_MSG_EQ(chain->Name(), "ASProxy over [MSAFD Tcpip [TCP/IP]]", "name");
        NS_TEST_EXPECT_MSG_EQ(chain->libraryPath, "C:\\Windows\\system32\\ASProxy64.dll", "path");
        NS_TEST_EXPECT_MSG_EQ(chain->info.dwServiceFlags1, 0x66, "service flags");
        NS_TEST_EXPECT_MSG_EQ(chain->info.ProtocolChain.ChainLen, 2, "length");
        NS_TEST_EXPECT_MSG_EQ(chain->info.ProtocolChain.ChainEntries[0], 1019, "layer");
        NS_TEST_EXPECT_MSG_EQ(chain->info.ProtocolChain.ChainEntries[1], 1002, "base");
        NS_TEST_EXPECT_MSG_EQ(chain->info.dwProviderFlags, PFL_MATCHES_PROTOCOL_ZERO, "inferred");
        const CatalogEntry* layer = catalogs.native->FindById(1019);
        NS_TEST_ASSERT_MSG_NE(layer, nullptr, "layer 1019");
        NS_TEST_EXPECT_MSG_EQ(layer->IsLayer(), true, "kind");
        NS_TEST_EXPECT_MSG_EQ(layer->info.dwProviderFlags, PFL_HIDDEN, "inferred");
        NS_TEST_EXPECT_MSG_EQ(catalogs.wow64->FindById(1020), nullptr, "catalogs are apart");
        NS_TEST_EXPECT_MSG_EQ(catalogs.native->GetNextEntryId(), 1022, "R-CAT-2");
        NS_TEST_EXPECT_MSG_EQ(catalogs.wow64Namespaces[1].nameSpace, 12, "name space");
    }
};

/** The members that netsh does not print, against reports of machines that do. */
class UnlistedMembersTestCase : public TestCase
{
  public:
    UnlistedMembersTestCase()
        : TestCase("R-CAT-7, R-CAT-8, R-CAT-12: what a listing leaves out is inferred")
    {
    }

  private:
    void
    DoRun() override
    {
        const auto catalog = StockCatalog("windows-10");
        const CatalogEntry* raw = catalog->FindById(1008);
        const CatalogEntry* udp = catalog->FindById(1007);
        NS_TEST_EXPECT_MSG_EQ(raw->info.iProtocolMaxOffset, 255, "raw serves all protocols");
        NS_TEST_EXPECT_MSG_EQ(udp->info.iProtocolMaxOffset, 0, "UDP serves one");
        NS_TEST_EXPECT_MSG_EQ(udp->info.dwMessageSize, 65527, "largest datagram");
        NS_TEST_EXPECT_MSG_EQ(catalog->FindById(1006)->info.dwMessageSize, 0, "stream");
        int compared = 0;
        for (const std::string& name : ListingNames())
        {
            const auto listed = ReadCatalogFile(CatalogDirectory() + name).catalogs.native;
            compared += CompareWithReports(*listed);
        }
        NS_TEST_EXPECT_MSG_EQ(compared, 78, "entries that a report names");
    }

    /** provider-flags.tsv: name, version, family, type, protocol, flags1, provider flags, GUID. */
    int
    CompareWithReports(const ProtocolCatalog& catalog)
    {
        std::ifstream file(CatalogDirectory() + "provider-flags.tsv");
        int compared = 0;
        for (std::string line; std::getline(file, line);)
        {
            const std::string name = line.substr(0, line.find('\t'));
            for (const CatalogEntry& entry : catalog)
            {
                if (entry.Name() == name)
                {
                    const bool hidden = line.find("\t0xc\t") != std::string::npos;
                    NS_TEST_EXPECT_MSG_EQ(entry.info.dwProviderFlags, (hidden ? 0xc : 0x8), name);
                    ++compared;
                }
            }
        }
        return compared;
    }
};

/** One attribute of a protocol: its column in an msinfo32 export and its service flag. */
struct Attribute
{
    std::size_t column;
    DWORD flag;
};

/** An export of a machine that lists attributes by name, against the flags of the catalog. */
class ExportedAttributesTestCase : public TestCase
{
  public:
    ExportedAttributesTestCase()
        : TestCase("R-CAT-8, R-CAT-12, R-CAT-13: attributes that a real machine exported")
    {
    }

  private:
    static std::vector<std::string>
    Split(const std::string& line)
    {
        std::vector<std::string> values;
        std::istringstream stream(line);
        for (std::string value; std::getline(stream, value, '\t');)
        {
            values.push_back(value);
        }
        return values;
    }

    void
    Compare(const std::vector<std::string>& row, const WSAPROTOCOL_INFOW& info)
    {
        // The export calls what is XP1_QOS_SUPPORTED in the catalog its encryption.
        const std::vector<Attribute> attributes{{1, XP1_CONNECTIONLESS},
                                                {2, XP1_GUARANTEED_DELIVERY},
                                                {3, XP1_GUARANTEED_ORDER},
                                                {6, XP1_MESSAGE_ORIENTED},
                                                {8, XP1_PSEUDO_STREAM},
                                                {9, XP1_SUPPORT_BROADCAST},
                                                {10, XP1_CONNECT_DATA},
                                                {11, XP1_DISCONNECT_DATA},
                                                {12, XP1_QOS_SUPPORTED},
                                                {13, XP1_EXPEDITED_DATA},
                                                {14, XP1_GRACEFUL_CLOSE},
                                                {16, XP1_SUPPORT_MULTIPOINT}};
        for (const Attribute& attribute : attributes)
        {
            const bool has = (info.dwServiceFlags1 & attribute.flag) != 0;
            NS_TEST_EXPECT_MSG_EQ(
                has, (row[attribute.column] == "1"), row[0] << ", flag " << attribute.flag);
        }
        NS_TEST_EXPECT_MSG_EQ(info.iMaxSockAddr, std::stoi(row[4]), row[0]);
        NS_TEST_EXPECT_MSG_EQ(info.dwMessageSize, std::stoul(row[5]), row[0]);
        NS_TEST_EXPECT_MSG_EQ(info.iMinSockAddr, std::stoi(row[7]), row[0]);
    }

    /** @return the entry of that name; for NetBIOS, whose names hold a device, of that type */
    static const CatalogEntry*
    FindCounterpart(const std::string& name)
    {
        const bool isNetBios = name.find("NetBIOS") != std::string::npos;
        const bool isDatagram = name.find("DATAGRAM") != std::string::npos;
        for (const char* stock : {"windows-10", "windows-nt"})
        {
            for (const CatalogEntry& entry : *StockCatalog(stock))
            {
                const WSAPROTOCOL_INFOW& info = entry.info;
                const bool sameDevice = isNetBios && info.iAddressFamily == AF_NETBIOS &&
                                        isDatagram == (info.iSocketType == SOCK_DGRAM);
                if (sameDevice || entry.Name() == name)
                {
                    return &entry;
                }
            }
        }
        return nullptr;
    }

    void
    DoRun() override
    {
        std::ifstream file(CatalogDirectory() + "vista-sp2-x86-netbios-msinfo32.tsv");
        std::string line;
        std::getline(file, line);
        int compared = 0;
        while (std::getline(file, line))
        {
            const std::vector<std::string> row = Split(line);
            const CatalogEntry* entry = FindCounterpart(row[0]);
            NS_TEST_ASSERT_MSG_NE(entry, nullptr, row[0]);
            Compare(row, entry->info);
            ++compared;
        }
        NS_TEST_EXPECT_MSG_EQ(compared, 20, "rows of the export");
    }
};

/** What people send. */
class EncodingsTestCase : public TestCase
{
  public:
    EncodingsTestCase()
        : TestCase("line ends, marks, UTF-16, code page 1252 and a console around the listing")
    {
    }

  private:
    void
    ExpectSame(const std::string& text, const std::string& what)
    {
        const CatalogTextResult read = ReadCatalogText(text);
        NS_TEST_EXPECT_MSG_EQ(read.ok, true, what << ": " << read.problem.ToString());
        const CatalogTextResult plain = ReadCatalogText(SmallListing());
        NS_TEST_EXPECT_MSG_EQ(SameCatalogs(read.catalogs, plain.catalogs), true, what);
    }

    static std::string
    Replaced(std::string text, const std::string& old, const std::string& by)
    {
        for (std::size_t at = text.find(old); at != std::string::npos;
             at = text.find(old, at + by.size()))
        {
            text.replace(at, old.size(), by);
        }
        return text;
    }

    static std::string
    AsUtf16(const std::string& text)
    {
        std::string bytes = "\xff\xfe";
        for (const char16_t unit : Utf8ToUtf16(text))
        {
            bytes += char(unit & 0xff);
            bytes += char(unit >> 8);
        }
        return bytes;
    }

    void
    DoRun() override
    {
        const std::string listing = SmallListing();
        ExpectSame(Replaced(listing, "\n", "\r\n"), "CR LF");
        ExpectSame(Replaced(listing, "\n", "  \n"), "trailing blanks");
        ExpectSame("\xef\xbb\xbf" + listing, "UTF-8 mark");
        ExpectSame(AsUtf16(listing), "UTF-16");
        ExpectSame("C:\\>netsh winsock show catalog\n" + listing + "\nC:\\>exit\n", "console");
        ExpectSame(listing.substr(0, listing.find_last_not_of('\n') + 1), "no last line end");
        const CatalogTextResult ansi = ReadCatalogText(Replaced(listing, "layer\n", "caf\xe9\n"));
        NS_TEST_ASSERT_MSG_EQ(ansi.ok, true, ansi.problem.ToString());
        NS_TEST_EXPECT_MSG_EQ(
            ansi.catalogs.native->FindById(1002)->Name(), "caf\xc3\xa9", "code page 1252");
    }
};

/** One way to damage the small listing, and where it must be noticed. */
struct Damage
{
    const char* old;      //!< First text of this kind ...
    const char* by;       //!< ... is replaced by this.
    const char* expected; //!< Part of what the problem says was expected.
    const char* found;    //!< Part of what it says was found.
};

/** A damaged listing gives the line, what was expected and what was found, and no catalogs. */
class DamageTestCase : public TestCase
{
  public:
    DamageTestCase()
        : TestCase("damaged and foreign listings name the line and change nothing")
    {
    }

  private:
    void
    Check(const Damage& damage)
    {
        std::string text = SmallListing();
        const std::size_t at = text.find(damage.old);
        NS_TEST_ASSERT_MSG_NE(at, std::string::npos, damage.old);
        text.replace(at, std::string(damage.old).size(), damage.by);
        const CatalogTextResult read = ReadCatalogText(text);
        const std::string problem = read.problem.ToString();
        NS_TEST_EXPECT_MSG_EQ(read.ok, false, damage.old);
        NS_TEST_EXPECT_MSG_EQ(IsEmpty(read.catalogs), true, damage.old);
        NS_TEST_EXPECT_MSG_EQ(read.problem.line, LineOf(text, at), problem);
        NS_TEST_EXPECT_MSG_NE(
            read.problem.expected.find(damage.expected), std::string::npos, problem);
        NS_TEST_EXPECT_MSG_NE(read.problem.found.find(damage.found), std::string::npos, problem);
    }

    void
    DoRun() override
    {
        const std::vector<Damage> damages{
            {"Winsock Catalog Provider Entry",
             "Winsock-Kataloganbietereintrag",
             "Winsock Catalog Provider Entry",
             "Winsock-Kataloganbietereintrag"},
            {"-----", "-----+", "54 hyphens", "+"},
            {"Entry Type:", "Eintragstyp:", "\"Entry Type:\"", "Eintragstyp"},
            {"Base Service Provider", "Base Provider", "Base Service Provider", "Base Provider"},
            {"Description:  ", "Beschreibung:  ", "\"Description:\"", "Beschreibung"},
            {"{00000000-0000", "{0000000-0000", "Provider ID", "{0000000-"},
            {"Provider Path: ", "Path: ", "\"Provider Path:\"", "Path"},
            {"Catalog Entry ID:                   1001",
             "Catalog Entry ID:                   10x1",
             "a number from 0 to 4294967295",
             "10x1"},
            {"Version:", "\nVersion:", "\"Version:\"", "an empty line"},
            {"Address Family:                     2",
             "Address Family:                     2147483648",
             "2147483647",
             "2147483648"},
            {"Protocol Chain Length:              1",
             "Protocol Chain Length:              2",
             "from 1 to 1",
             "2"},
            {"Protocol Chain Length:              2",
             "Protocol Chain Length:              8",
             "from 2 to 7",
             "8"},
            {"Protocol Chain: 1002 : 1001", "Protocol Chain: 1002", "2 catalog entry ids", "1002"},
            {"Protocol Chain: 1002 : 1001",
             "Protocol Chain: 1002 : 1001 : 3",
             "2 catalog entry ids",
             ": 3"},
            {"Protocol Chain: 1002 : 1001",
             "Protocol Chain: -1002 : 1001",
             "2 catalog entry ids",
             "-1002"},
            {"Active:                             1",
             "Active:                             2",
             "from 0 to 1",
             "2"},
            {"Name Space Provider Entry",
             "Anbietereintrag",
             "Name Space Provider Entry",
             "Anbietereintrag"}};
        for (const Damage& damage : damages)
        {
            Check(damage);
        }
        CheckWholeTexts();
    }

    void
    CheckWholeTexts()
    {
        NS_TEST_EXPECT_MSG_EQ(ReadCatalogText("").problem.ToString(),
                              "line 1: expected \"Winsock Catalog Provider Entry\" or "
                              "\"Name Space Provider Entry\", found the end of the text",
                              "empty text");
        const CatalogTextResult missing = ReadCatalogFile("no-such-file.txt");
        NS_TEST_EXPECT_MSG_EQ(missing.ok, false, "missing file");
        NS_TEST_EXPECT_MSG_EQ(missing.problem.ToString(),
                              "expected a readable file, found \"no-such-file.txt\"",
                              "missing file");
        std::string twice = SmallListing();
        const std::string id = "Catalog Entry ID:                   1002";
        twice.replace(twice.find(id), id.size(), "Catalog Entry ID:                   1001");
        NS_TEST_EXPECT_MSG_NE(ReadCatalogText(twice).problem.found.find("1001 is there twice"),
                              std::string::npos,
                              "R-CAT-2: ids are unique");
        NS_TEST_EXPECT_MSG_EQ(ReadCatalogText("Adapter\n-----\n").ok, false, "something else");
    }
};

/** Cut anywhere or with random bytes, a listing gives a catalog or a problem, nothing else. */
class RandomDamageTestCase : public TestCase
{
  public:
    RandomDamageTestCase()
        : TestCase("cut and scrambled listings")
    {
    }

  private:
    void
    DoRun() override
    {
        const std::string listing = SmallListing();
        for (std::size_t length = 0; length < listing.size(); ++length)
        {
            CheckConsistent(ReadCatalogText(listing.substr(0, length)));
        }
        for (int round = 0; round < 3000; ++round)
        {
            std::string text = listing;
            for (int i = 0; i < 3; ++i)
            {
                text[m_generator() % text.size()] = char(m_generator() & 0xff);
            }
            CheckConsistent(ReadCatalogText(text));
        }
    }

    void
    CheckConsistent(const CatalogTextResult& read)
    {
        if (read.ok)
        {
            const CatalogTextResult again =
                ReadCatalogText(WriteCatalogText(read.catalogs, read.layout));
            NS_TEST_EXPECT_MSG_EQ(again.ok, true, again.problem.ToString());
            NS_TEST_EXPECT_MSG_EQ(SameCatalogs(read.catalogs, again.catalogs), true, "entries");
            return;
        }
        NS_TEST_EXPECT_MSG_EQ(IsEmpty(read.catalogs), true, "nothing after a problem");
        NS_TEST_EXPECT_MSG_EQ((read.problem.line > 0), true, read.problem.ToString());
    }

    std::mt19937 m_generator{36};
};

/** The suite. */
class WinsockCatalogTextTestSuite : public TestSuite
{
  public:
    WinsockCatalogTextTestSuite()
        : TestSuite("winsock-catalog-text", Type::UNIT)
    {
        for (const std::string& name : ListingNames())
        {
            AddTestCase(new RoundTripTestCase(name));
        }
        AddTestCase(new CountsTestCase);
        AddTestCase(new MembersTestCase);
        AddTestCase(new UnlistedMembersTestCase);
        AddTestCase(new ExportedAttributesTestCase);
        AddTestCase(new EncodingsTestCase);
        AddTestCase(new DamageTestCase);
        AddTestCase(new RandomDamageTestCase);
    }
};

WinsockCatalogTextTestSuite g_winsockCatalogTextTestSuite; //!< Registers the suite.

} // namespace
