/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_NAME_CALLS_H
#define WINSOCK_NAME_CALLS_H

#include "ns3/nstime.h"
#include "ns3/winsock-catalog-calls.h"
#include "ns3/winsock-name-service-constants.h"
#include "ns3/winsock-structures.h"

#include <functional>
#include <string>

namespace ns3::winsock
{

class ApiCall;
class WinsockNameTable;

/**
 * @ingroup winsock
 * @brief The functions of Winsock that lead from names to numbers and back, as one thread of a simulated
 *        program calls them.
 *
 * They ask the simulation's WinsockNameTable. A look-up that takes time, which WinsockNameTable::LookupDelay
 * says, waits as other calls do: alertably (R-OVL-8), in simulated time, and with WSAEINTR when it is
 * cancelled. A program calls them as members of its Winsock, whose description says what all calls fail
 * with.
 *
 * Structures of the older calls belong to the thread and are good until its next call of the same kind;
 * those of getaddrinfo belong to the process until it frees them.
 */
class WinsockNameCalls : public WinsockCatalogCalls
{
  public:
    using WinsockCatalogCalls::WinsockCatalogCalls;

    /**
     * @name Hosts
     * @{
     */

    /**
     * Tells the machine's name.
     * @param name where to
     * @param namelen bytes of room
     * @return 0, or SOCKET_ERROR: WSAEFAULT (no room, or too little)
     */
    int gethostname(char* name, int namelen);

    /// The form for wide text, whose room is counted in characters; see gethostname.
    int GetHostNameW(PWSTR name, int namelen);

    /**
     * Finds the IPv4 addresses of a host.
     * @param name its name, or an address as text; null and an empty one mean this machine
     * @return a structure of the thread's, or null: WSAHOST_NOT_FOUND, WSANO_DATA (no IPv4 address of
     *         it, another address as text), WSAEFAULT, WSAEINTR
     */
    HOSTENT* gethostbyname(const char* name);

    /**
     * Finds the name of a host.
     * @param addr an address in network byte order
     * @param len bytes of it
     * @param type AF_INET or AF_INET6
     * @return a structure of the thread's, or null: WSAHOST_NOT_FOUND, WSAEAFNOSUPPORT (another family or
     *         length), WSAEINVAL (another length for AF_INET6), WSAEFAULT, WSAEINTR
     */
    HOSTENT* gethostbyaddr(const char* addr, int len, int type);
    /** @} */

    /**
     * @name Services and protocols
     * @{
     */

    /**
     * @param name a service, such as "http"
     * @param proto "tcp", "udp", or null for any
     * @return a structure of the thread's, or null: WSANO_DATA, WSAEFAULT
     */
    SERVENT* getservbyname(const char* name, const char* proto);

    /**
     * @param port in network byte order
     * @param proto "tcp", "udp", or null for any
     * @return a structure of the thread's, or null: WSANO_DATA, WSAEFAULT
     */
    SERVENT* getservbyport(int port, const char* proto);

    /// @param name a protocol, such as "tcp"
    /// @return a structure of the thread's, or null: WSANO_DATA, WSAEFAULT
    PROTOENT* getprotobyname(const char* name);

    /// @param number a protocol
    /// @return a structure of the thread's, or null: WSANO_DATA
    PROTOENT* getprotobynumber(int number);
    /** @} */

    /**
     * @name Names for any family
     * The error is returned, and is the thread's last error as well.
     * @{
     */

    /**
     * Finds addresses for a host and a service.
     * @param pNodeName the host, or an address as text; null means this machine: its loopback
     *        addresses, or the wildcards for AI_PASSIVE
     * @param pServiceName the service, or a port as text; null for port 0
     * @param pHints AI_ flags, family, type and protocol that are wanted, all else 0; null for any
     * @param ppResult gets a list for freeaddrinfo
     * @return 0; WSAHOST_NOT_FOUND (unknown, neither name given, or AI_NUMERICHOST and no address);
     *         WSANO_DATA (no address of the family); WSATYPE_NOT_FOUND (no such service); WSAEAFNOSUPPORT,
     *         WSAESOCKTNOSUPPORT, WSAEINVAL (AI_CANONNAME without a host), WSANO_RECOVERY (something else
     *         in pHints), WSAEFAULT, WSAEINTR
     */
    INT
    getaddrinfo(PCSTR pNodeName, PCSTR pServiceName, const ADDRINFOA* pHints, PADDRINFOA* ppResult);

    /// The form for wide text; see getaddrinfo.
    INT GetAddrInfoW(PCWSTR pNodeName,
                     PCWSTR pServiceName,
                     const ADDRINFOW* pHints,
                     PADDRINFOW* ppResult);

    /// @param pAddrInfo a list of getaddrinfo; anything else is left alone
    void freeaddrinfo(PADDRINFOA pAddrInfo);

    /// @param pAddrInfo a list of GetAddrInfoW; anything else is left alone
    void FreeAddrInfoW(PADDRINFOW pAddrInfo);

    /**
     * Finds the names of an address and a port.
     * @param pSockaddr a SOCKADDR_IN or SOCKADDR_IN6
     * @param SockaddrLength bytes of it
     * @param pNodeBuffer gets the host's name; null for none
     * @param NodeBufferSize bytes of room
     * @param pServiceBuffer gets the service's name; null for none
     * @param ServiceBufferSize bytes of room
     * @param Flags NI_ flags
     * @return 0; WSAHOST_NOT_FOUND (NI_NAMEREQD and no name); WSAEAFNOSUPPORT (another family, or a
     *         length that is not the family's); WSAEINVAL (a buffer of no bytes); WSAEFAULT (no address,
     *         too little room); WSAEINTR
     */
    INT getnameinfo(const SOCKADDR* pSockaddr,
                    socklen_t SockaddrLength,
                    char* pNodeBuffer,
                    DWORD NodeBufferSize,
                    char* pServiceBuffer,
                    DWORD ServiceBufferSize,
                    INT Flags);

    /// The form for wide text, whose room is counted in characters; see getnameinfo.
    INT GetNameInfoW(const SOCKADDR* pSockaddr,
                     socklen_t SockaddrLength,
                     PWSTR pNodeBuffer,
                     DWORD NodeBufferSize,
                     PWSTR pServiceBuffer,
                     DWORD ServiceBufferSize,
                     INT Flags);

    /// @param ecode an error of getaddrinfo or getnameinfo; @return it as text of the thread's
    char* gai_strerrorA(int ecode);

    /// The form for wide text; see gai_strerrorA.
    WCHAR* gai_strerrorW(int ecode);

    /** @} */

    /**
     * @name GetAddrInfo, FreeAddrInfo, GetNameInfo and gai_strerror
     * The form that fits the arguments, as the macros of ws2tcpip.h choose by UNICODE.
     * @{
     */
    /// The form for ANSI text; see getaddrinfo.
    INT
    GetAddrInfo(PCSTR node, PCSTR service, const ADDRINFOA* hints, PADDRINFOA* result)
    {
        return getaddrinfo(node, service, hints, result);
    }

    /// The form for wide text; see getaddrinfo.
    INT
    GetAddrInfo(PCWSTR node, PCWSTR service, const ADDRINFOW* hints, PADDRINFOW* result)
    {
        return GetAddrInfoW(node, service, hints, result);
    }

    /// The form for ANSI text; see freeaddrinfo.
    void
    FreeAddrInfo(PADDRINFOA list)
    {
        freeaddrinfo(list);
    }

    /// The form for wide text; see FreeAddrInfoW.
    void
    FreeAddrInfo(PADDRINFOW list)
    {
        FreeAddrInfoW(list);
    }

    /// The form for ANSI text; see getnameinfo.
    INT
    GetNameInfo(const SOCKADDR* address,
                socklen_t length,
                char* node,
                DWORD nodeSize,
                char* service,
                DWORD serviceSize,
                INT flags)
    {
        return getnameinfo(address, length, node, nodeSize, service, serviceSize, flags);
    }

    /// The form for wide text; see getnameinfo.
    INT
    GetNameInfo(const SOCKADDR* address,
                socklen_t length,
                PWSTR node,
                DWORD nodeSize,
                PWSTR service,
                DWORD serviceSize,
                INT flags)
    {
        return GetNameInfoW(address, length, node, nodeSize, service, serviceSize, flags);
    }

    /// The form for ANSI text; see gai_strerrorA.
    char*
    gai_strerror(int ecode)
    {
        return gai_strerrorA(ecode);
    }

    /** @} */

    /**
     * @name Look-ups of Winsock 1.1 that do not wait
     * Each returns a handle at once, and posts a message when the answer is there: wParam is the handle,
     * the high word of lParam the error, and its low word the bytes that the answer has or, with
     * WSAENOBUFS, would have had. The structure is in the program's buffer then, with all that it points
     * to.
     * @{
     */

    /**
     * As gethostbyname.
     * @param hWnd gets the message
     * @param wMsg its number
     * @param name of a host
     * @param buf gets the structure; MAXGETHOSTSTRUCT bytes are always enough
     * @param buflen bytes of it
     * @return a handle for WSACancelAsyncRequest, or null: WSAEINVAL (no window), WSAEFAULT; other errors
     *         come with the message
     */
    HANDLE
    WSAAsyncGetHostByName(HWND hWnd, UINT wMsg, const char* name, char* buf, int buflen);

    /**
     * As gethostbyaddr.
     * @param hWnd gets the message
     * @param wMsg its number
     * @param addr an address in network byte order
     * @param len bytes of it
     * @param type AF_INET or AF_INET6
     * @param buf gets the structure
     * @param buflen bytes of it
     * @return as WSAAsyncGetHostByName
     */
    HANDLE WSAAsyncGetHostByAddr(
        HWND hWnd, UINT wMsg, const char* addr, int len, int type, char* buf, int buflen);

    /**
     * As getservbyname.
     * @param hWnd gets the message
     * @param wMsg its number
     * @param name a service
     * @param proto "tcp", "udp", or null for any
     * @param buf gets the structure
     * @param buflen bytes of it
     * @return as WSAAsyncGetHostByName
     */
    HANDLE WSAAsyncGetServByName(
        HWND hWnd, UINT wMsg, const char* name, const char* proto, char* buf, int buflen);

    /**
     * As getservbyport.
     * @param hWnd gets the message
     * @param wMsg its number
     * @param port in network byte order
     * @param proto "tcp", "udp", or null for any
     * @param buf gets the structure
     * @param buflen bytes of it
     * @return as WSAAsyncGetHostByName
     */
    HANDLE
    WSAAsyncGetServByPort(HWND hWnd, UINT wMsg, int port, const char* proto, char* buf, int buflen);

    /**
     * As getprotobyname.
     * @param hWnd gets the message
     * @param wMsg its number
     * @param name a protocol
     * @param buf gets the structure
     * @param buflen bytes of it
     * @return as WSAAsyncGetHostByName
     */
    HANDLE WSAAsyncGetProtoByName(HWND hWnd, UINT wMsg, const char* name, char* buf, int buflen);

    /**
     * As getprotobynumber.
     * @param hWnd gets the message
     * @param wMsg its number
     * @param number a protocol
     * @param buf gets the structure
     * @param buflen bytes of it
     * @return as WSAAsyncGetHostByName
     */
    HANDLE WSAAsyncGetProtoByNumber(HWND hWnd, UINT wMsg, int number, char* buf, int buflen);

    /**
     * Ends a look-up without its message.
     * @param hAsyncTaskHandle what started it gave
     * @return 0, or SOCKET_ERROR: WSAEINVAL (no look-up, or one whose message was posted)
     */
    int WSACancelAsyncRequest(HANDLE hAsyncTaskHandle);
    /** @} */

  protected:
    /// Lets time pass as a look-up does. @return 0 or an error
    int Await(const Time& delay) const;

  private:
    /// The structures of the thread's, by the kind of call.
    enum class Result : uint32_t
    {
        HOST,
        SERVICE,
        PROTOCOL,
        TEXT,
        WIDE_TEXT,
    };

    /**
     * Writes a structure, with all that it points to, to memory; with null it only tells its size.
     * @return bytes
     */
    using Packer = std::function<std::size_t(char*)>;
    /// A question: an error, or 0 and what writes the answer.
    using Question = std::function<int(Packer&)>;

    /// @return the table that answers
    static WinsockNameTable& GetTable();
    /// Puts an answer into the thread's memory. @return the structure, or null with the error kept
    void* Give(ApiCall& call, Result kind, int error, const Packer& packer);
    /// Starts a look-up that does not wait.
    HANDLE Begin(const char* function,
                 HWND window,
                 UINT message,
                 char* buffer,
                 int bytes,
                 const Time& delay,
                 Question question);

    /// gethostbyname, without waiting. @param name no bad pointer
    Question AskHost(const char* name) const;
    /// gethostbyaddr, without waiting.
    Question AskHost(const char* addr, int len, int type) const;
    /// getservbyname.
    Question AskService(const char* name, const char* proto) const;
    /// getservbyport.
    Question AskService(int port, const char* proto) const;
    /// getprotobyname.
    Question AskProtocol(const char* name) const;
    /// getprotobynumber.
    Question AskProtocol(int number) const;
    /// How long gethostbyname takes.
    Time GetDelay(const char* name) const;
    /// How long gethostbyaddr takes.
    Time GetDelay(const char* addr, int len, int type) const;

    /// What both forms of getaddrinfo share.
    template <typename Info, typename Text>
    INT AskAddresses(ApiCall& call, Text node, Text service, const Info* hints, Info** result);
    /// What both forms of getnameinfo share. @return 0 or an error
    int AskNames(const SOCKADDR* address,
                 int length,
                 std::string* node,
                 std::string* service,
                 INT flags) const;
};

} // namespace ns3::winsock

#endif /* WINSOCK_NAME_CALLS_H */
