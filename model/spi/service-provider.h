/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SERVICE_PROVIDER_H
#define SERVICE_PROVIDER_H

#include "ns3/extension-provider.h"
#include "ns3/ptr.h"
#include "ns3/simple-ref-count.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-spi.h"
#include "ns3/winsock-structures.h"

#include <string>

namespace ns3::winsock
{

class CallGate;
class IoSocket;
class WinsockProcess;

/**
 * @ingroup winsock
 * @brief A loaded transport service provider: what a library path in the catalog names.
 *
 * This is the road of a call below the catalog. A process loads the library that the chosen entry
 * names (ProviderRegistry), calls its one entry point WSPStartup, and from then on calls through the
 * procedure table that WSPStartup filled in. To write a provider in C++, derive from this class,
 * override what it serves and register a factory; WSPStartup here negotiates version 2.2 and fills
 * the table so that each of its thirty members leads to the method of the same name. Whoever wants a
 * table of foreign functions, or a broken one, overrides WSPStartup.
 *
 * Methods have the signatures of ws2spi.h. They report an error through lpErrno and return
 * SOCKET_ERROR, INVALID_SOCKET or FALSE (R-SPI-11); they never throw. What is not overridden fails
 * with WSAEOPNOTSUPP.
 *
 * One instance exists per process and provider id (R-SPI-8).
 */
class ServiceProvider : public SimpleRefCount<ServiceProvider>, public ExtensionProvider
{
  public:
    ~ServiceProvider() override = default;

    /// @return a short name for people: traces show it as the layer that a call crossed
    virtual std::string GetName() const = 0;

    /**
     * The library's entry point.
     * @param wVersionRequested the newest version that the caller can use
     * @param lpWSPData gets the version to use, the highest one known, and a description
     * @param lpProtocolInfo the entry that is opened: the chain's for a layer, its own for a base
     *        provider (R-CHN-3)
     * @param UpcallTable what the provider may call in Winsock, by value (R-SPI-1)
     * @param lpProcTable gets the thirty functions
     * @return 0, WSAVERNOTSUPPORTED (R-SPI-4) or WSAEFAULT; not through lpErrno (R-SPI-2)
     */
    virtual int WSPStartup(WORD wVersionRequested,
                           LPWSPDATA lpWSPData,
                           LPWSAPROTOCOL_INFOW lpProtocolInfo,
                           WSPUPCALLTABLE UpcallTable,
                           LPWSPPROC_TABLE lpProcTable);

    /**
     * @name The thirty functions of the procedure table
     * In the order of the table; parameters, results and errors are those of ws2spi.h.
     * @{
     */
    /// Takes a connection from a listener.
    virtual SOCKET WSPAccept(SOCKET s,
                             LPSOCKADDR addr,
                             LPINT addrlen,
                             LPCONDITIONPROC lpfnCondition,
                             DWORD_PTR dwCallbackData,
                             LPINT lpErrno);
    /// Writes an address as text.
    virtual INT WSPAddressToString(LPSOCKADDR lpsaAddress,
                                   DWORD dwAddressLength,
                                   LPWSAPROTOCOL_INFOW lpProtocolInfo,
                                   LPWSTR lpszAddressString,
                                   LPDWORD lpdwAddressStringLength,
                                   LPINT lpErrno);
    /// Asks for network events as window messages.
    virtual int WSPAsyncSelect(SOCKET s, HWND hWnd, unsigned int wMsg, LONG lEvent, LPINT lpErrno);
    /// Gives a socket its local address.
    virtual int WSPBind(SOCKET s, const SOCKADDR* name, int namelen, LPINT lpErrno);
    /// Ends the blocking call of a program of version 1.1.
    virtual int WSPCancelBlockingCall(LPINT lpErrno);
    /// Balances one WSPStartup; the last one frees everything (R-SPI-9, R-SPI-10).
    virtual int WSPCleanup(LPINT lpErrno);
    /// Ends a socket and gives its handle back.
    virtual int WSPCloseSocket(SOCKET s, LPINT lpErrno);
    /// Connects a socket, or sets its peer.
    virtual int WSPConnect(SOCKET s,
                           const SOCKADDR* name,
                           int namelen,
                           LPWSABUF lpCallerData,
                           LPWSABUF lpCalleeData,
                           LPQOS lpSQOS,
                           LPQOS lpGQOS,
                           LPINT lpErrno);
    /// Prepares a socket for use in another process.
    virtual int WSPDuplicateSocket(SOCKET s,
                                   DWORD dwProcessId,
                                   LPWSAPROTOCOL_INFOW lpProtocolInfo,
                                   LPINT lpErrno);
    /// Fetches and clears network events.
    virtual int WSPEnumNetworkEvents(SOCKET s,
                                     WSAEVENT hEventObject,
                                     LPWSANETWORKEVENTS lpNetworkEvents,
                                     LPINT lpErrno);
    /// Asks for network events at an event object.
    virtual int WSPEventSelect(SOCKET s, WSAEVENT hEventObject, LONG lNetworkEvents, LPINT lpErrno);
    /// Fetches the result of an overlapped operation.
    virtual BOOL WSPGetOverlappedResult(SOCKET s,
                                        LPWSAOVERLAPPED lpOverlapped,
                                        LPDWORD lpcbTransfer,
                                        BOOL fWait,
                                        LPDWORD lpdwFlags,
                                        LPINT lpErrno);
    /// Gives the peer's address.
    virtual int WSPGetPeerName(SOCKET s, LPSOCKADDR name, LPINT namelen, LPINT lpErrno);
    /// Gives the local address.
    virtual int WSPGetSockName(SOCKET s, LPSOCKADDR name, LPINT namelen, LPINT lpErrno);
    /// Reads an option.
    virtual int
    WSPGetSockOpt(SOCKET s, int level, int optname, char* optval, LPINT optlen, LPINT lpErrno);
    /// Looks up a template of quality of service.
    virtual BOOL WSPGetQOSByName(SOCKET s, LPWSABUF lpQOSName, LPQOS lpQOS, LPINT lpErrno);
    /// Controls a socket.
    virtual int WSPIoctl(SOCKET s,
                         DWORD dwIoControlCode,
                         LPVOID lpvInBuffer,
                         DWORD cbInBuffer,
                         LPVOID lpvOutBuffer,
                         DWORD cbOutBuffer,
                         LPDWORD lpcbBytesReturned,
                         LPWSAOVERLAPPED lpOverlapped,
                         LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                         LPWSATHREADID lpThreadId,
                         LPINT lpErrno);
    /// Joins a leaf to a multipoint session.
    virtual SOCKET WSPJoinLeaf(SOCKET s,
                               const SOCKADDR* name,
                               int namelen,
                               LPWSABUF lpCallerData,
                               LPWSABUF lpCalleeData,
                               LPQOS lpSQOS,
                               LPQOS lpGQOS,
                               DWORD dwFlags,
                               LPINT lpErrno);
    /// Lets a socket wait for connections.
    virtual int WSPListen(SOCKET s, int backlog, LPINT lpErrno);
    /// Receives.
    virtual int WSPRecv(SOCKET s,
                        LPWSABUF lpBuffers,
                        DWORD dwBufferCount,
                        LPDWORD lpNumberOfBytesRecvd,
                        LPDWORD lpFlags,
                        LPWSAOVERLAPPED lpOverlapped,
                        LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                        LPWSATHREADID lpThreadId,
                        LPINT lpErrno);
    /// Ends receiving.
    virtual int WSPRecvDisconnect(SOCKET s, LPWSABUF lpInboundDisconnectData, LPINT lpErrno);
    /// Receives, with the sender's address.
    virtual int WSPRecvFrom(SOCKET s,
                            LPWSABUF lpBuffers,
                            DWORD dwBufferCount,
                            LPDWORD lpNumberOfBytesRecvd,
                            LPDWORD lpFlags,
                            LPSOCKADDR lpFrom,
                            LPINT lpFromlen,
                            LPWSAOVERLAPPED lpOverlapped,
                            LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                            LPWSATHREADID lpThreadId,
                            LPINT lpErrno);
    /// Waits until one of several sockets is ready.
    virtual int WSPSelect(int nfds,
                          fd_set* readfds,
                          fd_set* writefds,
                          fd_set* exceptfds,
                          const timeval* timeout,
                          LPINT lpErrno);
    /// Sends.
    virtual int WSPSend(SOCKET s,
                        LPWSABUF lpBuffers,
                        DWORD dwBufferCount,
                        LPDWORD lpNumberOfBytesSent,
                        DWORD dwFlags,
                        LPWSAOVERLAPPED lpOverlapped,
                        LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                        LPWSATHREADID lpThreadId,
                        LPINT lpErrno);
    /// Ends sending.
    virtual int WSPSendDisconnect(SOCKET s, LPWSABUF lpOutboundDisconnectData, LPINT lpErrno);
    /// Sends to an address.
    virtual int WSPSendTo(SOCKET s,
                          LPWSABUF lpBuffers,
                          DWORD dwBufferCount,
                          LPDWORD lpNumberOfBytesSent,
                          DWORD dwFlags,
                          const SOCKADDR* lpTo,
                          int iTolen,
                          LPWSAOVERLAPPED lpOverlapped,
                          LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                          LPWSATHREADID lpThreadId,
                          LPINT lpErrno);
    /// Sets an option.
    virtual int
    WSPSetSockOpt(SOCKET s, int level, int optname, const char* optval, int optlen, LPINT lpErrno);
    /// Ends one or both directions of a connection.
    virtual int WSPShutdown(SOCKET s, int how, LPINT lpErrno);
    /// Makes a socket.
    virtual SOCKET WSPSocket(int af,
                             int type,
                             int protocol,
                             LPWSAPROTOCOL_INFOW lpProtocolInfo,
                             GROUP g,
                             DWORD dwFlags,
                             LPINT lpErrno);
    /// Reads an address from text.
    virtual INT WSPStringToAddress(LPWSTR AddressString,
                                   INT AddressFamily,
                                   LPWSAPROTOCOL_INFOW lpProtocolInfo,
                                   LPSOCKADDR lpAddress,
                                   LPINT lpAddressLength,
                                   LPINT lpErrno);
    /** @} */

    /**
     * Tells what answers for a socket in WSAPoll, which no function of the table does (R-SLC-8). A
     * provider that holds data back answers for its sockets itself, as it does in WSPSelect.
     * @param s a handle as the element above knows it
     * @return the socket, until something happens to it; null (the default) for a handle that is not
     *         the provider's, and of a provider whose sockets cannot be polled
     */
    virtual Ptr<IoSocket> FindIoSocket(SOCKET s) const;

    /**
     * @param id of an extension function
     * @return the function for sockets of this provider (R-IOC-5), or null for one that does not exist
     *         or is not offered; see GetExtensionFunction
     */
    PVOID FindExtension(const GUID& id) const;

    /**
     * @return what all thirty calls are to pass before they reach the methods, or null (the default);
     *         asked for by WSPStartup and as each call arrives
     */
    virtual CallGate* GetCallGate();

    /// @return the process that loaded the provider
    WinsockProcess& GetProcess() const;

    /// @return the catalog entry for which the library was loaded
    DWORD GetCatalogEntryId() const;

    /**
     * Called once by the loader before anything else.
     * @param process who loads
     * @param catalogEntryId for which entry
     * @param slot the place that the procedure table leads to
     */
    void Attach(WinsockProcess& process, DWORD catalogEntryId, uint32_t slot);

  private:
    WinsockProcess* m_process{nullptr}; //!< who loaded the provider
    DWORD m_catalogEntryId{0};          //!< for which entry
    uint32_t m_slot{0};                 //!< the place that the procedure table leads to
};

/**
 * @ingroup winsock
 * @brief Decides on a version (R-SPI-4).
 *
 * Version words hold the major number in the low byte and the minor in the high one; they compare
 * as (major, minor).
 * @param requested what the caller can use at most
 * @param lowest the oldest version that the provider knows
 * @param highest the newest version that the provider knows
 * @param[out] use the version to use
 * @return 0 or WSAVERNOTSUPPORTED
 */
int NegotiateVersion(WORD requested, WORD lowest, WORD highest, WORD& use);

} // namespace ns3::winsock

#endif /* SERVICE_PROVIDER_H */
