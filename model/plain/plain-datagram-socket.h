/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PLAIN_DATAGRAM_SOCKET_H
#define PLAIN_DATAGRAM_SOCKET_H

#include "ns3/plain-socket.h"

#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A datagram socket as plain ns-3 applications know it, over a handle of Winsock.
 */
class PlainDatagramSocket : public PlainSocket
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// @param process whose handles are used
    explicit PlainDatagramSocket(Ptr<PlainProcess> process);

    ~PlainDatagramSocket() override;

    enum SocketType GetSocketType() const override;
    int Close() override;
    int Connect(const Address& address) override;
    int Listen() override;
    uint32_t GetTxAvailable() const override;
    int Send(Ptr<Packet> p, uint32_t flags) override;
    int SendTo(Ptr<Packet> p, uint32_t flags, const Address& toAddress) override;
    uint32_t GetRxAvailable() const override;
    Ptr<Packet> Recv(uint32_t maxSize, uint32_t flags) override;
    Ptr<Packet> RecvFrom(uint32_t maxSize, uint32_t flags, Address& fromAddress) override;
    bool SetAllowBroadcast(bool allowBroadcast) override;
    bool GetAllowBroadcast() const override;

  protected:
    void OnEvents(const WSANETWORKEVENTS& events) override;
    void DropReceived() override;
    void OnSendShut() override;

  private:
    /// Sends a datagram. @param to null for the peer's address @param length bytes of it
    int Transmit(Ptr<Packet> packet, const SOCKADDR* to, int length);
    /// What Transmit() does where a handle may have to be made first.
    int Prepare(const Address& address);
    /// Reads the datagrams that have arrived and tells the application.
    void OnReadable();
    /// Connecting has ended. @param error 0 or why it failed
    void TellConnected(int error);

    std::deque<std::pair<Ptr<Packet>, Address>> m_received; //!< datagrams and their senders
    std::vector<uint8_t> m_payload;                         //!< of the datagram that is being sent
    uint32_t m_receivedBytes{0};                            //!< in all datagrams
    uint32_t m_receiveRoom{0};                              //!< reading pauses beyond
    bool m_broadcast{false};                                //!< SO_BROADCAST
    bool m_readPaused{false};                               //!< there was no room
    bool m_sendRefused{false};                              //!< the chain takes nothing now
};

} // namespace ns3::winsock

#endif /* PLAIN_DATAGRAM_SOCKET_H */
