/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef RAW_SOCKET_H
#define RAW_SOCKET_H

#include "ns3/message-socket.h"

namespace ns3
{
class Ipv4;
class Socket;
} // namespace ns3

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A raw IPv4 or IPv6 socket of the base provider, over ns-3's raw socket.
 *
 * A received IPv4 datagram begins with its IP header, a received IPv6 one does not, as on Windows. A sent
 * one is what follows the header, with IP_HDRINCL the header as well.
 */
class RawSocket : public MessageSocket
{
  public:
    /// @copydoc BaseSocket::BaseSocket
    RawSocket(WinsockStack& stack, const Identity& identity);
    ~RawSocket() override;

    int Close() override;
    void Abort() override;
    int ReceiveAll(DWORD mode) override;

  protected:
    bool OnBound() override;
    int SendPacket(Ptr<Packet> packet,
                   const WinsockSocketAddress& to,
                   const SendControl* control) override;
    int OnPeerChanged() override;
    void OnOptionsChanged() override;

  private:
    /// ns-3 has received something.
    void OnReadable(Ptr<Socket> socket);
    /// A packet has crossed an interface of the node, in either direction; it begins with its header.
    void OnPacket(Ptr<const Packet> packet, Ptr<Ipv4> ipv4, uint32_t interface);
    /// Closes ns-3's socket.
    void DropTransport();

    Ptr<Socket> m_socket;      //!< null until bind
    bool m_receivesAll{false}; //!< SIO_RCVALL
};

} // namespace ns3::winsock

#endif /* RAW_SOCKET_H */
