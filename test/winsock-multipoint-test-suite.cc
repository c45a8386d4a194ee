/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The multipoint provider: circuits, conferences and groups over simulated links, with leaves that come and
// go, loss, and roots that disappear (R-MPT-1 to R-MPT-5).

#include "multipoint-scene-test-support.h"
#include "scenario-test-support.h"

#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4-static-routing-helper.h"
#include "ns3/ipv4.h"
#include "ns3/net-device-container.h"
#include "ns3/node-container.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-process.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

using DataPath = MultipointLibrary::DataPath;

/// What arrives at each leaf.
using Inboxes = std::vector<std::vector<std::string>>;

/// A message that is not small, and says which it is.
std::string
LargeMessage(int number)
{
    std::string text = std::to_string(number) + " ";
    text.resize(1000, 'x');
    return text;
}

/// A root invites leaves, sends to all of them and goes.
void
Invite(Scene& t, DataPath path, double loss, uint32_t leaves, const std::string& profile)
{
    constexpr int COUNT = 40;
    Medium medium(leaves + 1, profile);
    medium.library->SetAttribute("DataPath",
                                 StringValue(path == DataPath::GROUP ? "Group" : "Copies"));
    Inboxes inboxes(leaves);
    for (uint32_t i = 1; i <= leaves; ++i)
    {
        medium.SetLoss(i, loss);
        t.Program(medium.nodes[i],
                  [&, i](Winsock& ws)
                  {
                      const SOCKET s = AcceptInvitation(ws, MULTIPOINT_CIRCUIT);
                      t.True(s != INVALID_SOCKET, "R-MPT-4: the invitation is accepted");
                      t.Fails(ws, SendText(ws, s, "x"), WSAEOPNOTSUPP, "R-MPT-5: to leaves only");
                      inboxes[i - 1] = ReceiveMessages(ws, s);
                      t.Works(ws, ws.closesocket(s), "close");
                  });
    }
    t.Program(
        medium.nodes[0],
        [&](Winsock& ws)
        {
            const SOCKET root = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT);
            t.Fails(ws, SendText(ws, root, "x"), WSAENOTCONN, "no leaf yet");
            std::vector<SOCKET> branches;
            for (uint32_t i = 1; i <= leaves; ++i)
            {
                branches.push_back(JoinLeaf(ws, root, medium.NameOf(i, LEAF_PORT)));
                t.Works(ws, branches.back(), "R-MPT-2: a leaf is added");
                t.True(branches.back() != root, "R-MPT-2: a new descriptor");
            }
            for (int i = 0; i < COUNT; ++i)
            {
                t.Works(ws, SendText(ws, root, LargeMessage(i)), "send");
            }
            t.Works(ws, ws.closesocket(root), "R-MPT-4: the root goes");
            for (const SOCKET branch : branches)
            {
                t.Equal(ReceiveMessages(ws, branch).size(), 0, "R-MPT-4: the end, and no data");
                t.Equal(ws.WSAGetLastError(), 0, "R-MPT-4: in order");
                t.Works(ws, ws.closesocket(branch), "close");
            }
        },
        Seconds(4));
    t.Play();
    medium.CheckReleased(t);
    for (const auto& inbox : inboxes)
    {
        t.Equal(inbox.size(), COUNT, "R-MPT-5: all messages at all leaves");
        for (std::size_t i = 0; i < inbox.size(); ++i)
        {
            t.True(inbox[i] == LargeMessage(static_cast<int>(i)), "whole and in order");
        }
    }
}

// ---------------------------------------------------------------- joins of leaves

/// What a condition function is told and what it answers.
struct Doorkeeper
{
    int answer{CF_ACCEPT};
    std::string heard;
    std::string reply;

    static int
    Decide(LPWSABUF,
           LPWSABUF lpCallerData,
           LPQOS,
           LPQOS,
           LPWSABUF,
           LPWSABUF lpCalleeData,
           GROUP*,
           DWORD_PTR data)
    {
        auto& keeper = *reinterpret_cast<Doorkeeper*>(data);
        keeper.heard = lpCallerData ? std::string(lpCallerData->buf, lpCallerData->len) : "none";
        std::copy(keeper.reply.begin(), keeper.reply.end(), lpCalleeData->buf);
        lpCalleeData->len = static_cast<ULONG>(keeper.reply.size());
        return keeper.answer;
    }
};

/// Leaves ask for admission; a condition function refuses one, puts one off, and lets one in.
void
Admission(Scene& t)
{
    Medium medium(3);
    t.Program(
        medium.nodes[0],
        [&](Winsock& ws)
        {
            const SOCKET root = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT, ROOT_PORT);
            t.Works(ws, ws.listen(root, 5), "R-MPT-4: a root listens");
            int error = 0;
            t.Equal(AwaitEvent(ws, root, FD_ACCEPT, error), FD_ACCEPT, "R-MPT-4: FD_ACCEPT");
            SetNonBlocking(ws, root, false);
            Doorkeeper keeper;
            const auto data = reinterpret_cast<DWORD_PTR>(&keeper);
            keeper.answer = CF_DEFER;
            t.Fails(ws,
                    ws.WSAAccept(root, nullptr, nullptr, &Doorkeeper::Decide, data),
                    WSATRY_AGAIN,
                    "R-ACC-5: put off");
            keeper.answer = CF_REJECT;
            t.Fails(ws,
                    ws.WSAAccept(root, nullptr, nullptr, &Doorkeeper::Decide, data),
                    WSAECONNREFUSED,
                    "R-ACC-5: refused");
            t.Equal(keeper.heard, std::string("first"), "the leaf's data");
            keeper.answer = CF_ACCEPT;
            keeper.reply = "welcome";
            SOCKADDR_IN peer{};
            INT length = sizeof(peer);
            const SOCKET branch = ws.WSAAccept(
                root, reinterpret_cast<SOCKADDR*>(&peer), &length, &Doorkeeper::Decide, data);
            t.Works(ws, branch, "R-MPT-4: admitted");
            t.Equal(keeper.heard, std::string("none"), "no data");
            t.True(peer.sin_addr.S_un.S_addr == medium.NameOf(1, 0).sin_addr.S_un.S_addr,
                   "from there");
            const SOCKET second = ws.accept(root, nullptr, nullptr);
            t.Works(ws, second, "accept admits as well");
            t.Works(ws, SendText(ws, root, "hello"), "R-MPT-4: a root that listens sends");
            t.Equal(AwaitEvent(ws, branch, FD_CLOSE, error), FD_CLOSE, "R-MPT-4: the leaf left");
            t.Equal(error, 0, "R-MPT-4: in order");
            ws.closesocket(branch);
            t.Works(ws, SendText(ws, root, "more"), "the session goes on");
            t.Works(ws, ws.closesocket(second), "R-MPT-4: the other is dropped");
            ws.Sleep(1000);
            t.Fails(ws, SendText(ws, root, "x"), WSAENOTCONN, "nobody is left");
            ws.closesocket(root);
        });
    t.Program(
        medium.nodes[1],
        [&](Winsock& ws)
        {
            const SOCKET s = NewMultipoint(ws, MULTIPOINT_CIRCUIT, ANY_LEAF);
            const SOCKADDR_IN name = medium.NameOf(0, ROOT_PORT);
            t.Fails(ws,
                    JoinLeaf(ws, s, name, JL_RECEIVER_ONLY, "first"),
                    WSAECONNREFUSED,
                    "R-ACC-5: the root's program refuses");
            std::string answer(100, 0);
            t.Equal(JoinLeaf(ws, s, name, JL_RECEIVER_ONLY, std::string(), &answer),
                    s,
                    "R-MPT-2, R-MPT-3: again, and the same descriptor");
            t.Equal(answer, std::string("welcome"), "the root's data");
            t.Fails(ws, JoinLeaf(ws, s, name), WSAEISCONN, "R-MPT-3: a member");
            SOCKADDR_IN peer{};
            INT length = sizeof(peer);
            t.Works(ws, ws.getpeername(s, reinterpret_cast<SOCKADDR*>(&peer), &length), "peer");
            t.Equal(TextOf(peer), std::string("10.2.0.1:4000"), "is the root");
            t.Equal(ReceiveOnce(ws, s), std::string("hello"), "R-MPT-5");
            t.Works(ws, ws.closesocket(s), "leaves");
        },
        Seconds(4));
    t.Program(
        medium.nodes[2],
        [&](Winsock& ws)
        {
            const SOCKET s = NewMultipoint(ws, MULTIPOINT_CIRCUIT, ANY_LEAF);
            t.Equal(JoinLeaf(ws, s, medium.NameOf(0, ROOT_PORT)), s, "joins");
            t.Equal(ReceiveMessages(ws, s).size(), 2, "until it is dropped");
            t.Equal(ws.WSAGetLastError(), 0, "R-MPT-4: in order");
            ws.closesocket(s);
        },
        Seconds(5));
    t.Play();
    medium.CheckReleased(t);
}

/// Leaves come and go while the root sends, and nobody misses anything of its time.
void
ComeAndGo(Scene& t, DataPath path, double loss)
{
    constexpr int COUNT = 100;
    Medium medium(4);
    medium.library->SetAttribute("DataPath",
                                 StringValue(path == DataPath::GROUP ? "Group" : "Copies"));
    Inboxes inboxes(3);
    t.Program(medium.nodes[0],
              [&](Winsock& ws)
              {
                  const SOCKET root =
                      NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT, ROOT_PORT);
                  ws.listen(root, 5);
                  std::vector<SOCKET> branches = {ws.accept(root, nullptr, nullptr)};
                  SetNonBlocking(ws, root);
                  for (int i = 0; i < COUNT; ++i)
                  {
                      const SOCKET branch = ws.accept(root, nullptr, nullptr);
                      if (branch != INVALID_SOCKET)
                      {
                          branches.push_back(branch);
                      }
                      t.Works(ws, SendText(ws, root, std::to_string(i)), "sends on");
                      ws.Sleep(50);
                  }
                  t.Works(ws, ws.shutdown(root, SD_SEND), "R-MPT-4: shutdown dismantles as well");
                  t.Equal(branches.size(), 3, "all were admitted");
                  for (const SOCKET branch : branches)
                  {
                      SetNonBlocking(ws, branch, false);
                      ReceiveMessages(ws, branch);
                      t.Equal(ws.WSAGetLastError(), 0, "R-MPT-4: FD_CLOSE in order");
                      ws.closesocket(branch);
                  }
                  ws.closesocket(root);
              });
    for (uint32_t i = 1; i <= 3; ++i)
    {
        medium.SetLoss(i, loss);
        t.Program(
            medium.nodes[i],
            [&, i](Winsock& ws)
            {
                const SOCKET s = NewMultipoint(ws, MULTIPOINT_CIRCUIT, ANY_LEAF);
                t.Equal(JoinLeaf(ws, s, medium.NameOf(0, ROOT_PORT)), s, "joins");
                while (i != 1 || inboxes[0].size() < 30)
                {
                    const std::string message = ReceiveOnce(ws, s);
                    if (message.empty())
                    {
                        break;
                    }
                    inboxes[i - 1].push_back(message);
                }
                ws.closesocket(s);
            },
            Seconds(3 + 0.5 * i));
    }
    t.Play();
    medium.CheckReleased(t);
    t.True(inboxes[0] == Numbers(0, 29), "the first leaves");
    for (const auto& inbox : {inboxes[1], inboxes[2]})
    {
        const int first = inbox.empty() ? -1 : std::stoi(inbox.front());
        t.True(first > 5, "joined during traffic");
        t.True(inbox == Numbers(first, COUNT - 1), "R-MPT-5: all since then, in order");
    }
}

// ---------------------------------------------------------------- ends that are none

/// A root disappears: its program is killed, or its node is cut off.
void
RootGoes(Scene& t, bool cut)
{
    Medium medium(2);
    medium.library->SetAttribute("Heartbeat", TimeValue(Seconds(1)));
    const SceneProgram root = [&](Winsock& ws)
    {
        const SOCKET s = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT);
        const SOCKET branch = JoinLeaf(ws, s, medium.NameOf(1, LEAF_PORT));
        SendText(ws, s, "hello");
        ReceiveMessages(ws, branch); // waits for the leaf's end
        t.Equal(ws.WSAGetLastError(), WSAETIMEDOUT, "the root hears nothing of its leaf");
        ws.closesocket(branch);
        ws.closesocket(s);
    };
    t.Program(medium.nodes[1],
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptInvitation(ws, MULTIPOINT_CIRCUIT);
                  t.Equal(ReceiveOnce(ws, s), std::string("hello"), "a message");
                  int error = 0;
                  t.Equal(AwaitEvent(ws, s, FD_CLOSE, error), FD_CLOSE, "R-MPT-4: FD_CLOSE");
                  t.Equal(Scene::NameOf(error),
                          Scene::NameOf(cut ? WSAECONNABORTED : WSAECONNRESET),
                          "R-MPT-4: the session is broken");
                  t.Fails(ws,
                          ReceiveOnce(ws, s).empty() ? SOCKET_ERROR : 0,
                          cut ? WSAETIMEDOUT : WSAECONNRESET,
                          "and cannot be used any more");
                  t.True(Simulator::Now() < Seconds(20), "soon");
                  ws.closesocket(s);
              });
    if (cut)
    {
        t.Program(medium.nodes[0], root, Seconds(4));
        Simulator::Schedule(Seconds(6), [&medium] { medium.CutOff(0); });
    }
    else
    {
        t.Doomed(medium.nodes[0], root, Seconds(6));
    }
    t.Play();
    medium.CheckReleased(t);
}

// ---------------------------------------------------------------- nonblocking joins

/// How nonblocking joins end, and what may be done meanwhile.
void
Nonblocking(Scene& t)
{
    Medium medium(3);
    t.Program(medium.nodes[1],
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptInvitation(ws, MULTIPOINT_CIRCUIT);
                  t.Equal(ReceiveMessages(ws, s).size(), 1, "one message");
                  ws.closesocket(s);
              });
    t.Program(
        medium.nodes[0],
        [&](Winsock& ws)
        {
            const SOCKET root = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT);
            SetNonBlocking(ws, root);
            SOCKET branch = JoinLeaf(ws, root, medium.NameOf(1, LEAF_PORT));
            t.Works(ws, branch, "R-MPT-3: a descriptor at once");
            t.Fails(ws, SendText(ws, branch, "x"), WSAENOTCONN, "R-MPT-3: not to be used yet");
            t.Fails(ws,
                    JoinLeaf(ws, root, medium.NameOf(2, LEAF_PORT)),
                    WSAEALREADY,
                    "R-MPT-3: one at a time");
            int error = 0;
            t.Equal(AwaitEvent(ws, root, FD_CONNECT, error), FD_CONNECT, "R-MPT-3: on the root");
            t.Equal(error, 0, "a success");
            const SOCKET refused = JoinLeaf(ws, root, medium.NameOf(2, LEAF_PORT));
            t.Works(ws, refused, "R-MPT-3: a root may add more");
            t.Equal(AwaitEvent(ws, root, FD_CONNECT, error), FD_CONNECT, "told");
            t.Equal(Scene::NameOf(error), Scene::NameOf(WSAECONNREFUSED), "nobody listens there");
            t.Fails(ws, SendText(ws, refused, "x"), WSAENOTCONN, "a descriptor without a leaf");
            winsock::fd_set failed{};
            failed.fd_count = 1;
            failed.fd_array[0] = root;
            const winsock::timeval none{0, 0};
            t.Equal(ws.select(0, nullptr, nullptr, &failed, &none), 0, "R-SLC-7: not by select");
            ws.closesocket(refused);
            const SOCKET lost = JoinLeaf(ws, root, medium.NameOf(9, LEAF_PORT));
            t.Works(ws, lost, "begun");
            t.Works(ws, ws.closesocket(lost), "R-MPT-3: closing gives the join up");
            SetNonBlocking(ws, root, false);
            t.Fails(
                ws, JoinLeaf(ws, root, medium.NameOf(9, LEAF_PORT)), WSAETIMEDOUT, "no such node");
            t.Works(ws, SendText(ws, root, "1"), "the session goes on");
            ws.closesocket(root);
            ws.closesocket(branch);
        },
        Seconds(4));
    t.Play();
    medium.CheckReleased(t);
}

// ---------------------------------------------------------------- errors

/// What WSAJoinLeaf, listen, connect, send and receive fail with.
void
Errors(Scene& t)
{
    Medium medium(2);
    t.Program(
        medium.nodes[0],
        [&](Winsock& ws)
        {
            const SOCKET root = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT);
            const SOCKET leaf = NewMultipoint(ws, MULTIPOINT_CIRCUIT, ANY_LEAF);
            const SOCKET plain = NewMultipoint(ws, MULTIPOINT_CIRCUIT, 0, 6000);
            const SOCKADDR_IN nobody = medium.NameOf(1, 9);
            t.Works(ws, plain, "R-FLG-3: no flags are no mistake");
            t.Fails(ws, JoinLeaf(ws, plain, nobody), WSAEINVAL, "R-MPT-1");
            t.Fails(ws, ws.listen(plain, 1), WSAEOPNOTSUPP, "no point-to-point circuits");
            t.Fails(ws, ConnectTo(ws, plain, nobody), WSAEOPNOTSUPP, "no point-to-point circuits");
            t.Fails(ws, ConnectTo(ws, leaf, nobody), WSAEOPNOTSUPP, "sessions are joined");
            for (const SOCKET s : {root, leaf})
            {
                t.Fails(ws, ws.listen(s, 1), WSAEINVAL, "not bound");
                t.Fails(ws, JoinLeaf(ws, s, nobody, 3), WSAEINVAL, "R-MPT-1: one role");
                t.Fails(ws, JoinLeaf(ws, s, Ip4(Scene::ANY, 9)), WSAEADDRNOTAVAIL, "wildcard");
                t.Fails(ws, JoinLeaf(ws, s, medium.NameOf(1, 0)), WSAEADDRNOTAVAIL, "no port");
                t.Fails(ws, JoinLeaf(ws, s, Ip4("239.1.1.1", 9)), WSAEADDRNOTAVAIL, "a group");
                t.Fails(ws,
                        JoinLeaf(ws, s, nobody, JL_BOTH, std::string(513, 'x')),
                        WSAEFAULT,
                        "too much data");
                t.Fails(ws, JoinLeaf(ws, s, nobody), WSAECONNREFUSED, "nobody is there");
                t.Fails(ws, SendText(ws, s, "x"), WSAENOTCONN, "no session");
                t.Fails(ws, ws.shutdown(s, SD_SEND), WSAENOTCONN, "R-SHD-1");
                SOCKADDR_IN own{};
                INT length = sizeof(own);
                t.Works(ws,
                        ws.getsockname(s, reinterpret_cast<SOCKADDR*>(&own), &length),
                        "R-MPT-1: bound by the join");
                t.Fails(ws,
                        ws.getpeername(s, reinterpret_cast<SOCKADDR*>(&own), &length),
                        WSAENOTCONN,
                        "no peer");
            }
            t.Fails(ws, JoinLeaf(ws, root, nobody, JL_RECEIVER_ONLY), WSAEINVAL, "a d_root sends");
            t.Fails(ws, JoinLeaf(ws, leaf, nobody, JL_SENDER_ONLY), WSAEINVAL, "a d_leaf does not");
            t.Fails(ws,
                    ReceiveOnce(ws, root).empty() ? SOCKET_ERROR : 0,
                    WSAEOPNOTSUPP,
                    "R-MPT-5: a d_root receives nothing");
            t.Fails(
                ws, ReceiveOnce(ws, leaf).empty() ? SOCKET_ERROR : 0, WSAENOTCONN, "no session");
            QOS quality{};
            t.Fails(ws,
                    ws.WSAJoinLeaf(root,
                                   reinterpret_cast<const SOCKADDR*>(&nobody),
                                   sizeof(nobody),
                                   nullptr,
                                   nullptr,
                                   &quality,
                                   nullptr,
                                   JL_BOTH),
                    WSAEOPNOTSUPP,
                    "no quality of service");
            t.Fails(ws,
                    ws.WSASocketW(AF_INET6, SOCK_SEQPACKET, MULTIPOINT_CIRCUIT, nullptr, 0, 0),
                    WSAESOCKTNOSUPPORT,
                    "no such entry");
            for (const SOCKET s : {root, leaf, plain})
            {
                t.Works(ws, ws.closesocket(s), "close");
            }
        });
    t.Play();
    medium.CheckReleased(t);
}

/// A leaf that does not read stops the root once the window is full; nothing is lost.
void
SlowLeaf(Scene& t, DataPath path)
{
    constexpr int COUNT = 200;
    Medium medium(2);
    medium.library->SetAttribute("DataPath",
                                 StringValue(path == DataPath::GROUP ? "Group" : "Copies"));
    Time blocked;
    t.Program(medium.nodes[1],
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptInvitation(ws, MULTIPOINT_CIRCUIT);
                  SetNumber(ws, s, SOL_SOCKET, SO_RCVBUF, 4096);
                  ws.Sleep(60000);
                  const std::vector<std::string> messages = ReceiveMessages(ws, s);
                  t.Equal(messages.size(), COUNT, "nothing is lost");
                  t.Equal(ws.WSAGetLastError(), 0, "in order");
                  ws.closesocket(s);
              });
    t.Program(
        medium.nodes[0],
        [&](Winsock& ws)
        {
            const SOCKET root = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT);
            SetNumber(ws, root, SOL_SOCKET, SO_SNDBUF, 16384);
            const SOCKET branch = JoinLeaf(ws, root, medium.NameOf(1, LEAF_PORT));
            SetNonBlocking(ws, root);
            int sent = 0;
            while (SendText(ws, root, LargeMessage(sent)) > 0)
            {
                ++sent;
            }
            t.Equal(ws.WSAGetLastError(), WSAEWOULDBLOCK, "the window is full");
            t.True(sent >= 16 && sent < 60, "after " + std::to_string(sent));
            t.Fails(ws,
                    SendText(ws, root, std::string(8193, 'x')),
                    WSAEMSGSIZE,
                    "longer than a message may be");
            SetNonBlocking(ws, root, false);
            for (; sent < COUNT; ++sent)
            {
                t.Works(ws, SendText(ws, root, LargeMessage(sent)), "waits");
            }
            blocked = Simulator::Now();
            ws.closesocket(root);
            ws.closesocket(branch);
        },
        Seconds(4));
    t.Play();
    medium.CheckReleased(t);
    t.True(blocked > Seconds(60), "the root waited for its leaf");
}

/// A leaf that has shut down receiving stops nobody.
void
DeafLeaf(Scene& t)
{
    Medium medium(2);
    t.Program(medium.nodes[1],
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptInvitation(ws, MULTIPOINT_CIRCUIT);
                  ws.Sleep(2000); // until the window is full
                  t.Works(ws, ws.shutdown(s, SD_RECEIVE), "R-SHD-2");
                  t.Fails(ws,
                          ReceiveOnce(ws, s).empty() ? SOCKET_ERROR : 0,
                          WSAESHUTDOWN,
                          "R-SHD-2: nothing is received any more");
                  int error = 0;
                  t.Equal(AwaitEvent(ws, s, FD_CLOSE, error), 0, "what was there was not read");
                  ws.closesocket(s);
              });
    t.Program(
        medium.nodes[0],
        [&](Winsock& ws)
        {
            const SOCKET root = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT);
            const SOCKET branch = JoinLeaf(ws, root, medium.NameOf(1, LEAF_PORT));
            for (int i = 0; i < 300; ++i)
            {
                t.Works(ws, SendText(ws, root, LargeMessage(i)), "goes on");
            }
            t.True(Simulator::Now() < Seconds(20), "soon");
            ws.closesocket(root);
            ws.closesocket(branch);
        },
        Seconds(4));
    t.Play();
    medium.CheckReleased(t);
}

/// The simulation ends in the midst of everything.
void
EndOfSimulation(Scene& t, const Time& end)
{
    Medium medium(4);
    medium.SetLoss(2, 0.3);
    const auto leaf = [](Winsock& ws)
    {
        WSADATA data;
        ws.WSAStartup(MAKEWORD(2, 2), &data);
        ReceiveMessages(ws, AcceptInvitation(ws, MULTIPOINT_CIRCUIT));
        ws.Sleep(INFINITE);
        return 0;
    };
    const auto root = [&medium](Winsock& ws)
    {
        WSADATA data;
        ws.WSAStartup(MAKEWORD(2, 2), &data);
        const SOCKET s = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT);
        JoinLeaf(ws, s, medium.NameOf(1, LEAF_PORT));
        JoinLeaf(ws, s, medium.NameOf(2, LEAF_PORT));
        for (int i = 0; i < 100; ++i)
        {
            SendText(ws, s, LargeMessage(i));
        }
        ws.closesocket(s);
        const SOCKET other = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT);
        JoinLeaf(ws, other, medium.NameOf(3, 9)); // nobody listens
        JoinLeaf(ws, other, medium.NameOf(9, 9)); // there is no such node
        return 0;
    };
    for (const uint32_t node : {1, 2})
    {
        RunOn(medium.nodes[node], leaf, Seconds(3));
    }
    RunOn(medium.nodes[0], root, Seconds(4));
    t.Play(end);
}

// ---------------------------------------------------------------- conferences and groups

/// All members of a conference hear each other; some only send, some only listen.
void
Conference(Scene& t)
{
    Medium medium(4);
    t.Program(medium.nodes[0],
              [&](Winsock& ws)
              {
                  const SOCKET root =
                      NewMultipoint(ws, MULTIPOINT_CONFERENCE, CONFERENCE_ROOT, ROOT_PORT);
                  SetNumber(ws, root, SOL_SOCKET, SO_RCVTIMEO, 10000);
                  ws.listen(root, 5);
                  std::vector<SOCKET> branches;
                  for (int i = 0; i < 3; ++i)
                  {
                      branches.push_back(ws.accept(root, nullptr, nullptr));
                  }
                  ws.Sleep(1000);
                  t.Works(ws, SendText(ws, root, "root"), "a root that is a d_leaf");
                  t.Equal(ReceiveOnce(ws, root), std::string("root"), "R-MPT-5: loopback is on");
                  t.Equal(ReceiveOnce(ws, root), std::string("one"), "R-MPT-5: of a leaf");
                  t.Equal(ReceiveOnce(ws, root), std::string("two"), "R-MPT-5: of another");
                  ws.Sleep(2000);
                  ws.closesocket(root);
                  for (const SOCKET branch : branches)
                  {
                      ws.closesocket(branch);
                  }
              });
    const std::vector<DWORD> roles = {JL_BOTH, JL_SENDER_ONLY, JL_RECEIVER_ONLY};
    const std::vector<std::string> texts = {"one", "two", "three"};
    Inboxes inboxes(3);
    for (uint32_t i = 1; i <= 3; ++i)
    {
        t.Program(
            medium.nodes[i],
            [&, i](Winsock& ws)
            {
                const DWORD role = roles[i - 1];
                const SOCKET s = NewMultipoint(ws, MULTIPOINT_CONFERENCE, ANY_LEAF);
                t.Equal(JoinLeaf(ws, s, medium.NameOf(0, ROOT_PORT), role), s, "joins");
                BOOL loop = i != 1;
                DWORD bytes = 0;
                ws.WSAIoctl(s,
                            SIO_MULTIPOINT_LOOPBACK,
                            &loop,
                            sizeof(loop),
                            nullptr,
                            0,
                            &bytes,
                            nullptr,
                            nullptr);
                ws.Sleep(1500 + 100 * i);
                const int sent = SendText(ws, s, texts[i - 1]);
                if (role == JL_RECEIVER_ONLY)
                {
                    t.Fails(ws, sent, WSAEOPNOTSUPP, "R-MPT-1: a receiver");
                }
                else
                {
                    t.Works(ws, sent, "sends");
                }
                if (role == JL_SENDER_ONLY)
                {
                    t.Fails(ws,
                            ReceiveOnce(ws, s).empty() ? SOCKET_ERROR : 0,
                            WSAEOPNOTSUPP,
                            "R-MPT-1: a sender");
                    int error = 0;
                    t.Equal(AwaitEvent(ws, s, FD_CLOSE, error), FD_CLOSE, "R-MPT-4");
                }
                else
                {
                    inboxes[i - 1] = ReceiveMessages(ws, s);
                }
                ws.closesocket(s);
            },
            Seconds(4));
    }
    t.Play();
    medium.CheckReleased(t);
    using Texts = std::vector<std::string>;
    t.True(inboxes[0] == Texts({"root", "two"}), "R-MPT-5: the others only");
    t.True(inboxes[2] == Texts({"root", "one", "two"}), "R-MPT-5: everybody");
}

/// The third entry is IP multicast, also where the machine's own provider has none of it.
void
Group(Scene& t, const std::string& profile)
{
    Medium medium(3, profile);
    const SOCKADDR_IN group = Ip4("239.1.2.3", 7000);
    for (uint32_t i = 1; i <= 2; ++i)
    {
        t.Program(medium.nodes[i],
                  [&](Winsock& ws)
                  {
                      const SOCKET s = NewMultipoint(ws, MULTIPOINT_GROUP, ANY_LEAF, 7000);
                      t.Equal(JoinLeaf(ws, s, group), s, "joins");
                      t.Equal(ReceiveOnce(ws, s), std::string("hello"), "R-MPT-5");
                      ws.closesocket(s);
                  });
    }
    t.Program(
        medium.nodes[0],
        [&](Winsock& ws)
        {
            const SOCKET s = NewMultipoint(ws, MULTIPOINT_GROUP, ANY_LEAF);
            t.Equal(JoinLeaf(ws, s, group, JL_SENDER_ONLY), s, "joins");
            t.Works(ws, SendText(ws, s, "hello"), "sends");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    medium.CheckReleased(t);
}

// ---------------------------------------------------------------- across a router

/// A root and two leaves, each on a link of its own to a router that has multicast routes.
struct RoutedNetwork
{
    RoutedNetwork()
        : library(CreateObject<MultipointLibrary>())
    {
        Ptr<Node> router = CreateObject<Node>();
        InternetStackHelper().Install(router);
        NetDeviceContainer inside;
        for (uint32_t i = 0; i < 3; ++i)
        {
            nodes.push_back(MakeWinsockNode());
            library->Register(*StackOf(nodes.back()));
            MultipointLibrary::Install(*StackOf(nodes.back()));
            const NetDeviceContainer ends =
                PointToPointHelper().Install(NodeContainer(nodes.back(), router));
            Ipv4AddressHelper(("10.4." + std::to_string(i) + ".0").c_str(), "255.255.255.0")
                .Assign(ends);
            inside.Add(ends.Get(1));
            Ipv4StaticRoutingHelper routing;
            routing.GetStaticRouting(nodes.back()->GetObject<Ipv4>())
                ->SetDefaultRoute(("10.4." + std::to_string(i) + ".2").c_str(), 1);
        }
        NetDeviceContainer out;
        out.Add(inside.Get(1));
        out.Add(inside.Get(2));
        for (const char* group : {"239.192.0.1", "239.1.2.3"})
        {
            Ipv4StaticRoutingHelper().AddMulticastRoute(
                router, "10.4.0.1", group, inside.Get(0), out);
        }
    }

    std::vector<Ptr<Node>> nodes;   // the root's first
    Ptr<MultipointLibrary> library; // of all
};

/// How far what goes to groups may go.
void
SetScope(Winsock& ws, SOCKET s, INT scope)
{
    DWORD bytes = 0;
    ws.WSAIoctl(
        s, SIO_MULTICAST_SCOPE, &scope, sizeof(scope), nullptr, 0, &bytes, nullptr, nullptr);
}

/// A circuit and a group across a router; what the scope does not let across is repeated in the circuit.
void
Routed(Scene& t, int protocol, INT scope)
{
    RoutedNetwork network;
    const SOCKADDR_IN group = Ip4("239.1.2.3", 7000);
    Inboxes inboxes(2);
    for (uint32_t i = 1; i <= 2; ++i)
    {
        t.Program(network.nodes[i],
                  [&, i](Winsock& ws)
                  {
                      SOCKET s = INVALID_SOCKET;
                      if (protocol == MULTIPOINT_CIRCUIT)
                      {
                          s = AcceptInvitation(ws, protocol);
                      }
                      else
                      {
                          s = JoinLeaf(ws, NewMultipoint(ws, protocol, ANY_LEAF, 7000), group);
                          SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 5000);
                      }
                      inboxes[i - 1] = ReceiveMessages(ws, s);
                      ws.closesocket(s);
                  });
    }
    t.Program(
        network.nodes[0],
        [&](Winsock& ws)
        {
            SOCKET s = INVALID_SOCKET;
            std::vector<SOCKET> branches;
            if (protocol == MULTIPOINT_CIRCUIT)
            {
                s = NewMultipoint(ws, protocol, CIRCUIT_ROOT, ROOT_PORT);
                for (const char* leaf : {"10.4.1.1", "10.4.2.1"})
                {
                    branches.push_back(JoinLeaf(ws, s, Ip4(leaf, LEAF_PORT)));
                    t.Works(ws, branches.back(), "R-MPT-2: across the router");
                }
            }
            else
            {
                s = JoinLeaf(ws, NewMultipoint(ws, protocol, ANY_LEAF), group, JL_SENDER_ONLY);
            }
            SetScope(ws, s, scope);
            for (int i = 0; i < 10; ++i)
            {
                t.Works(ws, SendText(ws, s, std::to_string(i)), "send");
                ws.Sleep(10);
            }
            ws.closesocket(s);
            for (const SOCKET branch : branches)
            {
                ws.closesocket(branch);
            }
        },
        Seconds(4));
    t.Play();
    const bool all = protocol == MULTIPOINT_CIRCUIT || scope > 1;
    for (const auto& inbox : inboxes)
    {
        t.True(inbox == (all ? Numbers(0, 9) : std::vector<std::string>()),
               "R-MPT-5: as far as the scope lets it");
    }
}

// ---------------------------------------------------------------- ways of waiting

/// Overlapped sends that wait for the window, overlapped receives, select, and FD_WRITE.
void
WaysOfWaiting(Scene& t)
{
    Medium medium(2);
    t.Program(medium.nodes[1],
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptInvitation(ws, MULTIPOINT_CIRCUIT);
                  std::string text(2000, 0);
                  WSABUF buffer{static_cast<ULONG>(text.size()), text.data()};
                  WSAOVERLAPPED overlapped{};
                  overlapped.hEvent = ws.WSACreateEvent();
                  DWORD flags = 0;
                  t.Fails(ws,
                          ws.WSARecv(s, &buffer, 1, nullptr, &flags, &overlapped, nullptr),
                          WSA_IO_PENDING,
                          "nothing yet");
                  DWORD bytes = 0;
                  t.True(ws.WSAGetOverlappedResult(s, &overlapped, &bytes, TRUE, &flags) == TRUE,
                         "an overlapped receive");
                  t.Equal(bytes, 1000, "one message");
                  ws.WSACloseEvent(overlapped.hEvent);
                  ws.Sleep(5000); // the window fills
                  winsock::fd_set readable{};
                  readable.fd_count = 1;
                  readable.fd_array[0] = s;
                  t.Equal(ws.select(0, &readable, nullptr, nullptr, nullptr), 1, "R-SLC-4: data");
                  const std::size_t rest = ReceiveMessages(ws, s).size();
                  t.True(rest > 10, "all the rest");
                  readable.fd_count = 1;
                  readable.fd_array[0] = s;
                  t.Equal(
                      ws.select(0, &readable, nullptr, nullptr, nullptr), 1, "R-SLC-4: the end");
                  ws.closesocket(s);
              });
    t.Program(
        medium.nodes[0],
        [&](Winsock& ws)
        {
            const SOCKET root = NewMultipoint(ws, MULTIPOINT_CIRCUIT, CIRCUIT_ROOT);
            SetNumber(ws, root, SOL_SOCKET, SO_SNDBUF, 10000);
            const SOCKET branch = JoinLeaf(ws, root, medium.NameOf(1, LEAF_PORT));
            ws.Sleep(500);
            SetNonBlocking(ws, root);
            int sent = 0;
            while (SendText(ws, root, LargeMessage(sent)) > 0)
            {
                ++sent;
            }
            std::string text = LargeMessage(sent);
            WSABUF buffer{static_cast<ULONG>(text.size()), text.data()};
            WSAOVERLAPPED overlapped{};
            overlapped.hEvent = ws.WSACreateEvent();
            t.Fails(ws,
                    ws.WSASend(root, &buffer, 1, nullptr, 0, &overlapped, nullptr),
                    WSA_IO_PENDING,
                    "an overlapped send waits for the window");
            DWORD bytes = 0;
            DWORD flags = 0;
            t.True(ws.WSAGetOverlappedResult(root, &overlapped, &bytes, TRUE, &flags) == TRUE,
                   "and is done in the end");
            t.Equal(bytes, 1000, "whole");
            ws.WSACloseEvent(overlapped.hEvent);
            while (SendText(ws, root, LargeMessage(++sent)) > 0)
            {
            }
            int error = 0;
            t.Equal(AwaitEvent(ws, root, FD_WRITE, error), FD_WRITE, "R-EVT-5: room again");
            ws.closesocket(root);
            ws.closesocket(branch);
        },
        Seconds(4));
    t.Play();
    medium.CheckReleased(t);
}

class MultipointTestSuite : public TestSuite
{
  public:
    MultipointTestSuite()
        : TestSuite("winsock-multipoint", TestSuite::Type::UNIT)
    {
        for (const DataPath path : {DataPath::GROUP, DataPath::COPIES})
        {
            const std::string by = path == DataPath::GROUP ? ", group" : ", copies";
            for (const double loss : {0.0, 0.1})
            {
                const std::string how = by + (loss != 0 ? ", loss" : "");
                Add("R-MPT-2, R-MPT-4, R-MPT-5: invitations" + how,
                    [=](Scene& t) { Invite(t, path, loss, 3, "windows-10"); });
                Add("R-MPT-4, R-MPT-5: joins and leaves during traffic" + how,
                    [=](Scene& t) { ComeAndGo(t, path, loss); });
            }
            Add("R-MPT-5: a slow leaf" + by, [=](Scene& t) { SlowLeaf(t, path); });
        }
        Add("R-MPT-6: Windows CE with the provider",
            [](Scene& t) { Invite(t, DataPath::GROUP, 0, 2, "wince-6.0"); });
        Add("R-MPT-3, R-MPT-4: admission", Admission);
        Add("R-MPT-4: a root that is killed", [](Scene& t) { RootGoes(t, false); });
        Add("R-MPT-4: a root that is cut off", [](Scene& t) { RootGoes(t, true); });
        Add("R-MPT-3: nonblocking joins", Nonblocking);
        Add("R-MPT-1: errors", Errors);
        Add("R-MPT-5: a circuit across a router",
            [](Scene& t) { Routed(t, MULTIPOINT_CIRCUIT, 2); });
        Add("R-MPT-5: a circuit whose datagrams do not get across",
            [](Scene& t) { Routed(t, MULTIPOINT_CIRCUIT, 1); });
        Add("R-MPT-5: a group across a router", [](Scene& t) { Routed(t, MULTIPOINT_GROUP, 2); });
        Add("R-MPT-5: a group whose scope ends at the router",
            [](Scene& t) { Routed(t, MULTIPOINT_GROUP, 1); });
        Add("R-EVT-5, R-SLC-4: ways of waiting", WaysOfWaiting);
        Add("R-SHD-2: a leaf that does not listen any more", DeafLeaf);
        for (const double end : {4.001, 4.003, 4.02, 4.1, 4.5, 6.0, 60.0})
        {
            Add("the simulation ends after " + std::to_string(end) + " s",
                [end](Scene& t) { EndOfSimulation(t, Seconds(end)); });
        }
        Add("R-MPT-5: a conference", Conference);
        Add("R-MPT-5: a group, Windows", [](Scene& t) { Group(t, "windows-10"); });
        Add("R-MPT-5, R-MPT-6: a group, Windows CE", [](Scene& t) { Group(t, "wince-6.0"); });
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

MultipointTestSuite g_multipointTestSuite;

} // namespace
