/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "arrival.h"

#include "ns3/node-interfaces.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-control-data.h"

#include <cstring>

namespace ns3::winsock
{

namespace
{

/// Writes pieces one behind the other as long as there is room.
class ControlWriter
{
  public:
    explicit ControlWriter(WSAMSG& message)
        : m_message(message),
          m_room(message.Control.len)
    {
        message.Control.len = 0;
    }

    template <typename Value>
    void
    Add(int level, int type, const Value& value)
    {
        const SIZE_T space = WSA_CMSG_SPACE(sizeof(value));
        const SIZE_T used = m_message.Control.len;
        if (space > m_room - used)
        {
            m_message.dwFlags |= static_cast<DWORD>(MSG_CTRUNC);
            return;
        }
        const WSACMSGHDR head{WSA_CMSG_LEN(sizeof(value)), level, type};
        CHAR* const place = m_message.Control.buf + used;
        std::memset(place, 0, space);
        std::memcpy(place, &head, sizeof(head));
        std::memcpy(place + WSA_CMSG_LEN(0), &value, sizeof(value));
        m_message.Control.len = static_cast<ULONG>(used + space);
    }

  private:
    WSAMSG& m_message; //!< the program's
    SIZE_T m_room;     //!< bytes for control data
};

} // namespace

void
WriteArrival(Ptr<Node> node,
             const SocketSettings& settings,
             const Arrival& arrival,
             WSAMSG& message)
{
    ControlWriter writer(message);
    const WinsockSocketAddress plain = arrival.to.Unmap();
    const INT ttl = arrival.ttl;
    if (settings.packetInfo && !plain.ipv6)
    {
        IN_PKTINFO info{};
        std::memcpy(&info.ipi_addr, plain.bytes.data(), sizeof(info.ipi_addr));
        info.ipi_ifindex = GetInterfaceIndex(node, false, arrival.device);
        writer.Add(static_cast<int>(IPPROTO_IP), IP_PKTINFO, info);
    }
    if (settings.packetInfo6 && arrival.to.ipv6)
    {
        IN6_PKTINFO info{};
        std::memcpy(&info.ipi6_addr, arrival.to.bytes.data(), sizeof(info.ipi6_addr));
        info.ipi6_ifindex = GetInterfaceIndex(node, true, arrival.device);
        writer.Add(static_cast<int>(IPPROTO_IPV6), IPV6_PKTINFO, info);
    }
    if (settings.hopLimit && !plain.ipv6)
    {
        writer.Add(static_cast<int>(IPPROTO_IP), IP_HOPLIMIT, ttl);
    }
    if (settings.hopLimit6 && arrival.to.ipv6)
    {
        writer.Add(static_cast<int>(IPPROTO_IPV6), IPV6_HOPLIMIT, ttl);
    }
}

} // namespace ns3::winsock
