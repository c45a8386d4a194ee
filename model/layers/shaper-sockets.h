/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SHAPER_SOCKETS_H
#define SHAPER_SOCKETS_H

#include "ns3/shaper-layer.h"
#include "ns3/stream-relay.h"
#include "ns3/token-bucket.h"

#include <deque>
#include <functional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup winsock
 * What a shaper keeps for its sockets. Private to it.
 */

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief One direction of a socket at its bucket.
 */
class ShaperGate : public TokenBucket::Waiter
{
  public:
    /**
     * @param library tells of what passes, and knows the bucket
     * @param process whose socket
     * @param sends of which direction
     */
    ShaperGate(Ptr<ShaperLibrary> library, WinsockProcess& process, bool sends);
    ~ShaperGate() override;

    ShaperGate(const ShaperGate&) = delete;
    ShaperGate& operator=(const ShaperGate&) = delete;

    /// @param action called, as the process's worker thread, when tokens are there
    void SetAction(std::function<void()> action);

    /// @return whether there is a bucket at all
    bool IsShaped() const;

    /// @param bytes wanted @return whether they may pass now; if not, the action comes
    bool Pass(uint32_t bytes);

    /// @param bytes that may come at most @return whether they may now; if not, the action comes
    bool MayReceive(uint32_t bytes);

    /// @param bytes have come
    void Received(uint32_t bytes);

    /// Nobody wants to pass any more.
    void Leave();

    /// @param bytes are lost
    void Drop(uint32_t bytes) const;

    void OnTokens() override;

  private:
    /// @return what to tell of bytes
    ShaperPassage Describe(uint32_t bytes) const;

    Ptr<ShaperLibrary> m_library;   //!< tells of what passes
    Ptr<TokenBucket> m_bucket;      //!< null where the direction is not shaped
    WinsockProcess& m_process;      //!< whose socket
    std::function<void()> m_action; //!< called when tokens are there
    Time m_since;                   //!< beginning of the wait
    bool m_sends;                   //!< of which direction
    bool m_waits{false};            //!< m_since counts
};

/**
 * @ingroup winsock
 * @brief A stream socket whose bytes need tokens.
 */
class ShaperStream : public StreamRelay
{
  public:
    /// @param library where the settings are @param process whose socket
    ShaperStream(Ptr<ShaperLibrary> library, WinsockProcess& process);

  protected:
    int Decode(const char* data, std::size_t length, ByteQueue& readable) override;
    DWORD TakeSendQuota(DWORD wanted) override;
    DWORD GetReceiveQuota(DWORD wanted) override;

  private:
    ShaperGate m_sendGate;    //!< bytes that go down
    ShaperGate m_receiveGate; //!< bytes that come from below
};

/**
 * @ingroup winsock
 * @brief A datagram socket whose datagrams need tokens to be sent.
 */
class ShaperDatagrams : public SimpleRefCount<ShaperDatagrams>
{
  public:
    /// @param library where the settings are @param layer whose socket @param s its handle
    ShaperDatagrams(Ptr<ShaperLibrary> library, ShaperLayer& layer, SOCKET s);
    ~ShaperDatagrams();

    /// A datagram that waits.
    struct Held
    {
        std::vector<char> payload; //!< what it carries
        std::string to;            //!< destination as bytes; empty for the peer's
        DWORD flags;               //!< as the program gave them
    };

    /// @return whether sending is shaped
    bool IsShaped() const;

    /// @param nonBlocking whether calls are not to wait
    void SetNonBlocking(bool nonBlocking);

    /// @return whether a call of the current thread may wait
    bool MayWait() const;

    /// @param bytes of a datagram @return whether it may go before all others and now
    bool Pass(uint32_t bytes);

    /// Waits until a datagram may go. @param bytes of it @return 0, or why waiting has ended
    int Await(uint32_t bytes);

    /// @param datagram waits behind the others, or is lost for want of room
    void Hold(Held datagram);

    /// The socket is closed: what waits ends and is lost.
    void Close();

  private:
    class PassOperation;

    /// Tokens are there.
    void Continue();

    Ptr<ShaperLibrary> m_library; //!< where the settings are
    ShaperLayer& m_layer;         //!< whose socket
    SOCKET m_socket;              //!< the handle
    ShaperGate m_gate;            //!< to pass
    OperationQueue m_waiting;     //!< calls that wait
    std::deque<Held> m_held;      //!< datagrams that wait, the oldest first
    uint64_t m_heldBytes{0};      //!< in all of them
    bool m_nonBlocking{false};    //!< FIONBIO, or network events
};

} // namespace ns3::winsock

#endif /* SHAPER_SOCKETS_H */
