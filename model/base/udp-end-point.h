/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef UDP_END_POINT_H
#define UDP_END_POINT_H

#include "ns3/address.h"
#include "ns3/ipv4-address.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv6-address.h"
#include "ns3/ipv6-header.h"
#include "ns3/net-device.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace ns3
{
class InetSocketAddress;
class Ipv4;
class Ipv4EndPoint;
class Ipv4Interface;
class Ipv4Route;
class Ipv6;
class Ipv6EndPoint;
class Ipv6Interface;
class Ipv6Route;
class Node;
class UdpL4Protocol;
} // namespace ns3

namespace ns3::winsock
{

/**
 * @ingroup winsock
 *
 * What a UdpEndPoint tells its owner. The owner may destroy the end point from within a call.
 */
class UdpEndPointObserver
{
  public:
    virtual ~UdpEndPointObserver() = default;

    /**
     * A datagram has arrived.
     *
     * @param payload its data; it belongs to the observer
     * @param from the sender (InetSocketAddress or Inet6SocketAddress)
     * @param to where it was sent to: own address, broadcast or group address, with own port
     * @param device the device it came in by; null for IPv4 on a dual-stack end point
     */
    virtual void OnDatagram(Ptr<Packet> payload,
                            const Address& from,
                            const Address& to,
                            Ptr<NetDevice> device) = 0;

    /**
     * @param from the sender of a datagram to a group
     * @param to the group, with own port
     * @param device the device it came in by, or null
     * @return whether the observer wants the datagram; otherwise it does not arrive
     */
    virtual bool
    HearsGroup(const Address& from, const Address& to, Ptr<NetDevice> device) const
    {
        (void)from;
        (void)to;
        (void)device;
        return true;
    }

    /**
     * An ICMP error about a datagram of this end point has arrived.
     *
     * @param type ICMP type, or ICMPv6 type on an IPv6 end point
     * @param code its code
     * @param info further information (next-hop MTU ...)
     */
    virtual void
    OnIcmpError(uint8_t type, uint8_t code, uint32_t info)
    {
        (void)type;
        (void)code;
        (void)info;
    }
};

/**
 * @ingroup winsock
 * @brief Those of ns-3's end points of a port that receive.
 */
struct UdpReceivers
{
    std::vector<Ipv4EndPoint*> endPoints;  //!< of IPv4
    std::vector<Ipv6EndPoint*> endPoints6; //!< of IPv6
};

/**
 * @ingroup winsock
 *
 * One UDP port of a node, without an ns3::Socket: plain, small, and gone without a trace when
 * destroyed. What goes out equals what ns-3's UDP socket would send.
 *
 * Binding takes time linear in the number of UDP end points of the node, and so does the
 * delivery of each datagram: ns-3 keeps them in a list.
 *
 * The node's protocols may be disposed of first (Simulator::Destroy); the end point is then
 * unbound.
 */
class UdpEndPoint
{
  public:
    /** Settings that few end points change. */
    struct Options
    {
        Ptr<NetDevice> boundDevice;     //!< only through this device; set by BindToNetDevice()
        Ptr<NetDevice> outputDevice;    //!< datagrams go out here; null: the route decides
        Ptr<NetDevice> multicastDevice; //!< multicast goes out here; null: the route decides
        Address source;                 //!< comes from this own address; invalid: as bound
        int16_t ttl{-1};                //!< time to live or hop limit, -1: the stack's default
        int16_t multicastTtl{-1};       //!< the same for multicast, -1: the stack's default
        int16_t tos{-1};                //!< type of service or traffic class, -1: default
        bool dontFragment{false};       //!< IPv4 only
        Ipv4EndPoint* groups{nullptr};  //!< hears groups for one that is bound to an address
        Ipv6EndPoint* groups6{nullptr}; //!< the same for IPv6
        Address group;                  //!< the group or broadcast address that it is bound to
    };

    /** The largest payload of a datagram over IPv4, in bytes. */
    static constexpr uint32_t MAX_PAYLOAD = 65507;

    /**
     * @param node a node
     */
    explicit UdpEndPoint(Ptr<Node> node);
    ~UdpEndPoint();

    UdpEndPoint(const UdpEndPoint&) = delete;
    UdpEndPoint& operator=(const UdpEndPoint&) = delete;

    /** @return where it is */
    Node& GetNode() const;

    /**
     * @param observer who is told, or null: datagrams are then discarded
     */
    void SetObserver(UdpEndPointObserver* observer);

    /**
     * Takes an IPv4 port.
     *
     * @param local own address, a group, or Ipv4Address::GetAny()
     * @param port port in host order, not 0
     * @param shares whether others that share may have the same address and port
     * @return false when the port is taken, the node has no IPv4 or UDP, or it is bound already
     */
    bool Bind(Ipv4Address local, uint16_t port, bool shares = false);

    /**
     * Takes an IPv6 port.
     *
     * @param local own address, a group, or Ipv6Address::GetAny()
     * @param port port in host order, not 0
     * @param shares whether others that share may have the same address and port
     * @return false when the port is taken, the node has no IPv6 or UDP, or it is bound already
     */
    bool Bind(Ipv6Address local, uint16_t port, bool shares = false);

    /**
     * @return whether it has a port
     */
    bool IsBound() const;

    /**
     * @return own address and port, InetSocketAddress or Inet6SocketAddress; an empty Address
     * while not bound
     */
    Address GetLocal() const;

    /**
     * @return own port in host order; 0 while not bound
     */
    uint16_t GetPort() const;

    /**
     * @return time to live or hop limit of the datagram that arrives; only while the observer is told
     */
    uint8_t GetTtl() const;

    /**
     * Hears datagrams to groups as well when it is bound to one of the node's addresses. The owner
     * chooses among the groups.
     */
    void HearGroups();

    /**
     * @return the peer, an empty Address when there is none
     */
    Address GetPeer() const;

    /**
     * Only datagrams of that peer arrive from now on. Datagrams of others are, as far as ns-3 is
     * concerned, for a port where nobody listens.
     *
     * @param address the peer's address
     * @param port the peer's port
     * @return 0, or a Socket::SocketErrno: ERROR_AFNOSUPPORT, ERROR_NOTCONN when not bound
     */
    int SetPeer(Ipv4Address address, uint16_t port);

    /** @copydoc SetPeer(Ipv4Address, uint16_t) */
    int SetPeer(Ipv6Address address, uint16_t port);

    /** Datagrams of everybody arrive again. */
    void ClearPeer();

    /**
     * Sends a datagram.
     *
     * @param payload its data, which the end point takes: the caller must not use it further
     * @param to destination: host, limited or subnet-directed broadcast, or group
     * @param port destination port
     * @return 0, or a Socket::SocketErrno: ERROR_NOTCONN not bound, ERROR_AFNOSUPPORT bound to
     * IPv6 only, ERROR_MSGSIZE too long, ERROR_OPNOTSUPP broadcast without permission,
     * ERROR_NOROUTETOHOST (or what the routing protocol says) no way to it
     */
    int SendTo(Ptr<Packet> payload, Ipv4Address to, uint16_t port);

    /**
     * Sends a datagram over IPv6; to a v4-mapped address over IPv4, unless SetV6Only() is true.
     *
     * @param payload its data, which the end point takes
     * @param to destination
     * @param port destination port
     * @return 0, or a Socket::SocketErrno as above
     */
    int SendTo(Ptr<Packet> payload, Ipv6Address to, uint16_t port);

    /**
     * @param allow whether datagrams may go to broadcast addresses (SO_BROADCAST)
     */
    void SetAllowBroadcast(bool allow);

    /**
     * @return whether datagrams may go to broadcast addresses
     */
    bool IsBroadcastAllowed() const;

    /**
     * @param v6Only true (as in Windows) when an IPv6 end point neither sends nor receives IPv4
     * datagrams; the IPv4 port of the same number is not reserved in any case
     */
    void SetV6Only(bool v6Only);

    /**
     * Stops the arrival of datagrams: for the sender it is as if the port were free.
     *
     * @param enabled whether datagrams arrive
     */
    void SetReceiveEnabled(bool enabled);

    /** @return whether others may have the same address and port */
    bool IsSharing() const;

    /**
     * UdpSharing: lets ns-3's end points receive unless equal ones do.
     *
     * @param receivers those that receive; gets this one's
     * @param companions whether there are others on the port
     */
    void Arrange(UdpReceivers& receivers, bool companions);

    /**
     * Sends and receives through one device only.
     *
     * @param device the device, or null for all
     */
    void BindToNetDevice(Ptr<NetDevice> device);

    /**
     * @return the settings, to be changed in place; allocated by the first call
     */
    Options& GetOptions();

  private:
    /**
     * Handler of the IPv4 end point.
     *
     * @param packet the payload
     * @param header the IP header
     * @param port the sender's port
     * @param interface where it came in
     */
    void
    Receive(Ptr<Packet> packet, Ipv4Header header, uint16_t port, Ptr<Ipv4Interface> interface);

    /** @copydoc Receive */
    void
    Receive6(Ptr<Packet> packet, Ipv6Header header, uint16_t port, Ptr<Ipv6Interface> interface);

    /**
     * Handler of ICMP errors.
     *
     * @param source who sent it
     * @param ttl its time to live
     * @param type ICMP type
     * @param code ICMP code
     * @param info further information
     */
    void ReceiveIcmp(Ipv4Address source, uint8_t ttl, uint8_t type, uint8_t code, uint32_t info);

    /** @copydoc ReceiveIcmp */
    void ReceiveIcmp6(Ipv6Address source, uint8_t ttl, uint8_t type, uint8_t code, uint32_t info);

    /**
     * Makes one of ns-3's end points, also beside one with the same address and port.
     *
     * @param local its address
     * @param port its port
     * @param beside whether there may be another
     * @return the end point, or null
     */
    Ipv4EndPoint* Allocate(Ipv4Address local, uint16_t port, bool beside);

    /** @copydoc Allocate */
    Ipv6EndPoint* Allocate6(Ipv6Address local, uint16_t port, bool beside);

    /** Gives one of ns-3's end points back. @param endPoint the end point or null */
    void Free(Ipv4EndPoint* endPoint);

    /** @copydoc Free */
    void Free(Ipv6EndPoint* endPoint);

    /**
     * @param to where a datagram was sent to
     * @param group whether that is a group or a broadcast address
     * @return whether it is for this end point, of all that ns-3 hands it to
     */
    bool IsFor(const Address& to, bool group) const;

    /** @param to where a datagram was sent to, no group @return whether it is a broadcast address */
    bool IsBroadcast(const Address& to) const;

    /**
     * Hands a datagram to a group to the node's own end points as well, a moment later.
     *
     * @param payload the data, of which a copy is made
     * @param header the IP header
     * @param port destination port
     * @param device where the datagram goes out
     */
    void LoopBack(Ptr<Packet> payload,
                  const Ipv4Header& header,
                  uint16_t port,
                  Ptr<NetDevice> device) const;

    /** @copydoc LoopBack */
    void LoopBack(Ptr<Packet> payload,
                  const Ipv6Header& header,
                  uint16_t port,
                  Ptr<NetDevice> device) const;

    /** Lets UdpSharing know of the end point, if it is bound. @param shares whether it shares its port */
    void Share(bool shares);

    /** ns-3's end points have changed: UdpSharing chooses anew which of them receive. */
    void Rearrange();

    /**
     * Lets one of ns-3's end points receive unless an equal one does.
     * @param endPoint may be null
     * @param receivers those that receive; it is added if it does
     */
    template <typename EndPoint>
    void Choose(EndPoint* endPoint, std::vector<EndPoint*>& receivers) const;

    /**
     * @param to where a datagram was sent to
     * @return whether all end points of the port are to look at it
     */
    bool IsForAll(const Address& to) const;

    /** @param from a sender @return whether the peer, if there is one, is it */
    bool IsFrom(const Address& from) const;

    /** Takes an IPv4 datagram if it is for this end point. */
    void
    Take(Ptr<Packet> packet, const Ipv4Header& header, uint16_t port, Ptr<Ipv4Interface> interface);

    /** Takes an IPv6 datagram if it is for this end point. */
    void Take6(Ptr<Packet> packet,
               const Ipv6Header& header,
               uint16_t port,
               Ptr<Ipv6Interface> interface);

    /**
     * @param to a group
     * @param device where it goes out, or null
     * @return the route that a host has for every group on each of its links, or null
     */
    Ptr<Ipv4Route> MakeGroupRoute(Ipv4Address to, Ptr<NetDevice> device) const;

    /** @copydoc MakeGroupRoute */
    Ptr<Ipv6Route> MakeGroupRoute(Ipv6Address to, Ptr<NetDevice> device) const;

    /** The node's UDP has destroyed the end point. */
    void Forget();

    /** Asks for ICMP errors, which concern only those who send. */
    void WatchIcmp();

    /**
     * Finds the route and sends, the last step for IPv4.
     *
     * @param payload the data
     * @param local own address, perhaps Ipv4Address::GetAny(), and port
     * @param to destination
     * @param port destination port
     * @return 0 or a Socket::SocketErrno
     */
    int
    SendRouted(Ptr<Packet> payload, const InetSocketAddress& local, Ipv4Address to, uint16_t port);

    /**
     * Sends over IPv4 from an IPv6 end point.
     *
     * @param payload the data
     * @param to destination
     * @param port destination port
     * @return 0 or a Socket::SocketErrno
     */
    int SendMapped(Ptr<Packet> payload, Ipv4Address to, uint16_t port);

    /**
     * Sends one copy through each interface, from its primary address.
     *
     * @param payload the data
     * @param port destination port
     * @return 0 or a Socket::SocketErrno
     */
    int SendLimitedBroadcast(Ptr<Packet> payload, uint16_t port);

    /**
     * @param packet datagram to mark with the settings for IPv4
     * @param to its destination
     */
    void AddTags(Ptr<Packet> packet, Ipv4Address to) const;

    /**
     * @param packet datagram to mark with the settings for IPv6
     * @param to its destination
     */
    void AddTags(Ptr<Packet> packet, Ipv6Address to) const;

    /**
     * @param multicast whether the destination is a group
     * @return the device that the settings ask for, or null
     */
    Ptr<NetDevice> GetOutputDevice(bool multicast) const;

    Ptr<Node> m_node;                         //!< where it is
    Ptr<UdpL4Protocol> m_udp;                 //!< the node's UDP, from Bind() on
    Ptr<Ipv4> m_ipv4;                         //!< the node's IPv4, from Bind() on
    Ptr<Ipv6> m_ipv6;                         //!< the node's IPv6, from Bind() on
    Ipv4EndPoint* m_endPoint{nullptr};        //!< ns-3's end point when bound to IPv4
    Ipv6EndPoint* m_endPoint6{nullptr};       //!< ns-3's end point when bound to IPv6
    UdpEndPointObserver* m_observer{nullptr}; //!< who is told
    std::unique_ptr<Options> m_options;       //!< settings that were changed
    bool m_allowBroadcast{false};             //!< SO_BROADCAST
    bool m_v6Only{true};                      //!< IPv4 datagrams are ignored
    bool m_icmpWatched{false};                //!< the ICMP handler is in place
    bool m_shares{false};                     //!< others may have the same address and port
    bool m_hasCompanions{false};              //!< others have the same port
    bool m_receives{true};                    //!< see SetReceiveEnabled()
    uint8_t m_ttl{0};                         //!< of the datagram that arrives
    bool m_ofGroup{false};                    //!< bound to a group or broadcast address
};

} // namespace ns3::winsock

#endif // UDP_END_POINT_H
