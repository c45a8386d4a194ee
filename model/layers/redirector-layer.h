/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef REDIRECTOR_LAYER_H
#define REDIRECTOR_LAYER_H

#include "ns3/address-prefix.h"
#include "ns3/address.h"
#include "ns3/layer-library.h"
#include "ns3/nstime.h"
#include "ns3/redirected-connection.h"
#include "ns3/traced-callback.h"

#include <map>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What a sink of RedirectorLibrary's `Redirected` is given.
 */
struct RedirectionReport
{
    Time start;          //!< when the program called connect, in simulated time
    Time end;            //!< when it was over
    uint32_t node{0};    //!< id of the node
    uint32_t process{0}; //!< id of the process on its node
    Address target;      //!< whom the program named
    Address proxy;       //!< whom the connection leads to
    int error{0};        //!< 0, or the Winsock error that the program was told
};

/**
 * @ingroup winsock
 * @brief The library of a layer that sends connections to a proxy, which forwards them (SOCKS5, RFC
 *        1928).
 *
 * A program's connect on a TCP socket becomes one to the proxy. The layer tells the proxy the target
 * and waits for the answer; only then does the program learn that it is connected, or why not:
 *  - what the connect to the proxy failed with, if the proxy cannot be reached;
 *  - the error that stands for the proxy's answer, see WinsockErrorFromSocks5(); WSAEACCES if the
 *    proxy wants another authentication or refuses user and password; WSAECONNABORTED if it closes
 *    early or says what makes no sense; WSAECONNRESET if it resets the connection;
 *  - WSAETIMEDOUT after `Timeout`;
 *  - WSAENETUNREACH if there is no proxy for the socket's family: nothing goes past the proxy.
 *
 * Until then calls find the socket as one that is connecting (R-CON-2, R-CON-3), whatever has
 * happened below; afterwards all calls pass straight down, and the first byte that the program
 * receives is the target's.
 *
 * A failed connect may be tried again on the same socket (R-CON-4) if the proxy was not reached. If
 * it was, the socket below is used up: another connect fails with WSAEISCONN, and a program has to
 * take a new socket.
 *
 * Targets in `Exempt`, sockets that are not TCP, and listening sockets are left alone. All works the
 * same with handles of the layer's own and with those of the provider below; what goes past the
 * procedure table, ReadFile and WriteFile, meets a handle of the latter kind during the handshake,
 * too.
 */
class RedirectorLibrary : public LayerLibrary
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    RedirectorLibrary();
    ~RedirectorLibrary() override;

    Ptr<ServiceProvider> CreateLayer() override;

    /// @param ipv6 which family of sockets @return their proxy; an invalid address if there is none
    Address GetProxy(bool ipv6) const;

    /// @return whether getpeername answers the target, not the proxy
    bool ShowsTarget() const;

    /// @param target of a connect @return whether it is left alone
    bool IsExempt(const WinsockSocketAddress& target) const;

    /// @return user name for the proxy, or empty
    std::string GetUser() const;

    /// @return password of the user
    std::string GetPassword() const;

    /// @return how long the proxy has to answer; zero for no limit
    Time GetTimeout() const;

    /// @param report is handed to the listeners
    void Report(const RedirectionReport& report) const;

    /**
     * @brief Signature of the `Redirected` trace source.
     * @param report what has happened
     */
    typedef void (*RedirectedTracedCallback)(const RedirectionReport& report);

  private:
    /**
     * @name Attributes
     * A value that makes no sense aborts with one that does.
     * @{
     */
    void SetProxy4(Address proxy);
    Address GetProxy4() const;
    void SetProxy6(Address proxy);
    Address GetProxy6() const;
    void SetPeerName(const std::string& text);
    std::string GetPeerName() const;
    void SetExempt(const std::string& text);
    std::string GetExempt() const;
    void SetUser(const std::string& text);
    void SetPassword(const std::string& text);
    /** @} */

    Address m_proxy4;                                           //!< `Proxy`
    Address m_proxy6;                                           //!< `Proxy6`
    std::vector<AddressPrefix> m_exempt;                        //!< `Exempt`
    std::string m_exemptText;                                   //!< as it was written
    std::string m_user;                                         //!< `User`
    std::string m_password;                                     //!< `Password`
    Time m_timeout;                                             //!< `Timeout`
    bool m_showsTarget{true};                                   //!< `PeerName`
    TracedCallback<const RedirectionReport&> m_redirectedTrace; //!< `Redirected`
};

/**
 * @ingroup winsock
 * @brief A layer that sends connections to a proxy; see RedirectorLibrary.
 */
class RedirectorLayer : public LibraryLayer<RedirectorLibrary>
{
  public:
    /// @param library where the settings are
    explicit RedirectorLayer(Ptr<RedirectorLibrary> library);
    ~RedirectorLayer() override;

    int WSPAsyncSelect(SOCKET s, HWND hWnd, unsigned int wMsg, LONG lEvent, LPINT lpErrno) override;
    int WSPCleanup(LPINT lpErrno) override;
    int WSPCloseSocket(SOCKET s, LPINT lpErrno) override;
    bool OffersExtension(const GUID& id) const override;
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
    int WSPGetPeerName(SOCKET s, LPSOCKADDR name, LPINT namelen, LPINT lpErrno) override;
    int WSPGetSockOpt(
        SOCKET s, int level, int optname, char* optval, LPINT optlen, LPINT lpErrno) override;
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
    Ptr<LayeredSocket> MakeSocket() override;

  private:
    /// What the layer knows about one of its sockets.
    struct RedirectedSocket;
    /// What goes with a connect besides the target.
    struct ConnectExtras;

    /// @return what the layer knows about a handle, or null for one that it did not give out
    Ptr<RedirectedSocket> Find(SOCKET s) const;
    /// @return the connection that stands for a socket, of this or another instance, or null
    Ptr<RedirectedConnection> FindHeld(SOCKET s) const;
    /// @return the same for a socket of this instance; for the calls on the hot path
    bool IsHeld(SOCKET s) const;

    /// Whether a connect is to go to the proxy.
    bool IsRedirected(const RedirectedSocket& socket,
                      const SOCKADDR* name,
                      int namelen,
                      WinsockSocketAddress& target) const;
    /// Connects to the proxy and begins to talk. @return 0, or an error, WSAEWOULDBLOCK included
    int Begin(const Ptr<RedirectedSocket>& socket, const Address& proxy, ConnectExtras& extras);
    /// Lets a new connection report to whom the program has named for network events.
    void WatchFor(const RedirectedSocket& socket) const;
    /// The handshake is over: the socket below is made what it was for the program.
    void OnEnd(RedirectedSocket& socket);
    /// Sets FIONBIO of the socket below. @return 0 or an error
    int SetLowerMode(const RedirectedSocket& socket, bool nonBlocking) const;
    /// Answers the ioctls that tell of the handshake, or passes them down. @return 0 or an error
    int AnswerIoctl(RedirectedSocket& socket,
                    DWORD code,
                    LPVOID in,
                    DWORD inLength,
                    LPVOID out,
                    DWORD outLength,
                    LPDWORD returned) const;

    std::map<SOCKET, Ptr<RedirectedSocket>> m_held; //!< for which a connection stands
};

} // namespace ns3::winsock

#endif /* REDIRECTOR_LAYER_H */
