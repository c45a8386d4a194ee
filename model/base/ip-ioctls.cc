/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ip-ioctls.h"

#include "ns3/ipv4-interface-address.h"
#include "ns3/ipv4.h"
#include "ns3/net-device.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-options.h"

#include <vector>

namespace ns3::winsock
{

namespace
{

/// @return an address as SIO_GET_INTERFACE_LIST shows it
sockaddr_gen
MakeName(Ipv4Address address)
{
    sockaddr_gen name{};
    name.AddressIn.sin_family = AF_INET;
    address.Serialize(reinterpret_cast<uint8_t*>(&name.AddressIn.sin_addr));
    return name;
}

INTERFACE_INFO
MakeInfo(const Ptr<Ipv4>& ipv4, uint32_t interface, const Ipv4InterfaceAddress& address)
{
    const Ptr<NetDevice> device = ipv4->GetNetDevice(interface);
    const bool loopback = address.GetLocal() == Ipv4Address::GetLoopback();
    const int flags = (ipv4->IsUp(interface) ? IFF_UP : 0) | (loopback ? IFF_LOOPBACK : 0) |
                      (device->IsBroadcast() && !loopback ? IFF_BROADCAST : 0) |
                      (device->IsPointToPoint() ? IFF_POINTTOPOINT : 0) |
                      (device->IsMulticast() || loopback ? IFF_MULTICAST : 0);
    INTERFACE_INFO info{};
    info.iiFlags = static_cast<ULONG>(flags);
    info.iiAddress = MakeName(address.GetLocal());
    info.iiBroadcastAddress = MakeName(Ipv4Address::GetBroadcast());
    info.iiNetmask = MakeName(Ipv4Address(address.GetMask().Get()));
    return info;
}

/// SIO_GET_INTERFACE_LIST: one structure for each IPv4 address, loopback included.
int
ListInterfaces(Ptr<Node> node, const IoctlCall& call)
{
    std::vector<INTERFACE_INFO> list;
    Ptr<Ipv4> ipv4 = node->GetObject<Ipv4>();
    for (uint32_t i = 0; ipv4 && i < ipv4->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; j < ipv4->GetNAddresses(i); ++j)
        {
            list.push_back(MakeInfo(ipv4, i, ipv4->GetAddress(i, j)));
        }
    }
    return call.Write(list.data(), static_cast<DWORD>(list.size() * sizeof(INTERFACE_INFO)));
}

/// An ioctl that is an option of multicast by another name. Streams have none (R-IOC-7).
int
SetMulticastOption(BaseSocket& socket, const IoctlCall& call, int ipv4Name, int ipv6Name)
{
    INT value = 0;
    if (const int error = call.Read(value))
    {
        return error;
    }
    const BaseSocket::Identity identity = socket.GetIdentity();
    if (identity.type == SOCK_STREAM)
    {
        return WSAENOPROTOOPT;
    }
    const bool ipv6 = identity.af == AF_INET6;
    return socket.SetOption(static_cast<int>(ipv6 ? IPPROTO_IPV6 : IPPROTO_IP),
                            ipv6 ? ipv6Name : ipv4Name,
                            reinterpret_cast<const char*>(&value),
                            sizeof(value));
}

} // namespace

int
ControlIp(Ptr<Node> node, BaseSocket& socket, const IoctlCall& call)
{
    switch (call.code)
    {
    case SIO_GET_INTERFACE_LIST:
        return ListInterfaces(node, call);
    case SIO_ENABLE_CIRCULAR_QUEUEING:
        socket.QueueInCircle();
        return 0;
    case SIO_FLUSH:
        // Datagrams leave at once, so that there is nothing to discard.
        return socket.GetIdentity().type == SOCK_STREAM ? IoctlCall::UNKNOWN : 0;
    case SIO_MULTIPOINT_LOOPBACK:
        return SetMulticastOption(socket, call, IP_MULTICAST_LOOP, IPV6_MULTICAST_LOOP);
    case SIO_MULTICAST_SCOPE:
        return SetMulticastOption(socket, call, IP_MULTICAST_TTL, IPV6_MULTICAST_HOPS);
    case SIO_RCVALL:
    {
        DWORD mode = 0;
        const int error = call.Read(mode);
        return error ? error : socket.ReceiveAll(mode);
    }
    default:
        return IoctlCall::UNKNOWN;
    }
}

} // namespace ns3::winsock
