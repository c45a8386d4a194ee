/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef LAYERED_PROVIDER_H
#define LAYERED_PROVIDER_H

#include "ns3/protocol-catalog.h"
#include "ns3/ptr.h"
#include "ns3/service-provider.h"
#include "ns3/simple-ref-count.h"

#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3::winsock
{

struct IoctlCall;

/**
 * @ingroup winsock
 * @brief Whose handles a layered provider shows to the element above it (R-SPI-22).
 */
enum class HandleKind
{
    IFS,     //!< those of the provider below: no descriptor of its own (R-ACC-3)
    NON_IFS, //!< its own: one more descriptor for each socket (R-ACC-2)
};

/**
 * @ingroup winsock
 * @brief What a layer knows about one of its sockets.
 *
 * A layer that keeps more for each socket derives from this and returns its own kind from
 * LayeredProvider::MakeSocket. Whoever holds a Ptr across a call that may wait must expect that the
 * socket was closed in the meantime: its handle is INVALID_SOCKET then.
 */
struct LayeredSocket : public SimpleRefCount<LayeredSocket>
{
    virtual ~LayeredSocket() = default;

    SOCKET handle{INVALID_SOCKET}; //!< what the element above knows; INVALID_SOCKET once closed
    SOCKET lower{INVALID_SOCKET};  //!< what the next element knows
    const WSPPROC_TABLE* table{nullptr}; //!< the functions of the next element
    DWORD chainId{0};                    //!< catalog entry of the chain that the socket belongs to
    HWND window{nullptr};                //!< whom WSPAsyncSelect asked to tell of network events
    UINT message{0};                     //!< the number of those messages
    DWORD flags{0};                      //!< dwFlags of its creation
    int family{AF_UNSPEC};               //!< AF_INET ...
    int type{0};                         //!< SOCK_STREAM ...
};

/**
 * @ingroup winsock
 * @brief A layered service provider that passes all thirty calls to the next element of its chain.
 *
 * Derive from it, override the calls that differ, and let the overrides call the base class for the
 * way down. A layer that counts how often programs end connections is no more than this:
 *
 * @code
 * class CountingLayer : public LayeredProvider
 * {
 *   public:
 *     CountingLayer()
 *         : LayeredProvider("counter", HandleKind::NON_IFS)
 *     {
 *     }
 *
 *     int
 *     WSPShutdown(SOCKET s, int how, LPINT lpErrno) override
 *     {
 *         ++m_shutdowns;
 *         return LayeredProvider::WSPShutdown(s, how, lpErrno);
 *     }
 *
 *   private:
 *     int m_shutdowns{0};
 * };
 *
 * stack->GetProviderRegistry().Register("counter.dll", [] { return Create<CountingLayer>(); });
 * @endcode
 *
 * The class keeps the contract of a layer:
 *  - it finds the next element in the chain that it is started for, loads and starts it with
 *    Winsock's own upcall table (R-CHN-2, R-CHN-6), and balances each start (R-SPI-9);
 *  - layers below see the chain's structure unmodified, the base provider its own (R-CHN-3,
 *    R-CHN-4); all other arguments go down as they came (R-CHN-5);
 *  - every new handle comes from one of the two doors; if the door refuses, the socket below is
 *    closed and the door's error is kept (R-CHN-9, R-ACC-5);
 *  - one call from above makes one call below (R-CHN-10);
 *  - a layer with handles of its own takes that of an accepted socket when a connection has come
 *    (R-ACC-4), and answers SIO_BSP_HANDLE and SIO_GET_EXTENSION_FUNCTION_POINTER by its own
 *    (R-IOC-5, R-IOC-6). Messages of WSASendMsg and WSARecvMsg come to its WSPSendTo and WSPRecvFrom.
 */
class LayeredProvider : public ServiceProvider
{
  public:
    /**
     * @param name a short name for people
     * @param kind whose handles are shown above
     */
    LayeredProvider(std::string name, HandleKind kind);
    ~LayeredProvider() override;

    std::string GetName() const override;

    /// @return whose handles are shown above
    HandleKind GetHandleKind() const;

    /**
     * Negotiates the version, fills the table, and starts the next element of the chain.
     * @param wVersionRequested see ServiceProvider
     * @param lpWSPData see ServiceProvider
     * @param lpProtocolInfo the chain's entry; another one has no next element
     * @param UpcallTable Winsock's functions; the latest table is the one in use (R-SPI-9)
     * @param lpProcTable see ServiceProvider
     * @return 0, WSAVERNOTSUPPORTED, WSAEFAULT, WSAEPROVIDERFAILEDINIT for a chain without a next
     *         element (R-CAT-47) or one that cannot be loaded, or what the next element said
     */
    int WSPStartup(WORD wVersionRequested,
                   LPWSPDATA lpWSPData,
                   LPWSAPROTOCOL_INFOW lpProtocolInfo,
                   WSPUPCALLTABLE UpcallTable,
                   LPWSPPROC_TABLE lpProcTable) override;

    SOCKET WSPAccept(SOCKET s,
                     LPSOCKADDR addr,
                     LPINT addrlen,
                     LPCONDITIONPROC lpfnCondition,
                     DWORD_PTR dwCallbackData,
                     LPINT lpErrno) override;
    INT WSPAddressToString(LPSOCKADDR lpsaAddress,
                           DWORD dwAddressLength,
                           LPWSAPROTOCOL_INFOW lpProtocolInfo,
                           LPWSTR lpszAddressString,
                           LPDWORD lpdwAddressStringLength,
                           LPINT lpErrno) override;
    int WSPAsyncSelect(SOCKET s, HWND hWnd, unsigned int wMsg, LONG lEvent, LPINT lpErrno) override;
    int WSPBind(SOCKET s, const SOCKADDR* name, int namelen, LPINT lpErrno) override;
    int WSPCancelBlockingCall(LPINT lpErrno) override;
    int WSPCleanup(LPINT lpErrno) override;
    int WSPCloseSocket(SOCKET s, LPINT lpErrno) override;
    int WSPConnect(SOCKET s,
                   const SOCKADDR* name,
                   int namelen,
                   LPWSABUF lpCallerData,
                   LPWSABUF lpCalleeData,
                   LPQOS lpSQOS,
                   LPQOS lpGQOS,
                   LPINT lpErrno) override;
    int WSPDuplicateSocket(SOCKET s,
                           DWORD dwProcessId,
                           LPWSAPROTOCOL_INFOW lpProtocolInfo,
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
    int WSPGetPeerName(SOCKET s, LPSOCKADDR name, LPINT namelen, LPINT lpErrno) override;
    int WSPGetSockName(SOCKET s, LPSOCKADDR name, LPINT namelen, LPINT lpErrno) override;
    int WSPGetSockOpt(
        SOCKET s, int level, int optname, char* optval, LPINT optlen, LPINT lpErrno) override;
    BOOL WSPGetQOSByName(SOCKET s, LPWSABUF lpQOSName, LPQOS lpQOS, LPINT lpErrno) override;
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
    SOCKET WSPJoinLeaf(SOCKET s,
                       const SOCKADDR* name,
                       int namelen,
                       LPWSABUF lpCallerData,
                       LPWSABUF lpCalleeData,
                       LPQOS lpSQOS,
                       LPQOS lpGQOS,
                       DWORD dwFlags,
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
    INT WSPStringToAddress(LPWSTR AddressString,
                           INT AddressFamily,
                           LPWSAPROTOCOL_INFOW lpProtocolInfo,
                           LPSOCKADDR lpAddress,
                           LPINT lpAddressLength,
                           LPINT lpErrno) override;

    Ptr<IoSocket> FindIoSocket(SOCKET s) const override;

    /**
     * @name Extension functions
     * Programs come to them through a layer with handles of its own only, which asks the element below
     * for its pointer at each call; so they fail with WSAEINVAL where that one offers none. A layer
     * whose rules they must not get around overrides them, or OffersExtension().
     * @{
     */
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
    /** @} */

  protected:
    /// Where a call on a socket goes from here.
    struct LowerSocket
    {
        SOCKET s;                   //!< what the next element knows
        const WSPPROC_TABLE* table; //!< the functions of the next element; null if there is none
    };

    /**
     * Leads from a handle to the socket below, for calls on the hot path: no allocation, and for a
     * layer with handles of its own no look-up but the question to Winsock.
     * @param s a handle of this layer
     * @param lpErrno gets WSAENOTSOCK for any other
     * @return the socket below; its table is null after an error
     */
    LowerSocket GetLower(SOCKET s, LPINT lpErrno) const;

    /**
     * @param s any handle
     * @return what the layer knows about it, or null for one that it did not give out
     */
    Ptr<LayeredSocket> FindSocket(SOCKET s) const;

    /**
     * @param s any handle
     * @return as FindSocket(), or the same of another instance of the layer's library (R-SPI-8)
     */
    Ptr<LayeredSocket> FindSocketOfLibrary(SOCKET s) const;

    /**
     * Ends a socket above: what is under way on it ends, and its handle is given back. What
     * WSPCloseSocket does once the socket below is closed; a layer that closes that one later calls it
     * first, and then closes the socket below itself.
     * @param socket one of this layer's
     */
    void LetGo(LayeredSocket& socket);

    /**
     * Makes the record of a new socket; called for each before its handle exists.
     * @return a record, of a derived kind if the layer keeps more for each socket
     */
    virtual Ptr<LayeredSocket> MakeSocket();

    /**
     * Tells how far below the top of a chain the layer stands.
     * @param s a socket of the layer, which names the chain; or INVALID_SOCKET
     * @param info names the chain if s does not; null for the chain that was started last
     * @return 1 at the top, 2 below one other element ...; 0 if the chain does not name the layer
     */
    uint32_t GetDepth(SOCKET s, const WSAPROTOCOL_INFOW* info) const;

    /// @return whether a WSPStartup was not balanced yet; a call that waited has to ask
    bool IsStarted() const;

    /**
     * @brief The end of an overlapped operation, as a layer with handles of its own learns it.
     */
    struct Completion
    {
        const char* function;       //!< of the SPI, by which the operation was started
        SOCKET s;                   //!< this layer's handle
        int error;                  //!< 0 or a Winsock error; a layer may change it
        DWORD bytes;                //!< transferred; a layer may change it
        DWORD flags;                //!< as recv reports them; a layer may change them
        LPWSAOVERLAPPED overlapped; //!< the structure that the element above gave
        bool restarted{false};      //!< a layer sets it once it has called down again for the same
                                    //!< structure: nobody is told of this end
    };

    /**
     * Called when an overlapped operation has ended below, before the element above is told
     * (R-CHN-10). Layers that show the handles of the provider below never see it (R-SPI-23).
     * @param completion what goes up
     */
    virtual void OnCompletion(Completion& completion);

    /// @return whether this layer runs a socket's overlapped operations: it has handles of its own
    bool RunsOverlapped(SOCKET s) const;

    /**
     * Called by the WSPCleanup that balances the last start, while the elements below still serve. A layer
     * that has calls of its own under way there ends them, by closing their sockets: the provider below
     * writes into their structures as long as it lives, and it may outlive the layer.
     */
    virtual void OnLastCleanup();

    /// @return Winsock's functions, as the latest WSPStartup brought them
    const WSPUPCALLTABLE& GetUpcalls() const;

  private:
    /// The way down from this layer for the sockets of one chain.
    struct Route
    {
        std::shared_ptr<const CatalogEntry> next; //!< the next element
        WSPPROC_TABLE table{};                    //!< its functions
        uint32_t starts{0};                       //!< its WSPStartup calls not balanced
        bool starting{false};                     //!< a WSPStartup of it is under way
    };

    /// An overlapped operation under way below a layer with handles of its own.
    struct PendingCall;
    /// What the layer hands down instead of a program's window.
    class RelayWindow;

    /// Gives a new socket's handle back unless the socket is kept, however the call ends.
    struct HandleGuard;
    /// Takes the handle of an accepted socket once a connection is there to need it (R-ACC-4).
    struct AcceptDoor;

    /// Starts the next element of a chain once more; null sets error.
    Route* StartRoute(const WSAPROTOCOL_INFOW& chain, int& error);
    /// Finds the started next element, or starts it now (R-CHN-7); null sets lpErrno.
    Route* FindRoute(const WSAPROTOCOL_INFOW* chain, LPINT lpErrno);
    /// Balances one start of a route.
    int StopRoute(Route& route, LPINT lpErrno);

    /// Takes the handle of a new socket from the layer's door; false sets lpErrno (R-ACC-6).
    bool TakeHandle(const Ptr<LayeredSocket>& socket, LPINT lpErrno);
    /// Gives the handle of a socket back; harmless if that was done before.
    void GiveHandle(LayeredSocket& socket);
    /// Gives all handles back.
    void GiveAllHandles();
    /// Makes a lower socket of an accepted or joined kind one of this layer's, or closes it.
    SOCKET Adopt(const Ptr<LayeredSocket>& socket, SOCKET lower, LPINT lpErrno);
    /// @return a record that shares chain and next element with another
    Ptr<LayeredSocket> MakeSocketLike(const LayeredSocket& other);

    /**
     * Starts an overlapped operation below, whose end comes back to OnLowerComplete().
     * @param function of the SPI, for OnCompletion()
     * @param s this layer's handle
     * @param overlapped the element above's structure
     * @param routine its completion routine, or null
     * @param threadId its thread
     * @param lpErrno gets WSA_IO_PENDING or an error
     * @param start calls the element below with the structure, the routine and the thread that it is
     *        given; returns what that returned
     * @return SOCKET_ERROR
     */
    template <typename Start>
    int StartBelow(const char* function,
                   SOCKET s,
                   LPWSAOVERLAPPED overlapped,
                   LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                   LPWSATHREADID threadId,
                   LPINT lpErrno,
                   const Start& start);
    /**
     * Starts an extension function below, as StartBelow(), whose end an event tells.
     * @param name of the function, for OnCompletion()
     * @param s this layer's handle
     * @param id of the function
     * @param overlapped the element above's structure, or null for a call that waits
     * @param lpErrno gets WSA_IO_PENDING or an error
     * @param start calls the function of type Function with the socket below and the structure
     * @return what start returned
     */
    template <typename Function, typename Start>
    BOOL StartExtension(const char* name,
                        SOCKET s,
                        const GUID& id,
                        LPOVERLAPPED overlapped,
                        LPINT lpErrno,
                        const Start& start);
    /// The handler of the event of an extension function, which has ended below.
    void OnExtensionSignal(PendingCall* call);
    /// The completion routine of everything that StartBelow() starts, on the worker thread.
    static void OnLowerComplete(DWORD error, DWORD bytes, LPWSAOVERLAPPED overlapped, DWORD flags);
    /// Tells the element above of an operation's end, once.
    void FinishCall(PendingCall& call, int error, DWORD bytes, DWORD flags);
    /// Ends what is under way on a socket that was closed below.
    void EndCalls(const LayeredSocket& socket);
    /// Ends everything without telling anybody: the last WSPCleanup (R-SPI-10).
    void ForgetCalls();
    /// Sends a network event of a lower socket on to the program's window.
    void RelayMessage(SOCKET lower, LPARAM lParam);
    /// Passes a data call down, by StartBelow() where this layer runs the operation.
    template <typename Call>
    int Transfer(const char* function,
                 SOCKET s,
                 LPDWORD bytes,
                 LPWSAOVERLAPPED overlapped,
                 LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                 LPWSATHREADID threadId,
                 LPINT lpErrno,
                 const Call& call);
    /// Waits for the end of an operation if asked to. @return 0, WSA_IO_INCOMPLETE or WSAEINTR
    int AwaitCall(const WSAOVERLAPPED& overlapped, bool wait);
    /// An accepted socket posts messages as its listener does (R-ACC-4).
    void InheritMessages(const LayeredSocket& listener, const Ptr<LayeredSocket>& accepted);

    /// Answers the ioctls that tell of a handle by the layer's own. @return 0 or an error
    int AnswerForHandle(SOCKET s, const IoctlCall& call) const;
    /// SO_PROTOCOL_INFO: the chain's structure (R-OPT-3).
    int GetProtocolInfo(SOCKET s, int optname, char* optval, LPINT optlen, LPINT lpErrno) const;
    /// Passes a call on a socket down.
    template <typename Result, typename... Parameters, typename... Arguments>
    Result Forward(Result (*WSPPROC_TABLE::*function)(SOCKET, Parameters...),
                   Result failure,
                   LPINT lpErrno,
                   SOCKET s,
                   Arguments... arguments) const;

    std::string m_name;                                       //!< for people
    HandleKind m_kind;                                        //!< whose handles go up
    WSPUPCALLTABLE m_upcalls{};                               //!< from the latest WSPStartup
    std::map<DWORD, Route> m_routes;                          //!< by the chain's entry id
    std::vector<DWORD> m_startups;                            //!< chains, oldest start first
    std::unordered_map<SOCKET, Ptr<LayeredSocket>> m_sockets; //!< by the handle shown above
    std::list<std::unique_ptr<PendingCall>> m_calls;          //!< under way, oldest first
    std::unordered_map<SOCKET, Ptr<LayeredSocket>> m_relayed; //!< by the lower handle
    Ptr<RelayWindow> m_window;                                //!< null until first needed
};

} // namespace ns3::winsock

#endif /* LAYERED_PROVIDER_H */
