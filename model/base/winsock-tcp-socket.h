/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_TCP_SOCKET_H
#define WINSOCK_TCP_SOCKET_H

#include "ns3/address.h"
#include "ns3/event-id.h"
#include "ns3/ipv4-address.h"
#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"
#include "ns3/sequence-number.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-pool-share.h"
#include "ns3/tcp-socket-base.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 *
 * What a WinsockTcpSocket tells its owner. The socket keeps a plain pointer: the owner lives
 * longer than its registration, or takes itself off with WinsockTcpSocket::SetObserver(nullptr).
 *
 * Every call comes from an event of the simulator, after the segment or the timer that caused it
 * has been processed whole. The owner may call anything on the socket from here, Close() and
 * Abort() included, and may drop its reference.
 */
class WinsockTcpObserver
{
  public:
    virtual ~WinsockTcpObserver() = default;

    /** The handshake that Connect() began is complete. */
    virtual void
    OnConnected()
    {
    }

    /** The handshake failed; WinsockTcpSocket::GetEndCause() says why. */
    virtual void
    OnConnectFailed()
    {
    }

    /** More bytes are ready to be received in order. */
    virtual void
    OnReadable()
    {
    }

    /** The peer acknowledged data, so that the transmit buffer has more room. */
    virtual void
    OnWritable()
    {
    }

    /** Urgent data is ready to be taken; see WinsockTcpSocket::HasUrgentByte(). */
    virtual void
    OnUrgent()
    {
    }

    /** The peer's FIN has arrived and everything before it; bytes may remain to be read. */
    virtual void
    OnPeerClosed()
    {
    }

    /** An established connection broke; WinsockTcpSocket::GetEndCause() says why. */
    virtual void
    OnFailed()
    {
    }

    /** A listening socket has a further connection to hand out. */
    virtual void
    OnAcceptable()
    {
    }
};

/**
 * @ingroup winsock
 *
 * ns-3's TCP with what Winsock needs beside it: a listen backlog, abortive close, the cause of
 * an ending, and a close that finishes by itself and leaves nothing behind.
 *
 * A socket lives so: Create(), then perhaps Bind(), then Connect() or ListenWithBacklog(), and
 * in the end exactly one of Close() and Abort(). A socket that was never bound may simply be
 * dropped. A bound one must be closed or aborted, because its end point refers to it.
 *
 * The socket appears in the SocketList of the node's TcpL4Protocol from Bind() or Connect()
 * until its end point is released, never before or after.
 *
 * What travels on the wire equals plain ns-3, except where that would hang or lose data:
 * - a RST+ACK in answer to a SYN ends the attempt (plain ns-3 goes on sending SYNs);
 * - a FIN is repeated with backoff, DataRetries times at most (plain ns-3: for ever, or never
 *   when it went out behind unacknowledged data), and zero-window probes end likewise;
 * - in LAST_ACK and CLOSING only the acknowledgement of the FIN ends it, not any other;
 * - after a half-close data that comes out of order before the peer's FIN is kept (plain ns-3
 *   drops some, or resets), a half-close behind data that is sent but not acknowledged sends
 *   its FIN, and a FIN that is repeated in TIME_WAIT is acknowledged again;
 * - Nagle's algorithm holds back new data only (plain ns-3: also a short segment that a timeout
 *   is to repeat, and then for ever);
 * - what a window is too small for, or a peer without memory has dropped, is probed for or sent again
 *   after a time (plain ns-3: when the peer says something, or never);
 * - reading from a full buffer announces the new window (plain ns-3: the peer's probe finds it);
 * - an acknowledgement that rides on data renews the timestamp to be echoed (plain ns-3 goes on
 *   echoing an old one, from which its peer measures ever longer round trips and timeouts);
 * - a socket that was closed by its owner resets a peer that still sends data, and leaves
 *   FIN_WAIT_2 after twice MaxSegLifetime;
 * - a connection from a bound socket keeps the bound address.
 */
class WinsockTcpSocket : public TcpSocketBase
{
  public:
    /** Why a connection, or the attempt at one, ended. The latest cause counts. */
    enum class EndCause : uint8_t
    {
        NONE,              //!< not ended
        REFUSED,           //!< RST, or ICMP port unreachable, in answer to the SYN
        CONNECT_TIMED_OUT, //!< no answer to any of the SYNs
        UNREACHABLE,       //!< no route, or ICMP destination unreachable
        PEER_CLOSED,       //!< FIN of the peer; its data can still be read
        PEER_RESET,        //!< RST on an established connection
        TIMED_OUT,         //!< no acknowledgement for any of the retransmissions
        KEEP_ALIVE,        //!< no answer to any of the keep-alive probes
        ABORTED            //!< own Abort(), or Close() with unread data
    };

    /** What a SYN meets when the backlog of a listening socket is full. */
    enum class OverflowMode : uint8_t
    {
        RESET, //!< it is answered with RST, as Windows does: the peer sees a refused connection
        DROP   //!< it is discarded: the peer tries again until it gives up
    };

    /** When an idle connection is probed. */
    struct KeepAlive
    {
        bool on{false};            //!< whether at all (SO_KEEPALIVE)
        Time idle{Hours(2)};       //!< silence before the first probe
        Time interval{Seconds(1)}; //!< from one probe without an answer to the next
        uint32_t probes{10};       //!< so many without an answer end the connection
    };

    /**
     * @return the type id; it has no attributes of its own
     */
    static TypeId GetTypeId();

    /**
     * Makes a socket that equals what TcpL4Protocol::CreateSocket() would give now on that node:
     * the same congestion control, recovery, RTT estimator and attribute values, changed defaults
     * included. It is copied from a prototype, so that attributes are not constructed each time.
     *
     * @param node a node
     * @return the unbound socket, or null when the node has no TCP
     */
    static Ptr<WinsockTcpSocket> Create(Ptr<Node> node);

    /** Use Create(). */
    WinsockTcpSocket();

    /**
     * Copies everything but the connection, the observer and the listening state.
     *
     * @param other the socket to copy
     */
    WinsockTcpSocket(const WinsockTcpSocket& other);
    ~WinsockTcpSocket() override;

    /**
     * @param observer who is told from now on, or null
     */
    void SetObserver(WinsockTcpObserver* observer);

    /**
     * Charges what the connection holds to a node's buffer memory, and what peers ask of it when it
     * listens. Connections of a listener are charged as the listener is.
     *
     * @param pool the memory
     * @param timeWait length of TIME_WAIT
     */
    void UsePool(const Ptr<BufferPool>& pool, Time timeWait);

    /**
     * The owner has paid for both buffers: data costs nothing more (R-ACC-22).
     */
    void SetBuffersPaid();

    /**
     * @return whether there was a control block for the connection that Connect() will ask for
     */
    bool TakeControlBlock();

    /**
     * @param bytes what a socket that leaves the connection to end by itself has paid
     */
    void AdoptOverhead(uint32_t bytes);

    /**
     * @return what was paid for a socket, which the one that takes the connection goes on paying
     */
    uint32_t SurrenderOverhead();

    /**
     * @return what the connection holds of the pool
     */
    PoolShare GetPoolShare() const;

    /**
     * @return what the connections hold of the pool that wait for AcceptNext(), half-open ones included
     */
    PoolShare GetBacklogShare() const;

    /**
     * @return whether the owner has left the connection to end by itself
     */
    bool IsOrphan() const;

    /**
     * @return how many bytes Send() can take as far as the pool is concerned
     */
    uint32_t GetPoolRoom() const;

    /**
     * Send() could not take anything for want of memory: OnWritable() comes when there is some.
     * @param waits whether the owner waits for it
     */
    void NotePoolRefusal(bool waits);

    /**
     * @param bytes how many bytes that Recv() has given the owner keeps for its program (MSG_PEEK)
     */
    void SetPeekedBytes(uint32_t bytes);

    /**
     * As TcpSocketBase::Send, but fails with ERROR_AGAIN when the pool has no memory for all of it.
     *
     * @param packet the data
     * @param flags 0
     * @return bytes taken, or -1
     */
    int Send(Ptr<Packet> packet, uint32_t flags) override;

    /**
     * As TcpSocketBase::Bind, but keeps a type of service that was set before.
     *
     * @param address local InetSocketAddress or Inet6SocketAddress
     * @return 0, or -1 with GetErrno()
     */
    int Bind(const Address& address) override;
    using TcpSocketBase::Bind;

    /**
     * Begins the handshake. Its end comes as OnConnected() or OnConnectFailed().
     *
     * @param address the peer; a v4-mapped IPv6 address connects over IPv4
     * @return 0, or -1 with GetErrno() and GetEndCause() (UNREACHABLE without a route); ERROR_ADDRINUSE
     *         while an earlier connection between the same addresses and ports lasts, which it
     *         does in TIME_WAIT
     */
    int Connect(const Address& address) override;

    /**
     * Makes the bound socket listen, or changes the backlog of one that listens.
     *
     * A connection counts from its SYN until AcceptNext() hands it out.
     *
     * @param backlog how many connections may wait, half-open ones included; 0 admits none
     * @param mode what happens to a SYN beyond that
     * @return 0, or -1 with GetErrno()
     */
    int ListenWithBacklog(uint32_t backlog, OverflowMode mode);

    /**
     * Makes a listening socket hold SYNs back unanswered until AcceptNext() takes them. The backlog
     * does not count then (SO_CONDITIONAL_ACCEPT).
     */
    void HoldRequests();

    /**
     * Answers the SYN that HoldRequests() has held back. The end of the handshake comes as
     * OnConnected() or OnConnectFailed().
     */
    void AnswerRequest();

    /**
     * @return whether this is a connection whose SYN is held back
     */
    bool IsHeldBack() const;

    /**
     * @param [out] local which of the node's addresses a peer asked for; known before the SYN is answered
     */
    void GetRequestedName(Address& local) const;

    /**
     * Takes the oldest established connection that waits. It has no observer yet and may already
     * have data, have been closed by the peer or have failed (see GetEndCause()).
     *
     * @param [out] from the peer's address; may be null
     * @return the connection, or null when none waits
     */
    Ptr<WinsockTcpSocket> AcceptNext(Address* from);

    /**
     * Shows what AcceptNext() would take.
     *
     * @param [out] from the peer's address
     * @return the connection, or null when none waits
     */
    Ptr<WinsockTcpSocket> PeekNext(Address& from) const;

    /**
     * @return how many established connections wait for AcceptNext()
     */
    uint32_t GetPendingCount() const;

    /**
     * Ends the connection in the background: what was sent is delivered, then a FIN. The caller
     * may drop its reference at once. Unread received data turns it into a reset. A listening
     * socket aborts the connections that wait. No observer is called any more.
     *
     * @return 0
     */
    int Close() override;

    /**
     * Sends a FIN behind what was sent. Receiving goes on.
     *
     * @return 0
     */
    int ShutdownSend() override;

    /**
     * Ends the connection now: a RST to a peer that knows it, all data discarded, the port
     * free. No observer is called any more. Harmless when nothing is left to end.
     */
    void Abort();

    /**
     * @return why the connection ended, EndCause::NONE while it has not
     */
    EndCause GetEndCause() const;

    /**
     * @return the Winsock error of a connection that has ended so, as connect, send and recv give it
     */
    int GetEndError() const;

    /**
     * Takes received data and lets the peer know when that reopens its window.
     *
     * @param maxSize at most so many bytes
     * @param flags 0
     * @return the data; null when there is none, empty after the peer's FIN
     */
    Ptr<Packet> Recv(uint32_t maxSize, uint32_t flags) override;
    using Socket::Recv;
    using Socket::Send;

    /**
     * As TcpSocketBase::GetSockName, but goes on to tell the address after the end of a connection.
     *
     * @param address gets the local address
     * @return 0
     */
    int GetSockName(Address& address) const override;

    /**
     * @return whether the handshake is complete and the connection not gone; either direction
     * may have been shut down
     */
    bool IsEstablished() const;

    /**
     * @return whether the socket waits for connections
     */
    bool IsListening() const;

    /**
     * @return whether the peer has sent its FIN and everything before it was received
     */
    bool IsPeerClosed() const;

    /**
     * @return bytes accepted by Send() that the peer has not acknowledged
     */
    uint32_t GetUnsentAndUnackedBytes() const;

    /**
     * @return how many more bytes fill the last segment that Send() has begun; at least one
     */
    uint32_t GetRestOfSegment() const;

    /**
     * @return bytes that Recv() can deliver now, up to the mark of urgent data
     */
    uint32_t GetReceivableBytes() const;

    /**
     * @name Urgent data
     * The urgent pointer is BSD's, which Windows follows: it names the byte behind the urgent one. The
     * last urgent byte that the peer sent is kept beside the stream and missing in it, unless
     * SetUrgentInline(). Segments up to the urgent byte carry the URG flag, repetitions included.
     * @{
     */

    /** Makes the last byte that Send() has taken urgent. */
    void MarkUrgent();

    /**
     * @param isInline whether urgent bytes stay in the stream (SO_OOBINLINE)
     */
    void SetUrgentInline(bool isInline);

    /** @return whether there is an urgent byte that was not taken, and all before it has arrived */
    bool HasUrgentByte() const;

    /**
     * Takes the urgent byte; there is one.
     *
     * @param keep whether it can be taken once more
     * @return the byte
     */
    uint8_t TakeUrgentByte(bool keep);

    /** @return whether the next byte that Recv() delivers is an urgent one */
    bool IsAtUrgentMark() const;

    /** @return whether urgent data lies ahead in the stream */
    bool IsBeforeUrgentMark() const;
    /** @} */

    /**
     * Probes the peer while the connection is idle (SO_KEEPALIVE). Probes carry one byte that the peer
     * has already, as those of Windows do.
     *
     * @param keepAlive how; may be set before the connection is made and changed later
     */
    void SetKeepAlive(const KeepAlive& keepAlive);

    /**
     * @return how long the connection has been established
     */
    Time GetConnectedFor() const;

    /**
     * @param noDelay true to switch Nagle's algorithm off (TCP_NODELAY)
     */
    void SetNoDelay(bool noDelay);

    /**
     * @return whether Nagle's algorithm is off
     */
    bool IsNoDelay() const;

    /**
     * Sets the size of the transmit buffer. A smaller size than its content is taken over when
     * the content has been acknowledged.
     *
     * @param bytes size
     */
    void SetSendBuffer(uint32_t bytes);

    /**
     * @return size of the transmit buffer in bytes
     */
    uint32_t GetSendBuffer() const;

    /**
     * Sets the size of the receive buffer, and with it the window that is announced. The window
     * scale is fixed by the handshake: sizes beyond 64 KiB are to be set before it.
     *
     * @param bytes size
     */
    void SetReceiveBuffer(uint32_t bytes);

    /**
     * @return size of the receive buffer in bytes
     */
    uint32_t GetReceiveBuffer() const;

    /**
     * @param v6Only true (as in Windows) when a listening IPv6 socket refuses IPv4 peers
     */
    void SetV6Only(bool v6Only);

    /** @return whether ns-3 still knows the socket under an address */
    bool HasEndPoint() const;

  protected:
    /// Handles a segment, mends what ns-3 makes of some, and tells the observer afterwards.
    void
    DoForwardUp(Ptr<Packet> packet, const Address& fromAddress, const Address& toAddress) override;
    /// Makes a listener's new connection, unless the listener was closed or ns-3 has no end point.
    void CompleteFork(Ptr<Packet> packet,
                      const TcpHeader& header,
                      const Address& fromAddress,
                      const Address& toAddress) override;
    /// Copies a listener for a new connection, which counts as half-open. @return the copy
    Ptr<TcpSocketBase> Fork() override;
    /// Bounds and spaces the repetitions of FIN, and notices when those of SYN are used up.
    void SendEmptyPacket(uint8_t flags) override;
    /// Notes the acknowledgement, and lets what the segment brings about on its own node wait until it
    /// is sent.
    uint32_t SendDataPacket(SequenceNumber32 seq, uint32_t maxSize, bool withAck) override;
    /// Announces no more than the pool has room for (R-ACC-27).
    uint16_t AdvertisedWindowSize(bool scale = true) const override;
    /// Refuses data that the pool has no room for (R-ACC-27). Keeps data after a half-close that comes
    /// out of order before the peer's FIN.
    void ReceivedData(Ptr<Packet> packet, const TcpHeader& header) override;
    /// @return the bytes that may be sent; none where ns-3 would send an empty segment
    uint32_t AvailableWindow() const override;
    /// @return what Nagle's algorithm may wait for; none while a timeout repeats data
    uint32_t UnAckDataCount() const override;
    /// Notices that the retransmissions are used up, and repeats a FIN behind data.
    void ReTxTimeout() override;
    /// Repeats the FIN instead of giving the connection up.
    void LastAckTimeout() override;
    /// Probes a closed window, DataRetries times at most.
    void PersistTimeout() override;

  private:
    friend class TcpSocketPrototype;

    /** What a socket has only while it listens. */
    struct Listener
    {
        /** An established connection that nobody has taken yet. */
        struct Pending
        {
            Ptr<WinsockTcpSocket> socket; //!< the connection
            Address from;                 //!< its peer, known even after a reset
        };

        uint32_t backlog{0};                    //!< how many may wait
        bool holds{false};                      //!< SYNs are not answered before they are taken
        OverflowMode mode{OverflowMode::RESET}; //!< what happens to more
        std::vector<Ptr<WinsockTcpSocket>> halfOpen; //!< SYN received, handshake incomplete
        std::deque<Pending> ready;                   //!< established
        TcpPoolShare admission;                      //!< charged for the connection that comes in

        /** @return how many wait */
        std::size_t
        GetWaiting() const
        {
            return halfOpen.size() + ready.size();
        }

        /** @return whether one more connection may come in */
        bool
        HasRoom() const
        {
            return holds || GetWaiting() < backlog;
        }
    };

    /** A SYN that is not answered yet. */
    struct HeldRequest
    {
        Ptr<Packet> packet; //!< without its header
        TcpHeader header;   //!< its header
        Address from;       //!< its sender
        Address to;         //!< its destination
    };

    /** What a socket has only once urgent data was sent or received. */
    struct Urgent
    {
        SequenceNumber32 sendEnd; //!< behind the last urgent byte sent
        SequenceNumber32 mark;    //!< where the last urgent byte of the peer belongs
        bool sends{false};        //!< sendEnd is valid
        bool isAhead{false};      //!< the mark is in the part of the stream that is not read
        bool isKnown{false};      //!< the byte has been seen
        bool isTaken{false};      //!< and taken
        uint8_t byte{0};          //!< the byte
    };

    /** What a socket has only while it sends keep-alives. */
    struct KeepAliveState
    {
        KeepAlive settings; //!< when to probe
        Time lastHeard;     //!< when the peer was heard of
        uint32_t sent{0};   //!< probes since
        EventId timer;      //!< next look
    };

    class PoolEvents;

    /** What an observer can see of a socket. */
    struct Snapshot
    {
        TcpStates_t state;   //!< state of the connection
        uint32_t receivable; //!< bytes to be read
        uint32_t room;       //!< room in the transmit buffer
        bool peerClosed;     //!< FIN received in order
        bool urgent;         //!< an urgent byte can be taken
    };

    /** @return what the observer could see, for Report() to compare with */
    Snapshot TakeSnapshot() const;

    /**
     * Brings everything in order after TCP has processed a segment or a timer: connection
     * gone, connection without owner, connection waiting at a listening socket, observer.
     *
     * @param before state before it
     */
    void Settle(const Snapshot& before);

    /**
     * Tells the observer what has changed.
     *
     * @param before state before the segment or timer
     */
    void Report(const Snapshot& before);

    /**
     * Handles a segment to a listening socket.
     *
     * @param packet the segment
     * @param flags its flags
     * @param from its sender
     * @param to its destination
     */
    void
    ForwardToListener(Ptr<Packet> packet, uint8_t flags, const Address& from, const Address& to);

    /// Handles a segment that came while some socket was in the middle of sending one.
    static void ForwardLater(Ptr<WinsockTcpSocket> socket,
                             Ptr<Packet> packet,
                             const Address& from,
                             const Address& to);
    /**
     * Makes every RST that is meant for this connection one that ns-3 understands.
     *
     * @param packet a segment with the RST flag
     * @return whether to go on with it
     */
    bool AcceptReset(Ptr<Packet> packet) const;

    /**
     * Lets TCP process a FIN in FIN_WAIT_1 or FIN_WAIT_2, after the data in the same segment.
     *
     * @param packet the segment
     * @param from its sender
     * @param to its destination
     */
    void ForwardFin(Ptr<Packet> packet, const Address& from, const Address& to);

    /**
     * Lets TCP process a segment in LAST_ACK or CLOSING.
     *
     * @param packet the segment
     * @param from its sender
     * @param to its destination
     */
    void ForwardWhileClosing(Ptr<Packet> packet, const Address& from, const Address& to);

    /**
     * Answers a segment with a RST, as a closed port does.
     *
     * @param packet the segment
     * @param from its sender
     * @param to its destination
     */
    void Refuse(Ptr<Packet> packet, const Address& from, const Address& to) const;

    /** Charges what is queued now; only less than before, or what ns-3 has taken already. */
    void SettlePoolShare();

    /**
     * @param bytes of a segment that has arrived
     * @return whether the pool has room for them
     */
    bool ChargeArrival(uint32_t bytes);

    /**
     * @return how many bytes the peer may send as far as the pool is concerned
     */
    uint32_t GetPoolWindow() const;

    /** Asks the pool to tell when it has room. */
    void AwaitPool();

    /** Lets the pool know that the control block can be had for the asking. */
    void BeginTimeWait();

    /** TIME_WAIT is over, or over early. */
    void EndTimeWait();

    /** Sends an acknowledgement if the window has grown enough since the last one. */
    void AnnounceWindow();

    /** Leaves the state machine: timers cancelled, end point released, state CLOSED. */
    void Release();

    /** Keeps the socket until the events that ns-3 scheduled for this instant have run. */
    void OutliveThisInstant();

    /** Does nothing: the event of OutliveThisInstant(). */
    void Expire();

    /**
     * Ends the connection from here without a word to the peer.
     *
     * @param cause why
     */
    void GiveUp(EndCause cause);

    /** Makes a connection that its owner has left end in bounded time. */
    void TendOrphan();

    /** Sees to it that the FIN is sent, and repeated until it is acknowledged. */
    void EnsureFin();

    /** Sees to it that a timer runs while there is data that the peer has not acknowledged. */
    void EnsureProgress();

    /** Aborts all connections that wait at a listening socket, and stops being one. */
    void DropListener();

    /** Tells the listening socket that this half-open connection is established or gone. */
    void LeaveListener();

    /**
     * Begins the handshake from the bound port.
     *
     * @param address the peer
     * @return 0, or -1 with GetErrno()
     */
    int ConnectBound(const Address& address);

    /**
     * Gives the IPv4 end point its peer and, if it has none, its local address.
     *
     * @param address the peer
     * @return whether there is a route; if not, GetErrno() says why
     */
    bool RouteFromEndPoint(const Address& address);

    /**
     * The same for the IPv6 end point.
     *
     * @param address the peer
     * @return whether there is a route; if not, GetErrno() says why
     */
    bool RouteFromEndPoint6(const Address& address);

    /**
     * @return whether another end point of the node, most often one in TIME_WAIT, has the same
     *         addresses and ports
     */
    bool IsConnectionTaken();

    /**
     * @param address a peer
     * @return whether the node and the binding allow to connect to its address family
     */
    bool CanReachFamilyOf(const Address& address) const;

    /**
     * Does what TCP wants when it calls Close() itself: after ShutdownSend() the peer's FIN has
     * arrived, to be answered with the own one as soon as everything is sent.
     *
     * @return 0
     */
    int FinishSending();

    /// @return this socket's urgent data, made when it is first asked for
    Urgent& GetUrgent();
    /// Looks for the urgent byte that a segment with the URG flag tells of.
    void NoteUrgent(Ptr<const Packet> packet);
    /// The reader may have come to the mark: takes the urgent byte out of the stream, or passes it.
    void PassUrgentMark();
    /// @return sequence number of the byte that Recv() delivers next
    SequenceNumber32 GetReadPosition() const;
    /// @return whether a segment from a sequence number on has to announce urgent data
    bool AnnouncesUrgent(SequenceNumber32 seq) const;

    /// Starts probing if that is asked for and the connection is established.
    void StartKeepAlive();
    /// Probes a peer that was silent for too long, or gives it up.
    void KeepAliveTimeout();
    /// Sends a byte that the peer has already, so that it answers.
    void SendKeepAlive();

    /** Watches for ICMP errors during the handshake. */
    void WatchIcmp();

    /**
     * Takes note of an ICMP error.
     *
     * @param source who sent it
     * @param ttl its time to live
     * @param type ICMP type
     * @param code ICMP code
     * @param info further information
     */
    void HandleIcmp(Ipv4Address source, uint8_t ttl, uint8_t type, uint8_t code, uint32_t info);

    /**
     * Takes note of an ICMPv6 error.
     *
     * @param source who sent it
     * @param ttl its hop limit
     * @param type ICMPv6 type
     * @param code ICMPv6 code
     * @param info further information
     */
    void HandleIcmp6(Ipv6Address source, uint8_t ttl, uint8_t type, uint8_t code, uint32_t info);

    WinsockTcpObserver* m_observer{nullptr};     //!< who is told
    TcpPoolShare m_share;                        //!< what it holds of the node's memory
    std::unique_ptr<PoolEvents> m_poolEvents;    //!< null unless the pool has something to tell
    Address m_name;                              //!< local address once connected
    std::unique_ptr<Listener> m_listening;       //!< backlog and queues while listening
    WinsockTcpSocket* m_parent{nullptr};         //!< listening socket while half-open
    std::unique_ptr<HeldRequest> m_held;         //!< SYN that is not answered yet
    std::unique_ptr<Urgent> m_urgent;            //!< null without urgent data
    std::unique_ptr<KeepAliveState> m_keepAlive; //!< null without keep-alives
    Time m_connectedAt;                          //!< when the handshake was complete
    EventId m_orphanEvent;                       //!< end of the wait for the peer's FIN
    EndCause m_endCause{EndCause::NONE};         //!< why the connection ended
    bool m_orphan{false};                        //!< the owner has closed it
    bool m_starved{false};                       //!< data was refused for want of memory
    bool m_unwanted{false};     //!< data has come that there was neither memory nor a reader for
    bool m_v6Only{true};        //!< an IPv6 listener refuses IPv4 peers
    bool m_processing{false};   //!< TCP is at work on a segment
    bool m_unreachable{false};  //!< ICMP said so during the handshake
    bool m_wasHeld{false};      //!< its owner had the SYN answered, and waits
    bool m_urgentInline{false}; //!< urgent bytes stay in the stream
    uint8_t m_finCount{0};      //!< how often the FIN was sent
    uint8_t m_probeCount{0};    //!< zero-window probes without an answer

    static int g_sending; //!< sockets that are in the middle of sending a segment
};

} // namespace ns3::winsock

#endif // WINSOCK_TCP_SOCKET_H
