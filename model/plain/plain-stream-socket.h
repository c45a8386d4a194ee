/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PLAIN_STREAM_SOCKET_H
#define PLAIN_STREAM_SOCKET_H

#include "ns3/plain-byte-queue.h"
#include "ns3/plain-socket.h"
#include "ns3/winsock-spi.h"

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A stream socket as plain ns-3 applications know it, over a handle of Winsock.
 *
 * A packet is sent whole or not at all, as ns-3's TCP does, while a nonblocking send of Winsock takes
 * what fits: the socket keeps what the chain has not taken, up to SO_SNDBUF bytes, which is what
 * GetTxAvailable() tells of. It reads what arrives at once, up to SO_RCVBUF bytes, and tells of each
 * arrival, read or not. Both are memory of the program, which the buffer pool of the device does not
 * count.
 */
class PlainStreamSocket : public PlainSocket
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// @param process whose handles are used
    explicit PlainStreamSocket(Ptr<PlainProcess> process);

    /// What accepting makes of a listener: its settings, and of its callbacks those that ns-3 leaves.
    PlainStreamSocket(const PlainStreamSocket& listener);

    ~PlainStreamSocket() override;

    /// A refused accept may succeed now.
    void AcceptAgain();

    void OnProcessEnded() override;
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
    /// Where a socket stands.
    enum class State : uint8_t
    {
        FRESH,      //!< neither listening nor connected
        LISTENING,  //!< waits for connections
        CONNECTING, //!< the handshake is under way
        CONNECTED,  //!< data can go
        CLOSING,    //!< the application has closed it; what it has sent is still on its way
        ENDED,      //!< over
    };

    /// A connection was made or failed. @param error 0 or why
    void OnConnected(int error);
    /// Takes the connections that wait.
    void AcceptAll();
    /// Makes a socket of an accepted handle and shows it to the application.
    void Introduce(SOCKET s, const Address& from);
    /// The condition function: asks the application. @return CF_ACCEPT or CF_REJECT
    static int Ask(LPWSABUF caller,
                   LPWSABUF callerData,
                   LPQOS quality,
                   LPQOS groupQuality,
                   LPWSABUF callee,
                   LPWSABUF calleeData,
                   GROUP* group,
                   DWORD_PTR listener);
    /// Reads what has arrived and tells the application.
    void OnReadable();
    /// Hands the chain what it takes. @return 0, or the error that has ended the connection
    int Flush();
    /// There is room below: sends and tells the application.
    void OnWritable();
    /// The peer has closed. @param error 0 for a graceful end
    void OnPeerClosed(int error);
    /// Tells the application how many bytes the chain has taken.
    void TellSent(uint32_t bytes);
    /// Tells the application that connecting has failed.
    void TellFailed();
    /// Gives the handle back.
    void End();
    /// Learns how much the handle's buffers hold.
    void LearnBuffers();

    PlainByteQueue m_unsent;     //!< what the chain has not taken
    PlainByteQueue m_received;   //!< what the application has not read
    uint32_t m_sendRoom;         //!< the most that m_unsent holds
    uint32_t m_receiveRoom;      //!< the most that m_received holds
    State m_state{State::FRESH}; //!< where it stands
    bool m_readPaused{false};    //!< m_received was full
    bool m_peerClosed{false};    //!< all of the stream was received
    bool m_finSent{false};       //!< the end of sending was told to the chain
    bool m_starved{false};       //!< accepting waits for descriptors or buffer memory
};

} // namespace ns3::winsock

#endif /* PLAIN_STREAM_SOCKET_H */
