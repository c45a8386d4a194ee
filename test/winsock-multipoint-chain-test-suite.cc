/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The multipoint provider as a third party's: its creation rules, its installation, its sockets through layers,
// without descriptors, and shared between processes (R-FLG-3 to R-FLG-5, R-CHN-5, R-RES-8, R-ACC-2, R-DUP-3).

#include "catalog-test-support.h"
#include "layer-scene-test-support.h"
#include "multipoint-scene-test-support.h"
#include "winsock-test-data.h"

#include "ns3/layer-installation.h"
#include "ns3/pass-through-layer.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/resource-ledger.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-process.h"

#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

using Kinds = std::vector<HandleKind>;

uint64_t
Descriptors(const Winsock& ws)
{
    return ws.GetProcess().GetDescriptorLedger().GetInUse();
}

/// Puts layers over the circuits of a node; the first is the topmost.
void
AddLayers(Ptr<Node> node, const Kinds& kinds)
{
    Ptr<WinsockStack> stack = StackOf(node);
    ProtocolCatalogBuilder builder(*stack->GetCatalog());
    for (std::size_t i = kinds.size(); i-- != 0;)
    {
        Ptr<PassThroughLibrary> library = CreateObject<PassThroughLibrary>();
        library->SetAttribute("Handles",
                              StringValue(kinds[i] == HandleKind::IFS ? "IFS" : "NON_IFS"));
        LayerDescription layer;
        layer.libraryPath = "layer" + std::to_string(i) + ".dll";
        layer.name = layer.libraryPath;
        layer.providerId = GuidFromName(layer.libraryPath);
        layer.protocols = {{AF_INET, SOCK_SEQPACKET, MULTIPOINT_CIRCUIT}};
        library->Register(*stack, layer.libraryPath);
        const LayerInstallation result = InstallLayer(builder, layer);
        NS_ABORT_MSG_UNLESS(result, result.problem);
    }
    stack->SetCatalog(builder.Build());
}

/// Each entry of the provider by the table of flags, on the desktop and on Windows CE.
void
Flags(Scene& t, const std::string& profile)
{
    Medium medium(1, profile);
    const std::vector<std::pair<int, std::string>> columns = {
        {MULTIPOINT_CIRCUIT, "multipoint_control_data"},
        {MULTIPOINT_CONFERENCE, "multipoint_control"},
        {MULTIPOINT_GROUP, "multipoint"}};
    t.Program(
        medium.nodes[0],
        [&](Winsock& ws)
        {
            for (const CsvRow& row : ReadCsv(DataPath("multipoint-flags.csv")))
            {
                const DWORD flags = (row.at("c_root") == "1" ? WSA_FLAG_MULTIPOINT_C_ROOT : 0) |
                                    (row.at("c_leaf") == "1" ? WSA_FLAG_MULTIPOINT_C_LEAF : 0) |
                                    (row.at("d_root") == "1" ? WSA_FLAG_MULTIPOINT_D_ROOT : 0) |
                                    (row.at("d_leaf") == "1" ? WSA_FLAG_MULTIPOINT_D_LEAF : 0);
                for (const auto& [protocol, column] : columns)
                {
                    const SOCKET s = NewMultipoint(ws, protocol, flags);
                    const int error = s == INVALID_SOCKET ? ws.WSAGetLastError() : 0;
                    t.Equal(error == 0 ? std::string("success") : Scene::NameOf(error),
                            row.at(column),
                            row.at("rule") + ": " + column + ", flags " + std::to_string(flags));
                    ws.closesocket(s);
                }
            }
        });
    t.Play();
    medium.CheckReleased(t);
}

/// A program installs the provider, uses it, and removes it.
void
Installation(Scene& t, const std::string& profile)
{
    t.Build(profile);
    const Ptr<MultipointLibrary> library = CreateObject<MultipointLibrary>();
    library->Register(*StackOf(t.client));
    const std::string path8 = MultipointLibrary::PATH;
    const std::u16string path(path8.begin(), path8.end());
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const auto open = [&] { return NewMultipoint(ws, MULTIPOINT_CIRCUIT, ANY_LEAF); };
            t.Fails(ws, open(), WSAESOCKTNOSUPPORT, "not installed");
            GUID id = MultipointLibrary::GetProviderId();
            std::vector<WSAPROTOCOL_INFOW> entries = MultipointLibrary::GetEntries();
            INT error = 0;
            t.Equal(
                ws.WSCInstallProvider(
                    &id, path.c_str(), entries.data(), static_cast<DWORD>(entries.size()), &error),
                0,
                "R-CAT-41: installed");
            ws.WSACleanup();
            WSADATA data;
            ws.WSAStartup(MAKEWORD(2, 2), &data);
            const SOCKET s = t.Works(ws, open(), "a socket of it");
            WSAPROTOCOL_INFOW info{};
            INT length = sizeof(info);
            ws.getsockopt(
                s, SOL_SOCKET, SO_PROTOCOL_INFOW, reinterpret_cast<char*>(&info), &length);
            t.True(info.ProviderId == MultipointLibrary::GetProviderId(), "R-OPT-3");
            t.Works(ws, ws.closesocket(s), "close");
            t.Equal(ws.WSCDeinstallProvider(&id, &error), 0, "R-CAT-46: removed");
        });
    t.Play();
}

/// A session through layers, in which the third leaf finds no descriptor at the root.
void
ThroughLayers(Scene& t, const Kinds& kinds, bool leafInitiated)
{
    Medium medium(4);
    AddLayers(medium.nodes[0], kinds);
    uint64_t own = 1; // descriptors of each socket
    for (const HandleKind kind : kinds)
    {
        own += kind == HandleKind::NON_IFS;
    }
    std::vector<std::vector<std::string>> inboxes(3);
    for (uint32_t i = 1; i <= 3; ++i)
    {
        AddLayers(medium.nodes[i], kinds);
        t.Program(
            medium.nodes[i],
            [&, i](Winsock& ws)
            {
                SOCKET s = INVALID_SOCKET;
                if (leafInitiated)
                {
                    s = NewMultipoint(ws, MULTIPOINT_CIRCUIT, ANY_LEAF);
                    t.Equal(JoinLeaf(ws, s, medium.NameOf(0, ROOT_PORT)), s, "R-MPT-2: the same");
                    t.Equal(Descriptors(ws), own, "R-ACC-2: no new descriptor");
                }
                else
                {
                    s = AcceptInvitation(ws, MULTIPOINT_CIRCUIT);
                }
                inboxes[i - 1] = ReceiveMessages(ws, s);
                ws.closesocket(s);
            },
            Seconds(3 + 0.1 * i));
    }
    t.Program(
        medium.nodes[0],
        [&](Winsock& ws)
        {
            const SOCKET root = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT, ROOT_PORT);
            ws.listen(root, 5);
            t.Equal(Descriptors(ws), own, "R-CHN-5: one for each layer with handles, and the base");
            t.Set(medium.nodes[0], "MaxSocketsPerProcess", UintegerValue(4 * own - 1));
            std::vector<SOCKET> branches;
            for (uint32_t i = 1; i <= 3; ++i)
            {
                const SOCKET branch = leafInitiated
                                          ? ws.accept(root, nullptr, nullptr)
                                          : JoinLeaf(ws, root, medium.NameOf(i, LEAF_PORT));
                if (i == 3)
                {
                    t.Fails(ws, branch, WSAEMFILE, "R-RES-8: the leaf that does not fit");
                    t.Equal(Descriptors(ws), 3 * own, "R-ACC-5: net change zero");
                    break;
                }
                t.Works(ws, branch, "a leaf");
                t.Equal(Descriptors(ws), (1 + i) * own, "R-ACC-2: a handle at each door");
                branches.push_back(branch);
            }
            t.Works(ws, SendText(ws, root, "on"), "R-RES-8: the session goes on");
            int error = 0;
            t.Works(ws, ws.closesocket(branches.back()), "R-MPT-4: one is dropped");
            branches.pop_back();
            const SOCKET third = leafInitiated ? ws.accept(root, nullptr, nullptr)
                                               : JoinLeaf(ws, root, medium.NameOf(3, LEAF_PORT));
            t.Works(ws, third, "R-RES-8: now the third fits");
            branches.push_back(third);
            ws.Sleep(10); // until the second knows that it is out
            t.Works(ws, SendText(ws, root, "and on"), "send");
            t.Works(ws, ws.closesocket(root), "R-MPT-4: the root goes");
            for (const SOCKET branch : branches)
            {
                t.Equal(AwaitEvent(ws, branch, FD_CLOSE, error), FD_CLOSE, "R-MPT-4: told of it");
                t.Works(ws, ws.closesocket(branch), "close");
            }
            t.Equal(Descriptors(ws), 0, "R-ACC-8: all are back");
        },
        Seconds(leafInitiated ? 3 : 4));
    t.Play();
    medium.CheckReleased(t);
    using Texts = std::vector<std::string>;
    t.True(inboxes[0] == Texts({"on", "and on"}), "the first leaf has everything");
    t.True(inboxes[1] == Texts({"on"}), "the second has what came before it was dropped");
    t.True(inboxes[2] == Texts({"and on"}), "the third has what came after it joined");
}

/// A nonblocking join through layers, told of by an event, and the events that a branch inherits.
void
EventsThroughLayers(Scene& t, const Kinds& kinds)
{
    Medium medium(2);
    AddLayers(medium.nodes[0], kinds);
    t.Program(medium.nodes[1],
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptInvitation(ws, MULTIPOINT_CIRCUIT);
                  ws.Sleep(2000);
                  ws.closesocket(s);
              });
    t.Program(
        medium.nodes[0],
        [&](Winsock& ws)
        {
            const SOCKET root = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT);
            const WSAEVENT event = ws.WSACreateEvent();
            ws.WSAEventSelect(root, event, FD_CONNECT | FD_CLOSE);
            const SOCKET branch = JoinLeaf(ws, root, medium.NameOf(1, LEAF_PORT));
            t.Works(ws, branch, "R-MPT-3: a descriptor at once");
            WSANETWORKEVENTS events{};
            ws.WSAWaitForMultipleEvents(1, &event, FALSE, 60000, FALSE);
            ws.WSAEnumNetworkEvents(branch, nullptr, &events);
            t.Equal(events.lNetworkEvents, 0, "R-MPT-3: not on the new socket");
            ws.WSAEnumNetworkEvents(root, event, &events);
            t.Equal(events.lNetworkEvents, FD_CONNECT, "R-MPT-3: but on the root");
            ws.WSAWaitForMultipleEvents(1, &event, FALSE, 60000, FALSE);
            ws.WSAEnumNetworkEvents(branch, event, &events);
            t.Equal(events.lNetworkEvents, FD_CLOSE, "R-MPT-2: registered as the root's was");
            ws.closesocket(branch);
            ws.closesocket(root);
            ws.WSACloseEvent(event);
        },
        Seconds(4));
    t.Play();
    medium.CheckReleased(t);
}

/// The same by window messages: the join's end names the root, the leaf's end the new socket.
void
MessagesThroughLayers(Scene& t, const Kinds& kinds)
{
    Medium medium(2);
    AddLayers(medium.nodes[0], kinds);
    t.Program(medium.nodes[1],
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptInvitation(ws, MULTIPOINT_CIRCUIT);
                  ws.Sleep(2000);
                  ws.closesocket(s);
              });
    t.Program(
        medium.nodes[0],
        [&](Winsock& ws)
        {
            const HWND window = ws.CreateMessageWindow();
            const SOCKET root = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT);
            ws.WSAAsyncSelect(root, window, WM_USER, FD_CONNECT | FD_CLOSE);
            const SOCKET branch = JoinLeaf(ws, root, medium.NameOf(1, LEAF_PORT));
            MSG message{};
            ws.GetMessage(&message, window, WM_USER, WM_USER);
            t.Equal(message.wParam, WPARAM{root}, "R-MPT-3: the root's");
            t.Equal(message.lParam, LPARAM{FD_CONNECT}, "R-MPT-3: the end of the join");
            ws.GetMessage(&message, window, WM_USER, WM_USER);
            t.Equal(message.wParam, WPARAM{branch}, "R-MPT-2: the new socket's");
            t.Equal(message.lParam, LPARAM{FD_CLOSE}, "R-MPT-4: the end of the leaf");
            ws.closesocket(branch);
            ws.closesocket(root);
            ws.DestroyWindow(window);
        },
        Seconds(4));
    t.Play();
    medium.CheckReleased(t);
}

/// A leaf's socket in two processes: both receive from one session, and the last close leaves it.
void
Shared(Scene& t, const Kinds& kinds)
{
    Medium medium(2);
    AddLayers(medium.nodes[1], kinds);
    WSAPROTOCOL_INFOW info{};
    DWORD target = 0;
    t.Program(
        medium.nodes[1],
        [&](Winsock& ws)
        {
            target = ws.GetCurrentProcessId();
            ws.Sleep(3000);
            const SOCKET s = t.Works(ws,
                                     ws.WSASocketW(FROM_PROTOCOL_INFO,
                                                   FROM_PROTOCOL_INFO,
                                                   FROM_PROTOCOL_INFO,
                                                   &info,
                                                   0,
                                                   ANY_LEAF | WSA_FLAG_OVERLAPPED),
                                     "R-DUP-2: the target");
            WSAPROTOCOL_INFOW again = info;
            t.Fails(ws,
                    ws.WSASocketW(0, 0, 0, &again, 0, ANY_LEAF | WSA_FLAG_OVERLAPPED),
                    WSAEINVAL,
                    "R-SEL-39: used");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_RCVBUF), 12345, "R-DUP-3: options are shared");
            ws.Sleep(2000); // the source has closed its descriptor
            t.Equal(ReceiveOnce(ws, s), std::string("2"), "R-DUP-3: the rest of the data");
            t.Works(ws, ws.closesocket(s), "R-DUP-3: the last descriptor");
        },
        Seconds(2));
    t.Program(medium.nodes[1],
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptInvitation(ws, MULTIPOINT_CIRCUIT);
                  SetNumber(ws, s, SOL_SOCKET, SO_RCVBUF, 12345);
                  const uint64_t own = Descriptors(ws);
                  t.Works(ws, ws.WSADuplicateSocketW(s, target, &info), "R-DUP-1: the source");
                  t.Equal(ReceiveOnce(ws, s), std::string("1"), "R-DUP-3: one session");
                  ws.Sleep(2000);
                  t.Equal(Descriptors(ws), own, "R-ACC-7: each process counts its own");
                  t.Works(ws, ws.closesocket(s), "R-DUP-3: does not leave the session");
              });
    t.Program(
        medium.nodes[0],
        [&](Winsock& ws)
        {
            const SOCKET root = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT);
            const SOCKET branch = JoinLeaf(ws, root, medium.NameOf(1, LEAF_PORT));
            t.Works(ws, SendText(ws, root, "1"), "send");
            ws.Sleep(500);
            t.Works(ws, SendText(ws, root, "2"), "send");
            ws.Sleep(1000);
            int error = 0;
            t.Equal(AwaitEvent(ws, branch, FD_CLOSE, error), FD_CLOSE, "R-DUP-3: in the end");
            t.True(Simulator::Now() > Seconds(6), "R-DUP-3: and not before");
            ws.closesocket(branch);
            ws.closesocket(root);
        },
        Seconds(3.5));
    t.Play();
    medium.CheckReleased(t);
}

class MultipointChainTestSuite : public TestSuite
{
  public:
    MultipointChainTestSuite()
        : TestSuite("winsock-multipoint-chain", TestSuite::Type::UNIT)
    {
        for (const char* profile : {"windows-10", "wince-6.0"})
        {
            const std::string where = std::string(", ") + profile;
            Add("R-FLG-3 to R-FLG-5: the three entries" + where,
                [profile](Scene& t) { Flags(t, profile); });
            Add("R-CAT-41, R-CAT-46: installation" + where,
                [profile](Scene& t) { Installation(t, profile); });
        }
        const HandleKind ifs = HandleKind::IFS;
        const HandleKind own = HandleKind::NON_IFS;
        const std::vector<std::pair<std::string, Kinds>> chains = {
            {"no layer", {}},
            {"two layers with handles", {own, own}},
            {"two layers, one with handles", {own, ifs}},
            {"two IFS layers", {ifs, ifs}},
        };
        for (const auto& [name, kinds] : chains)
        {
            Add("R-MPT-2, R-RES-8: invitations, " + name,
                [kinds](Scene& t) { ThroughLayers(t, kinds, false); });
            Add("R-MPT-4, R-RES-8: admissions, " + name,
                [kinds](Scene& t) { ThroughLayers(t, kinds, true); });
            Add("R-MPT-2, R-MPT-3: events, " + name,
                [kinds](Scene& t) { EventsThroughLayers(t, kinds); });
            Add("R-MPT-2, R-MPT-3: messages, " + name,
                [kinds](Scene& t) { MessagesThroughLayers(t, kinds); });
            Add("R-DUP-2, R-DUP-3: a shared leaf, " + name,
                [kinds](Scene& t) { Shared(t, kinds); });
        }
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

MultipointChainTestSuite g_multipointChainTestSuite;

} // namespace
