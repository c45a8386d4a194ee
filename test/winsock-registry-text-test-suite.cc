/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Registry exports of catalogs: what is written comes back, what people send is read, and damage is named
// with its line.

#include "catalog-test-support.h"

#include "ns3/catalog-registry.h"
#include "ns3/catalog-text.h"
#include "ns3/packed-catalog-item.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/registry-export.h"
#include "ns3/stock-catalogs.h"
#include "ns3/test.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

const std::string PROTOCOLS = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\WinSock2\\"
                              "Parameters\\Protocol_Catalog9";

/// A small catalog with all that entries can have.
MachineCatalogs
SmallMachine()
{
    ProtocolCatalogBuilder builder(*StockCatalog("wince-6.0"));
    CatalogEntry layer = MakeLayer("Filter \"\xc3\xa4\" \\ x");
    layer.lspCategories = 0x81;
    layer.info.dwServiceFlags2 = 2;
    layer.info.dwServiceFlags4 = 0xffffffff;
    layer.info.dwProviderReserved = 77;
    builder.Install(layer);
    MachineCatalogs machine;
    machine.native = builder.Build();
    machine.nativeNamespaces = {{"Tcpip", GuidFromName("one"), 12, true, 3, {}},
                                {"two\nlines", GuidFromName("two"), 99, false, 0, {1, 2, 255}}};
    return machine;
}

/// @return an export in UTF-8, whose text is easy to change
std::string
Utf8Export(const MachineCatalogs& machine)
{
    return DecodeToUtf8(WriteCatalogRegistry(machine));
}

void
Replace(std::string& text, const std::string& what, const std::string& with)
{
    const auto at = text.find(what);
    if (at != std::string::npos)
    {
        text.replace(at, what.size(), with);
    }
}

/// The bytes of an item are those of Windows: R-CAT-1, layout of WSAPROTOCOL_INFOW.
class PackedItemTestCase : public TestCase
{
  public:
    PackedItemTestCase()
        : TestCase("a PackedCatalogItem has each member where Windows has it")
    {
    }

  private:
    void
    DoRun() override
    {
        const auto catalog = StockCatalog("windows-10");
        const auto tcp =
            std::find_if(catalog->begin(),
                         catalog->end(),
                         [](const CatalogEntry& entry) { return entry.info.iProtocol == 6; });
        const std::vector<BYTE> bytes = PackCatalogItem(*tcp);
        NS_TEST_ASSERT_MSG_EQ(bytes.size(), 888U, "260 bytes of path, 628 of WSAPROTOCOL_INFOW");
        NS_TEST_EXPECT_MSG_EQ(std::string(reinterpret_cast<const char*>(bytes.data())),
                              tcp->libraryPath,
                              "the path comes first, and ends with a zero");
        NS_TEST_EXPECT_MSG_EQ(NumberAt(bytes, 0), tcp->info.dwServiceFlags1, "dwServiceFlags1");
        NS_TEST_EXPECT_MSG_EQ(NumberAt(bytes, 16), tcp->info.dwProviderFlags, "dwProviderFlags");
        NS_TEST_EXPECT_MSG_EQ(NumberAt(bytes, 20), tcp->info.ProviderId.Data1, "ProviderId");
        NS_TEST_EXPECT_MSG_EQ(NumberAt(bytes, 36), tcp->Id(), "dwCatalogEntryId");
        NS_TEST_EXPECT_MSG_EQ(NumberAt(bytes, 40), 1U, "ProtocolChain.ChainLen");
        NS_TEST_EXPECT_MSG_EQ(NumberAt(bytes, 92), 6U, "iProtocol");
        NS_TEST_EXPECT_MSG_EQ(NumberAt(bytes, 116), 0x0053004dU, "szProtocol in UTF-16");

        CatalogEntry back;
        NS_TEST_EXPECT_MSG_EQ(UnpackCatalogItem(bytes, back), "", "unpacked");
        NS_TEST_EXPECT_MSG_EQ((back == *tcp), true, "nothing is lost");
        NS_TEST_EXPECT_MSG_EQ(UnpackCatalogItem({1, 2}, back), "2 bytes", "too short");
        NS_TEST_EXPECT_MSG_EQ(UnpackCatalogItem(std::vector<BYTE>(888, 'x'), back),
                              "a path without an end",
                              "no path");
    }

    DWORD
    NumberAt(const std::vector<BYTE>& bytes, std::size_t offset) const
    {
        const BYTE* at = bytes.data() + 260 + offset;
        return at[0] | at[1] << 8 | at[2] << 16 | DWORD(at[3]) << 24;
    }
};

/// An export looks as the registry editor writes it, and comes back whole.
class ExportTestCase : public TestCase
{
  public:
    ExportTestCase()
        : TestCase("an export looks as the registry editor writes it and comes back whole")
    {
    }

  private:
    void
    DoRun() override
    {
        MachineCatalogs machine = SmallMachine();
        const std::string bytes = WriteCatalogRegistry(machine);
        NS_TEST_EXPECT_MSG_EQ(bytes.substr(0, 4), std::string("\xff\xfeW\0", 4), "UTF-16, marked");
        const std::string text = DecodeToUtf8(bytes);
        NS_TEST_EXPECT_MSG_EQ(
            text.rfind("Windows Registry Editor Version 5.00\r\n\r\n[", 0), 0U, "the heading");
        NS_TEST_EXPECT_MSG_NE(text.find("\r\n[" + PROTOCOLS +
                                        "\\Catalog_Entries\\000000000001]\r\n"
                                        "\"PackedCatalogItem\"=hex:"),
                              std::string::npos,
                              "the keys of entries");
        NS_TEST_EXPECT_MSG_NE(text.find(",\\\r\n  "), std::string::npos, "long values go on");
        CheckComesBack(machine, "32 bits");
        machine.wow64 = StockCatalog("windows-nt");
        NS_TEST_EXPECT_MSG_NE(Utf8Export(machine).find("\\Catalog_Entries64\\000000000001]"),
                              std::string::npos,
                              "a machine of 64 bits has its own entries there");
        CheckComesBack(machine, "64 bits");
        for (const std::string& name : ListingNames())
        {
            CheckComesBack(ReadCatalogFile(CatalogDirectory() + name).catalogs, name);
        }
    }

    void
    CheckComesBack(const MachineCatalogs& machine, const std::string& what)
    {
        const CatalogTextResult read = ReadCatalogRegistry(WriteCatalogRegistry(machine));
        NS_TEST_ASSERT_MSG_EQ(read.ok, true, what << ": " << read.problem.ToString());
        NS_TEST_EXPECT_MSG_EQ(SameMachines(read.catalogs, machine), true, what << " comes back");
    }
};

/// What else people's exports have: other encodings, other keys, comments, another control set.
class ForeignExportTestCase : public TestCase
{
  public:
    ForeignExportTestCase()
        : TestCase("exports of whole branches, old ones, and edited ones are read")
    {
    }

  private:
    void
    DoRun() override
    {
        const MachineCatalogs machine = SmallMachine();
        std::string text = Utf8Export(machine);
        text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
        Check(text, machine, "UTF-8 with short line ends");

        std::string branch = text;
        Replace(branch,
                "\n[",
                "\n; a comment\n[HKEY_LOCAL_MACHINE\\SYSTEM\\Select]\n\"Current\"=dword:00000001\n"
                "\"Path\"=hex(2):43,00,3a,00,\\\n  00,00\n@=\"\"\n\"Gone\"=-\n\n"
                "[-HKEY_LOCAL_MACHINE\\SYSTEM\\Gone]\n\"x\"=\"y\"\n\n[");
        Check(branch, machine, "other keys");

        std::string first = text;
        std::string second = text.substr(text.find('['));
        for (std::string* part : {&first, &second})
        {
            const std::string set = part == &first ? "ControlSet001" : "ControlSet002";
            while (part->find("CurrentControlSet") != std::string::npos)
            {
                Replace(*part, "CurrentControlSet", set);
            }
        }
        Check(first + second, machine, "the first of two control sets");

        std::string old = text;
        Replace(old, "Windows Registry Editor Version 5.00", "REGEDIT4");
        Replace(old, "\"Tcpip\"", "hex(2):54,63,70,69,70,00");
        Replace(old,
                old.substr(old.find("hex(1):"),
                           old.find("\"Enabled\"=dword:00000000") - old.find("hex(1):")),
                "hex(1):74,77,6f,0a,6c,69,6e,65,73,00\n");
        Check(old, machine, "REGEDIT4");
        std::string lower = text;
        Replace(lower, "Protocol_Catalog9", "PROTOCOL_catalog9");
        Check(lower, machine, "names in another case");
    }

    void
    Check(const std::string& text, const MachineCatalogs& machine, const std::string& what)
    {
        const CatalogTextResult read = ReadCatalogRegistry(text);
        NS_TEST_ASSERT_MSG_EQ(read.ok, true, what << ": " << read.problem.ToString());
        NS_TEST_EXPECT_MSG_EQ(SameMachines(read.catalogs, machine), true, what);
    }
};

/// Damage is named, with the line where it is.
class DamagedExportTestCase : public TestCase
{
  public:
    DamagedExportTestCase()
        : TestCase("damaged exports get a message with the line, and never half a catalog")
    {
    }

  private:
    void
    DoRun() override
    {
        const std::string text = Utf8Export(SmallMachine());
        Check("", 1, "\"Windows Registry Editor Version 5.00\" or \"REGEDIT4\"");
        Check("[HKEY_LOCAL_MACHINE]\n", 1, "REGEDIT4");
        Check("REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE]\n", 1, "Protocol_Catalog9");
        Check("REGEDIT4\n\"x\"=\"y\"\n", 2, "a key in brackets before");
        Check("REGEDIT4\n[HKEY\n", 2, "a key in brackets");
        Check("REGEDIT4\n[HKEY]\nnonsense\n", 3, "a key in brackets or a value");
        Check("REGEDIT4\n[HKEY]\n\"x=1\n", 3, "the name of a value");
        Check("REGEDIT4\n[HKEY]\n\"x\"\n", 3, "= after the name");
        Check("REGEDIT4\n[HKEY]\n\"x\"=dword:12345678a\n", 3, "8 hexadecimal digits");
        Check("REGEDIT4\n[HKEY]\n\"x\"=\"y\n", 3, "a text in quotation marks");
        Check("REGEDIT4\n[HKEY]\n\n\"x\"=hex:00,\\\n  0g\n", 4, "two hexadecimal digits");
        Check("REGEDIT4\n[HKEY]\n\"x\"=hex(7\n", 3, "hex:");
        CheckEntry(
            text, "\"PackedCatalogItem\"=hex:", "\"PackedCatalogItem\"=hex:00,", "888 bytes");
        CheckEntry(text, "\"PackedCatalogItem\"", "\"Packed\"", "888 bytes");
        CheckEntry(text, "\"ProviderId\"=hex:", "\"ProviderId\"=hex:00,", "16 bytes");
        CheckEntry(text, "\"SupportedNameSpace\"=dword:0000000c", "\"Other\"=\"x\"", "a number");
        CheckRandom(text);
    }

    void
    CheckEntry(std::string text,
               const std::string& what,
               const std::string& with,
               const std::string& expected)
    {
        const auto line = std::count(text.begin(), text.begin() + text.find(what), '\n') + 1;
        Replace(text, what, with);
        const bool isMissing = text.find("\"Packed\"") != std::string::npos ||
                               text.find("\"Other\"") != std::string::npos;
        Check(text, isMissing ? 0 : line, expected);
    }

    /// @param line where; 0 for the line of the key, which is somewhere above
    void
    Check(const std::string& text, std::size_t line, const std::string& expected)
    {
        const CatalogTextResult read = ReadCatalogRegistry(text);
        NS_TEST_EXPECT_MSG_EQ(read.ok, false, expected);
        NS_TEST_EXPECT_MSG_EQ(read.catalogs.native->GetSize(), 0U, "no half catalog");
        NS_TEST_EXPECT_MSG_NE(read.problem.expected.find(expected),
                              std::string::npos,
                              "says: " << read.problem.ToString());
        if (line != 0)
        {
            NS_TEST_EXPECT_MSG_EQ(read.problem.line, line, read.problem.ToString());
        }
        NS_TEST_EXPECT_MSG_EQ((read.problem.line > 0), true, "some line");
    }

    void
    CheckRandom(const std::string& text)
    {
        std::mt19937 generator{9};
        for (int round = 0; round < 300; ++round)
        {
            std::string damaged = text.substr(0, generator() % text.size());
            for (int i = 0; i < 3 && !damaged.empty(); ++i)
            {
                damaged[generator() % damaged.size()] = static_cast<char>(generator() & 0xff);
            }
            const CatalogTextResult read = ReadCatalogRegistry(damaged);
            NS_TEST_EXPECT_MSG_EQ((read.ok || read.problem.line > 0), true, "a catalog or a line");
        }
    }
};

/// The suite.
class WinsockRegistryTextTestSuite : public TestSuite
{
  public:
    WinsockRegistryTextTestSuite()
        : TestSuite("winsock-registry-text", Type::UNIT)
    {
        AddTestCase(new PackedItemTestCase);
        AddTestCase(new ExportTestCase);
        AddTestCase(new ForeignExportTestCase);
        AddTestCase(new DamagedExportTestCase);
    }
};

WinsockRegistryTextTestSuite g_winsockRegistryTextTestSuite;

} // namespace
