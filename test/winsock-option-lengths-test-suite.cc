/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Every row of api-errors.csv about the length of an option's value: what getsockopt and setsockopt
// answer, and what becomes of the length.

#include "catalog-test-support.h"
#include "scene-test-support.h"
#include "winsock-test-data.h"

#include "ns3/winsock-options.h"

#include <map>
#include <regex>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// An option as the rows call it.
struct OptionName
{
    int level; //!< SOL_SOCKET ...
    int name;  //!< SO_DEBUG ...
};

const std::map<std::string, OptionName> NAMES{
    {"SO_DEBUG", {SOL_SOCKET, SO_DEBUG}},
    {"SO_ACCEPTCONN", {SOL_SOCKET, SO_ACCEPTCONN}},
    {"SO_REUSEADDR", {SOL_SOCKET, SO_REUSEADDR}},
    {"SO_KEEPALIVE", {SOL_SOCKET, SO_KEEPALIVE}},
    {"SO_BROADCAST", {SOL_SOCKET, SO_BROADCAST}},
    {"SO_LINGER", {SOL_SOCKET, SO_LINGER}},
    {"SO_DONTLINGER", {SOL_SOCKET, SO_DONTLINGER}},
    {"SO_OOBINLINE", {SOL_SOCKET, SO_OOBINLINE}},
    {"SO_SNDBUF", {SOL_SOCKET, SO_SNDBUF}},
    {"SO_RCVBUF", {SOL_SOCKET, SO_RCVBUF}},
    {"SO_SNDTIMEO", {SOL_SOCKET, SO_SNDTIMEO}},
    {"SO_RCVTIMEO", {SOL_SOCKET, SO_RCVTIMEO}},
    {"SO_ERROR", {SOL_SOCKET, SO_ERROR}},
    {"SO_TYPE", {SOL_SOCKET, SO_TYPE}},
    {"SO_MAX_MSG_SIZE", {SOL_SOCKET, SO_MAX_MSG_SIZE}},
    {"SO_PROTOCOL_INFOA", {SOL_SOCKET, SO_PROTOCOL_INFOA}},
    {"SO_PROTOCOL_INFOW", {SOL_SOCKET, SO_PROTOCOL_INFOW}},
    {"SO_OPENTYPE", {SOL_SOCKET, SO_OPENTYPE}},
    {"TCP_NODELAY", {IPPROTO_TCP, TCP_NODELAY}},
    {"IP_TTL", {IPPROTO_IP, IP_TTL}},
    {"IP_TOS", {IPPROTO_IP, IP_TOS}},
    {"IP_DONTFRAGMENT", {IPPROTO_IP, IP_DONTFRAGMENT}},
    {"IP_MULTICAST_TTL", {IPPROTO_IP, IP_MULTICAST_TTL}},
    {"IP_MULTICAST_LOOP", {IPPROTO_IP, IP_MULTICAST_LOOP}},
    {"IP_ADD_MEMBERSHIP", {IPPROTO_IP, IP_ADD_MEMBERSHIP}},
    {"IP_PKTINFO", {IPPROTO_IP, IP_PKTINFO}},
};

/// One row, read.
struct LengthRow
{
    bool sets;          //!< setsockopt
    OptionName option;  //!< which
    std::string text;   //!< option and length, for messages
    int length;         //!< optlen
    bool null;          //!< no value at all
    int result;         //!< 0 or -1
    int error;          //!< of a call that fails
    std::string detail; //!< "optlen=4" after getsockopt
};

/// @return the rows about lengths. SO_TYPE is read only on datagram sockets as well: see winsock-options
std::vector<LengthRow>
ReadRows()
{
    static const std::regex form("([A-Z_]+) (value 1 |NULL value )?optlen (-?[0-9]+)");
    std::vector<LengthRow> rows;
    for (const CsvRow& row : ReadCsv(DataPath("oracle/api-errors.csv")))
    {
        std::smatch parts;
        const std::string setup = row.at("setup");
        const bool sets = row.at("call") == "setsockopt";
        if ((!sets && row.at("call") != "getsockopt") || !std::regex_match(setup, parts, form) ||
            NAMES.count(parts[1]) == 0)
        {
            continue;
        }
        rows.push_back({sets,
                        NAMES.at(parts[1]),
                        row.at("call") + " " + setup,
                        std::stoi(parts[3]),
                        parts[2] == "NULL value ",
                        static_cast<int>(Number(row, "result")),
                        static_cast<int>(Number(row, "error")),
                        row.at("detail")});
    }
    return rows;
}

void
TryRow(Scene& t, Winsock& ws, const LengthRow& row)
{
    const bool ip = row.option.level == static_cast<int>(IPPROTO_IP);
    const SOCKET s = ws.socket(AF_INET, ip ? SOCK_DGRAM : SOCK_STREAM, 0);
    char room[1000] = {1, 0, 0, 0};
    INT length = row.length;
    const int result =
        row.sets ? ws.setsockopt(
                       s, row.option.level, row.option.name, row.null ? nullptr : room, row.length)
                 : ws.getsockopt(s, row.option.level, row.option.name, room, &length);
    if (row.result == 0)
    {
        t.Works(ws, result, row.text);
    }
    else
    {
        t.Fails(ws, result, row.error, row.text);
    }
    if (!row.sets)
    {
        t.Equal("optlen=" + std::to_string(length), row.detail, row.text);
    }
    ws.closesocket(s);
}

void
TryAll(Scene& t)
{
    const std::vector<LengthRow> rows = ReadRows();
    t.Equal(rows.size(), 297, "rows about lengths in api-errors.csv");
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  for (const LengthRow& row : rows)
                  {
                      TryRow(t, ws, row);
                  }
              });
    t.Play();
}

/// SO_ERROR takes as many bytes as it is given.
void
ShortError(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
                  const int value = 0x01020304;
                  const auto* bytes = reinterpret_cast<const char*>(&value);
                  const int expected[]{0, 0x4, 0x304, 0x20304, 0x1020304};
                  for (int length = 0; length <= 4; ++length)
                  {
                      t.Works(ws, ws.setsockopt(s, SOL_SOCKET, SO_ERROR, bytes, length), "set");
                      t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_ERROR),
                              expected[length],
                              "api-errors.csv, windows: can be read back");
                  }
                  const SOCKET datagram = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  t.Fails(ws,
                          ws.setsockopt(datagram, SOL_SOCKET, SO_TYPE, bytes, 4),
                          WSAEINVAL,
                          "api-errors.csv, windows: SO_TYPE on a datagram socket");
              });
    t.Play();
}

class OptionLengthsTestSuite : public TestSuite
{
  public:
    OptionLengthsTestSuite()
        : TestSuite("winsock-option-lengths", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("R-OPT-1: api-errors.csv, every length", TryAll));
        AddTestCase(new Scene("R-OPT-4, R-OPT-5: api-errors.csv, column windows", ShortError));
    }
};

OptionLengthsTestSuite g_optionLengthsTestSuite;

} // namespace
