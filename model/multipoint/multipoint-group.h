/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MULTIPOINT_GROUP_H
#define MULTIPOINT_GROUP_H

#include "ns3/arrival.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/udp-end-point.h"
#include "ns3/winsock-socket-address.h"

#include <functional>
#include <memory>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The IP multicast group over which a session's data travels, as one of its members sees it.
 */
class MultipointGroup : private UdpEndPointObserver
{
  public:
    /// Gets what arrives: payload, sender, and what control data can say of it.
    using Receiver = std::function<void(Ptr<Packet>, const WinsockSocketAddress&, const Arrival&)>;

    /// @param node the member's; @param receiver is told of datagrams to the group; empty for none
    MultipointGroup(Ptr<Node> node, Receiver receiver);
    ~MultipointGroup() override;

    /**
     * @param group address and port
     * @return whether the node has the port free, or shared with other members
     */
    bool Open(const WinsockSocketAddress& group);

    /// @return whether Open() had success
    bool IsOpen() const;

    /**
     * Sends to the group.
     * @param packet a datagram
     * @param device where it goes out
     * @param ttl how far
     * @return 0 or a Winsock error
     */
    int Send(Ptr<Packet> packet, Ptr<NetDevice> device, int16_t ttl);

  private:
    void OnDatagram(Ptr<Packet> payload,
                    const Address& from,
                    const Address& to,
                    Ptr<NetDevice> device) override;
    bool HearsGroup(const Address& from, const Address& to, Ptr<NetDevice> device) const override;

    Ptr<Node> m_node;                        //!< the member's
    Receiver m_receiver;                     //!< gets what arrives
    WinsockSocketAddress m_group;            //!< address and port
    std::unique_ptr<UdpEndPoint> m_endPoint; //!< null unless open
};

} // namespace ns3::winsock

#endif /* MULTIPOINT_GROUP_H */
