/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What data/functions.csv says that the base provider refuses, it refuses with that error.

#include "catalog-test-support.h"
#include "scene-test-support.h"
#include "winsock-test-data.h"

#include <functional>
#include <map>
#include <string>

namespace ns3::winsock::test
{

namespace
{

/// Calls of refused functions, which give the error that the program sees.
std::map<std::string, std::function<int(Winsock&, SOCKET)>>
RefusedCalls()
{
    return {
        {"WSAGetQOSByName",
         [](Winsock& ws, SOCKET s)
         {
             char text[] = "G711";
             WSABUF name{sizeof(text), text};
             QOS quality{};
             return ws.WSAGetQOSByName(s, &name, &quality) ? 0 : ws.WSAGetLastError();
         }},
    };
}

void
Refused(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const auto calls = RefusedCalls();
                  std::size_t rows = 0;
                  for (const CsvRow& row : ReadCsv(DataPath("../../data/functions.csv")))
                  {
                      if (row.at("state") != "refused")
                      {
                          continue;
                      }
                      const auto call = calls.find(row.at("function"));
                      t.True(call != calls.end(), row.at("function") + " is asked for");
                      if (call == calls.end())
                      {
                          continue;
                      }
                      const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                      t.Equal(
                          Scene::NameOf(call->second(ws, s)), row.at("error"), row.at("function"));
                      t.Equal(call->second(ws, 0xdead0), WSAENOTSOCK, "R-SPI-14");
                      ws.closesocket(s);
                      ++rows;
                  }
                  t.Equal(rows, calls.size(), "rows of the table");
              });
    t.Play();
}

class FunctionsTestSuite : public TestSuite
{
  public:
    FunctionsTestSuite()
        : TestSuite("winsock-functions", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("functions that the base provider refuses", Refused));
    }
};

FunctionsTestSuite g_functionsTestSuite;

} // namespace

} // namespace ns3::winsock::test
