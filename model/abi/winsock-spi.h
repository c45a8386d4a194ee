/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_SPI_H
#define WINSOCK_SPI_H

#include "winsock-structures.h"
#include "winsock-types.h"

/**
 * @file
 * @ingroup winsock
 * The service provider interface: what a provider offers (WSP...), what it is given
 * (WPU...), and the callbacks that both sides pass around.
 *
 * Everything is a plain C function pointer with Windows' signature, so that a provider
 * written in C fits. Unlike API functions, SPI functions hand the error code back through
 * their last parameter, which is only meaningful when they fail.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

/** What a provider tells of itself in WSPStartup. */
struct WSPDATA
{
    WORD wVersion;                               //!< the version that will be used
    WORD wHighVersion;                           //!< the highest version it knows
    WCHAR szDescription[WSPDESCRIPTION_LEN + 1]; //!< name for people
};

/** The thread that a call was made on; overlapped completion queues its APC there. */
struct WSATHREADID
{
    HANDLE ThreadHandle; //!< the thread
    DWORD_PTR Reserved;  //!< the system's own
};

using LPWSPDATA = WSPDATA*;         //!< pointer
using LPWSATHREADID = WSATHREADID*; //!< pointer

// ---------------------------------------------------------------- callbacks

/** An application's completion routine. */
using LPWSAOVERLAPPED_COMPLETION_ROUTINE = void (*)(DWORD dwError,
                                                    DWORD cbTransferred,
                                                    LPWSAOVERLAPPED lpOverlapped,
                                                    DWORD dwFlags);

/** An application's condition function: accept, reject or defer a connection (CF_...). */
using LPCONDITIONPROC = int (*)(LPWSABUF lpCallerId,
                                LPWSABUF lpCallerData,
                                LPQOS lpSQOS,
                                LPQOS lpGQOS,
                                LPWSABUF lpCalleeId,
                                LPWSABUF lpCalleeData,
                                GROUP* g,
                                DWORD_PTR dwCallbackData);

/** What a provider calls again and again while it blocks; FALSE means cancelled. */
using LPBLOCKINGCALLBACK = BOOL (*)(DWORD_PTR dwContext);

/** A function that WPUQueueApc puts into a thread's queue. */
using LPWSAUSERAPC = void (*)(DWORD_PTR dwContext);

// ---------------------------------------------------------------- what a provider offers

using LPWSPACCEPT = SOCKET (*)(SOCKET s,
                               SOCKADDR* addr,
                               LPINT addrlen,
                               LPCONDITIONPROC lpfnCondition,
                               DWORD_PTR dwCallbackData,
                               LPINT lpErrno); //!< take a connection from the backlog
using LPWSPADDRESSTOSTRING = INT (*)(LPSOCKADDR lpsaAddress,
                                     DWORD dwAddressLength,
                                     LPWSAPROTOCOL_INFOW lpProtocolInfo,
                                     LPWSTR lpszAddressString,
                                     LPDWORD lpdwAddressStringLength,
                                     LPINT lpErrno); //!< write an address as text
using LPWSPASYNCSELECT = int (*)(SOCKET s,
                                 HWND hWnd,
                                 UINT wMsg,
                                 LONG lEvent,
                                 LPINT lpErrno); //!< ask for network events as messages
using LPWSPBIND = int (*)(SOCKET s,
                          const SOCKADDR* name,
                          int namelen,
                          LPINT lpErrno);                  //!< give a socket its local address
using LPWSPCANCELBLOCKINGCALL = int (*)(LPINT lpErrno);    //!< end the thread's blocking call
using LPWSPCLEANUP = int (*)(LPINT lpErrno);               //!< undo one WSPStartup
using LPWSPCLOSESOCKET = int (*)(SOCKET s, LPINT lpErrno); //!< close a socket
using LPWSPCONNECT = int (*)(SOCKET s,
                             const SOCKADDR* name,
                             int namelen,
                             LPWSABUF lpCallerData,
                             LPWSABUF lpCalleeData,
                             LPQOS lpSQOS,
                             LPQOS lpGQOS,
                             LPINT lpErrno); //!< connect to a peer
using LPWSPDUPLICATESOCKET = int (*)(SOCKET s,
                                     DWORD dwProcessId,
                                     LPWSAPROTOCOL_INFOW lpProtocolInfo,
                                     LPINT lpErrno); //!< prepare a socket for another process
using LPWSPENUMNETWORKEVENTS = int (*)(SOCKET s,
                                       WSAEVENT hEventObject,
                                       LPWSANETWORKEVENTS lpNetworkEvents,
                                       LPINT lpErrno); //!< fetch and clear network events
using LPWSPEVENTSELECT = int (*)(SOCKET s,
                                 WSAEVENT hEventObject,
                                 LONG lNetworkEvents,
                                 LPINT lpErrno); //!< ask for network events at an event object
using LPWSPGETOVERLAPPEDRESULT = BOOL (*)(SOCKET s,
                                          LPWSAOVERLAPPED lpOverlapped,
                                          LPDWORD lpcbTransfer,
                                          BOOL fWait,
                                          LPDWORD lpdwFlags,
                                          LPINT lpErrno); //!< fetch an overlapped result
using LPWSPGETPEERNAME = int (*)(SOCKET s,
                                 SOCKADDR* name,
                                 LPINT namelen,
                                 LPINT lpErrno); //!< the peer's address
using LPWSPGETSOCKNAME = int (*)(SOCKET s,
                                 SOCKADDR* name,
                                 LPINT namelen,
                                 LPINT lpErrno); //!< the local address
using LPWSPGETSOCKOPT = int (*)(SOCKET s,
                                int level,
                                int optname,
                                CHAR* optval,
                                LPINT optlen,
                                LPINT lpErrno); //!< read an option
using LPWSPGETQOSBYNAME = BOOL (*)(SOCKET s,
                                   LPWSABUF lpQOSName,
                                   LPQOS lpQOS,
                                   LPINT lpErrno); //!< look a QOS template up
using LPWSPIOCTL = int (*)(SOCKET s,
                           DWORD dwIoControlCode,
                           LPVOID lpvInBuffer,
                           DWORD cbInBuffer,
                           LPVOID lpvOutBuffer,
                           DWORD cbOutBuffer,
                           LPDWORD lpcbBytesReturned,
                           LPWSAOVERLAPPED lpOverlapped,
                           LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                           LPWSATHREADID lpThreadId,
                           LPINT lpErrno); //!< control a socket
using LPWSPJOINLEAF = SOCKET (*)(SOCKET s,
                                 const SOCKADDR* name,
                                 int namelen,
                                 LPWSABUF lpCallerData,
                                 LPWSABUF lpCalleeData,
                                 LPQOS lpSQOS,
                                 LPQOS lpGQOS,
                                 DWORD dwFlags,
                                 LPINT lpErrno);                   //!< join a multipoint session
using LPWSPLISTEN = int (*)(SOCKET s, int backlog, LPINT lpErrno); //!< wait for connections
using LPWSPRECV = int (*)(SOCKET s,
                          LPWSABUF lpBuffers,
                          DWORD dwBufferCount,
                          LPDWORD lpNumberOfBytesRecvd,
                          LPDWORD lpFlags,
                          LPWSAOVERLAPPED lpOverlapped,
                          LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                          LPWSATHREADID lpThreadId,
                          LPINT lpErrno); //!< receive
using LPWSPRECVDISCONNECT = int (*)(SOCKET s,
                                    LPWSABUF lpInboundDisconnectData,
                                    LPINT lpErrno); //!< shut the receiving side down
using LPWSPRECVFROM = int (*)(SOCKET s,
                              LPWSABUF lpBuffers,
                              DWORD dwBufferCount,
                              LPDWORD lpNumberOfBytesRecvd,
                              LPDWORD lpFlags,
                              SOCKADDR* lpFrom,
                              LPINT lpFromlen,
                              LPWSAOVERLAPPED lpOverlapped,
                              LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                              LPWSATHREADID lpThreadId,
                              LPINT lpErrno); //!< receive, with the sender's address
using LPWSPSELECT = int (*)(int nfds,
                            fd_set* readfds,
                            fd_set* writefds,
                            fd_set* exceptfds,
                            const TIMEVAL* timeout,
                            LPINT lpErrno); //!< wait until one of several sockets is ready
using LPWSPSEND = int (*)(SOCKET s,
                          LPWSABUF lpBuffers,
                          DWORD dwBufferCount,
                          LPDWORD lpNumberOfBytesSent,
                          DWORD dwFlags,
                          LPWSAOVERLAPPED lpOverlapped,
                          LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                          LPWSATHREADID lpThreadId,
                          LPINT lpErrno); //!< send
using LPWSPSENDDISCONNECT = int (*)(SOCKET s,
                                    LPWSABUF lpOutboundDisconnectData,
                                    LPINT lpErrno); //!< shut the sending side down
using LPWSPSENDTO = int (*)(SOCKET s,
                            LPWSABUF lpBuffers,
                            DWORD dwBufferCount,
                            LPDWORD lpNumberOfBytesSent,
                            DWORD dwFlags,
                            const SOCKADDR* lpTo,
                            int iTolen,
                            LPWSAOVERLAPPED lpOverlapped,
                            LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                            LPWSATHREADID lpThreadId,
                            LPINT lpErrno); //!< send to an address
using LPWSPSETSOCKOPT = int (*)(SOCKET s,
                                int level,
                                int optname,
                                const CHAR* optval,
                                int optlen,
                                LPINT lpErrno);                  //!< set an option
using LPWSPSHUTDOWN = int (*)(SOCKET s, int how, LPINT lpErrno); //!< shut one or both sides down
using LPWSPSOCKET = SOCKET (*)(int af,
                               int type,
                               int protocol,
                               LPWSAPROTOCOL_INFOW lpProtocolInfo,
                               GROUP g,
                               DWORD dwFlags,
                               LPINT lpErrno); //!< make a socket
using LPWSPSTRINGTOADDRESS = INT (*)(LPWSTR AddressString,
                                     INT AddressFamily,
                                     LPWSAPROTOCOL_INFOW lpProtocolInfo,
                                     LPSOCKADDR lpAddress,
                                     LPINT lpAddressLength,
                                     LPINT lpErrno); //!< read an address from text

/** A provider's functions. All thirty must be there (WSAEINVALIDPROCTABLE otherwise). */
struct WSPPROC_TABLE
{
    LPWSPACCEPT lpWSPAccept;                           //!< @see LPWSPACCEPT
    LPWSPADDRESSTOSTRING lpWSPAddressToString;         //!< @see LPWSPADDRESSTOSTRING
    LPWSPASYNCSELECT lpWSPAsyncSelect;                 //!< @see LPWSPASYNCSELECT
    LPWSPBIND lpWSPBind;                               //!< @see LPWSPBIND
    LPWSPCANCELBLOCKINGCALL lpWSPCancelBlockingCall;   //!< @see LPWSPCANCELBLOCKINGCALL
    LPWSPCLEANUP lpWSPCleanup;                         //!< @see LPWSPCLEANUP
    LPWSPCLOSESOCKET lpWSPCloseSocket;                 //!< @see LPWSPCLOSESOCKET
    LPWSPCONNECT lpWSPConnect;                         //!< @see LPWSPCONNECT
    LPWSPDUPLICATESOCKET lpWSPDuplicateSocket;         //!< @see LPWSPDUPLICATESOCKET
    LPWSPENUMNETWORKEVENTS lpWSPEnumNetworkEvents;     //!< @see LPWSPENUMNETWORKEVENTS
    LPWSPEVENTSELECT lpWSPEventSelect;                 //!< @see LPWSPEVENTSELECT
    LPWSPGETOVERLAPPEDRESULT lpWSPGetOverlappedResult; //!< @see LPWSPGETOVERLAPPEDRESULT
    LPWSPGETPEERNAME lpWSPGetPeerName;                 //!< @see LPWSPGETPEERNAME
    LPWSPGETSOCKNAME lpWSPGetSockName;                 //!< @see LPWSPGETSOCKNAME
    LPWSPGETSOCKOPT lpWSPGetSockOpt;                   //!< @see LPWSPGETSOCKOPT
    LPWSPGETQOSBYNAME lpWSPGetQOSByName;               //!< @see LPWSPGETQOSBYNAME
    LPWSPIOCTL lpWSPIoctl;                             //!< @see LPWSPIOCTL
    LPWSPJOINLEAF lpWSPJoinLeaf;                       //!< @see LPWSPJOINLEAF
    LPWSPLISTEN lpWSPListen;                           //!< @see LPWSPLISTEN
    LPWSPRECV lpWSPRecv;                               //!< @see LPWSPRECV
    LPWSPRECVDISCONNECT lpWSPRecvDisconnect;           //!< @see LPWSPRECVDISCONNECT
    LPWSPRECVFROM lpWSPRecvFrom;                       //!< @see LPWSPRECVFROM
    LPWSPSELECT lpWSPSelect;                           //!< @see LPWSPSELECT
    LPWSPSEND lpWSPSend;                               //!< @see LPWSPSEND
    LPWSPSENDDISCONNECT lpWSPSendDisconnect;           //!< @see LPWSPSENDDISCONNECT
    LPWSPSENDTO lpWSPSendTo;                           //!< @see LPWSPSENDTO
    LPWSPSETSOCKOPT lpWSPSetSockOpt;                   //!< @see LPWSPSETSOCKOPT
    LPWSPSHUTDOWN lpWSPShutdown;                       //!< @see LPWSPSHUTDOWN
    LPWSPSOCKET lpWSPSocket;                           //!< @see LPWSPSOCKET
    LPWSPSTRINGTOADDRESS lpWSPStringToAddress;         //!< @see LPWSPSTRINGTOADDRESS
};

using LPWSPPROC_TABLE = WSPPROC_TABLE*; //!< pointer

// ---------------------------------------------------------------- what a provider is given

using LPWPUCLOSEEVENT = BOOL (*)(WSAEVENT hEvent, LPINT lpErrno); //!< close an event object
using LPWPUCLOSESOCKETHANDLE = int (*)(SOCKET s, LPINT lpErrno);  //!< give a handle back
using LPWPUCREATEEVENT = WSAEVENT (*)(LPINT lpErrno);             //!< make an event object
using LPWPUCREATESOCKETHANDLE = SOCKET (*)(DWORD dwCatalogEntryId,
                                           DWORD_PTR dwContext,
                                           LPINT lpErrno); //!< a handle for a non-IFS provider
using LPWPUFDISSET = int (*)(SOCKET s, fd_set* fdset);     //!< look a socket up in a set
using LPWPUGETPROVIDERPATH = int (*)(LPGUID lpProviderId,
                                     WCHAR* lpszProviderDllPath,
                                     LPINT lpProviderDllPathLen,
                                     LPINT lpErrno); //!< the library path of a provider
using LPWPUMODIFYIFSHANDLE = SOCKET (*)(DWORD dwCatalogEntryId,
                                        SOCKET ProposedHandle,
                                        LPINT lpErrno); //!< register an IFS handle
using LPWPUPOSTMESSAGE = BOOL (*)(HWND hWnd,
                                  UINT Msg,
                                  WPARAM wParam,
                                  LPARAM lParam); //!< post a window message
using LPWPUQUERYBLOCKINGCALLBACK = int (*)(DWORD dwCatalogEntryId,
                                           LPBLOCKINGCALLBACK* lplpfnCallback,
                                           PDWORD_PTR lpdwContext,
                                           LPINT lpErrno); //!< what to call while blocking
using LPWPUQUERYSOCKETHANDLECONTEXT = int (*)(SOCKET s,
                                              PDWORD_PTR lpContext,
                                              LPINT lpErrno); //!< a handle's context value
using LPWPUQUEUEAPC = int (*)(LPWSATHREADID lpThreadId,
                              LPWSAUSERAPC lpfnUserApc,
                              DWORD_PTR dwContext,
                              LPINT lpErrno);                     //!< queue a call to a thread
using LPWPURESETEVENT = BOOL (*)(WSAEVENT hEvent, LPINT lpErrno); //!< reset an event object
using LPWPUSETEVENT = BOOL (*)(WSAEVENT hEvent, LPINT lpErrno);   //!< signal an event object
using LPWPUOPENCURRENTTHREAD = int (*)(LPWSATHREADID lpThreadId,
                                       LPINT lpErrno); //!< a lasting id of this thread
using LPWPUCLOSETHREAD = int (*)(LPWSATHREADID lpThreadId, LPINT lpErrno); //!< give it back

/** Completes an overlapped operation of a non-IFS provider; exported, not in the table. */
using LPWPUCOMPLETEOVERLAPPEDREQUEST = int (*)(
    SOCKET s, LPWSAOVERLAPPED lpOverlapped, DWORD dwError, DWORD cbTransferred, LPINT lpErrno);

/** The upcalls that a provider receives in WSPStartup, in ws2spi.h's order. */
struct WSPUPCALLTABLE
{
    LPWPUCLOSEEVENT lpWPUCloseEvent;                       //!< @see LPWPUCLOSEEVENT
    LPWPUCLOSESOCKETHANDLE lpWPUCloseSocketHandle;         //!< @see LPWPUCLOSESOCKETHANDLE
    LPWPUCREATEEVENT lpWPUCreateEvent;                     //!< @see LPWPUCREATEEVENT
    LPWPUCREATESOCKETHANDLE lpWPUCreateSocketHandle;       //!< @see LPWPUCREATESOCKETHANDLE
    LPWPUFDISSET lpWPUFDIsSet;                             //!< @see LPWPUFDISSET
    LPWPUGETPROVIDERPATH lpWPUGetProviderPath;             //!< @see LPWPUGETPROVIDERPATH
    LPWPUMODIFYIFSHANDLE lpWPUModifyIFSHandle;             //!< @see LPWPUMODIFYIFSHANDLE
    LPWPUPOSTMESSAGE lpWPUPostMessage;                     //!< @see LPWPUPOSTMESSAGE
    LPWPUQUERYBLOCKINGCALLBACK lpWPUQueryBlockingCallback; //!< @see LPWPUQUERYBLOCKINGCALLBACK
    LPWPUQUERYSOCKETHANDLECONTEXT lpWPUQuerySocketHandleContext; //!< context of a handle
    LPWPUQUEUEAPC lpWPUQueueApc;                                 //!< @see LPWPUQUEUEAPC
    LPWPURESETEVENT lpWPUResetEvent;                             //!< @see LPWPURESETEVENT
    LPWPUSETEVENT lpWPUSetEvent;                                 //!< @see LPWPUSETEVENT
    LPWPUOPENCURRENTTHREAD lpWPUOpenCurrentThread;               //!< @see LPWPUOPENCURRENTTHREAD
    LPWPUCLOSETHREAD lpWPUCloseThread;                           //!< @see LPWPUCLOSETHREAD
};

using LPWSPUPCALLTABLE = WSPUPCALLTABLE*; //!< pointer

/**
 * A provider's only exported function: takes the upcall table by value, fills its procedure
 * table in, returns 0 or an error code.
 */
using LPWSPSTARTUP = int (*)(WORD wVersionRequested,
                             LPWSPDATA lpWSPData,
                             LPWSAPROTOCOL_INFOW lpProtocolInfo,
                             WSPUPCALLTABLE UpcallTable,
                             LPWSPPROC_TABLE lpProcTable);

/** @} */

} // namespace ns3::winsock

#endif // WINSOCK_SPI_H
