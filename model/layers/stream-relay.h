/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef STREAM_RELAY_H
#define STREAM_RELAY_H

#include "ns3/byte-queue.h"
#include "ns3/extension-request.h"
#include "ns3/io-socket.h"
#include "ns3/layered-provider.h"
#include "ns3/transfer.h"
#include "ns3/transmit-data.h"

#include <memory>
#include <vector>

namespace ns3::winsock
{

class StreamRelayProvider;

/**
 * @ingroup winsock
 * @brief One stream socket of a layer that stands between a program's bytes and those of the network.
 *
 * Towards the element below it keeps one overlapped receive under way, into a buffer of its own, and
 * sends by overlapped sends, one after another. Towards the element above it is a socket like those
 * of the base provider: operations wait in its queues, watchers are told what holds for it. So every
 * style of waiting sees the bytes above, whatever is there below: half a frame is not readable, and
 * what the layer holds is, though nothing is left below.
 *
 * Derive from it to change the bytes or to hold them back. By itself it passes them on as they come.
 *
 * How much it holds: a send is complete when the element below has taken all of it, or, on a
 * nonblocking socket, with up to SO_SNDBUF bytes that the next send has to wait for. It stops
 * receiving while SO_RCVBUF bytes or more wait for the program, so that the peer's window closes.
 */
class StreamRelay : public IoSocket
{
  public:
    StreamRelay();
    ~StreamRelay() override;

    /// Where the connection stands.
    enum class State : uint8_t
    {
        IDLE,       //!< no connection and no attempt at one
        LISTENING,  //!< waits for connections
        CONNECTING, //!< the handshake is under way below
        CONNECTED,  //!< established; the peer may have ended its direction
        BROKEN,     //!< was established and failed
    };

    /**
     * @param provider whose socket it is
     * @param socket leads to the socket below
     */
    void Attach(StreamRelayProvider& provider, const LayeredSocket& socket);

    /// @return where the connection stands
    State GetState() const;

    /// @return the socket below
    SOCKET GetLower() const;

    /// @return the functions of the element below
    const WSPPROC_TABLE& GetTable() const;

    /// @return whether the program asked for the overlapped attribute
    bool IsOverlapped() const;

    /// @return whether calls are to fail instead of waiting
    bool IsNonBlocking() const;

    /// @return whether the element below has been given bytes that it has not taken yet
    bool IsSending() const;

    /// @return whether the program has closed the socket
    bool IsClosed() const;

    /// @return bytes that a receive would get without waiting (R-IOC-4)
    uint32_t GetReadableBytes() const;

    /**
     * @name What the program does
     * @{
     */

    /// @param nonBlocking whether calls fail with WSAEWOULDBLOCK instead of waiting
    void SetNonBlocking(bool nonBlocking);

    /// The socket listens.
    void Listen();

    /// @param acceptable whether a connection waits to be accepted
    void SetAcceptable(bool acceptable);

    /**
     * An attempt to connect begins, which what happened before has no part in.
     * @param background whether the program does not wait for its end
     */
    void BeginConnect(bool background);

    /**
     * @param transfer what to send
     * @return 0, WSAENOTCONN, WSAESHUTDOWN, WSAEWOULDBLOCK, WSAETIMEDOUT, WSAEINTR or the error of
     *         the connection
     */
    int Send(Transfer& transfer);

    /**
     * @param transfer where to receive
     * @return as Send(), and WSAEOPNOTSUPP for MSG_WAITALL where nothing can wait (R-DAT-9)
     */
    int Receive(Transfer& transfer);

    /**
     * Prepares an overlapped send.
     * @param transfer what to send; outlives the operation
     * @param[out] error 0 or an error of Send()
     * @return the operation, or null
     */
    std::unique_ptr<PendingOperation> PrepareSend(Transfer& transfer, int& error);

    /**
     * Prepares an overlapped receive.
     * @param transfer where to receive; outlives the operation
     * @param[out] error 0 or an error of Receive()
     * @return the operation, or null
     */
    std::unique_ptr<PendingOperation> PrepareReceive(Transfer& transfer, int& error);

    /**
     * Prepares TransmitFile or TransmitPackets.
     * @param data what to send
     * @param flags TF_DISCONNECT ends the direction of sending behind it
     * @param[out] error 0 or an error of Send(); WSAENOTCONN for a broken connection
     * @return the operation, or null
     */
    std::unique_ptr<ExtensionOperation> PrepareTransmit(TransmitData data, DWORD flags, int& error);

    /// @return where sends wait
    OperationQueue& GetSendingQueue();

    /// @return where receives wait
    OperationQueue& GetReceivingQueue();

    /**
     * Ends one direction or both; that of sending once all has gone down.
     * @param how SD_RECEIVE, SD_SEND or SD_BOTH
     * @return 0, WSAENOTCONN, WSAEINVAL or the error of the connection
     */
    int Shutdown(int how);

    /**
     * Waits until all has gone down, as SO_LINGER asks of closesocket (R-SHD-3). When the time is
     * over the connection will be reset.
     * @param seconds how long
     * @return 0 or WSAEWOULDBLOCK, after which the socket goes on as it was
     */
    int Linger(uint16_t seconds);

    /**
     * The program has closed the socket: what waits ends.
     * @param later whether the socket below is to be closed once all has gone down
     */
    void Close(bool later);

    /// The provider has cleaned up: what waits ends without a report (R-SPI-10).
    void Forget();

    /** @} */

    /**
     * @name What the element below tells
     * @{
     */

    /// The connection is established: bytes may be carried.
    void OnConnected();

    /// The connection was established before it was accepted.
    void OnAccepted();

    /// The attempt to connect failed. @param error why
    void OnConnectFailed(int error);

    /// A receive has ended. @param error 0 or why it failed @param bytes 0 for the end of the stream
    void OnLowerReceived(int error, DWORD bytes);

    /// A send has ended. @param error 0 or why it failed @param bytes taken
    void OnLowerSent(int error, DWORD bytes);

    /// Reads the options that both elements keep to.
    void ReadOptions();

    /** @} */

    Readiness GetReadiness() const override;
    SocketWatch::Conditions GetConditions() const override;

  protected:
    /**
     * The program sends.
     * @param data what
     * @param length bytes of it
     * @param[in,out] wire gets at its end what is to go down
     */
    virtual void Encode(const char* data, std::size_t length, std::vector<char>& wire);

    /**
     * Bytes have come from below.
     * @param data what
     * @param length bytes of it
     * @param[in,out] readable gets at its end what the program may read now
     * @return 0, or the error that the connection breaks with; the peer is told by the end of it
     */
    virtual int Decode(const char* data, std::size_t length, ByteQueue& readable);

    /**
     * The peer has ended its direction.
     * @return 0, or the error that the connection breaks with
     */
    virtual int FinishDecoding();

    /**
     * Bytes are to go down.
     * @param wanted how many
     * @return how many may, and will, go now; after 0 the relay waits for ContinueSending()
     */
    virtual DWORD TakeSendQuota(DWORD wanted);

    /**
     * Bytes are to be received from below.
     * @param wanted how many at most
     * @return how many at most may be received now; after 0 the relay waits for ContinueReceiving()
     */
    virtual DWORD GetReceiveQuota(DWORD wanted);

    /// Sends what waits, as far as it may, and tells those who wait for it.
    void ContinueSending();

    /// Begins to receive unless enough waits for the program.
    void ContinueReceiving();

    /// @return the provider; null once the socket below is gone
    StreamRelayProvider* GetProvider() const;

  private:
    class DrainOperation;
    class ReceiveOperation;
    class SendOperation;
    class TransmitOperation;

    /// @return 0, or why nothing can be sent
    int JudgeSend() const;
    /// @return 0, or why nothing can be received
    int JudgeReceive(const Transfer& transfer, bool mayWait) const;
    /// @return whether a call may wait
    bool MayWait(const Transfer& transfer) const;
    /// Encodes bytes and sends them.
    void Put(const char* data, std::size_t length);
    /// Sends what waits, as far as it may.
    void PushWire();
    /// All has gone down: does what waited for that.
    void OnDrained();
    /// The connection cannot be read any more.
    void Break(int error);
    /// Something has changed: operations are tried and watchers told.
    void Notify();
    /// Ends all that waits. @param overlapped error of overlapped receives
    void EndOperations(int overlapped);

    StreamRelayProvider* m_provider{nullptr}; //!< null once the socket below is gone
    const WSPPROC_TABLE* m_table{nullptr};    //!< the functions of the element below
    SOCKET m_lower{INVALID_SOCKET};           //!< the socket below
    ByteQueue m_readable;                     //!< decoded and not read
    std::vector<char> m_arrival;              //!< where the element below receives to
    std::vector<char> m_wire;                 //!< encoded, on its way down
    std::size_t m_wireSent{0};                //!< bytes of it that the element below has taken
    DWORD m_sendBuffer{0};                    //!< SO_SNDBUF, bytes
    DWORD m_receiveBuffer{0};                 //!< SO_RCVBUF, bytes
    Time m_sendTimeout;                       //!< SO_SNDTIMEO, zero for no limit
    Time m_receiveTimeout;                    //!< SO_RCVTIMEO, zero for no limit
    int m_connectError{0};                    //!< how the last attempt ended
    int m_receiveError{0};                    //!< what broke the connection
    int m_sendError{0};                       //!< why nothing can be sent any more
    State m_state{State::IDLE};               //!< where the connection stands
    bool m_overlapped{false};                 //!< the program asked for the attribute
    bool m_nonBlocking{false};                //!< FIONBIO
    bool m_acceptable{false};                 //!< a connection waits to be accepted
    bool m_reading{false};                    //!< a receive is under way below
    bool m_writing{false};                    //!< a send is under way below
    bool m_ended{false};                      //!< the peer has ended its direction
    bool m_sendingShut{false};                //!< SD_SEND was asked for
    bool m_receivingShut{false};              //!< SD_RECEIVE was asked for
    bool m_closing{false};                    //!< closed above
};

} // namespace ns3::winsock

#endif /* STREAM_RELAY_H */
