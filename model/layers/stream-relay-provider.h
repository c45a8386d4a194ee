/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef STREAM_RELAY_PROVIDER_H
#define STREAM_RELAY_PROVIDER_H

#include "ns3/layered-provider.h"
#include "ns3/lower-calls.h"
#include "ns3/overlapped-request.h"
#include "ns3/stream-relay.h"

#include <map>
#include <memory>
#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A layer that stands between a program's byte streams and those of the network.
 *
 * Each of its stream sockets has a StreamRelay, which serves all calls that carry bytes or wait for
 * them; derive from both to change the bytes or to hold them back. Sockets of other types pass.
 *
 * It has handles of its own: bytes of a handle of the provider below could go past it (R-SPI-23).
 * The socket below is always made with WSA_FLAG_OVERLAPPED, which the relay needs, and the program is
 * served as if its own flags counted (R-CHN-5).
 *
 * The calls that lead to a connection go down as they are. While something above waits for the end of
 * a handshake or for somebody to accept, a window of the layer gets messages of the socket below.
 */
class StreamRelayProvider : public LayeredProvider
{
  public:
    /// @param name a short name for people
    explicit StreamRelayProvider(std::string name);
    ~StreamRelayProvider() override;

    /// @return the overlapped calls that the relays have under way
    LowerCalls& GetCalls();

    /// @return how overlapped receives end that a closesocket finds pending (R-OVL-12)
    int GetClosingError() const;

    /**
     * Closes the socket below a relay that was closed above before.
     * @param relay from now on without a socket below
     */
    void CloseBelow(const StreamRelay& relay);

    bool OffersExtension(const GUID& id) const override;
    BOOL AcceptEx(SOCKET sListenSocket,
                  SOCKET sAcceptSocket,
                  PVOID lpOutputBuffer,
                  DWORD dwReceiveDataLength,
                  DWORD dwLocalAddressLength,
                  DWORD dwRemoteAddressLength,
                  LPDWORD lpdwBytesReceived,
                  LPOVERLAPPED lpOverlapped,
                  LPINT lpErrno) override;
    BOOL ConnectEx(SOCKET s,
                   const SOCKADDR* name,
                   int namelen,
                   PVOID lpSendBuffer,
                   DWORD dwSendDataLength,
                   LPDWORD lpdwBytesSent,
                   LPOVERLAPPED lpOverlapped,
                   LPINT lpErrno) override;
    BOOL TransmitFile(SOCKET hSocket,
                      HANDLE hFile,
                      DWORD nNumberOfBytesToWrite,
                      DWORD nNumberOfBytesPerSend,
                      LPOVERLAPPED lpOverlapped,
                      LPTRANSMIT_FILE_BUFFERS lpTransmitBuffers,
                      DWORD dwReserved,
                      LPINT lpErrno) override;
    BOOL TransmitPackets(SOCKET hSocket,
                         LPTRANSMIT_PACKETS_ELEMENT lpPacketArray,
                         DWORD nElementCount,
                         DWORD nSendSize,
                         LPOVERLAPPED lpOverlapped,
                         DWORD dwFlags,
                         LPINT lpErrno) override;
    SOCKET WSPAccept(SOCKET s,
                     LPSOCKADDR addr,
                     LPINT addrlen,
                     LPCONDITIONPROC lpfnCondition,
                     DWORD_PTR dwCallbackData,
                     LPINT lpErrno) override;
    int WSPAsyncSelect(SOCKET s, HWND hWnd, unsigned int wMsg, LONG lEvent, LPINT lpErrno) override;
    int WSPCloseSocket(SOCKET s, LPINT lpErrno) override;
    int WSPConnect(SOCKET s,
                   const SOCKADDR* name,
                   int namelen,
                   LPWSABUF lpCallerData,
                   LPWSABUF lpCalleeData,
                   LPQOS lpSQOS,
                   LPQOS lpGQOS,
                   LPINT lpErrno) override;
    int WSPEnumNetworkEvents(SOCKET s,
                             WSAEVENT hEventObject,
                             LPWSANETWORKEVENTS lpNetworkEvents,
                             LPINT lpErrno) override;
    int
    WSPEventSelect(SOCKET s, WSAEVENT hEventObject, LONG lNetworkEvents, LPINT lpErrno) override;
    BOOL WSPGetOverlappedResult(SOCKET s,
                                LPWSAOVERLAPPED lpOverlapped,
                                LPDWORD lpcbTransfer,
                                BOOL fWait,
                                LPDWORD lpdwFlags,
                                LPINT lpErrno) override;
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
    int WSPListen(SOCKET s, int backlog, LPINT lpErrno) override;
    int WSPRecv(SOCKET s,
                LPWSABUF lpBuffers,
                DWORD dwBufferCount,
                LPDWORD lpNumberOfBytesRecvd,
                LPDWORD lpFlags,
                LPWSAOVERLAPPED lpOverlapped,
                LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                LPWSATHREADID lpThreadId,
                LPINT lpErrno) override;
    int WSPRecvDisconnect(SOCKET s, LPWSABUF lpInboundDisconnectData, LPINT lpErrno) override;
    int WSPRecvFrom(SOCKET s,
                    LPWSABUF lpBuffers,
                    DWORD dwBufferCount,
                    LPDWORD lpNumberOfBytesRecvd,
                    LPDWORD lpFlags,
                    LPSOCKADDR lpFrom,
                    LPINT lpFromlen,
                    LPWSAOVERLAPPED lpOverlapped,
                    LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                    LPWSATHREADID lpThreadId,
                    LPINT lpErrno) override;
    int WSPSelect(int nfds,
                  fd_set* readfds,
                  fd_set* writefds,
                  fd_set* exceptfds,
                  const timeval* timeout,
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
    int WSPSendDisconnect(SOCKET s, LPWSABUF lpOutboundDisconnectData, LPINT lpErrno) override;
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
    int WSPSetSockOpt(
        SOCKET s, int level, int optname, const char* optval, int optlen, LPINT lpErrno) override;
    int WSPShutdown(SOCKET s, int how, LPINT lpErrno) override;
    SOCKET WSPSocket(int af,
                     int type,
                     int protocol,
                     LPWSAPROTOCOL_INFOW lpProtocolInfo,
                     GROUP g,
                     DWORD dwFlags,
                     LPINT lpErrno) override;

    Ptr<IoSocket> FindIoSocket(SOCKET s) const override;

  protected:
    /// @return what stands between a new stream socket and the network
    virtual Ptr<StreamRelay> MakeRelay();

    /**
     * @param s any handle
     * @return the relay behind it; null for a socket of another type, and for a stranger
     */
    Ptr<StreamRelay> FindRelay(SOCKET s) const;

    Ptr<LayeredSocket> MakeSocket() override;
    void OnCompletion(Completion& completion) override;
    void OnLastCleanup() override;

  private:
    /// What the layer keeps for each socket.
    struct RelaySocket;
    /// Takes messages about sockets below.
    class LowerWindow;
    /// Sockets of a select call that only the element below can answer for.
    class LowerSelect;
    /// How a call asked for overlapped operation.
    struct DataCall;
    /// What differs between the two directions of data calls.
    struct Direction;

    /// Gives a socket its relay.
    Ptr<StreamRelay> Relay(RelaySocket& socket);
    /// Makes the window that messages about sockets below go to. @return whether there is one
    bool HasLowerWindow();
    /// @return whether a watched socket is watched below as well
    static bool IsWatchedBelow(const StreamRelay& relay);
    /// Asks the element below for messages as long as the relay needs them; there is a window.
    void WatchBelow(const StreamRelay& relay);
    /// The messages are not needed any more, and the socket below waits as the program's does.
    void LeaveBelow(const StreamRelay& relay);
    /// @return whether a connection waits to be accepted, as the element below knows it
    static bool IsAcceptable(const StreamRelay& listener);
    /// A message about a socket below has come.
    void OnLowerMessage(SOCKET lower, LPARAM lParam);
    /// FIONBIO for the socket below.
    static void SetLowerMode(const StreamRelay& relay, bool nonBlocking);
    /// The program watches a socket from now on.
    void OnWatched(StreamRelay& relay);
    /// Waits until a socket that lingers may be closed. @return 0 or WSAEWOULDBLOCK
    static int AwaitLinger(StreamRelay& relay, bool& later);
    /// Performs a data call. @return 0 or an error
    int Run(StreamRelay& relay,
            winsock::Transfer& transfer,
            const DataCall& call,
            const Direction& direction) const;

    /**
     * Performs TransmitFile or TransmitPackets.
     * @param relay who sends @param s its handle @param overlapped the program's structure, or null
     * @param data what @param flags TF_DISCONNECT ... @return 0, WSA_IO_PENDING or an error
     */
    int Transmit(StreamRelay& relay,
                 SOCKET s,
                 LPOVERLAPPED overlapped,
                 TransmitData data,
                 DWORD flags) const;

    /// What AcceptEx or ConnectEx does once there is a connection.
    struct Beginning
    {
        Ptr<StreamRelay> relay; //!< whose connection it is
        WSABUF data;            //!< first data: received or sent by the relay
        bool accepts;           //!< AcceptEx
    };

    std::map<LPOVERLAPPED, Beginning> m_beginnings; //!< of connections that are under way below
    LowerCalls m_calls;                             //!< under way below
    std::map<SOCKET, Ptr<StreamRelay>> m_relays;    //!< by the socket below
    Ptr<LowerWindow> m_window;                      //!< null until first needed
};

} // namespace ns3::winsock

#endif /* STREAM_RELAY_PROVIDER_H */
