/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "multipoint-group.h"

#include "ns3/base-socket.h"
#include "ns3/ipv4-address.h"

#include <utility>

namespace ns3::winsock
{

MultipointGroup::MultipointGroup(Ptr<Node> node, Receiver receiver)
    : m_node(node),
      m_receiver(std::move(receiver))
{
}

MultipointGroup::~MultipointGroup() = default;

bool
MultipointGroup::Open(const WinsockSocketAddress& group)
{
    auto endPoint = std::make_unique<UdpEndPoint>(m_node);
    if (!endPoint->Bind(Ipv4Address::GetAny(), group.port, true))
    {
        return false;
    }
    m_group = group;
    m_endPoint = std::move(endPoint);
    m_endPoint->SetObserver(this);
    m_endPoint->HearGroups();
    return true;
}

bool
MultipointGroup::IsOpen() const
{
    return m_endPoint != nullptr;
}

int
MultipointGroup::Send(Ptr<Packet> packet, Ptr<NetDevice> device, int16_t ttl)
{
    UdpEndPoint::Options& options = m_endPoint->GetOptions();
    options.multicastDevice = device;
    options.multicastTtl = ttl;
    return WinsockErrorFromNs3(m_endPoint->SendTo(packet, m_group.ToIpv4(), m_group.port));
}

void
MultipointGroup::OnDatagram(Ptr<Packet> payload,
                            const Address& from,
                            const Address& to,
                            Ptr<NetDevice> device)
{
    const WinsockSocketAddress target = WinsockSocketAddress::FromNs3(to);
    if (m_receiver && target.bytes == m_group.bytes)
    {
        m_receiver(payload,
                   WinsockSocketAddress::FromNs3(from),
                   Arrival{target, device, m_endPoint->GetTtl()});
    }
}

bool
MultipointGroup::HearsGroup(const Address&, const Address& to, Ptr<NetDevice>) const
{
    return m_receiver && WinsockSocketAddress::FromNs3(to).bytes == m_group.bytes;
}

} // namespace ns3::winsock
