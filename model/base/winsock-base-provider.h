/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_BASE_PROVIDER_H
#define WINSOCK_BASE_PROVIDER_H

#include "ns3/base-socket.h"
#include "ns3/protocol-catalog.h"
#include "ns3/protocol-selector.h"
#include "ns3/provider-registry.h"
#include "ns3/service-provider.h"

#include <string>

namespace ns3::winsock
{

enum class OptionalCall : uint8_t;
struct IoctlCall;
struct JoinRequest;

/**
 * @ingroup winsock
 * @brief The bottom of every chain: TCP, UDP and raw sockets over ns-3's internet stack.
 *
 * An IFS provider. Its sockets are kernel objects (BaseSocket); their handles are shown to Winsock
 * through WPUModifyIFSHandle. It knows nothing of chains: the structure that it is handed is always its own
 * (R-CHN-3).
 *
 * It stands behind the library paths of the base providers that Windows ships, which are on every
 * node: mswsock.dll, msafd.dll and rsvpsp.dll in system32, and wspm.dll of Windows CE.
 */
class WinsockBaseProvider : public ServiceProvider
{
  public:
    std::string GetName() const override;

    int WSPStartup(WORD wVersionRequested,
                   LPWSPDATA lpWSPData,
                   LPWSAPROTOCOL_INFOW lpProtocolInfo,
                   WSPUPCALLTABLE UpcallTable,
                   LPWSPPROC_TABLE lpProcTable) override;
    int WSPCleanup(LPINT lpErrno) override;

    SOCKET WSPSocket(int af,
                     int type,
                     int protocol,
                     LPWSAPROTOCOL_INFOW lpProtocolInfo,
                     GROUP g,
                     DWORD dwFlags,
                     LPINT lpErrno) override;
    int WSPCloseSocket(SOCKET s, LPINT lpErrno) override;

    int WSPBind(SOCKET s, const SOCKADDR* name, int namelen, LPINT lpErrno) override;
    int WSPListen(SOCKET s, int backlog, LPINT lpErrno) override;
    SOCKET WSPAccept(SOCKET s,
                     LPSOCKADDR addr,
                     LPINT addrlen,
                     LPCONDITIONPROC lpfnCondition,
                     DWORD_PTR dwCallbackData,
                     LPINT lpErrno) override;
    int WSPConnect(SOCKET s,
                   const SOCKADDR* name,
                   int namelen,
                   LPWSABUF lpCallerData,
                   LPWSABUF lpCalleeData,
                   LPQOS lpSQOS,
                   LPQOS lpGQOS,
                   LPINT lpErrno) override;
    int WSPShutdown(SOCKET s, int how, LPINT lpErrno) override;
    int WSPSendDisconnect(SOCKET s, LPWSABUF lpOutboundDisconnectData, LPINT lpErrno) override;
    int WSPRecvDisconnect(SOCKET s, LPWSABUF lpInboundDisconnectData, LPINT lpErrno) override;
    int WSPGetSockName(SOCKET s, LPSOCKADDR name, LPINT namelen, LPINT lpErrno) override;
    int WSPGetPeerName(SOCKET s, LPSOCKADDR name, LPINT namelen, LPINT lpErrno) override;

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
    int WSPRecv(SOCKET s,
                LPWSABUF lpBuffers,
                DWORD dwBufferCount,
                LPDWORD lpNumberOfBytesRecvd,
                LPDWORD lpFlags,
                LPWSAOVERLAPPED lpOverlapped,
                LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                LPWSATHREADID lpThreadId,
                LPINT lpErrno) override;
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

    BOOL WSPGetOverlappedResult(SOCKET s,
                                LPWSAOVERLAPPED lpOverlapped,
                                LPDWORD lpcbTransfer,
                                BOOL fWait,
                                LPDWORD lpdwFlags,
                                LPINT lpErrno) override;
    int WSPSelect(int nfds,
                  fd_set* readfds,
                  fd_set* writefds,
                  fd_set* exceptfds,
                  const timeval* timeout,
                  LPINT lpErrno) override;
    int
    WSPEventSelect(SOCKET s, WSAEVENT hEventObject, LONG lNetworkEvents, LPINT lpErrno) override;
    int WSPAsyncSelect(SOCKET s, HWND hWnd, unsigned int wMsg, LONG lEvent, LPINT lpErrno) override;
    int WSPEnumNetworkEvents(SOCKET s,
                             WSAEVENT hEventObject,
                             LPWSANETWORKEVENTS lpNetworkEvents,
                             LPINT lpErrno) override;

    int WSPGetSockOpt(
        SOCKET s, int level, int optname, char* optval, LPINT optlen, LPINT lpErrno) override;
    int WSPSetSockOpt(
        SOCKET s, int level, int optname, const char* optval, int optlen, LPINT lpErrno) override;
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
    INT WSPAddressToString(LPSOCKADDR lpsaAddress,
                           DWORD dwAddressLength,
                           LPWSAPROTOCOL_INFOW lpProtocolInfo,
                           LPWSTR lpszAddressString,
                           LPDWORD lpdwAddressStringLength,
                           LPINT lpErrno) override;
    INT WSPStringToAddress(LPWSTR AddressString,
                           INT AddressFamily,
                           LPWSAPROTOCOL_INFOW lpProtocolInfo,
                           LPSOCKADDR lpAddress,
                           LPINT lpAddressLength,
                           LPINT lpErrno) override;
    int WSPDuplicateSocket(SOCKET s,
                           DWORD dwProcessId,
                           LPWSAPROTOCOL_INFOW lpProtocolInfo,
                           LPINT lpErrno) override;
    SOCKET WSPJoinLeaf(SOCKET s,
                       const SOCKADDR* name,
                       int namelen,
                       LPWSABUF lpCallerData,
                       LPWSABUF lpCalleeData,
                       LPQOS lpSQOS,
                       LPQOS lpGQOS,
                       DWORD dwFlags,
                       LPINT lpErrno) override;
    int WSPCancelBlockingCall(LPINT lpErrno) override;
    BOOL WSPGetQOSByName(SOCKET s, LPWSABUF lpQOSName, LPQOS lpQOS, LPINT lpErrno) override;

    Ptr<IoSocket> FindIoSocket(SOCKET s) const override;

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
    BOOL DisconnectEx(SOCKET s,
                      LPOVERLAPPED lpOverlapped,
                      DWORD dwFlags,
                      DWORD dwReserved,
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

  protected:
    /**
     * @param call a way of calling that the systems of a profile may do without
     * @return the error that the provider gives for it, 0 if it has it; built-in providers have what their
     *         system has
     */
    virtual int GetRefusal(OptionalCall call) const;

    /**
     * Judges the arguments of WSPSocket.
     * @param info the entry, as it was handed down
     * @param af address family, or a wildcard
     * @param type socket type, or a wildcard
     * @param protocol protocol, or a wildcard
     * @param g the group
     * @param dwFlags the flags
     * @param[out] identity what to make
     * @return 0 or an error
     */
    virtual int Judge(const WSAPROTOCOL_INFOW& info,
                      int af,
                      int type,
                      int protocol,
                      GROUP g,
                      DWORD dwFlags,
                      BaseSocket::Identity& identity) const;

    /// @param identity what Judge() gave @return a socket of that kind
    virtual Ptr<BaseSocket> MakeSocket(const BaseSocket::Identity& identity) const;

    /// @return this provider's entry for a triple, or the named one if no other fits
    const CatalogEntry*
    FindEntry(const WSAPROTOCOL_INFOW& named, int af, int type, int protocol) const;

  private:
    struct DataCall;

    /// What a data call asks of a socket, for one of the two directions.
    struct Direction
    {
        int (BaseSocket::*perform)(Transfer&); //!< without an overlapped structure
        std::unique_ptr<PendingOperation> (BaseSocket::*prepare)(Transfer&, int&); //!< with one
        OperationQueue& (BaseSocket::*queue)(); //!< where overlapped operations wait
    };

    static const Direction SENDING;   //!< for WSPSend and WSPSendTo
    static const Direction RECEIVING; //!< for WSPRecv and WSPRecvFrom

    /// Sends or receives as the call asks. @return 0, WSA_IO_PENDING or an error
    int Run(BaseSocket& socket,
            Transfer& transfer,
            const DataCall& call,
            const Direction& direction) const;

    /// @return 0, or why an extension function cannot report to a structure
    int JudgeExtension(SOCKET s, LPOVERLAPPED overlapped) const;
    /// @return 0, or why TransmitFile or TransmitPackets fails, whatever it is to send
    int JudgeTransmit(BaseSocket& socket, SOCKET s, LPOVERLAPPED overlapped, DWORD flags) const;

    /// Turns an error into the result of a call. @return 0, or SOCKET_ERROR with the error stored
    static int Answer(int error, LPINT lpErrno);
    /// @return the socket behind a handle, or null with WSAENOTSOCK
    Ptr<BaseSocket> Find(SOCKET s, LPINT lpErrno) const;
    /// Judges who calls WSPSocket. @return 0, WSAEINPROGRESS (R-SEL-54) or WSAENETDOWN
    int JudgeCaller() const;
    /// Gives a socket one more handle, which Winsock is shown. @return it, or INVALID_SOCKET with WSAEMFILE
    SOCKET Show(Ptr<BaseSocket> socket, LPINT lpErrno) const;
    /// @return the socket that waits for this process under a secret (R-DUP-2), or null
    Ptr<BaseSocket> FindHandover(DWORD secret) const;
    /// Opens a socket that another handle, of this process or another, refers to already.
    SOCKET OpenShared(Ptr<BaseSocket> socket,
                      const SelectionRequest& triple,
                      const WSAPROTOCOL_INFOW& info,
                      GROUP g,
                      DWORD dwFlags,
                      LPINT lpErrno) const;
    /// Gives a new socket a handle, which Winsock is shown, and its share of the buffer pool.
    /// @return the handle, or INVALID_SOCKET with WSAEMFILE or WSAENOBUFS
    SOCKET Admit(Ptr<BaseSocket> socket, uint32_t paid, LPINT lpErrno) const;
    /// Takes a socket into a session. @return the descriptor that WSPJoinLeaf gives, or INVALID_SOCKET
    SOCKET Join(SOCKET s, BaseSocket& socket, const JoinRequest& request, LPINT lpErrno);
    /// Does what an ioctl asks. @return 0, an error, or IoctlCall::UNKNOWN
    int Control(SOCKET s, BaseSocket& socket, const IoctlCall& call) const;
    /// SO_UPDATE_ACCEPT_CONTEXT, whose value is the listener's handle. @return 0 or an error
    int UpdateAcceptContext(BaseSocket& socket, const char* optval, int optlen) const;
    /// Lets a program judge the oldest connection that waits (R-ACC-5). @return 0, or why accept fails
    int
    AskCondition(SOCKET s, BaseSocket& listener, LPCONDITIONPROC condition, DWORD_PTR data) const;

    LPWPUMODIFYIFSHANDLE m_modifyHandle{nullptr}; //!< all it needs of the latest table (R-SPI-9)
    uint32_t m_startups{0};                       //!< not yet cleaned up
};

} // namespace ns3::winsock

#endif /* WINSOCK_BASE_PROVIDER_H */
