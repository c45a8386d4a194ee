/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Every combination of the four multipoint flags of WSASocket with every combination of the three bits
// of the catalog that speak of them (R-FLG-3 to R-FLG-6, R-MPT-6). The expected results stand in
// test/data/multipoint-flags.csv: a row for the flags, a column for the bits.

#include "catalog-test-support.h"
#include "scene-test-support.h"
#include "winsock-test-data.h"

#include "ns3/protocol-catalog-builder.h"
#include "ns3/socket-flags.h"
#include "ns3/stock-catalogs.h"

#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// The bits of the catalog by their columns.
struct Bits
{
    const char* column; // of the table
    DWORD flags1;       // dwServiceFlags1
};

constexpr DWORD M = XP1_SUPPORT_MULTIPOINT;
constexpr DWORD C = XP1_MULTIPOINT_CONTROL_PLANE;
constexpr DWORD D = XP1_MULTIPOINT_DATA_PLANE;

const std::vector<Bits> BITS = {{"none", 0},
                                {"data", D},
                                {"control", C},
                                {"control_data", C | D},
                                {"multipoint", M},
                                {"multipoint_data", M | D},
                                {"multipoint_control", M | C},
                                {"multipoint_control_data", M | C | D}};

const std::vector<CsvRow>&
Table()
{
    static const std::vector<CsvRow> rows = ReadCsv(DataPath("multipoint-flags.csv"));
    return rows;
}

DWORD
FlagsOf(const CsvRow& row)
{
    return (row.at("c_root") == "1" ? WSA_FLAG_MULTIPOINT_C_ROOT : 0) |
           (row.at("c_leaf") == "1" ? WSA_FLAG_MULTIPOINT_C_LEAF : 0) |
           (row.at("d_root") == "1" ? WSA_FLAG_MULTIPOINT_D_ROOT : 0) |
           (row.at("d_leaf") == "1" ? WSA_FLAG_MULTIPOINT_D_LEAF : 0);
}

/// Opens a datagram socket with some flags and compares the result with a cell of the table.
void
Try(Scene& t, Winsock& ws, const CsvRow& row, const std::string& expected, const std::string& where)
{
    const SOCKET s = ws.WSASocketW(AF_INET, SOCK_DGRAM, IPPROTO_UDP, nullptr, 0, FlagsOf(row));
    t.Equal(s == INVALID_SOCKET ? Scene::NameOf(ws.WSAGetLastError()) : std::string("success"),
            expected,
            row.at("rule") + ": flags " + std::to_string(FlagsOf(row)) + ", " + where);
    ws.closesocket(s);
}

/// The table has each combination once, and the judge agrees with all cells.
void
Judge(Scene& t)
{
    t.Build();
    DWORD seen = 0;
    for (const CsvRow& row : Table())
    {
        seen |= DWORD{1} << (FlagsOf(row) >> 1);
        for (const Bits& bits : BITS)
        {
            const int error = JudgeMultipointFlags(bits.flags1, FlagsOf(row));
            t.Equal(error == 0 ? std::string("success") : Scene::NameOf(error),
                    row.at(bits.column),
                    std::string(bits.column) + " " + std::to_string(FlagsOf(row)));
        }
    }
    t.Equal(Table().size(), 16, "rows");
    t.Equal(seen, 0xffff, "each combination of flags");
    t.Play();
}

/// The same on sockets of a node whose UDP/IP entry has these bits.
void
OnEntry(Scene& t, const Bits& bits)
{
    t.Build();
    ProtocolCatalogBuilder builder(*StockCatalog("windows-10"));
    for (CatalogEntry entry : *StockCatalog("windows-10"))
    {
        if (entry.info.iProtocol == IPPROTO_UDP)
        {
            entry.info.dwServiceFlags1 = (entry.info.dwServiceFlags1 & ~(M | C | D)) | bits.flags1;
            t.True(static_cast<bool>(builder.Update(entry)), "the entry is changed");
        }
    }
    StackOf(t.client)->SetCatalog(builder.Build());
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  for (const CsvRow& row : Table())
                  {
                      Try(t, ws, row, row.at(bits.column), bits.column);
                  }
              });
    t.Play();
}

/// The entry that Windows ships has no rooted plane.
void
OnDesktop(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  for (const CsvRow& row : Table())
                  {
                      Try(t, ws, row, row.at("multipoint"), "R-FLG-6: as shipped");
                  }
              });
    t.Play();
}

/// The built-in providers of Windows CE refuse all flags; each profile's error is its own.
void
OnCe(Scene& t, const std::string& profile)
{
    t.Build(profile);
    const int refusal = StackOf(t.client)->GetRefusal(OptionalCall::MULTIPOINT);
    t.True(refusal != 0, "R-MPT-6: " + profile);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  for (const CsvRow& row : Table())
                  {
                      const bool none = FlagsOf(row) == 0;
                      Try(t, ws, row, none ? "success" : Scene::NameOf(refusal), profile);
                  }
              });
    t.Play();
}

class MultipointFlagsTestSuite : public TestSuite
{
  public:
    MultipointFlagsTestSuite()
        : TestSuite("winsock-multipoint-flags", TestSuite::Type::UNIT)
    {
        Add("R-FLG-3 to R-FLG-5: all 128 cells", Judge);
        for (const Bits& bits : BITS)
        {
            Add(std::string("R-FLG-3 to R-FLG-5: sockets of an entry with ") + bits.column,
                [bits](Scene& t) { OnEntry(t, bits); });
        }
        Add("R-FLG-6: UDP of the desktop", OnDesktop);
        for (const char* profile : {"wince-5.0", "wince-6.0", "windows-mobile-6"})
        {
            Add(std::string("R-MPT-6: ") + profile, [profile](Scene& t) { OnCe(t, profile); });
        }
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

MultipointFlagsTestSuite g_multipointFlagsTestSuite;

} // namespace
