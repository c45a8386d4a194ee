/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef FILTER_LAYER_H
#define FILTER_LAYER_H

#include "ns3/filter-rule.h"
#include "ns3/layer-library.h"
#include "ns3/nstime.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ns3::winsock
{

class WinsockProcess;

/**
 * @ingroup winsock
 * @brief What a sink of FilterLibrary's `Denied` is given: a request that was denied.
 */
struct FilterDenial
{
    Time time;             //!< simulated time
    uint32_t node{0};      //!< id of the node
    uint32_t process{0};   //!< id of the process on its node
    FilterRequest request; //!< what was wanted
    int rule{-1};          //!< which rule denied it, counted from 0; -1 for the default
    int error{0};          //!< the error for it
};

/**
 * @ingroup winsock
 * @brief The library of a layer that allows and denies what programs do, by rules.
 *
 * The first rule that applies to a request decides. If none does, the attribute `Default` decides
 * about listening, outbound and inbound traffic; making and binding a socket harms nobody and is
 * allowed then. Rules keep no state: an answer is asked for like any other traffic, except on a socket
 * that is connected, about which the connect has decided.
 *
 * What is denied:
 *  - WSPSocket, WSPBind, WSPListen, WSPConnect, WSPJoinLeaf and WSPSendTo fail with the denial's
 *    error; nothing is passed on. A nonblocking WSPConnect does so at once.
 *  - WSPAccept: the connection is refused before it becomes a socket, its peer sees a reset, and the
 *    call goes on as if nobody had come: it waits, or fails with WSAEWOULDBLOCK.
 *  - WSPRecv and WSPRecvFrom of datagrams: the datagram is lost, and the call goes on as if none had
 *    come. SO_RCVTIMEO begins anew. Overlapped receives are begun anew as well; where the layer shows
 *    the handles of below it does not see their end, and lets them pass.
 */
class FilterLibrary : public LayerLibrary
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    FilterLibrary();
    ~FilterLibrary() override;

    Ptr<ServiceProvider> CreateLayer() override;

    /// @param rule is asked after all others
    void AddRule(const FilterRule& rule);

    /// @param text rules as ReadFilterRules() reads them, which are asked after all others
    void AddRules(const std::string& text);

    /// Forgets all rules.
    void ClearRules();

    /// @return how many rules there are
    std::size_t GetRuleCount() const;

    /// @param rule counted from 0 @return how many requests the rule has decided
    uint64_t GetHits(std::size_t rule) const;

    /// @return whether a rule asks for local addresses, which cost a call to the next element
    bool AsksForLocal() const;

    /**
     * Decides, and tells `Denied`.
     * @param process whose program wants something
     * @param request what it wants; the process's name is filled in
     * @return 0, or the error that it is denied with
     */
    int Decide(const WinsockProcess& process, FilterRequest& request);

    /**
     * @brief Signature of the `Denied` trace source.
     * @param denial what was denied
     */
    typedef void (*DeniedTracedCallback)(const FilterDenial& denial);

  private:
    /// @param text of the attribute `Rules`: replaces all rules
    void SetRules(const std::string& text);
    /// @return the text of the attribute `Rules`
    std::string GetRules() const;
    /// @param text of the attribute `Default`
    void SetDefault(const std::string& text);
    /// @return the text of the attribute `Default`
    std::string GetDefault() const;
    /// @param text of the attribute `Error`
    void SetError(const std::string& text);
    /// @return the text of the attribute `Error`
    std::string GetError() const;

    std::string m_rulesText;                           //!< attribute
    std::vector<FilterRule> m_rules;                   //!< in the order in which they are asked
    std::vector<uint64_t> m_hits;                      //!< decisions of each rule
    bool m_allows{true};                               //!< attribute
    int m_error{0};                                    //!< attribute
    TracedCallback<const FilterDenial&> m_deniedTrace; //!< `Denied`
};

/**
 * @ingroup winsock
 * @brief A layer that allows and denies what programs do, by the rules of its library.
 */
class FilterLayer : public LibraryLayer<FilterLibrary>
{
  public:
    /// @param library where the rules are
    explicit FilterLayer(Ptr<FilterLibrary> library);
    ~FilterLayer() override;

    SOCKET WSPAccept(SOCKET s,
                     LPSOCKADDR addr,
                     LPINT addrlen,
                     LPCONDITIONPROC lpfnCondition,
                     DWORD_PTR dwCallbackData,
                     LPINT lpErrno) override;
    int WSPBind(SOCKET s, const SOCKADDR* name, int namelen, LPINT lpErrno) override;
    bool OffersExtension(const GUID& id) const override;
    BOOL ConnectEx(SOCKET s,
                   const SOCKADDR* name,
                   int namelen,
                   PVOID lpSendBuffer,
                   DWORD dwSendDataLength,
                   LPDWORD lpdwBytesSent,
                   LPOVERLAPPED lpOverlapped,
                   LPINT lpErrno) override;
    int WSPConnect(SOCKET s,
                   const SOCKADDR* name,
                   int namelen,
                   LPWSABUF lpCallerData,
                   LPWSABUF lpCalleeData,
                   LPQOS lpSQOS,
                   LPQOS lpGQOS,
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
    SOCKET WSPSocket(int af,
                     int type,
                     int protocol,
                     LPWSAPROTOCOL_INFOW lpProtocolInfo,
                     GROUP g,
                     DWORD dwFlags,
                     LPINT lpErrno) override;

  private:
    /// What the rules have to know of a socket.
    struct Socket;
    /// A WSPAccept that asks the rules before the program.
    struct Acceptance;
    /// An overlapped receive of datagrams that is under way.
    struct Receive;

    Ptr<LayeredSocket> MakeSocket() override;
    /// @return what the layer knows about a socket, or null
    Ptr<Socket> Find(SOCKET s) const;
    /// @return what a function wants to do with a socket; both addresses are left out
    static FilterRequest
    MakeRequest(FilterDirection direction, const char* function, const Socket& socket);
    /// Adds the local address of a socket, if any rule asks for it.
    void AddLocal(SOCKET s, FilterRequest& request);
    /// @return whether the request may go on; if not, lpErrno says why
    bool Allows(FilterRequest& request, LPINT lpErrno);
    /// Asks about traffic to an address. @return whether it may go on; if not, lpErrno says why
    bool AllowsOutbound(
        const char* function, SOCKET s, const SOCKADDR* name, int namelen, LPINT lpErrno);
    /**
     * Asks about a datagram that has come.
     * @param s where it came
     * @param socket what s was before the wait for it
     * @param from who sent it
     * @param flags that it was received with
     * @return whether it is denied, and gone
     */
    bool Swallows(SOCKET s, const Ptr<Socket>& socket, const SOCKADDR_STORAGE& from, DWORD flags);
    /// Begins an overlapped receive, whose datagram the rules see before the program does.
    int StartReceive(SOCKET s, std::unique_ptr<Receive> receive, LPINT lpErrno);
    void OnCompletion(Completion& completion) override;
    /// Takes away the datagram that a call has only looked at.
    void Discard(SOCKET s);

    std::map<LPWSAOVERLAPPED, std::unique_ptr<Receive>> m_receives; //!< by the program's structure
};

} // namespace ns3::winsock

#endif /* FILTER_LAYER_H */
