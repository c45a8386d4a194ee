/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "multipoint-scene-test-support.h"

#include "scenario-test-support.h"

#include "ns3/csma-helper.h"
#include "ns3/double.h"
#include "ns3/error-model.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/multipoint-socket.h"
#include "ns3/node-container.h"
#include "ns3/pointer.h"
#include "ns3/resource-ledger.h"
#include "ns3/string.h"

namespace ns3::winsock::test
{

Medium::Medium(uint32_t count, const std::string& profile)
    : library(CreateObject<MultipointLibrary>())
{
    NodeContainer all;
    for (uint32_t i = 0; i < count; ++i)
    {
        nodes.push_back(MakeWinsockNode(profile));
        all.Add(nodes.back());
        library->Register(*StackOf(nodes.back()));
        MultipointLibrary::Install(*StackOf(nodes.back()));
    }
    CsmaHelper ethernet;
    ethernet.SetChannelAttribute("DataRate", StringValue("100Mbps"));
    ethernet.SetChannelAttribute("Delay", StringValue("50us"));
    devices = ethernet.Install(all);
    Ipv4AddressHelper("10.2.0.0", "255.255.255.0").Assign(devices);
}

SOCKADDR_IN
Medium::NameOf(uint32_t node, uint16_t port) const
{
    return Ip4("10.2.0." + std::to_string(node + 1), port);
}

void
Medium::SetLoss(uint32_t node, double loss) const
{
    Ptr<RateErrorModel> errors = CreateObject<RateErrorModel>();
    errors->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
    errors->SetRate(loss);
    errors->AssignStreams(node + 1);
    devices.Get(node)->SetAttribute("ReceiveErrorModel", PointerValue(errors));
}

void
Medium::CutOff(uint32_t node) const
{
    SetLoss(node, 1);
    devices.Get(node)->SetAttribute("SendEnable", BooleanValue(false));
}

void
Medium::CheckReleased(Scene& scene) const
{
    for (const Ptr<Node>& node : nodes)
    {
        const Ptr<WinsockStack> stack = StackOf(node);
        scene.Equal(stack->GetDescriptorLedger().GetInUse(), 0, "R-ACC-8: no descriptor is held");
        scene.Equal(stack->GetPool()->GetBytes().GetInUse(), 0, "R-ACC-24: no memory is held");
        scene.Equal(stack->GetPool()->GetPackets().GetInUse(), 0, "R-ACC-24: no packet is held");
    }
}

SOCKET
NewMultipoint(Winsock& ws, int protocol, DWORD flags, uint16_t port)
{
    const int type = protocol == MULTIPOINT_GROUP ? SOCK_DGRAM : SOCK_SEQPACKET;
    const SOCKET s =
        ws.WSASocketW(AF_INET, type, protocol, nullptr, 0, flags | WSA_FLAG_OVERLAPPED);
    if (s != INVALID_SOCKET && port != 0)
    {
        BindTo(ws, s, Ip4(Scene::ANY, port));
    }
    return s;
}

SOCKET
JoinLeaf(Winsock& ws,
         SOCKET s,
         const SOCKADDR_IN& name,
         DWORD role,
         const std::string& callerData,
         std::string* calleeData)
{
    std::string asking = callerData;
    WSABUF caller{static_cast<ULONG>(asking.size()), asking.data()};
    WSABUF callee{0, nullptr};
    if (calleeData)
    {
        callee = WSABUF{static_cast<ULONG>(calleeData->size()), calleeData->data()};
    }
    const SOCKET joined = ws.WSAJoinLeaf(s,
                                         reinterpret_cast<const SOCKADDR*>(&name),
                                         sizeof(name),
                                         asking.empty() ? nullptr : &caller,
                                         calleeData ? &callee : nullptr,
                                         nullptr,
                                         nullptr,
                                         role);
    if (calleeData && joined != INVALID_SOCKET)
    {
        calleeData->resize(callee.len);
    }
    return joined;
}

SOCKET
AcceptInvitation(Winsock& ws, int protocol, uint16_t port)
{
    const SOCKET listener = NewMultipoint(ws, protocol, ANY_LEAF, port);
    ws.listen(listener, 5);
    const SOCKET leaf = ws.accept(listener, nullptr, nullptr);
    ws.closesocket(listener);
    return leaf;
}

std::vector<std::string>
ReceiveMessages(Winsock& ws, SOCKET s)
{
    std::vector<std::string> messages;
    std::string buffer(MultipointSocket::LONGEST_MESSAGE, 0);
    for (;;)
    {
        const int got = ws.recv(s, buffer.data(), static_cast<int>(buffer.size()), 0);
        if (got <= 0)
        {
            return messages;
        }
        messages.push_back(buffer.substr(0, static_cast<std::size_t>(got)));
    }
}

std::vector<std::string>
Numbers(int first, int last)
{
    std::vector<std::string> texts;
    for (int i = first; i <= last; ++i)
    {
        texts.push_back(std::to_string(i));
    }
    return texts;
}

LONG
AwaitEvent(Winsock& ws, SOCKET s, LONG mask, int& error)
{
    const WSAEVENT event = ws.WSACreateEvent();
    ws.WSAEventSelect(s, event, mask);
    ws.WSAWaitForMultipleEvents(1, &event, FALSE, 120000, FALSE);
    WSANETWORKEVENTS events{};
    ws.WSAEnumNetworkEvents(s, event, &events);
    error = 0;
    for (int bit = 0; bit < FD_MAX_EVENTS; ++bit)
    {
        error = events.lNetworkEvents & (1 << bit) ? events.iErrorCode[bit] : error;
    }
    ws.WSAEventSelect(s, nullptr, 0);
    ws.WSACloseEvent(event);
    return events.lNetworkEvents;
}

} // namespace ns3::winsock::test
