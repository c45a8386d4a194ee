/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef DATAGRAM_SOCKET_H
#define DATAGRAM_SOCKET_H

#include "ns3/message-socket.h"
#include "ns3/udp-end-point.h"

#include <memory>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A UDP socket of the base provider.
 */
class DatagramSocket : public MessageSocket, private UdpEndPointObserver
{
  public:
    /// @copydoc BaseSocket::BaseSocket
    DatagramSocket(WinsockStack& stack, const Identity& identity);

    int Close() override;
    void Abort() override;
    int SetReportsUnreachable(bool reports) override;
    int JudgeSend(bool hasAddress) const override;

    int JudgeJoin() const override;

    /**
     * Joins a group: IP multicast is a session without roots (R-FLG-6, R-MPT-2). Who only sends is no
     * member of the group, but what has no address goes there.
     * @copydetails BaseSocket::Join
     */
    int Join(const JoinRequest& request, Ptr<BaseSocket> leaf) override;

  protected:
    int JudgeReceive(const Transfer& transfer) const override;
    bool OnBound() override;
    int SendPacket(Ptr<Packet> packet,
                   const WinsockSocketAddress& to,
                   const SendControl* control) override;
    int OnPeerChanged() override;
    void OnOptionsChanged() override;
    void OnJoined() override;

  private:
    /// Becomes a member of a group where multicast goes by default. @return 0 or an error
    int JoinGroup(const WinsockSocketAddress& group);
    /// Sends as the end point's settings say. @return 0 or a Socket::SocketErrno
    int SendNow(Ptr<Packet> packet, const WinsockSocketAddress& to);
    /// Sends as control data chooses. @return 0, WSAEINVAL or another error of send
    int SendChosen(Ptr<Packet> packet, const WinsockSocketAddress& to, const SendControl& control);
    /// @return where multicast goes, or null if nobody chose
    Ptr<NetDevice> GetMulticastDevice() const;
    void OnDatagram(Ptr<Packet> payload,
                    const Address& from,
                    const Address& to,
                    Ptr<NetDevice> device) override;
    bool HearsGroup(const Address& from, const Address& to, Ptr<NetDevice> device) const override;
    void OnIcmpError(uint8_t type, uint8_t code, uint32_t info) override;

    std::unique_ptr<UdpEndPoint> m_endPoint; //!< null until bind
    bool m_reportsUnreachable{true};         //!< SIO_UDP_CONNRESET
};

} // namespace ns3::winsock

#endif /* DATAGRAM_SOCKET_H */
