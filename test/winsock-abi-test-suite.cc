/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-abi-include-order.h"
#include "winsock-test-data.h"

#include "ns3/test.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-device-family-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-names.h"
#include "ns3/winsock-qos-constants.h"
#include "ns3/winsock-spi.h"
#include "ns3/winsock-structures.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <system_error>
#include <type_traits>
#include <unordered_set>
#include <vector>

/**
 * @file
 * @ingroup winsock-test
 * The vocabulary against the numbers and layouts of the Windows headers, as measured by a
 * 64-bit Windows compiler (test/data/oracle).
 */

namespace ns3::winsock::test
{

namespace
{

/** Rows of constants.csv that the module covers; raise it with every constant added. */
constexpr std::size_t CONSTANT_ROWS = 1086;

/** Rows of layouts.csv, all of which the module covers. */
constexpr std::size_t LAYOUT_ROWS = 281;

/** What a constant is, in the order of the names that constants.csv uses. */
enum class Kind
{
    INT,
    GUID,
    TEXT,
};

/** One constant as the module has it. */
struct Constant
{
    const char* name;          //!< its name
    Kind kind;                 //!< what the value is
    std::size_t size;          //!< bytes
    uint64_t number;           //!< the value of an INT, widened from its own width
    const winsock::GUID* guid; //!< the value of a GUID
    const char* text;          //!< the value of a TEXT
};

/** One row of layouts.csv as the module has it. */
struct Layout
{
    const char* name;   //!< "structure" or "structure.field"
    std::size_t offset; //!< bytes before it
    std::size_t size;   //!< bytes of it
};

template <typename T>
constexpr Constant
Describe(const char* name, const T& value)
{
    if constexpr (std::is_same_v<T, GUID>)
    {
        return {name, Kind::GUID, sizeof(T), 0, &value, nullptr};
    }
    else if constexpr (std::is_array_v<T>)
    {
        return {name, Kind::TEXT, sizeof(T), 0, nullptr, value};
    }
    else if constexpr (std::is_pointer_v<T>)
    {
        return {name, Kind::INT, sizeof(T), value == nullptr ? 0U : 1U, nullptr, nullptr};
    }
    else
    {
        constexpr uint64_t mask = ~uint64_t{0} >> (64 - 8 * sizeof(T));
        return {name, Kind::INT, sizeof(T), static_cast<uint64_t>(value) & mask, nullptr, nullptr};
    }
}

// Tables without code: a function with a thousand statements takes the compiler a minute.
constexpr Constant CONSTANTS[] = {
#define WINSOCK_ABI_NAME(name) Describe(#name, name),
#include "winsock-abi-constant-names.h"
#undef WINSOCK_ABI_NAME
};

constexpr Layout LAYOUTS[] = {
#define WINSOCK_ABI_STRUCTURE(structure) {#structure, 0, sizeof(structure)},
#define WINSOCK_ABI_FIELD(structure, field) \
    {#structure "." #field, offsetof(structure, field), sizeof(structure::field)},
#include "winsock-abi-layout-names.h"
#undef WINSOCK_ABI_STRUCTURE
#undef WINSOCK_ABI_FIELD
};

std::string
LowerCase(std::string text)
{
    for (auto& c : text)
    {
        c = (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

/**
 * Write a constant's kind as constants.csv does.
 * @param constant the constant
 * @return int, guid or text
 */
std::string
KindText(const Constant& constant)
{
    constexpr const char* names[] = {"int", "guid", "text"};
    return names[static_cast<std::size_t>(constant.kind)];
}

/**
 * Write a constant's value as constants.csv does.
 * @param constant the constant
 * @return the number in hexadecimal, the GUID in lower case without braces, or the text
 */
std::string
ValueText(const Constant& constant)
{
    switch (constant.kind)
    {
    case Kind::GUID:
        return LowerCase(GuidToString(*constant.guid).substr(1, 36));
    case Kind::TEXT:
        return constant.text;
    default:
        break;
    }
    std::ostringstream os;
    os << "0x" << std::hex << constant.number;
    return os.str();
}

// What a C program can share: no constructor, no virtual table, members in order.
#define WINSOCK_ABI_STRUCTURE(structure)                                                \
    static_assert(std::is_trivial_v<structure> && std::is_standard_layout_v<structure>, \
                  #structure " is not plain");
#define WINSOCK_ABI_FIELD(structure, field)
#include "winsock-abi-layout-names.h"
#undef WINSOCK_ABI_STRUCTURE
#undef WINSOCK_ABI_FIELD

/**
 * Read one of the oracle's files.
 * @param name the file
 * @return its rows without the heading, split at the commas; empty if it cannot be opened
 */
std::vector<std::vector<std::string>>
ReadOracle(const std::string& name)
{
    std::vector<std::vector<std::string>> rows;
    std::ifstream file(DataPath("oracle/" + name));
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line))
    {
        std::vector<std::string> cells(1);
        for (const char c : line)
        {
            if (c == ',')
            {
                cells.emplace_back();
            }
            else if (c != '\r')
            {
                cells.back() += c;
            }
        }
        rows.push_back(cells);
    }
    return rows;
}

/** Where the headers are whose constants are compared. */
const std::string ABI_DIRECTORY = "../../model/abi/";

/**
 * Constants that the oracle does not list, or lists without a value: of UTF-16 texts it has
 * the address.
 */
const std::set<std::string> NOT_IN_ORACLE = {
    "ERROR_CALL_NOT_IMPLEMENTED",
    "ERROR_HANDLE_EOF",
    "ERROR_NEGATIVE_SEEK",
    "FALSE",
    "FILE_BEGIN",
    "FILE_CURRENT",
    "FILE_END",
    "GUID_NULL",
    "PM_NOREMOVE",
    "PM_REMOVE",
    "SERVICE_TYPE_VALUE_CONNW",
    "SERVICE_TYPE_VALUE_IPXPORTW",
    "SERVICE_TYPE_VALUE_OBJECTIDW",
    "SERVICE_TYPE_VALUE_SAPIDW",
    "SERVICE_TYPE_VALUE_TCPPORTW",
    "SERVICE_TYPE_VALUE_UDPPORTW",
    "SVCID_DNS_TYPE_A",
    "SVCID_DNS_TYPE_AAAA",
    "SVCID_DNS_TYPE_PTR",
    "SVCID_FTP_TCP",
    "SVCID_HOSTNAME",
    "SVCID_HTTP_TCP",
    "SVCID_INET_HOSTADDRBYINETSTRING",
    "SVCID_INET_HOSTADDRBYNAME",
    "SVCID_INET_SERVICEBYNAME",
    "SVCID_SMTP_TCP",
    "SVCID_SNMP_UDP",
    "SVCID_TELNET_TCP",
    "TRUE",
    "WM_APP",
    "WM_QUIT",
    "WM_USER",
    "in6addr_any",
    "in6addr_loopback",
};

/**
 * Find the constant that a line of a header defines.
 * @param line the line
 * @return the constant's name; empty if the line defines none
 */
std::string
ConstantInLine(const std::string& line)
{
    const std::string host = "WINSOCK_HOST_ENUMERATOR(";
    if (line.compare(0, host.size(), host) == 0)
    {
        return line.substr(host.size(), line.find(',') - host.size());
    }
    std::istringstream words(line);
    std::string inlineWord;
    std::string constexprWord;
    std::string type;
    std::string name;
    words >> inlineWord >> constexprWord >> type >> name;
    if (inlineWord != "inline" || constexprWord != "constexpr")
    {
        return "";
    }
    return name.substr(0, name.find('['));
}

/**
 * Find what a header defines by its text, so that a constant cannot be forgotten in the list.
 * @param header the header's name
 * @return the names of its constants; empty if it cannot be opened
 */
std::vector<std::string>
ConstantsInHeader(const std::string& header)
{
    std::ifstream file(DataPath(ABI_DIRECTORY + header));
    std::vector<std::string> names;
    std::string line;
    while (std::getline(file, line))
    {
        const std::string name = ConstantInLine(line);
        if (!name.empty())
        {
            names.push_back(name);
        }
    }
    return names;
}

/** Values and widths of all constants (constants.csv). */
class ConstantsTestCase : public TestCase
{
  public:
    ConstantsTestCase()
        : TestCase("every constant has the value and the width of the Windows headers")
    {
    }

  private:
    void DoRun() override;
};

void
ConstantsTestCase::DoRun()
{
    std::map<std::string, std::vector<std::string>> rows;
    for (const auto& row : ReadOracle("constants.csv"))
    {
        rows[row.front()] = row;
    }
    NS_TEST_EXPECT_MSG_EQ(rows.empty(), false, "constants.csv cannot be read");

    std::set<std::string> compared;
    for (const auto& constant : CONSTANTS)
    {
        const auto found = rows.find(constant.name);
        NS_TEST_EXPECT_MSG_EQ((found != rows.end()), true, constant.name << " has no row");
        if (found == rows.end())
        {
            continue;
        }
        const auto& row = found->second;
        NS_TEST_EXPECT_MSG_EQ(KindText(constant), row.at(1), constant.name);
        NS_TEST_EXPECT_MSG_EQ(ValueText(constant), row.at(2), constant.name);
        NS_TEST_EXPECT_MSG_EQ(std::to_string(constant.size), row.at(4), constant.name);
        compared.insert(constant.name);
    }
    NS_TEST_EXPECT_MSG_EQ(compared.size(), CONSTANT_ROWS, "rows compared");
}

/** Offsets and sizes of all structures (layouts.csv). */
class LayoutsTestCase : public TestCase
{
  public:
    LayoutsTestCase()
        : TestCase("every structure has the layout of 64-bit Windows")
    {
    }

  private:
    void DoRun() override;
};

void
LayoutsTestCase::DoRun()
{
    std::map<std::string, Layout> ours;
    for (const auto& layout : LAYOUTS)
    {
        ours[layout.name] = layout;
    }
    std::size_t compared = 0;
    for (const auto& row : ReadOracle("layouts.csv"))
    {
        const std::string name = row.at(1).empty() ? row.at(0) : row.at(0) + "." + row.at(1);
        const auto found = ours.find(name);
        NS_TEST_EXPECT_MSG_EQ((found != ours.end()), true, name << " is not in the list");
        if (found == ours.end())
        {
            continue;
        }
        NS_TEST_EXPECT_MSG_EQ(std::to_string(found->second.offset), row.at(2), name << " offset");
        NS_TEST_EXPECT_MSG_EQ(std::to_string(found->second.size), row.at(3), name << " size");
        ++compared;
    }
    NS_TEST_EXPECT_MSG_EQ(compared, LAYOUT_ROWS, "rows compared");
    NS_TEST_EXPECT_MSG_EQ(ours.size(), LAYOUT_ROWS, "rows listed");
}

/** No constant of the headers escapes the comparison. */
class CompletenessTestCase : public TestCase
{
  public:
    CompletenessTestCase()
        : TestCase("every constant of the headers is in the list of compared constants")
    {
    }

  private:
    void DoRun() override;
};

void
CompletenessTestCase::DoRun()
{
    std::set<std::string> listed;
    for (const auto& constant : CONSTANTS)
    {
        listed.insert(constant.name);
    }
    std::set<std::string> defined;
    std::error_code error; // a missing directory shows below, as constants without a definition
    for (const auto& file : std::filesystem::directory_iterator(DataPath(ABI_DIRECTORY), error))
    {
        if (file.path().extension() == ".h")
        {
            const auto names = ConstantsInHeader(file.path().filename().string());
            defined.insert(names.begin(), names.end());
        }
    }
    for (const auto& name : defined)
    {
        NS_TEST_EXPECT_MSG_EQ(listed.count(name) + NOT_IN_ORACLE.count(name),
                              1,
                              name << " is defined but not compared");
    }
    for (const auto& name : listed)
    {
        NS_TEST_EXPECT_MSG_EQ(defined.count(name), 1, name << " is compared but not defined");
    }
}

/** The tables of the SPI hold nothing but functions. */
class SpiTablesTestCase : public TestCase
{
  public:
    SpiTablesTestCase()
        : TestCase("the procedure table has 30 entries, the upcall table 15")
    {
    }

  private:
    void
    DoRun() override
    {
        NS_TEST_EXPECT_MSG_EQ(sizeof(WSPPROC_TABLE), 30 * sizeof(void (*)()), "procedures");
        NS_TEST_EXPECT_MSG_EQ(sizeof(WSPUPCALLTABLE), 15 * sizeof(void (*)()), "upcalls");
    }
};

/** Errors as names and explanations. */
class ErrorTextTestCase : public TestCase
{
  public:
    ErrorTextTestCase()
        : TestCase("every error code has a name and an explanation")
    {
    }

  private:
    void DoRun() override;
    /** Everything that winsock-error.h defines can be named and explained. */
    void CheckAll();
};

void
ErrorTextTestCase::DoRun()
{
    CheckAll();
    NS_TEST_EXPECT_MSG_EQ(std::string(WinsockErrorName(10024)), "WSAEMFILE", "name");
    NS_TEST_EXPECT_MSG_EQ(std::string(WinsockErrorName(997)), "WSA_IO_PENDING", "Winsock's name");
    NS_TEST_EXPECT_MSG_EQ(WinsockErrorString(WSAEMFILE),
                          "WSAEMFILE (10024): no more socket descriptors are available",
                          "whole line");
    for (const int unknown : {-1, 1, 10025, 10034, 12000, 54321})
    {
        NS_TEST_EXPECT_MSG_EQ(
            std::string(WinsockErrorName(unknown)), "unknown Winsock error", unknown);
    }
    NS_TEST_EXPECT_MSG_EQ(WinsockErrorString(54321),
                          "unknown Winsock error (54321): no error is known by this number",
                          "whole line");
}

void
ErrorTextTestCase::CheckAll()
{
    std::map<std::string, int> codes;
    for (const auto& constant : CONSTANTS)
    {
        codes[constant.name] = static_cast<int>(constant.number);
    }
    for (const auto& name : ConstantsInHeader("winsock-error.h"))
    {
        const int code = codes[name];
        const std::string known = WinsockErrorName(code);
        NS_TEST_EXPECT_MSG_EQ(codes.count(known), 1, name << " has no name");
        NS_TEST_EXPECT_MSG_EQ(codes[known], code, known << " stands for " << name);
        const std::string text = WinsockErrorText(code);
        NS_TEST_EXPECT_MSG_EQ(text.empty(), false, name << " has no explanation");
        NS_TEST_EXPECT_MSG_EQ((text.back() != '.' && text.find('\n') == std::string::npos),
                              true,
                              name << " is not explained in one phrase");
    }
}

/** Families, types and protocols as names. */
class NamesTestCase : public TestCase
{
  public:
    NamesTestCase()
        : TestCase("families, types and protocols have names")
    {
    }

  private:
    void
    DoRun() override
    {
        NS_TEST_EXPECT_MSG_EQ(AddressFamilyName(23), "AF_INET6", "family");
        NS_TEST_EXPECT_MSG_EQ(AddressFamilyName(10), "AF_CCITT", "Linux's AF_INET6");
        NS_TEST_EXPECT_MSG_EQ(AddressFamilyName(99), "99", "unknown family");
        NS_TEST_EXPECT_MSG_EQ(SocketTypeName(3), "SOCK_RAW", "type");
        NS_TEST_EXPECT_MSG_EQ(SocketTypeName(-1), "-1", "FROM_PROTOCOL_INFO is no type");
        NS_TEST_EXPECT_MSG_EQ(ProtocolName(17), "IPPROTO_UDP", "protocol");
        NS_TEST_EXPECT_MSG_EQ(ProtocolName(200), "200", "unknown protocol");
        NS_TEST_EXPECT_MSG_EQ(ProtocolName(AF_INET6, 58), "IPPROTO_ICMPV6", "of a family");
        NS_TEST_EXPECT_MSG_EQ(ProtocolName(AF_BTH, 3), "BTHPROTO_RFCOMM", "not IPPROTO_GGP");
        NS_TEST_EXPECT_MSG_EQ(ProtocolName(AF_IRDA, 1), "IRDA_PROTO_SOCK_STREAM", "infrared");
        NS_TEST_EXPECT_MSG_EQ(ProtocolName(AF_IPX, 1256), "NSPROTO_SPX", "IPX");
        NS_TEST_EXPECT_MSG_EQ(ProtocolName(AF_UNIX, 6), "6", "the family names none");
    }
};

/** GUIDs: text, order, hash. */
class GuidTestCase : public TestCase
{
  public:
    GuidTestCase()
        : TestCase("GUIDs read, write, compare and hash")
    {
    }

  private:
    void DoRun() override;
    /** Texts that are no GUID leave the target alone. */
    void CheckRefusals();
};

void
GuidTestCase::DoRun()
{
    const std::string text = "{E70F1AA0-AB8B-11CF-8CA3-00805F48A192}";
    const GUID expected = {
        0xe70f1aa0, 0xab8b, 0x11cf, {0x8c, 0xa3, 0x00, 0x80, 0x5f, 0x48, 0xa1, 0x92}};
    for (const auto& spelling : {text, LowerCase(text), text.substr(1, 36)})
    {
        GUID guid = GUID_NULL;
        NS_TEST_EXPECT_MSG_EQ(GuidFromString(spelling, guid), true, spelling);
        NS_TEST_EXPECT_MSG_EQ(guid, expected, spelling);
        NS_TEST_EXPECT_MSG_EQ(GuidToString(guid), text, "written back");
    }
    NS_TEST_EXPECT_MSG_EQ(GuidToString(GUID_NULL), "{00000000-0000-0000-0000-000000000000}", "");
    CheckRefusals();

    GUID low = expected;
    GUID high = expected;
    low.Data1 = 1;
    high.Data4[7] = 0x93;
    NS_TEST_EXPECT_MSG_EQ((low < expected && expected < high), true, "order");
    NS_TEST_EXPECT_MSG_EQ((high < expected || expected < expected), false, "order");
    NS_TEST_EXPECT_MSG_EQ((low != expected && !(expected != expected)), true, "inequality");

    const std::unordered_set<GUID> set = {low, expected, high, expected};
    NS_TEST_EXPECT_MSG_EQ(set.size(), 3, "members of a set");
    NS_TEST_EXPECT_MSG_EQ(set.count(expected), 1, "found by its hash");
}

void
GuidTestCase::CheckRefusals()
{
    for (const char* text : {"",
                             "{",
                             "{}",
                             "{E70F1AA0-AB8B-11CF-8CA3-00805F48A192",
                             "E70F1AA0-AB8B-11CF-8CA3-00805F48A192}",
                             "E70F1AA0-AB8B-11CF-8CA3-00805F48A19",
                             "E70F1AA0-AB8B-11CF-8CA3-00805F48A1922",
                             "E70F1AA0-AB8B-11CF-8CA3-00805F48A19G",
                             "E70F1AA00AB8B-11CF-8CA3-00805F48A192",
                             "E70F1AA-0AB8B-11CF-8CA3-00805F48A192",
                             " E70F1AA0-AB8B-11CF-8CA3-00805F48A192"})
    {
        GUID guid = WSAID_ACCEPTEX;
        NS_TEST_EXPECT_MSG_EQ(GuidFromString(text, guid), false, text);
        NS_TEST_EXPECT_MSG_EQ(guid, WSAID_ACCEPTEX, text << " changed the target");
    }
}

/** The small inline functions that Windows has as macros. */
class MacrosTestCase : public TestCase
{
  public:
    MacrosTestCase()
        : TestCase("words, sets of sockets and addresses work as the macros of Windows do")
    {
    }

  private:
    void DoRun() override;
    /** FD_SET and its kin. */
    void CheckSets();
};

void
MacrosTestCase::DoRun()
{
    NS_TEST_EXPECT_MSG_EQ(MAKEWORD(2, 1), 0x0102, "major version in the low byte");
    NS_TEST_EXPECT_MSG_EQ(+LOBYTE(0x0102), 2, "major version");
    NS_TEST_EXPECT_MSG_EQ(+HIBYTE(0x0102), 1, "minor version");
    NS_TEST_EXPECT_MSG_EQ(MAKELONG(1, 2), 0x00020001U, "a pair of words");
    NS_TEST_EXPECT_MSG_EQ(LOWORD(0x00020001), 1, "low word");
    NS_TEST_EXPECT_MSG_EQ(HIWORD(0x00020001), 2, "high word");

    IN_ADDR address;
    address.S_un.S_un_b.s_b1 = 127;
    address.S_un.S_un_b.s_b2 = 0;
    address.S_un.S_un_b.s_b3 = 0;
    address.S_un.S_un_b.s_b4 = 1;
    NS_TEST_EXPECT_MSG_EQ(address.s_addr, address.S_un.S_addr, "one number, two spellings");
    NS_TEST_EXPECT_MSG_EQ(+in6addr_loopback.u.Byte[15], 1, "::1 ends in 1");
    NS_TEST_EXPECT_MSG_EQ(+in6addr_loopback.s6_addr[0], 0, "::1 begins with 0");
    CheckSets();
}

void
MacrosTestCase::CheckSets()
{
    winsock::fd_set set;
    FD_ZERO(&set);
    FD_SET(0x1000, &set);
    FD_SET(0x2000, &set);
    FD_SET(0x1000, &set);
    winsock::FD_SET(0x3000, &set);
    NS_TEST_EXPECT_MSG_EQ(set.fd_count, 3, "a socket is in once");
    FD_CLR(0x2000, &set);
    NS_TEST_EXPECT_MSG_EQ(FD_ISSET(0x2000, &set), 0, "taken out");
    NS_TEST_EXPECT_MSG_EQ(set.fd_array[1], 0x3000, "the others move up");
    for (SOCKET s = 1; s <= FD_SETSIZE; ++s)
    {
        FD_SET(s, &set);
    }
    NS_TEST_EXPECT_MSG_EQ(set.fd_count, FD_SETSIZE, "a full set takes no more");
    NS_TEST_EXPECT_MSG_EQ(FD_ISSET(FD_SETSIZE, &set), 0, "and says nothing");
}

/** The module's headers beside the host's and ns-3's, whichever comes first. */
class IncludeOrderTestCase : public TestCase
{
  public:
    IncludeOrderTestCase()
        : TestCase("Winsock's numbers hold in any order of the headers")
    {
    }

  private:
    void
    DoRun() override
    {
        for (const auto& complaint : CheckWinsockHeadersFirst())
        {
            NS_TEST_EXPECT_MSG_EQ(complaint, "", "our headers before the host's");
        }
        for (const auto& complaint : CheckWinsockHeadersLast())
        {
            NS_TEST_EXPECT_MSG_EQ(complaint, "", "our headers after the host's");
        }
    }
};

/** Suite of model/abi. */
class WinsockAbiTestSuite : public TestSuite
{
  public:
    WinsockAbiTestSuite()
        : TestSuite("winsock-abi", TestSuite::Type::UNIT)
    {
        AddTestCase(new ConstantsTestCase);
        AddTestCase(new LayoutsTestCase);
        AddTestCase(new CompletenessTestCase);
        AddTestCase(new SpiTablesTestCase);
        AddTestCase(new ErrorTextTestCase);
        AddTestCase(new NamesTestCase);
        AddTestCase(new GuidTestCase);
        AddTestCase(new MacrosTestCase);
        AddTestCase(new IncludeOrderTestCase);
    }
};

WinsockAbiTestSuite g_winsockAbiTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::winsock::test
