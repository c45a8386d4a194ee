/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef EXEMPTED_PROGRAM_H
#define EXEMPTED_PROGRAM_H

#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/node-container.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "layers/unfinished-proxy-layer.h"

namespace ns3::winsock::scenario
{

/// What came of connecting: by program, and when it tried.
using ConnectResults = std::map<std::string, int>;

constexpr std::u16string_view WSL_PATH = u"C:\\Windows\\System32\\wsl.exe"; //!< who is exempted

/// Connects once. @return 0 or the error
inline int
ConnectOnce(Winsock& ws)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKADDR_IN server{};
    server.sin_family = AF_INET;
    server.sin_port = ws.htons(80);
    server.sin_addr.S_un.S_addr = ws.inet_addr("10.1.1.2");
    const int result = ws.connect(s, reinterpret_cast<const SOCKADDR*>(&server), sizeof(server));
    const int error = result == SOCKET_ERROR ? ws.WSAGetLastError() : 0;
    ws.closesocket(s);
    return error;
}

/// A server that takes whoever comes.
inline int
AcceptAll(Winsock& ws)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    const SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKADDR_IN name{};
    name.sin_family = AF_INET;
    name.sin_port = ws.htons(80);
    ws.bind(listener, reinterpret_cast<const SOCKADDR*>(&name), sizeof(name));
    ws.listen(listener, 5);
    SOCKET s = ws.accept(listener, nullptr, nullptr);
    while (s != INVALID_SOCKET)
    {
        ws.closesocket(s);
        s = ws.accept(listener, nullptr, nullptr);
    }
    return ws.WSACleanup();
}

// --- The exemption ---

/// What a repair tool does for one program: from its next start on, only layers that serve the system
/// itself are loaded into it.
inline int
ExemptWsl(Winsock& ws)
{
    int error = 0;
    ws.WSCSetApplicationCategory(WSL_PATH.data(),
                                 static_cast<DWORD>(WSL_PATH.size()),
                                 nullptr,
                                 0,
                                 LSP_SYSTEM,
                                 nullptr,
                                 &error);
    return error;
}

// --- End of the exemption ---

/// Starts programs on a node and keeps what they tell.
class ProgramStarter
{
  public:
    /// @param node where programs run @param results gets what they tell
    ProgramStarter(Ptr<Node> node, ConnectResults& results)
        : m_node(node),
          m_results(results)
    {
    }

    /**
     * Starts a program that connects at once, and once more later.
     * @param name what its results are kept under, with the times
     * @param path of the program
     * @param seconds when
     * @param again seconds from then to the second attempt; 0 for none
     */
    void
    Start(const std::string& name, const std::string& path, int seconds, int again = 0) const
    {
        ConnectResults& results = m_results;
        WinsockApplicationHelper helper(
            [&results, name, seconds, again](Winsock& ws)
            {
                WSADATA data;
                ws.WSAStartup(MAKEWORD(2, 2), &data);
                results[name + " at " + std::to_string(seconds) + " s"] = ConnectOnce(ws);
                if (again != 0)
                {
                    ws.Sleep(static_cast<DWORD>(again) * 1000);
                    results[name + " at " + std::to_string(seconds + again) + " s"] =
                        ConnectOnce(ws);
                }
                return ws.WSACleanup();
            });
        helper.SetAttribute("Name", StringValue(name));
        helper.SetAttribute("ImagePath", StringValue(path));
        helper.Install(m_node).Start(Seconds(seconds));
    }

  private:
    Ptr<Node> m_node;          //!< where programs run
    ConnectResults& m_results; //!< what they tell
};

/**
 * A machine on which a proxy client's layer breaks every connection, and one program that an
 * administrator exempts from it.
 * @return what came of each attempt to connect: 0 or the error, by program and time
 */
inline ConnectResults
RunExemptedProgram()
{
    NodeContainer nodes;
    nodes.Create(2); // the machine, a server
    PointToPointHelper link;
    const NetDeviceContainer devices = link.Install(nodes);
    InternetStackHelper internet;
    internet.Install(nodes);
    Ipv4AddressHelper addresses("10.1.1.0", "255.255.255.0");
    addresses.Assign(devices);
    WinsockStackHelper().Install(nodes);
    WinsockLayerHelper("C:\\Program Files\\Proxy\\proxy.dll",
                       [] { return Create<UnfinishedProxyLayer>(); })
        .Install(nodes.Get(0));

    ConnectResults results;
    WinsockApplicationHelper(AcceptAll).Install(nodes.Get(1)).Start(Seconds(0));
    const ProgramStarter programs(nodes.Get(0), results);
    const std::string wsl = "c:\\windows\\system32\\WSL.EXE";
    programs.Start("wsl, running all the time", wsl, 1, 2);
    programs.Start("browser", "C:\\browser.exe", 1);
    WinsockApplicationHelper(ExemptWsl).Install(nodes.Get(0)).Start(Seconds(2));
    programs.Start("wsl, started again", wsl, 3);
    programs.Start("browser", "C:\\browser.exe", 3);
    Simulator::Stop(Seconds(10));
    Simulator::Run();
    Simulator::Destroy();
    return results;
}

} // namespace ns3::winsock::scenario

#endif /* EXEMPTED_PROGRAM_H */
