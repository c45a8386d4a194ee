/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_H
#define WINSOCK_H

#include "ns3/ptr.h"
#include "ns3/waitable-object.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-messages.h"
#include "ns3/winsock-name-space-calls.h"
#include "ns3/winsock-options.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-spi.h"
#include "ns3/winsock-structures.h"
#include "ns3/winsock-thread.h"

#include <cstddef>

namespace ns3::winsock
{

class ApiCall;
class LoadedProvider;

/**
 * @ingroup winsock
 * @brief The functions of Winsock, as one thread of a simulated program calls them.
 *
 * A program gets a Winsock from WinsockApplication and calls its members as a Windows program calls
 * the functions of ws2_32: same names, parameters, results and errors. What a program does first:
 *
 * 1. WSAStartup, which also takes the process's view of the protocol catalog;
 * 2. socket or WSASocket, which pick a catalog entry, load its provider and make a handle;
 * 3. bind, listen and accept, or connect;
 * 4. send and recv, or sendto and recvfrom;
 * 5. closesocket, and at the end WSACleanup.
 *
 * The calls that look up names are those of WinsockNameCalls, those that look up and publish services are
 * in WinsockNameSpaceCalls, those that list and change the catalog in WinsockCatalogCalls, and what a program calls of Windows beside ws2_32 is in WindowsCalls; a program
 * has them all as members of its Winsock.
 *
 * A call that has to wait suspends the program in simulated time. A socket that ioctlsocket has made
 * nonblocking never waits, and neither does a Winsock that was made for plain ns-3 event handlers:
 * their calls fail with WSAEWOULDBLOCK instead (design decision D4). No member throws or aborts on a
 * wrong argument; the error is what WSAGetLastError gives (design decision D6).
 *
 * Unless a member says otherwise it fails with WSANOTINITIALISED before WSAStartup, WSAEINPROGRESS
 * when its thread waits inside another call, WSAENETDOWN while WinsockStack::NetworkUp is false, and
 * WSAENOTSOCK for a handle that the process does not have, in this order and before it looks at any
 * other argument.
 */
class Winsock : public WinsockNameSpaceCalls
{
  public:
    using WinsockNameSpaceCalls::WinsockNameSpaceCalls;

    /**
     * @name Start and end
     * @{
     */

    /**
     * Starts Winsock, or counts one more start (R-INI-5).
     * @param wVersionRequested newest version wanted: major number in the low byte
     * @param lpWSAData gets the version to use and the highest one (R-INI-2)
     * @return 0, WSAVERNOTSUPPORTED, WSAEFAULT, or WSASYSNOTREADY in a process that has ended; not
     *         through WSAGetLastError (R-INI-1)
     */
    int WSAStartup(WORD wVersionRequested, LPWSADATA lpWSAData);

    /**
     * Balances one WSAStartup; the last one resets and frees all sockets (R-INI-6).
     * @return 0, or SOCKET_ERROR with WSANOTINITIALISED or WSAEINPROGRESS
     */
    int WSACleanup();

    /// @return the error of the thread's last call that failed (R-INI-8)
    int WSAGetLastError() const;

    /// @param iError what WSAGetLastError is to give
    void WSASetLastError(int iError);
    /** @} */

    /**
     * @name Sockets
     * @{
     */

    /**
     * Makes an overlapped socket, unless SO_OPENTYPE says otherwise (R-SEL-3).
     * @param af address family, 0 for any
     * @param type socket type, 0 for any
     * @param protocol protocol, 0 where a catalog entry allows it (R-SEL-13)
     * @return a handle, or INVALID_SOCKET with one of the errors of WSASocketW
     */
    SOCKET socket(int af, int type, int protocol);

    /**
     * Makes a socket of the first catalog entry that serves the triple, or of the entry that
     * lpProtocolInfo names (R-SEL-1).
     * @param af address family; 0 and FROM_PROTOCOL_INFO as the provider understands them
     * @param type socket type, likewise
     * @param protocol protocol, likewise
     * @param lpProtocolInfo null, or a structure whose dwCatalogEntryId names the entry
     * @param g must be 0 (R-FLG-1)
     * @param dwFlags WSA_FLAG_OVERLAPPED and the multipoint flags (R-FLG-3 to R-FLG-7)
     * @return a handle, or INVALID_SOCKET: WSAEAFNOSUPPORT, WSAESOCKTNOSUPPORT, WSAEPROTONOSUPPORT,
     *         WSAEPROTOTYPE or WSAEINVAL from the selection; WSAEPROVIDERFAILEDINIT,
     *         WSAEINVALIDPROVIDER or WSAEINVALIDPROCTABLE from loading the provider; WSAEINVAL,
     *         WSAEACCES, WSAEMFILE or WSAENOBUFS from the provider
     */
    SOCKET WSASocketW(
        int af, int type, int protocol, LPWSAPROTOCOL_INFOW lpProtocolInfo, GROUP g, DWORD dwFlags);

    /// The form with ANSI text in the structure; see WSASocketW.
    SOCKET WSASocketA(
        int af, int type, int protocol, LPWSAPROTOCOL_INFOA lpProtocolInfo, GROUP g, DWORD dwFlags);

    /**
     * @name WSASocket
     * The form that fits the structure, as the macro of winsock2.h chooses by UNICODE.
     * @{
     */
    /// The form with wide text in the structure; see WSASocketW.
    SOCKET
    WSASocket(int af, int type, int protocol, LPWSAPROTOCOL_INFOW info, GROUP g, DWORD dwFlags)
    {
        return WSASocketW(af, type, protocol, info, g, dwFlags);
    }

    /// The form with ANSI text in the structure; see WSASocketW.
    SOCKET
    WSASocket(int af, int type, int protocol, LPWSAPROTOCOL_INFOA info, GROUP g, DWORD dwFlags)
    {
        return WSASocketA(af, type, protocol, info, g, dwFlags);
    }

    /// The form without a structure; see WSASocketW.
    SOCKET
    WSASocket(int af, int type, int protocol, std::nullptr_t, GROUP g, DWORD dwFlags)
    {
        return WSASocketW(af, type, protocol, nullptr, g, dwFlags);
    }

    /** @} */

    /**
     * Prepares a socket for use by another process, which opens it by handing the structure to
     * WSASocket, once. Both handles are of one socket then, which ends with the last of them (R-DUP-3);
     * the new one costs the other process descriptors.
     * @param s a handle
     * @param dwProcessId the other process; may be the calling one
     * @param lpProtocolInfo gets what the other process needs to know
     * @return 0, or SOCKET_ERROR: WSAEINVAL (no such process), WSAEFAULT, in this order (R-DUP-1);
     *         WSAENOBUFS (too many wait to be opened), WSASYSCALLFAILURE on CE (R-CE-104)
     */
    int WSADuplicateSocketW(SOCKET s, DWORD dwProcessId, LPWSAPROTOCOL_INFOW lpProtocolInfo);

    /// The form with ANSI text in the structure; see WSADuplicateSocketW.
    int WSADuplicateSocketA(SOCKET s, DWORD dwProcessId, LPWSAPROTOCOL_INFOA lpProtocolInfo);

    /**
     * @name WSADuplicateSocket
     * The form that fits the structure, as the macro of winsock2.h chooses by UNICODE.
     * @{
     */
    /// The form with wide text in the structure; see WSADuplicateSocketW.
    int
    WSADuplicateSocket(SOCKET s, DWORD dwProcessId, LPWSAPROTOCOL_INFOW info)
    {
        return WSADuplicateSocketW(s, dwProcessId, info);
    }

    /// The form with ANSI text in the structure; see WSADuplicateSocketW.
    int
    WSADuplicateSocket(SOCKET s, DWORD dwProcessId, LPWSAPROTOCOL_INFOA info)
    {
        return WSADuplicateSocketA(s, dwProcessId, info);
    }

    /** @} */

    /**
     * Closes a handle; a connection is closed gracefully in the background unless SO_LINGER asks for
     * something else (R-SHD-3).
     * @param s a handle
     * @return 0, or SOCKET_ERROR with WSAEWOULDBLOCK (nonblocking with a linger time)
     */
    int closesocket(SOCKET s);
    /** @} */

    /**
     * @name Connections
     * @{
     */

    /**
     * Gives a socket its local address.
     * @param s a handle
     * @param name a SOCKADDR_IN or SOCKADDR_IN6; port 0 takes an automatic one (R-BND-3)
     * @param namelen bytes of it
     * @return 0, or SOCKET_ERROR: WSAEFAULT, WSAEAFNOSUPPORT, WSAEADDRNOTAVAIL, WSAEINVAL (bound
     *         already), WSAEADDRINUSE, WSAEACCES (R-BND-1, R-BND-2), WSAENOBUFS
     */
    int bind(SOCKET s, const SOCKADDR* name, int namelen);

    /**
     * Lets a bound stream socket wait for connections.
     * @param s a handle
     * @param backlog how many may wait; clipped to what the device allows (R-ACC-1)
     * @return 0, or SOCKET_ERROR: WSAEINVAL (not bound), WSAEISCONN, WSAEOPNOTSUPP
     */
    int listen(SOCKET s, int backlog);

    /**
     * Takes the oldest connection that waits.
     * @param s a listening handle
     * @param addr gets the peer's address; may be null
     * @param addrlen bytes of it, in and out; may be null
     * @return a handle, or INVALID_SOCKET: WSAEINVAL (not listening), WSAEOPNOTSUPP, WSAEWOULDBLOCK,
     *         WSAEFAULT, WSAEMFILE and WSAENOBUFS (the connection stays, R-RES-4), WSAEINTR
     */
    SOCKET accept(SOCKET s, SOCKADDR* addr, LPINT addrlen);

    /**
     * Takes the oldest connection that waits if the program's function wants it (R-ACC-5).
     * @param s a listening handle
     * @param addr gets the peer's address; may be null
     * @param addrlen bytes of it, in and out; may be null
     * @param lpfnCondition asked on the calling thread before the new socket is shown; may be null. It
     *        is given both addresses, and neither data nor quality of service, of which TCP has none
     * @param dwCallbackData handed to it
     * @return a handle, or INVALID_SOCKET with the errors of accept, WSAECONNREFUSED (CF_REJECT: the
     *         peer is reset, R-ACC-7), WSATRY_AGAIN (CF_DEFER: the connection stays the oldest, R-ACC-6),
     *         WSAEINVAL (another answer; it stays as well), WSAECONNRESET (it was gone when the function
     *         returned)
     */
    SOCKET WSAAccept(SOCKET s,
                     SOCKADDR* addr,
                     LPINT addrlen,
                     LPCONDITIONPROC lpfnCondition,
                     DWORD_PTR dwCallbackData);

    /**
     * Connects a stream socket, or sets the peer of a datagram socket (R-CON-5).
     * @param s a handle
     * @param name the peer's address
     * @param namelen bytes of it
     * @return 0, or SOCKET_ERROR: WSAEFAULT, WSAEAFNOSUPPORT, WSAEADDRNOTAVAIL, WSAEINVAL
     *         (listening), WSAEISCONN, WSAEALREADY, WSAEWOULDBLOCK (goes on in the background),
     *         WSAECONNREFUSED, WSAETIMEDOUT, WSAENETUNREACH, WSAENOBUFS
     */
    int connect(SOCKET s, const SOCKADDR* name, int namelen);

    /**
     * Connects with what some protocols send along. Of TCP and UDP it is connect (R-CON-6).
     * @param s a handle
     * @param name the peer's address
     * @param namelen bytes of it
     * @param lpCallerData data for the peer; must be null
     * @param lpCalleeData gets the peer's data, of which there is none; may be null
     * @param lpSQOS wanted quality of service; must be null
     * @param lpGQOS reserved; must be null
     * @return 0, or SOCKET_ERROR with the errors of connect, WSAEPROTONOSUPPORT (caller data),
     *         WSAEOPNOTSUPP (quality of service), WSAEINVAL (quality of service of a group)
     */
    int WSAConnect(SOCKET s,
                   const SOCKADDR* name,
                   int namelen,
                   LPWSABUF lpCallerData,
                   LPWSABUF lpCalleeData,
                   LPQOS lpSQOS,
                   LPQOS lpGQOS);

    /**
     * Joins a socket to a multipoint session. No protocol here has such sessions.
     * @param s a handle
     * @param name whom to join
     * @param namelen bytes of it
     * @param lpCallerData data for the peer; may be null
     * @param lpCalleeData gets the peer's data; may be null
     * @param lpSQOS wanted quality of service; may be null
     * @param lpGQOS reserved
     * @param dwFlags JL_SENDER_ONLY ...
     * @return a handle, or INVALID_SOCKET with what the provider says: the base provider
     *         WSAEOPNOTSUPP, on CE WSASYSCALLFAILURE
     */
    SOCKET WSAJoinLeaf(SOCKET s,
                       const SOCKADDR* name,
                       int namelen,
                       LPWSABUF lpCallerData,
                       LPWSABUF lpCalleeData,
                       LPQOS lpSQOS,
                       LPQOS lpGQOS,
                       DWORD dwFlags);

    /**
     * Asks the provider for a quality of service by its name.
     * @param s a handle
     * @param lpQOSName the name
     * @param lpQOS gets it
     * @return TRUE, or FALSE with what the provider says: the base provider, which has none, WSAEFAULT
     *         or WSAEINVAL
     */
    BOOL WSAGetQOSByName(SOCKET s, LPWSABUF lpQOSName, LPQOS lpQOS);

    /**
     * Ends sending, as shutdown with SD_SEND (R-SHD-5).
     * @param s a handle
     * @param lpOutboundDisconnectData data for the peer; must be null
     * @return 0, or SOCKET_ERROR: WSAENOTCONN, WSAENOPROTOOPT (data)
     */
    int WSASendDisconnect(SOCKET s, LPWSABUF lpOutboundDisconnectData);

    /**
     * Ends receiving, as shutdown with SD_RECEIVE (R-SHD-5).
     * @param s a handle
     * @param lpInboundDisconnectData gets the peer's data, of which there is none; may be null
     * @return 0, or SOCKET_ERROR: WSAENOTCONN, WSAEFAULT
     */
    int WSARecvDisconnect(SOCKET s, LPWSABUF lpInboundDisconnectData);

    /**
     * Ends one or both directions of a connection; never waits (R-SHD-1, R-SHD-2).
     * @param s a handle
     * @param how SD_RECEIVE, SD_SEND or SD_BOTH
     * @return 0, or SOCKET_ERROR: WSAENOTCONN, WSAEINVAL
     */
    int shutdown(SOCKET s, int how);

    /**
     * @param s a bound handle
     * @param name gets the local address
     * @param namelen bytes of it, in and out
     * @return 0, or SOCKET_ERROR: WSAEINVAL (not bound), WSAEFAULT (R-BND-6)
     */
    int getsockname(SOCKET s, SOCKADDR* name, LPINT namelen);

    /**
     * @param s a connected handle
     * @param name gets the peer's address
     * @param namelen bytes of it, in and out
     * @return 0, or SOCKET_ERROR: WSAENOTCONN, WSAEFAULT (R-BND-6)
     */
    int getpeername(SOCKET s, SOCKADDR* name, LPINT namelen);
    /** @} */

    /**
     * @name Data
     * @{
     */

    /**
     * Sends on a connected socket. A blocking stream socket sends everything; a nonblocking one what
     * fits (R-DAT-1).
     * @param s a handle
     * @param buf the data
     * @param len bytes of it
     * @param flags 0 or MSG_DONTROUTE
     * @return bytes taken, or SOCKET_ERROR: WSAENOTCONN, WSAESHUTDOWN, WSAEWOULDBLOCK, WSAEMSGSIZE,
     *         WSAECONNRESET, WSAECONNABORTED, WSAETIMEDOUT, WSAENOBUFS
     */
    int send(SOCKET s, const char* buf, int len, int flags);

    /**
     * Receives from a connected or bound socket.
     * @param s a handle
     * @param buf where to
     * @param len bytes of room
     * @param flags 0, MSG_PEEK or MSG_WAITALL
     * @return bytes received, 0 at the end of a stream (R-DAT-5), or SOCKET_ERROR: WSAENOTCONN,
     *         WSAEINVAL (datagram socket without address), WSAESHUTDOWN, WSAEWOULDBLOCK, WSAEMSGSIZE
     *         (the datagram was longer, R-DAT-4), WSAECONNRESET, WSAECONNABORTED, WSAETIMEDOUT
     */
    int recv(SOCKET s, char* buf, int len, int flags);

    /**
     * Sends a datagram to an address; on a stream socket the address is ignored (R-DAT-10).
     * @param s a handle; an unbound one is bound automatically (R-BND-7)
     * @param buf the data
     * @param len bytes of it
     * @param flags as send
     * @param to the destination; null sends to the peer
     * @param tolen bytes of it
     * @return bytes taken, or SOCKET_ERROR with the errors of send, WSAEFAULT, WSAEAFNOSUPPORT,
     *         WSAEACCES (broadcast without SO_BROADCAST), WSAENETUNREACH
     */
    int sendto(SOCKET s, const char* buf, int len, int flags, const SOCKADDR* to, int tolen);

    /**
     * Receives a datagram and its sender's address; on a stream socket the address is not touched
     * (R-DAT-10).
     * @param s a handle
     * @param buf where to
     * @param len bytes of room
     * @param flags as recv
     * @param from gets the sender's address; may be null
     * @param fromlen bytes of it, in and out
     * @return as recv, and WSAEFAULT
     */
    int recvfrom(SOCKET s, char* buf, int len, int flags, SOCKADDR* from, LPINT fromlen);
    /** @} */

    /**
     * @name Scattered and overlapped data
     * Calls with an array of buffers and, where lpOverlapped is given, without waiting: they return
     * 0 when the operation is complete, which has been indicated then, or SOCKET_ERROR with
     * WSA_IO_PENDING (R-OVL-3). The end sets the event in the structure, queues the completion
     * routine for the thread, or posts to the handle's completion port (R-OVL-2). The socket must
     * have the overlapped attribute; without it desktop profiles wait, and the others take no notice
     * of the structure (R-OVL-6). The structure and the buffers must live until the end.
     * @{
     */

    /**
     * @param s a handle
     * @param lpBuffers what to send, in order
     * @param dwBufferCount how many buffers
     * @param lpNumberOfBytesSent gets the number of bytes; may be null with an overlapped structure
     * @param dwFlags as send
     * @param lpOverlapped null to wait as send does
     * @param lpCompletionRoutine null, or called on this thread in its next alertable wait (R-OVL-8)
     * @return 0, or SOCKET_ERROR with the errors of send, WSA_IO_PENDING, WSAEFAULT, WSAEINVAL (no
     *         buffer, or a routine on a handle with a completion port), WSA_INVALID_HANDLE
     */
    int WSASend(SOCKET s,
                LPWSABUF lpBuffers,
                DWORD dwBufferCount,
                LPDWORD lpNumberOfBytesSent,
                DWORD dwFlags,
                LPWSAOVERLAPPED lpOverlapped,
                LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine);

    /// As WSASend, to an address as sendto takes it.
    int WSASendTo(SOCKET s,
                  LPWSABUF lpBuffers,
                  DWORD dwBufferCount,
                  LPDWORD lpNumberOfBytesSent,
                  DWORD dwFlags,
                  const SOCKADDR* lpTo,
                  int iTolen,
                  LPWSAOVERLAPPED lpOverlapped,
                  LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine);

    /**
     * Sends a message by the WSASendMsg of the socket's provider.
     * @param s a datagram or raw socket
     * @param lpMsg buffers, destination and control data; its dwFlags mean nothing
     * @param dwFlags MSG_ flags of a send
     * @param lpNumberOfBytesSent gets the number of bytes; may be null with an overlapped structure
     * @param lpOverlapped null, or where the result of an overlapped send goes
     * @param lpCompletionRoutine null, or what is called at its end
     * @return 0, or SOCKET_ERROR with WSAEFAULT, WSAEINVAL (control data), WSAEOPNOTSUPP (a stream),
     *         WSA_IO_PENDING or an error of WSASendTo
     */
    int WSASendMsg(SOCKET s,
                   LPWSAMSG lpMsg,
                   DWORD dwFlags,
                   LPDWORD lpNumberOfBytesSent,
                   LPWSAOVERLAPPED lpOverlapped,
                   LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine);

    /**
     * @param s a handle
     * @param lpBuffers where to, filled in order (R-DAT-7)
     * @param dwBufferCount how many buffers
     * @param lpNumberOfBytesRecvd gets the number of bytes; may be null with an overlapped structure
     * @param lpFlags as recv, in and out
     * @param lpOverlapped null to wait as recv does
     * @param lpCompletionRoutine null, or called on this thread in its next alertable wait
     * @return 0, or SOCKET_ERROR with the errors of recv and of WSASend
     */
    int WSARecv(SOCKET s,
                LPWSABUF lpBuffers,
                DWORD dwBufferCount,
                LPDWORD lpNumberOfBytesRecvd,
                LPDWORD lpFlags,
                LPWSAOVERLAPPED lpOverlapped,
                LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine);

    /// As WSARecv, with the sender's address as recvfrom gives it.
    int WSARecvFrom(SOCKET s,
                    LPWSABUF lpBuffers,
                    DWORD dwBufferCount,
                    LPDWORD lpNumberOfBytesRecvd,
                    LPDWORD lpFlags,
                    SOCKADDR* lpFrom,
                    LPINT lpFromlen,
                    LPWSAOVERLAPPED lpOverlapped,
                    LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine);

    /**
     * @param s the handle that the operation was started on
     * @param lpOverlapped its structure
     * @param lpcbTransfer gets the number of bytes; not written for a failure (R-OVL-11)
     * @param fWait whether to wait for the end; the wait is not alertable
     * @param lpdwFlags gets the flags as WSARecv would
     * @return TRUE, or FALSE with WSA_IO_INCOMPLETE, the error of the operation, WSA_INVALID_PARAMETER
     *         (no structure) or WSAEFAULT
     */
    BOOL WSAGetOverlappedResult(SOCKET s,
                                LPWSAOVERLAPPED lpOverlapped,
                                LPDWORD lpcbTransfer,
                                BOOL fWait,
                                LPDWORD lpdwFlags);
    /** @} */

    /**
     * @name Readiness and network events
     * @{
     */

    /**
     * Waits until sockets are ready (R-SLC-1 to R-SLC-6). The provider of the first socket gets the
     * whole call, and all others must be its own (R-SLC-3).
     * @param nfds ignored
     * @param readfds wanted readable, or null; gets those that are
     * @param writefds wanted writable, or null; likewise
     * @param exceptfds whose failed connecting is wanted, or null; likewise
     * @param timeout how long at most; null for no limit
     * @return how many places of the sets are ready, 0 after the time-out, or SOCKET_ERROR: WSAEINVAL
     *         (no socket at all, bad time-out), WSAENOTSOCK, WSAEINTR, WSAEFAULT
     */
    int
    select(int nfds, fd_set* readfds, fd_set* writefds, fd_set* exceptfds, const timeval* timeout);

    /**
     * Waits until sockets are in states that are asked for; they may have any providers (R-SLC-8).
     * @param fdArray places with a socket and the events asked for, POLLRDNORM, POLLRDBAND and
     *        POLLWRNORM; gets the events that hold. POLLERR, POLLHUP and POLLNVAL are told unasked;
     *        places whose socket is a negative number are left out
     * @param fds how many places, as many as the program likes
     * @param timeout milliseconds of simulated time; 0 looks only, a negative number has no limit
     * @return how many places have an event, 0 when the time is over, or SOCKET_ERROR: WSAEINVAL (no
     *         place, another event), WSAEFAULT, WSAENOTSOCK (no place has a socket), WSAEINTR (one was
     *         closed meanwhile), WSAEWOULDBLOCK, WSAEOPNOTSUPP on CE, which has no such function
     */
    int WSAPoll(LPWSAPOLLFD fdArray, ULONG fds, INT timeout);

    /// @param s a handle; @param set a set; @return whether it is in the set
    int __WSAFDIsSet(SOCKET s, fd_set* set);

    /// @return an event object that stays signalled until reset (R-OVL-10), or WSA_INVALID_EVENT with
    ///         WSA_NOT_ENOUGH_MEMORY: no handle is left (R-ACC-10)
    WSAEVENT WSACreateEvent();
    /// @param hEvent an event; @return TRUE, or FALSE with WSA_INVALID_HANDLE
    BOOL WSACloseEvent(WSAEVENT hEvent);
    /// @param hEvent an event; @return TRUE, or FALSE with WSA_INVALID_HANDLE
    BOOL WSASetEvent(WSAEVENT hEvent);
    /// @param hEvent an event; @return TRUE, or FALSE with WSA_INVALID_HANDLE
    BOOL WSAResetEvent(WSAEVENT hEvent);

    /**
     * Waits for events (R-OVL-9).
     * @param cEvents how many, 1 to what the device has (MaxWaitObjects, 64 on all profiles)
     * @param lphEvents which
     * @param fWaitAll whether all must be signalled at once
     * @param dwTimeout milliseconds, or WSA_INFINITE
     * @param fAlertable whether completion routines run, which end the wait
     * @return WSA_WAIT_EVENT_0 and the lowest signalled index, WSA_WAIT_IO_COMPLETION,
     *         WSA_WAIT_TIMEOUT, or WSA_WAIT_FAILED: WSA_INVALID_HANDLE, WSA_INVALID_PARAMETER
     */
    DWORD WSAWaitForMultipleEvents(
        DWORD cEvents, const WSAEVENT* lphEvents, BOOL fWaitAll, DWORD dwTimeout, BOOL fAlertable);

    /**
     * Asks for network events at an event object and makes the socket nonblocking (R-EVT-1).
     * @param s a handle
     * @param hEventObject the event; may be null with no events
     * @param lNetworkEvents FD_ bits; 0 for none
     * @return 0, or SOCKET_ERROR: WSAEINVAL (no event object, unknown bits)
     */
    int WSAEventSelect(SOCKET s, WSAEVENT hEventObject, LONG lNetworkEvents);

    /**
     * Fetches and clears what has happened (R-EVT-9).
     * @param s a handle
     * @param hEventObject is reset; may be null
     * @param lpNetworkEvents gets the bits, and the errors of those that are set
     * @return 0, or SOCKET_ERROR: WSAEFAULT, WSAEINVAL (no event object)
     */
    int WSAEnumNetworkEvents(SOCKET s, WSAEVENT hEventObject, LPWSANETWORKEVENTS lpNetworkEvents);

    /**
     * Asks for network events as messages and makes the socket nonblocking (R-EVT-10).
     * @param s a handle
     * @param hWnd a window of the process; may be null with no events
     * @param wMsg number of the messages
     * @param lEvent FD_ bits; 0 for none
     * @return 0, or SOCKET_ERROR: WSAEINVAL (no window)
     */
    int WSAAsyncSelect(SOCKET s, HWND hWnd, UINT wMsg, LONG lEvent);
    /** @} */

    /**
     * @name Blocking hooks
     * For programs that started Winsock with version 1.1 (R-SPI-17); to others they answer
     * WSAEOPNOTSUPP.
     * @{
     */

    /**
     * @param lpBlockFunc called again and again while this thread waits in a call; TRUE while it
     *        has more to do
     * @return the hook before, or null: WSAEFAULT, WSAEOPNOTSUPP
     */
    FARPROC WSASetBlockingHook(FARPROC lpBlockFunc);
    /// Takes the hook away. @return 0, or SOCKET_ERROR: WSAEOPNOTSUPP
    int WSAUnhookBlockingHook();
    /// @return whether this thread is inside a call that waits
    BOOL WSAIsBlocking();
    /// Ends the waiting call from its hook (R-UPC-2). @return 0, or SOCKET_ERROR: WSAEINVAL
    int WSACancelBlockingCall();
    /** @} */

    /**
     * @name Options
     * @{
     */

    /**
     * @param s a handle; not looked at for SO_OPENTYPE (R-OPT-2)
     * @param level SOL_SOCKET or IPPROTO_TCP
     * @param optname the option
     * @param optval gets the value
     * @param optlen bytes of it, in and out
     * @return 0, or SOCKET_ERROR: WSAEFAULT, WSAEINVAL (level), WSAENOPROTOOPT (R-OPT-1)
     */
    int getsockopt(SOCKET s, int level, int optname, char* optval, LPINT optlen);

    /**
     * @param s a handle; not looked at for SO_OPENTYPE
     * @param level SOL_SOCKET or IPPROTO_TCP
     * @param optname the option
     * @param optval the value
     * @param optlen bytes of it
     * @return 0, or SOCKET_ERROR: WSAEFAULT, WSAEINVAL, WSAENOPROTOOPT
     */
    int setsockopt(SOCKET s, int level, int optname, const char* optval, int optlen);

    /**
     * Controls a socket. The codes are FIONBIO, FIONREAD, SIOCATMARK, SIO_BASE_HANDLE (the base
     * provider's handle), SIO_BSP_HANDLE and its relatives (the handle that calls should use, R-IOC-6),
     * SIO_GET_EXTENSION_FUNCTION_POINTER (R-IOC-5), SIO_KEEPALIVE_VALS, SIO_UDP_CONNRESET (R-DAT-8),
     * SIO_GET_BROADCAST_ADDRESS, SIO_ADDRESS_LIST_QUERY and SIO_ROUTING_INTERFACE_QUERY.
     * @param s a handle
     * @param dwIoControlCode the code
     * @param lpvInBuffer its argument
     * @param cbInBuffer bytes of it
     * @param lpvOutBuffer gets the result
     * @param cbOutBuffer bytes of room
     * @param lpcbBytesReturned gets the bytes of the result; of a list that has no room, those needed
     * @param lpOverlapped null, or told of the end, which has come when the call returns
     * @param lpCompletionRoutine as WSASend
     * @return 0, or SOCKET_ERROR: WSAEFAULT (buffers, R-IOC-2), WSAEINVAL (no such extension function),
     *         WSAENOPROTOOPT (not for this protocol, R-IOC-7), WSAENETUNREACH (no route); for an unknown
     *         code WSAEOPNOTSUPP, WSA_IO_PENDING with an overlapped structure, or WSAEINVAL (R-IOC-3)
     */
    int WSAIoctl(SOCKET s,
                 DWORD dwIoControlCode,
                 LPVOID lpvInBuffer,
                 DWORD cbInBuffer,
                 LPVOID lpvOutBuffer,
                 DWORD cbOutBuffer,
                 LPDWORD lpcbBytesReturned,
                 LPWSAOVERLAPPED lpOverlapped,
                 LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine);

    /**
     * @param s a handle
     * @param cmd FIONBIO (nonblocking mode) or FIONREAD (bytes ready)
     * @param argp the argument, in or out
     * @return 0, or SOCKET_ERROR: WSAEFAULT, WSAEOPNOTSUPP or WSAEINVAL for another command (R-IOC-3)
     */
    int ioctlsocket(SOCKET s, LONG cmd, ULONG* argp);
    /** @} */

    /**
     * @name Addresses as the providers write them
     * The first entry of the catalog that serves the family answers, or the entry that a structure
     * names (R-SPI-15); its whole chain is asked. A provider that cannot be loaded is reported as
     * WSASocketW does.
     * @{
     */

    /**
     * Writes a socket address as text, "10.0.0.1:80" or "[fe80::1%2]:80"; without a port that is 0.
     * @param lpsaAddress a SOCKADDR_IN or SOCKADDR_IN6
     * @param dwAddressLength bytes of it
     * @param lpProtocolInfo names the provider; null for the first of the family
     * @param lpszAddressString where to
     * @param lpdwAddressStringLength characters of room; gets those of the text with its terminator,
     *        or those needed where the room is too little
     * @return 0, or SOCKET_ERROR: WSAEFAULT (also for too little room), WSAEINVAL (no provider, or no
     *         address that it knows)
     */
    INT WSAAddressToStringW(LPSOCKADDR lpsaAddress,
                            DWORD dwAddressLength,
                            LPWSAPROTOCOL_INFOW lpProtocolInfo,
                            LPWSTR lpszAddressString,
                            LPDWORD lpdwAddressStringLength);

    /// The form with ANSI text; see WSAAddressToStringW.
    INT WSAAddressToStringA(LPSOCKADDR lpsaAddress,
                            DWORD dwAddressLength,
                            LPWSAPROTOCOL_INFOA lpProtocolInfo,
                            LPSTR lpszAddressString,
                            LPDWORD lpdwAddressStringLength);

    /**
     * Reads a socket address from text; see WSAAddressToStringW.
     * @param AddressString the text; an IPv4 address may have any form that inet_addr knows
     * @param AddressFamily AF_INET or AF_INET6
     * @param lpProtocolInfo names the provider; null for the first of the family
     * @param lpAddress gets the address
     * @param lpAddressLength bytes of room; gets those of the address, or those needed
     * @return 0, or SOCKET_ERROR: WSAEFAULT (also for too little room), WSAEINVAL (no provider, or no
     *         address)
     */
    INT WSAStringToAddressW(LPWSTR AddressString,
                            INT AddressFamily,
                            LPWSAPROTOCOL_INFOW lpProtocolInfo,
                            LPSOCKADDR lpAddress,
                            LPINT lpAddressLength);

    /// The form with ANSI text; see WSAStringToAddressW.
    INT WSAStringToAddressA(LPSTR AddressString,
                            INT AddressFamily,
                            LPWSAPROTOCOL_INFOA lpProtocolInfo,
                            LPSOCKADDR lpAddress,
                            LPINT lpAddressLength);
    /** @} */

    /**
     * @name Byte order of a socket's protocol
     * As the socket's own catalog entry says (R-SPI-16). Each fails with WSAEFAULT for a bad place for
     * the result.
     * @{
     */
    /// @param s a handle @param hostlong a number @param lpnetlong gets it in network byte order
    /// @return 0 or SOCKET_ERROR
    int WSAHtonl(SOCKET s, ULONG hostlong, ULONG* lpnetlong);
    /// @param s a handle @param hostshort a number @param lpnetshort gets it in network byte order
    /// @return 0 or SOCKET_ERROR
    int WSAHtons(SOCKET s, USHORT hostshort, USHORT* lpnetshort);
    /// @param s a handle @param netlong a number @param lphostlong gets it in host byte order
    /// @return 0 or SOCKET_ERROR
    int WSANtohl(SOCKET s, ULONG netlong, ULONG* lphostlong);
    /// @param s a handle @param netshort a number @param lphostshort gets it in host byte order
    /// @return 0 or SOCKET_ERROR
    int WSANtohs(SOCKET s, USHORT netshort, USHORT* lphostshort);
    /** @} */

    /**
     * @name Addresses and byte order
     * These need no WSAStartup (R-INI-7).
     * @{
     */

    /// @param cp text of an IPv4 address; @return it in network byte order, or INADDR_NONE, for a bad
    ///        pointer with WSAEFAULT
    ULONG inet_addr(const char* cp) const;
    /// @param in an IPv4 address; @return its text, in a buffer of the thread's
    char* inet_ntoa(IN_ADDR in);
    /**
     * @param Family AF_INET or AF_INET6
     * @param pszAddrString text of an address
     * @param pAddrBuf gets the address in network byte order
     * @return 1, 0 for text that is no address, or -1 with WSAEAFNOSUPPORT or WSAEFAULT
     */
    INT inet_pton(INT Family, const char* pszAddrString, void* pAddrBuf);
    /**
     * @param Family AF_INET or AF_INET6
     * @param pAddr the address in network byte order
     * @param pStringBuf where to
     * @param StringBufSize bytes of room
     * @return pStringBuf, or null with WSAEAFNOSUPPORT, WSAEFAULT (no address) or
     *         WSA_INVALID_PARAMETER (no room, or too little)
     */
    const char*
    inet_ntop(INT Family, const void* pAddr, char* pStringBuf, std::size_t StringBufSize);

    /// The form for wide text; see inet_pton.
    INT InetPtonW(INT Family, PCWSTR pszAddrString, void* pAddrBuf);
    /// The form for wide text, whose room is counted in characters; see inet_ntop.
    PCWSTR InetNtopW(INT Family, const void* pAddr, PWSTR pStringBuf, std::size_t StringBufSize);

    /**
     * @name InetPton and InetNtop
     * The form that fits the text, as the macros of ws2tcpip.h choose by UNICODE.
     * @{
     */
    /// The form for ANSI text; see inet_pton.
    INT
    InetPton(INT family, const char* text, void* address)
    {
        return inet_pton(family, text, address);
    }

    /// The form for wide text; see inet_pton.
    INT
    InetPton(INT family, PCWSTR text, void* address)
    {
        return InetPtonW(family, text, address);
    }

    /// The form for ANSI text; see inet_ntop.
    const char*
    InetNtop(INT family, const void* address, char* text, std::size_t size)
    {
        return inet_ntop(family, address, text, size);
    }

    /// The form for wide text; see inet_ntop.
    PCWSTR
    InetNtop(INT family, const void* address, PWSTR text, std::size_t size)
    {
        return InetNtopW(family, address, text, size);
    }

    /** @} */

    USHORT htons(USHORT hostshort) const; //!< @return hostshort in network byte order
    USHORT ntohs(USHORT netshort) const;  //!< @return netshort in host byte order
    ULONG htonl(ULONG hostlong) const;    //!< @return hostlong in network byte order
    ULONG ntohl(ULONG netlong) const;     //!< @return netlong in host byte order
                                          /** @} */

  private:
    /// Steps b to e of a socket's creation (R-SEL-1); returns a handle or sets error.
    SOCKET Create(const WSAPROTOCOL_INFOW* named,
                  int af,
                  int type,
                  int protocol,
                  GROUP g,
                  DWORD dwFlags,
                  int& error);
    /// Checks where the number of bytes is to go. @return false with the error kept
    bool CheckByteCount(ApiCall& call, SOCKET s, LPDWORD bytes, LPWSAOVERLAPPED overlapped);
    /// @return an event of the process, or null with the error kept
    Ptr<EventObject> FindEvent(ApiCall& call, WSAEVENT hEvent) const;

    /// Finds and opens who answers a call without a socket; info gets what to hand it.
    const LoadedProvider* FindProvider(ApiCall& call,
                                       const WSAPROTOCOL_INFOW* given,
                                       int family,
                                       WSAPROTOCOL_INFOW& info);
    /// What both forms of WSAAddressToString share.
    INT AddressToString(ApiCall& call,
                        LPSOCKADDR lpsaAddress,
                        DWORD dwAddressLength,
                        LPWSAPROTOCOL_INFOW lpProtocolInfo,
                        LPWSTR lpszAddressString,
                        LPDWORD lpdwAddressStringLength);
    /// What both forms of WSAStringToAddress share.
    INT StringToAddress(ApiCall& call,
                        LPWSTR AddressString,
                        INT AddressFamily,
                        LPWSAPROTOCOL_INFOW lpProtocolInfo,
                        LPSOCKADDR lpAddress,
                        LPINT lpAddressLength);
    /// Converts a number as a socket's entry says, to network byte order or back.
    template <typename T>
    int Convert(const char* function, SOCKET s, T number, T* result);
    /// What accept and WSAAccept share.
    SOCKET Accept(ApiCall& call,
                  SOCKET s,
                  SOCKADDR* addr,
                  LPINT addrlen,
                  LPCONDITIONPROC lpfnCondition,
                  DWORD_PTR dwCallbackData);

    char m_textBuffer[16]; //!< for inet_ntoa
};

} // namespace ns3::winsock

#endif /* WINSOCK_H */
