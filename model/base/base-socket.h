/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef BASE_SOCKET_H
#define BASE_SOCKET_H

#include "ns3/io-socket.h"
#include "ns3/object.h"
#include "ns3/pool-share.h"
#include "ns3/port-table.h"
#include "ns3/socket-settings.h"
#include "ns3/transfer.h"
#include "ns3/winsock-socket-address.h"
#include "ns3/winsock-structures.h"

#include <cstdint>
#include <memory>
#include <string>

namespace ns3
{
class Node;
} // namespace ns3

namespace ns3::winsock
{

class WinsockStack;
struct JoinRequest;
struct MembershipChange;

/**
 * @ingroup winsock
 * @brief A socket of the base provider: the kernel object behind an IFS handle.
 *
 * What all types of socket share: triple, addresses, options, resources, and the queues of
 * operations. The transports differ in StreamSocket, DatagramSocket and RawSocket. The state is plain;
 * ns-3's own socket is made late, when the network first needs it.
 *
 * Methods return 0 or a Winsock error, and a failure changes nothing.
 */
class BaseSocket : public IoSocket
{
  public:
    /// What a socket is from its creation on.
    struct Identity
    {
        int af;               //!< AF_INET or AF_INET6
        int type;             //!< SOCK_STREAM, SOCK_DGRAM or SOCK_RAW
        int protocol;         //!< never a wildcard
        DWORD catalogEntryId; //!< the base protocol's entry
        DWORD flags;          //!< dwFlags of WSASocket
    };

    /**
     * @param stack the node's stack
     * @param identity what the socket is
     */
    BaseSocket(WinsockStack& stack, const Identity& identity);

    /// Gives the port and the pool memory back.
    ~BaseSocket() override;

    /**
     * Takes from the buffer pool what the new socket costs (R-ACC-20, R-ACC-22), until it is destroyed.
     * @param paid how much of it the connection that the socket is for has paid already (R-ACC-30)
     * @return whether there was enough
     */
    bool TakePool(uint32_t paid);

    /// @return what the connection that accept would take next has paid
    virtual uint32_t
    GetPaidForConnection() const
    {
        return 0;
    }

    /// @return what the socket, and all that it has queued, holds of the buffer pool
    virtual PoolShare GetPoolShare() const;

    /// @return what the connections hold of it that wait to be accepted (R-ACC-30)
    virtual PoolShare
    GetBacklogShare() const
    {
        return {};
    }

    /// @return what the socket is
    Identity GetIdentity() const;

    DWORD GetDriverEntryId() const override;
    bool IsSynchronousFile() const override;

    /**
     * Gives the socket its local address (R-BND-1 to R-BND-4).
     * @param address port 0 takes an automatic one
     * @return 0, WSAEINVAL (bound already), WSAEADDRNOTAVAIL, WSAEACCES, WSAEADDRINUSE or the
     *         device's error for no automatic port
     */
    int Bind(const WinsockSocketAddress& address);

    /// @return whether it has a local address
    bool IsBound() const;

    /**
     * @param[out] address the local address
     * @return 0 or WSAEINVAL (not bound)
     */
    virtual int GetLocal(WinsockSocketAddress& address) const;

    /**
     * @param[out] address the peer
     * @return 0 or WSAENOTCONN
     */
    virtual int GetPeer(WinsockSocketAddress& address) const;

    /**
     * @param backlog how many connections may wait
     * @return 0, WSAEINVAL, WSAEISCONN or WSAEOPNOTSUPP (not a stream)
     */
    virtual int Listen(int backlog);

    /**
     * Waits until a connection can be taken.
     * @return 0, WSAEINVAL, WSAEOPNOTSUPP, WSAEWOULDBLOCK or WSAEINTR
     */
    virtual int WaitForConnection();

    /**
     * @return a socket for the next connection, with the options that it has from this listener
     */
    virtual Ptr<BaseSocket> PrepareConnection();

    /**
     * Shows the oldest connection that waits, without taking it.
     * @param[out] peer who asked for it
     * @param[out] local which of the node's addresses was asked for
     * @return something that is this connection's alone as long as it is held; null if none waits
     */
    virtual Ptr<Object>
    PeekConnection(WinsockSocketAddress& peer, WinsockSocketAddress& local) const;

    /// Takes the oldest connection that waits out of the queue and resets it; there is one.
    virtual void RejectConnection();

    /**
     * Moves the oldest connection that waits out of the queue; there is one.
     * @param connection what PrepareConnection() gave, from now on that connection's socket
     */
    virtual void TakeConnection(BaseSocket& connection);

    /// @return the program's data that came with the connection that accept would take next
    virtual std::string GetRequestData() const;

    /// @param data of the program, to be sent to the peer of the connection that accept takes next
    virtual void SetAnswerData(const std::string& data);

    /**
     * @name Multipoint sessions
     * What WSPJoinLeaf asks for; only sockets that were created for sessions have any of it.
     * @{
     */
    /// @return 0, WSAEINVAL (no multipoint socket), WSAEALREADY or WSAEISCONN (R-MPT-1, R-MPT-3)
    virtual int JudgeJoin() const;

    /// @return how many bytes of a program's data go with a join, either way; 0 for none
    virtual uint32_t GetLongestJoinData() const;

    /// @return for a root, the socket of the leaf that it will invite; null where the socket itself joins
    virtual Ptr<BaseSocket> PrepareLeaf();

    /**
     * Joins; waits for the end of it if the call may wait.
     * @param request what is asked for; JudgeJoin() has allowed it
     * @param leaf what PrepareLeaf() gave
     * @return 0, also for a join that has begun and that FD_CONNECT will tell the end of, or an error
     */
    virtual int Join(const JoinRequest& request, Ptr<BaseSocket> leaf);
    /** @} */

    /// @return 0, or the error of connect that its state has for any address
    virtual int JudgeConnect() const;

    /// @param hasAddress whether a destination is given
    /// @return 0, or the error of send that its state has for any data
    virtual int JudgeSend(bool hasAddress) const;

    /**
     * @param address the peer
     * @return 0 or an error of connect
     */
    virtual int Connect(const WinsockSocketAddress& address) = 0;

    /**
     * @param transfer what to send
     * @return 0 or an error of send
     */
    virtual int Send(Transfer& transfer) = 0;

    /**
     * @param transfer where to receive
     * @return 0 or an error of recv; WSAEMSGSIZE with the buffers filled
     */
    virtual int Receive(Transfer& transfer) = 0;

    /**
     * Prepares an overlapped send.
     * @param transfer what to send; outlives the operation
     * @param[out] error 0 or an error of send
     * @return the operation for the sending queue, or null
     */
    virtual std::unique_ptr<PendingOperation> PrepareSend(Transfer& transfer, int& error) = 0;

    /**
     * Prepares an overlapped receive.
     * @param transfer where to receive; outlives the operation
     * @param[out] error 0 or an error of recv
     * @return the operation for the receiving queue, or null
     */
    virtual std::unique_ptr<PendingOperation> PrepareReceive(Transfer& transfer, int& error) = 0;

    /// @return where overlapped sends wait
    OperationQueue& GetSendingQueue();

    /// @return where overlapped receives wait
    OperationQueue& GetReceivingQueue();

    /**
     * A connection that was accepted watches as its listener does (R-ACC-4).
     * @param listener who accepted it
     * @param s the new socket as messages name it
     */
    void InheritWatch(const BaseSocket& listener, SOCKET s);

    /**
     * @param how SD_RECEIVE, SD_SEND or SD_BOTH
     * @return 0, WSAENOTCONN or WSAEINVAL
     */
    virtual int Shutdown(int how) = 0;

    /**
     * Ends the socket on behalf of its last handle: what waits ends with WSAEINTR. May wait as
     * SO_LINGER asks.
     * @return 0 or WSAEWOULDBLOCK, after which the socket goes on as it was
     */
    virtual int Close();

    /// Ends the socket at once, resetting a connection: the end of its process (R-INI-6).
    virtual void Abort();

    /**
     * Waits until the handshake of a connection that TakeConnection() has given is complete; only one
     * that was held back (SO_CONDITIONAL_ACCEPT) is not already.
     * @return 0, WSAECONNRESET or WSAEINTR
     */
    virtual int FinishConnection();

    /// @return whether no urgent data lies ahead in the stream (SIOCATMARK)
    virtual bool IsAtMark() const;

    /// @return how long the socket has been connected, negative if it is not (R-OPT-7)
    virtual Time GetConnectTime() const;

    /// See StreamSocket::SetContextPending(); nothing on other sockets.
    virtual void SetContextPending(bool pending);

    /**
     * SO_UPDATE_ACCEPT_CONTEXT: the socket becomes what accept would have given (R-OPT-8).
     * @param listener who accepted it
     * @return 0, or WSAEINVAL (it does not listen, or this socket was never connected)
     */
    int UpdateAcceptContext(const BaseSocket& listener);

    /**
     * SIO_KEEPALIVE_VALS.
     * @param values what the program asks for, in milliseconds
     * @return 0 or an error of setsockopt
     */
    int SetKeepAliveValues(const tcp_keepalive& values);

    /// @return bytes that a receive would get without waiting (R-IOC-4)
    virtual uint32_t GetReadableBytes() const = 0;

    /**
     * @param nonBlocking whether calls fail with WSAEWOULDBLOCK instead of waiting
     * @return 0, or WSAEINVAL for a blocking mode while network events are asked for (R-EVT-1)
     */
    int SetNonBlocking(bool nonBlocking);

    /**
     * SIO_UDP_CONNRESET: whether an ICMP error about a datagram is told to the next receive (R-DAT-8).
     * @param reports whether it is
     * @return 0, or by the documents WSAENOPROTOOPT (not a datagram socket)
     */
    virtual int SetReportsUnreachable(bool reports);

    /// SIO_ENABLE_CIRCULAR_QUEUEING: a full queue of datagrams loses the oldest, not the newest.
    void QueueInCircle();

    /**
     * SIO_RCVALL: whether a raw socket gets every packet of the interface that it is bound to.
     * @param mode RCVALL_OFF, RCVALL_ON, RCVALL_SOCKETLEVELONLY or RCVALL_IPLEVEL
     * @return 0, or WSAEINVAL: an unknown mode, no raw IPv4 socket, not bound to an address
     */
    virtual int ReceiveAll(DWORD mode);

    /// @return whether results are those that tests saw on desktop Windows, not the documents'
    bool FollowsTests() const;

    /**
     * @name Options
     * Lengths and pointers are checked here; see WinsockBaseProvider for the order (R-OPT-1).
     * @{
     */
    /// Reads an option. @return 0, WSAEFAULT, WSAEINVAL or WSAENOPROTOOPT
    int GetOption(int level, int optname, char* optval, LPINT optlen) const;
    /// Sets an option. @return 0, WSAEFAULT, WSAEINVAL or WSAENOPROTOOPT
    int SetOption(int level, int optname, const char* optval, int optlen);
    /** @} */

  protected:
    /// @return what the socket itself has paid, from now on somebody else's
    uint32_t SurrenderPool();
    /// @param bytes that are paid for the socket; what is too much goes back to the pool
    void AdoptPool(uint32_t bytes);
    /// @return whether both buffers are taken from the pool whole (R-ACC-22)
    bool IsReserving() const;
    /// @return the options that few programs change
    const SocketSettings& GetSettings() const;
    /// @return whether one of them was ever changed
    bool HasSettings() const;
    /// @return the same, to be changed
    SocketSettings& ChangeSettings();
    /// @return the node's stack
    WinsockStack& GetStack() const;
    /// @return the node
    Ptr<Node> GetNode() const;
    /// @return the sharing mode that the options say
    PortSharing GetSharing() const;
    /// @return the local address as bound
    const WinsockSocketAddress& GetBoundAddress() const;
    /// @return whether the local address's port was chosen automatically
    bool HasAutomaticPort() const;
    /// @return whether the current call may wait: a blocking socket, and a program that can
    bool MayWait() const;
    /// @return whether a transfer may wait; see Transfer::waits
    bool MayWait(const Transfer& transfer) const;
    /// @return whether it was created for a multipoint session
    bool IsMultipoint() const;
    /// Tells watchers that a join has ended. @param error how
    void EndJoin(int error);
    /// Ends all that waits. @param overlapped error of overlapped receives
    void EndOperations(int overlapped);
    /// @return longest wait of a receive, zero for no limit (R-DAT-11)
    Time GetReceiveTimeout() const;
    /// @return longest wait of a send, zero for no limit
    Time GetSendTimeout() const;
    /// @return SO_SNDBUF
    uint32_t GetSendBuffer() const;
    /// @return SO_RCVBUF
    uint32_t GetReceiveBuffer() const;
    /// @return whether SO_LINGER is on
    bool IsLingering() const;
    /// @return linger time in seconds
    uint16_t GetLingerSeconds() const;
    /// @return whether datagrams may go to broadcast addresses
    bool IsBroadcastAllowed() const;
    /// @return whether SO_OOBINLINE is set
    bool IsUrgentInline() const;
    /// @return whether SO_KEEPALIVE is set
    bool IsKeepAlive() const;
    /// @return whether TCP_NODELAY is set
    bool IsNoDelay() const;

    /// Gives an unbound socket the wildcard address and an automatic port. @return 0 or an error
    int BindAutomatically();
    /// Replaces an automatic port that ns-3 refused by the next one. @return 0 or an error
    int ChooseNextPort();
    /// Makes the binding of a connection that came in by a listener, which holds the port.
    void AdoptAddress(const WinsockSocketAddress& address);
    /// Takes over what an accepted socket has from its listener (R-ACC-4).
    void InheritOptions(const BaseSocket& listener);
    /// @param error what SO_ERROR gives once
    void SetSocketError(int error);

    /**
     * Lets ns-3 know of the local address, as far as the transport does so at bind.
     * @return whether ns-3 has the port free
     */
    virtual bool OnBound() = 0;
    /// The options that ns-3's socket must know of have changed.
    virtual void OnOptionsChanged();
    /// Joins or leaves a multicast group. @return 0 or WSAEINVAL
    virtual int ChangeMembership(const MembershipChange& change);
    /// @return whether the socket listens (SO_ACCEPTCONN)
    virtual bool IsListening() const;
    /// @return whether there is a connection, or was one that broke
    virtual bool HasConnection() const;

  private:
    /// Checks that an address is one of the node's. @return 0, WSAEADDRNOTAVAIL or WSAEACCES
    int JudgeLocalAddress(const WinsockSocketAddress& address) const;
    /// @return the port table of the transport, or null where there are no ports
    PortTable* GetPorts() const;
    /// Takes a port, explicit or automatic, and shows it to ns-3. @return 0 or an error
    int TakePort(const WinsockSocketAddress& address);
    /// @return as TakePort() for an automatic port
    int TakeAutomaticPort(WinsockSocketAddress address);
    /// Gives the port back.
    void ReleasePort();
    /// @return what the socket itself costs
    uint64_t GetPrice() const;
    /// Takes pool memory for the socket, or gives some back. @return whether there was enough
    bool ChangePool(uint64_t before, uint64_t after);
    /// SO_SNDBUF and SO_RCVBUF (R-ACC-21, R-ACC-22). @return 0 or the device's error for no memory
    int ResizeBuffer(DWORD& buffer, DWORD bytes);
    struct Option;
    struct OptionLevel;

    /**
     * @name Dispatch of options
     * @{
     */
    /// @return a level's options, or null if the level is unknown
    static const OptionLevel* FindLevel(int level);
    /// @return an option of a level, or null
    static const Option* FindOption(const OptionLevel& level, int optname);
    /// Gets an option whose value is a number. @return 0 or an error
    int GetNumber(const OptionLevel& level, const Option& option, char* optval, LPINT optlen) const;
    /// Sets an option whose value is a number. @return 0 or an error
    int SetNumber(const OptionLevel& level, const Option& option, const char* optval, int optlen);
    /** @} */

    /**
     * @name SOL_SOCKET
     * @{
     */
    static const OptionLevel& GetSocketLevel();
    /// @return 0, or why a socket of this type, family or node does not have an option
    int JudgeSocketOption(int optname) const;
    int GetSocketOption(int optname, DWORD& value) const;
    int SetSocketOption(int optname, DWORD value);
    int ReadSocketOption(int optname, char* optval, LPINT optlen) const;
    int WriteSocketOption(int optname, const char* optval, int optlen);
    /// SO_REUSEADDR and SO_EXCLUSIVEADDRUSE. @return 0 or WSAEINVAL
    int SetSharing(int optname, bool on);
    /// SO_PROTOCOL_INFOA and SO_PROTOCOL_INFOW (R-OPT-3). @return 0 or WSAEFAULT
    int GetProtocolInfo(int optname, char* optval, LPINT optlen) const;
    /** @} */

    /**
     * @name IPPROTO_TCP
     * @{
     */
    static const OptionLevel& GetTcpLevel();
    /// @return 0, or why this is no stream
    int JudgeTcpLevel() const;
    int GetTcpOption(int optname, DWORD& value) const;
    int SetTcpOption(int optname, DWORD value);
    /** @} */

    /**
     * @name IPPROTO_IP
     * @{
     */
    static const OptionLevel& GetIpLevel();
    /// @return 0, or why a socket of this type does not have an option
    int JudgeIpOption(int optname) const;
    int GetIpOption(int optname, DWORD& value) const;
    int SetIpOption(int optname, DWORD value);
    int ReadIpOption(int optname, char* optval, LPINT optlen) const;
    int WriteIpOption(int optname, const char* optval, int optlen);
    /**
     * Sets a time to live or hop limit, of both levels.
     * @param[out] ttl the setting
     * @param value what is asked for; -1 asks for the default
     * @param least lowest value that can be asked for
     * @param otherwise the default
     * @return 0 or WSAEINVAL
     */
    static int SetTtl(int16_t& ttl, DWORD value, int16_t least, int16_t otherwise);
    /// IP_UNICAST_IF and IPV6_UNICAST_IF. @param index in host byte order. @return 0 or WSAEINVAL
    int SetUnicastInterface(DWORD index, bool ipv6);
    /** @} */

    /**
     * @name IPPROTO_IPV6
     * @{
     */
    static const OptionLevel& GetIpv6Level();
    /// @return 0, or why a socket of this type or family does not have an option
    int JudgeIpv6Option(int optname) const;
    int GetIpv6Option(int optname, DWORD& value) const;
    int SetIpv6Option(int optname, DWORD value);
    /// @return 0 or WSAEINVAL
    int SetV6Only(bool on);
    int WriteIpv6Option(int optname, const char* optval, int optlen);
    /** @} */

    WinsockStack& m_stack;                            //!< the node's
    WinsockSocketAddress m_local;                     //!< as bound
    DWORD m_catalogEntryId;                           //!< the base protocol's entry
    DWORD m_sendBuffer;                               //!< SO_SNDBUF, bytes
    DWORD m_receiveBuffer;                            //!< SO_RCVBUF, bytes
    DWORD m_poolCharge{0};                            //!< taken from the pool, bytes
    std::unique_ptr<SocketSettings> m_settings;       //!< null until an option of it is set
    mutable int m_socketError{0};                     //!< SO_ERROR; reading clears it (R-OPT-4)
    uint16_t m_lingerSeconds{0};                      //!< SO_LINGER
    uint8_t m_af;                                     //!< address family
    uint8_t m_type;                                   //!< socket type
    uint8_t m_protocol;                               //!< protocol
    uint8_t m_flags;                                  //!< dwFlags, the bits that matter later
    PortSharing m_boundSharing{PortSharing::DEFAULT}; //!< as the options said at bind
    bool m_reserves : 1;                              //!< buffers are taken from the pool whole
    bool m_nonBlocking : 1;                           //!< FIONBIO
    bool m_bound : 1;                                 //!< has a local address
    bool m_holdsPort : 1;                             //!< the port table knows of it
    bool m_automaticPort : 1;                         //!< the port was chosen
    bool m_reuse : 1;                                 //!< SO_REUSEADDR
    bool m_exclusive : 1;                             //!< SO_EXCLUSIVEADDRUSE
    bool m_broadcast : 1;                             //!< SO_BROADCAST
    bool m_keepAlive : 1;                             //!< SO_KEEPALIVE
    bool m_dontRoute : 1;                             //!< SO_DONTROUTE
    bool m_debug : 1;                                 //!< SO_DEBUG
    bool m_outOfBandInline : 1;                       //!< SO_OOBINLINE
    bool m_linger : 1;                                //!< SO_LINGER is on
    bool m_noDelay : 1;                               //!< TCP_NODELAY
};

/**
 * @ingroup winsock
 * @param errno3 a Socket::SocketErrno of ns-3
 * @return the Winsock error that a program sees
 */
int WinsockErrorFromNs3(int errno3);

} // namespace ns3::winsock

#endif /* BASE_SOCKET_H */
