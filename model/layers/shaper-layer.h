/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SHAPER_LAYER_H
#define SHAPER_LAYER_H

#include "ns3/data-rate.h"
#include "ns3/layer-library.h"
#include "ns3/stream-relay-provider.h"
#include "ns3/token-bucket.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

namespace ns3::winsock
{

class ShaperDatagrams;

/**
 * @ingroup winsock
 * @brief What a shaper tells of bytes that it lets pass.
 */
struct ShaperPassage
{
    uint32_t node{0};    //!< where the layer runs
    uint32_t process{0}; //!< whose socket
    bool sent{false};    //!< or received
    uint32_t bytes{0};   //!< how many pass together
    Time delay;          //!< how long they have waited for tokens
    uint32_t waiting{0}; //!< how many sockets still wait at the same bucket
};

/**
 * @ingroup winsock
 * @brief The library of a layer that limits how fast bytes go, by token buckets in simulated time.
 *
 * Each direction has buckets of its own, one for each socket, process or machine. Streams go in pieces
 * of at most 1460 bytes, and sockets at one bucket take turns piece by piece; datagrams go whole, and
 * are shaped where they are sent.
 */
class ShaperLibrary : public LayerLibrary
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    ShaperLibrary();
    ~ShaperLibrary() override;

    Ptr<ServiceProvider> CreateLayer() override;

    /**
     * @param process whose socket wants it
     * @param sends of which direction
     * @return the bucket for a new socket; null where the direction is not shaped
     */
    Ptr<TokenBucket> GetBucket(const WinsockProcess& process, bool sends);

    /// @return how many bytes of datagrams a socket holds back at most
    uint32_t GetQueueBytes() const;

    /// @param passage is handed to the listeners of `Passed`
    void ReportPassage(const ShaperPassage& passage) const;

    /// @param passage of a datagram that is lost, handed to the listeners of `Dropped`
    void ReportDrop(const ShaperPassage& passage) const;

    /**
     * @brief Signature of the `Passed` and `Dropped` trace sources.
     * @param passage the bytes
     */
    typedef void (*PassageTracedCallback)(const ShaperPassage& passage);

  protected:
    /// Forgets the buckets.
    void DoDispose() override;

  private:
    /// Whose bucket: node, process, and whether it is that of sending.
    using Owner = std::tuple<uint32_t, uint32_t, bool>;

    /// @param text of the attribute `Direction`; an unknown one aborts
    void SetDirection(const std::string& text);
    /// @return the text of the attribute `Direction`
    std::string GetDirection() const;
    /// @param text of the attribute `Shared`; an unknown one aborts
    void SetShared(const std::string& text);
    /// @return the text of the attribute `Shared`
    std::string GetShared() const;

    DataRate m_rate;                                     //!< attribute
    uint32_t m_burst{0};                                 //!< attribute
    uint32_t m_queueBytes{0};                            //!< attribute
    std::string m_direction;                             //!< attribute
    std::string m_shared;                                //!< attribute
    std::map<Owner, Ptr<TokenBucket>> m_buckets;         //!< that several sockets share
    TracedCallback<const ShaperPassage&> m_passedTrace;  //!< `Passed`
    TracedCallback<const ShaperPassage&> m_droppedTrace; //!< `Dropped`
};

/**
 * @ingroup winsock
 * @brief A layer that limits how fast bytes go.
 */
class ShaperLayer : public StreamRelayProvider
{
  public:
    /// @param library where the settings are
    explicit ShaperLayer(Ptr<ShaperLibrary> library);
    ~ShaperLayer() override;

    int WSPAsyncSelect(SOCKET s, HWND hWnd, unsigned int wMsg, LONG lEvent, LPINT lpErrno) override;
    int WSPCleanup(LPINT lpErrno) override;
    int WSPCloseSocket(SOCKET s, LPINT lpErrno) override;
    int
    WSPEventSelect(SOCKET s, WSAEVENT hEventObject, LONG lNetworkEvents, LPINT lpErrno) override;
    int WSPIoctl(SOCKET s,
                 DWORD dwIoControlCode,
                 LPVOID lpvInBuffer,
                 DWORD cbInBuffer,
                 LPVOID lpvOutBuffer,
                 DWORD cbOutBuffer,
                 LPDWORD lpcbBytesReturned,
                 LPWSAOVERLAPPED lpOverlapped,
                 LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                 LPWSATHREADID lpThreadId,
                 LPINT lpErrno) override;
    int WSPSend(SOCKET s,
                LPWSABUF lpBuffers,
                DWORD dwBufferCount,
                LPDWORD lpNumberOfBytesSent,
                DWORD dwFlags,
                LPWSAOVERLAPPED lpOverlapped,
                LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                LPWSATHREADID lpThreadId,
                LPINT lpErrno) override;
    int WSPSendTo(SOCKET s,
                  LPWSABUF lpBuffers,
                  DWORD dwBufferCount,
                  LPDWORD lpNumberOfBytesSent,
                  DWORD dwFlags,
                  const SOCKADDR* lpTo,
                  int iTolen,
                  LPWSAOVERLAPPED lpOverlapped,
                  LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                  LPWSATHREADID lpThreadId,
                  LPINT lpErrno) override;

    /**
     * Sends a datagram that the layer has held back.
     * @param s its socket
     * @param buffer the datagram
     * @param flags as the program gave them
     * @param to its destination; null for the peer
     * @param length bytes of the address
     */
    void SendHeld(SOCKET s, WSABUF buffer, DWORD flags, const SOCKADDR* to, int length);

  protected:
    Ptr<StreamRelay> MakeRelay() override;

  private:
    /// A datagram call that has passed the checks of its arguments.
    struct DatagramCall;

    /// @return what holds a datagram socket back; null for a stream, a stranger, or no shaping
    Ptr<ShaperDatagrams> FindDatagrams(SOCKET s);
    /**
     * Waits for tokens, or keeps the datagram for when they are there.
     * @return whether the datagram is to be sent now; if not, error says how the call ends
     */
    bool Admit(ShaperDatagrams& datagrams, const DatagramCall& call, int& error);
    /// The mode of a socket was changed. @return result
    int Changed(SOCKET s, int result, bool nonBlocking);

    Ptr<ShaperLibrary> m_library;                       //!< where the settings are
    std::map<SOCKET, Ptr<ShaperDatagrams>> m_datagrams; //!< by the handle shown above
};

} // namespace ns3::winsock

#endif /* SHAPER_LAYER_H */
