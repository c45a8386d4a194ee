/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef STREAM_SOCKET_H
#define STREAM_SOCKET_H

#include "ns3/accepted-addresses.h"
#include "ns3/base-socket.h"
#include "ns3/extension-request.h"
#include "ns3/packet.h"
#include "ns3/transmit-data.h"
#include "ns3/winsock-tcp-socket.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A TCP socket of the base provider.
 *
 * ns-3's TCP socket exists from listen or connect on. Received data stays in its buffer until a
 * program reads it, so that the window closes when nobody reads; only what MSG_PEEK has looked at is
 * kept here.
 */
class StreamSocket : public BaseSocket, private WinsockTcpObserver
{
  public:
    /// @copydoc BaseSocket::BaseSocket
    StreamSocket(WinsockStack& stack, const Identity& identity);
    ~StreamSocket() override;

    int GetLocal(WinsockSocketAddress& address) const override;
    int GetPeer(WinsockSocketAddress& address) const override;
    int Listen(int backlog) override;
    int WaitForConnection() override;
    Ptr<BaseSocket> PrepareConnection() override;
    uint32_t GetPaidForConnection() const override;
    PoolShare GetPoolShare() const override;
    PoolShare GetBacklogShare() const override;
    Ptr<Object>
    PeekConnection(WinsockSocketAddress& peer, WinsockSocketAddress& local) const override;
    void RejectConnection() override;
    void TakeConnection(BaseSocket& connection) override;
    int JudgeConnect() const override;
    int Connect(const WinsockSocketAddress& address) override;
    int JudgeSend(bool hasAddress = false) const override;
    int Send(Transfer& transfer) override;
    int Receive(Transfer& transfer) override;
    std::unique_ptr<PendingOperation> PrepareSend(Transfer& transfer, int& error) override;
    std::unique_ptr<PendingOperation> PrepareReceive(Transfer& transfer, int& error) override;
    Readiness GetReadiness() const override;
    SocketWatch::Conditions GetConditions() const override;
    int Shutdown(int how) override;
    int Close() override;
    void Abort() override;
    uint32_t GetReadableBytes() const override;
    int FinishConnection() override;
    bool IsAtMark() const override;
    Time GetConnectTime() const override;

    /**
     * A connection that an extension function has made is not complete before the option that updates its
     * context is set: it has no names, and cannot be shut down (R-OPT-8).
     * @param pending whether it waits for SO_UPDATE_ACCEPT_CONTEXT or SO_UPDATE_CONNECT_CONTEXT
     */
    void SetContextPending(bool pending) override;

    bool IsListening() const override;

    /// @return whether it neither has nor seeks a connection, though a pending AcceptEx may give it one
    bool IsUnconnected() const;

    /**
     * @name Extension functions
     * Each prepares an operation, or gives null with the error that the function fails with.
     * @{
     */

    /**
     * AcceptEx, for the receiving queue of the listener.
     * @param acceptor gets the connection
     * @param buffer where data and addresses go
     * @param[out] error 0 or WSAEINVAL (does not listen, or the acceptor is in use)
     * @return the operation, or null
     */
    std::unique_ptr<ExtensionOperation>
    PrepareAcceptInto(Ptr<StreamSocket> acceptor, const AcceptBuffer& buffer, int& error);

    /**
     * ConnectEx, for the sending queue; the attempt to connect begins.
     * @param address the peer
     * @param data what to send first; outlives the operation
     * @param[out] error 0, WSAEINVAL (not bound, or under way) or an error of connect
     * @return the operation, or null
     */
    std::unique_ptr<ExtensionOperation>
    PrepareConnectAndSend(const WinsockSocketAddress& address, WSABUF data, int& error);

    /**
     * DisconnectEx, for the sending queue.
     * @param flags TF_REUSE_SOCKET or 0
     * @param[out] error 0 or WSAENOTCONN
     * @return the operation, or null
     */
    std::unique_ptr<ExtensionOperation> PrepareDisconnect(DWORD flags, int& error);

    /**
     * TransmitFile and TransmitPackets, for the sending queue.
     * @param data what to send
     * @param piece bytes of each send at most; 0 for no limit
     * @param flags TF_DISCONNECT ...
     * @return the operation; JudgeTransmit() has allowed it
     */
    std::unique_ptr<ExtensionOperation>
    PrepareTransmit(TransmitData data, DWORD piece, DWORD flags);

    /// @return 0, WSAENOTCONN or WSAESHUTDOWN, with which TransmitFile fails
    int JudgeTransmit() const;
    /** @} */

  protected:
    bool OnBound() override;
    void OnOptionsChanged() override;
    bool HasConnection() const override;

  private:
    /// What ns-3's TCP gets at least, in bytes. A program may ask for no buffer at all, and Windows then
    /// works on the program's own; ns-3 would never move a byte.
    static constexpr uint32_t LEAST_BUFFER = 1460;

    /// Where the connection stands.
    enum class State : uint8_t
    {
        IDLE,       //!< no connection and no attempt at one
        LISTENING,  //!< waits for connections
        CONNECTING, //!< the handshake is under way
        CONNECTED,  //!< established; the peer may have closed its direction
        BROKEN,     //!< was established and failed
        ACCEPTING,  //!< a pending AcceptEx will give it a connection
        PARTED,     //!< DisconnectEx has ended the connection, and the socket with it
    };

    /// What a send does when there is no room for all of its data.
    enum class SendManner : uint8_t
    {
        PARTIAL,   //!< takes what there is room for
        WAITING,   //!< waits, in the call
        OVERLAPPED //!< waits, after the call
    };

    class AcceptIntoOperation;
    class AcceptOperation;
    class ConnectAndSendOperation;
    class ConnectOperation;
    class DisconnectOperation;
    class DrainOperation;
    class FirstDataOperation;
    class ReceiveOperation;
    class SendOperation;
    class TransmitOperation;
    class UrgentOperation;

    // What ns-3's socket tells.
    void OnConnected() override;
    void OnConnectFailed() override;
    void OnReadable() override;
    void OnWritable() override;
    void OnUrgent() override;
    void OnPeerClosed() override;
    void OnFailed() override;
    void OnAcceptable() override;

    /// Makes ns-3's socket, which has no end point yet.
    void MakeTransport();
    /// Makes ns-3's socket and binds it. @param overIpv4 whether the peer of a dual-stack socket is
    /// an IPv4 one; @return 0 or an error
    int CreateTransport(bool overIpv4);
    /// @param overIpv4 as for CreateTransport(); @return where ns-3's socket is bound
    Address GetTransportName(bool overIpv4) const;
    /// Lets ns-3's socket listen, or wait for its turn at a shared port. @return 0 or an error
    int StartListening(uint32_t backlog);
    /// Lets ns-3's socket, which has an end point, listen. @return 0 or an error
    int OpenListener(uint32_t backlog);
    /// @return 0, or why nothing can be connected to an address, or from this socket now
    int JudgeConnectTo(const WinsockSocketAddress& address) const;
    /// The connection has ended in order. @param reuse whether the socket can have another one
    void Part(bool reuse);
    /// Sends the first SYN, from another automatic port if need be. @return 0 or an error
    int BeginConnect(const WinsockSocketAddress& address);
    /// Leaves ns-3's socket, which ends by itself.
    void DropTransport();
    /// The socket itself ends; what it has paid goes to the connection as long as that lasts (R-ACC-24).
    void LeaveTransport();
    /// Resets a connection with data that SD_RECEIVE lets nobody read any more (R-SHD-2).
    void ResetIfUndeliverable();
    /// @return 0, or why data cannot be received
    int JudgeReceive(const Transfer& transfer, bool mayWait) const;
    /// The handshake has ended: the operation that waits and the watchers are told.
    void EndConnect(int error);
    /// @return the error that a broken connection or a failed attempt is reported as
    int GetEndError() const;
    /// Receives with MSG_OOB. @return 0 or an error
    int ReceiveUrgent(Transfer& transfer, bool mayWait);
    /// @return whether urgent data is kept beside the stream for MSG_OOB
    bool HasUrgent() const;
    /// @return how many bytes a send can hand to ns-3 now; SO_SNDBUF bounds them, or one whole send
    uint32_t GetSendRoom() const;
    /// @return whether a send need not wait
    bool IsWritable() const;
    /// @return whether a nonblocking send takes all as soon as it takes anything (R-DAT-1)
    bool TakesWholeSends() const;
    /// Waits until everything that was sent is acknowledged. @return 0 or an error
    int Linger();
    /// Copies what is there into the buffers from an offset on. @return bytes copied
    DWORD Read(const Transfer& transfer, DWORD offset);
    /// Reads into one buffer. @return bytes copied
    uint32_t ReadInto(char* buffer, uint32_t length);
    /// Copies without taking. @return bytes copied
    DWORD Peek(const Transfer& transfer);

    Ptr<WinsockTcpSocket> m_tcp;  //!< null until listen or connect
    Ptr<Packet> m_peeked;         //!< taken from ns-3's socket and not yet read
    int m_connectError{0};        //!< how the last attempt ended
    State m_state{State::IDLE};   //!< where the connection stands
    bool m_sendingShut{false};    //!< SD_SEND was asked for
    bool m_receivingShut{false};  //!< SD_RECEIVE was asked for
    bool m_contextPending{false}; //!< AcceptEx or ConnectEx has connected it, and nothing more
};

} // namespace ns3::winsock

#endif /* STREAM_SOCKET_H */
