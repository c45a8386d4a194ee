/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "socks5-proxy.h"

#include "ns3/ipv4.h"
#include "ns3/names.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-address-text.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(Socks5Proxy);

namespace
{

/// How long the proxy waits for a free descriptor before it tries again to take a client.
constexpr DWORD PAUSE_MILLISECONDS = 100;

/// Bytes that are forwarded at a time.
constexpr int CHUNK = 4096;

/// @return the address as connect takes it, and its length
std::pair<SOCKADDR_STORAGE, INT>
ToName(const WinsockSocketAddress& address)
{
    std::pair<SOCKADDR_STORAGE, INT> name{};
    name.second = sizeof(name.first);
    address.Write(reinterpret_cast<SOCKADDR*>(&name.first), &name.second);
    return name;
}

/// @return the address for people
std::string
TextOf(const WinsockSocketAddress& address)
{
    const auto [name, length] = ToName(address);
    return SocketAddressText(reinterpret_cast<const SOCKADDR*>(&name), length);
}

/// @return an address that the socket functions gave
WinsockSocketAddress
FromName(const SOCKADDR_STORAGE& name, INT length)
{
    WinsockSocketAddress address;
    address.ipv6 = name.ss_family == AF_INET6;
    WinsockSocketAddress::Read(
        reinterpret_cast<const SOCKADDR*>(&name), length, name.ss_family, address);
    return address;
}

/// @return the first address of a node in ns3::Names that is not the loopback's, if there is one
std::optional<Ipv4Address>
FindNode(const std::string& name)
{
    const Ptr<Node> node = name.empty() ? nullptr : Names::Find<Node>(name);
    const Ptr<Ipv4> ipv4 = node ? node->GetObject<Ipv4>() : nullptr;
    if (!ipv4 || ipv4->GetNInterfaces() < 2 || ipv4->GetNAddresses(1) == 0)
    {
        return std::nullopt;
    }
    return ipv4->GetAddress(1, 0).GetLocal();
}

/// Sends all of a text. @return whether that worked
bool
SendAll(Winsock& ws, SOCKET s, const char* text, int length)
{
    int sent = 0;
    while (sent < length)
    {
        const int now = ws.send(s, text + sent, length - sent, 0);
        if (now == SOCKET_ERROR)
        {
            return false;
        }
        sent += now;
    }
    return true;
}

/// The two connections between which the proxy forwards, and the threads that do it.
struct Relay
{
    SOCKET ends[2];    //!< client and target; INVALID_SOCKET once closed
    unsigned pumps{2}; //!< directions that are not over

    /// Closes both connections, unless that was done.
    void
    Close(Winsock& ws)
    {
        for (SOCKET& end : ends)
        {
            if (end != INVALID_SOCKET)
            {
                ws.closesocket(std::exchange(end, INVALID_SOCKET));
            }
        }
    }

    /// One connection broke: the other is reset, so that its peer learns of it.
    void
    Break(Winsock& ws)
    {
        const linger reset{1, 0};
        for (const SOCKET end : ends)
        {
            ws.setsockopt(
                end, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char*>(&reset), sizeof(reset));
        }
        Close(ws);
    }

    /// Forwards in one direction until the end of the stream. @param from which end sends
    void
    Pump(Winsock& ws, int from)
    {
        char chunk[CHUNK];
        int count;
        while ((count = ws.recv(ends[from], chunk, CHUNK, 0)) > 0 &&
               SendAll(ws, ends[1 - from], chunk, count))
        {
        }
        if (count == 0)
        {
            ws.shutdown(ends[1 - from], SD_SEND);
        }
        else
        {
            Break(ws);
        }
        if (--pumps == 0)
        {
            Close(ws);
        }
    }
};

} // namespace

// ---------------------------------------------------------------- one client

class Socks5Proxy::Session
{
  public:
    Session(const Socks5Proxy& proxy, Winsock& ws, SOCKET client, Address from)
        : m_proxy(proxy),
          m_ws(ws),
          m_client(client),
          m_from(std::move(from))
    {
    }

    /// Serves the client until it or the target ends the connection.
    void
    Run()
    {
        const SOCKET target = Authenticate() ? Serve() : INVALID_SOCKET;
        if (target == INVALID_SOCKET)
        {
            m_ws.closesocket(m_client);
            return;
        }
        const auto relay = std::make_shared<Relay>(Relay{{m_client, target}});
        m_ws.CreateThread(
            [relay](Winsock& ws)
            {
                relay->Pump(ws, 1);
                return 0;
            });
        relay->Pump(m_ws, 0);
    }

  private:
    /// Receives so many bytes. @return whether they came
    bool
    Read(std::size_t count, std::string& text)
    {
        text.assign(count, 0);
        std::size_t have = 0;
        while (have < count)
        {
            const int now =
                m_ws.recv(m_client, text.data() + have, static_cast<int>(count - have), 0);
            if (now <= 0)
            {
                return false;
            }
            have += static_cast<std::size_t>(now);
        }
        return true;
    }

    /// Receives a byte that counts, then so many bytes. @return whether they came
    bool
    ReadCounted(std::string& text)
    {
        return Read(1, text) && Read(static_cast<uint8_t>(text[0]), text);
    }

    bool
    Send(const std::string& text)
    {
        return SendAll(m_ws, m_client, text.data(), static_cast<int>(text.size()));
    }

    /// @return whether the client may ask
    bool
    Authenticate()
    {
        std::string version;
        std::string methods;
        if (!Read(1, version) || version[0] != SOCKS5_VERSION || !ReadCounted(methods))
        {
            return false;
        }
        const Socks5Method method =
            m_proxy.m_user.empty() ? SOCKS5_NO_AUTHENTICATION : SOCKS5_PASSWORD;
        const bool offered = methods.find(static_cast<char>(method)) != std::string::npos;
        Send({SOCKS5_VERSION, static_cast<char>(offered ? method : SOCKS5_NO_METHOD)});
        return offered && (method == SOCKS5_NO_AUTHENTICATION || CheckPassword());
    }

    bool
    CheckPassword()
    {
        std::string version;
        std::string user;
        std::string password;
        if (!Read(1, version) || version[0] != SOCKS5_LOGIN_VERSION || !ReadCounted(user) ||
            !ReadCounted(password))
        {
            return false;
        }
        const bool good = user == m_proxy.m_user && password == m_proxy.m_password;
        Send({SOCKS5_LOGIN_VERSION, static_cast<char>(good ? 0 : 1)});
        return good;
    }

    /// Reads the request and answers it. @return the connection to the target, or INVALID_SOCKET
    SOCKET
    Serve()
    {
        std::string head;
        if (!Read(4, head) || head[0] != SOCKS5_VERSION)
        {
            return INVALID_SOCKET;
        }
        const auto type = static_cast<Socks5AddressType>(head[3]);
        WinsockSocketAddress target;
        std::string text;
        if (type == SOCKS5_IPV4 || type == SOCKS5_IPV6)
        {
            if (!Read((type == SOCKS5_IPV6 ? 16 : 4) + 2, text))
            {
                return INVALID_SOCKET;
            }
            target = ReadSocks5Address(type, text);
            text = TextOf(target);
        }
        else if (type != SOCKS5_DOMAIN_NAME)
        {
            return Refuse("address type " + std::to_string(static_cast<uint8_t>(head[3])),
                          SOCKS5_ADDRESS_NOT_SUPPORTED);
        }
        else
        {
            bool known = false;
            if (!ReadNamed(target, text, known))
            {
                return INVALID_SOCKET;
            }
            if (!known)
            {
                return Refuse(text, SOCKS5_ADDRESS_NOT_SUPPORTED);
            }
        }
        return head[1] == SOCKS5_CONNECT ? Connect(target, text)
                                         : Refuse(text, SOCKS5_COMMAND_NOT_SUPPORTED);
    }

    /// Reads a name and a port. @return whether they came
    bool
    ReadNamed(WinsockSocketAddress& target, std::string& text, bool& known)
    {
        std::string port;
        if (!ReadCounted(text) || !Read(2, port))
        {
            return false;
        }
        const std::optional<Ipv4Address> address = FindNode(text);
        known = address.has_value();
        std::string bytes(4, 0);
        if (known)
        {
            address->Serialize(reinterpret_cast<uint8_t*>(bytes.data()));
        }
        target = ReadSocks5Address(SOCKS5_IPV4, bytes + port);
        text += ":" + std::to_string(target.port);
        return true;
    }

    /// Connects to the target and answers. @return the connection, or INVALID_SOCKET
    SOCKET
    Connect(const WinsockSocketAddress& target, const std::string& text)
    {
        const SOCKET s = m_ws.socket(target.ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM, IPPROTO_TCP);
        if (s == INVALID_SOCKET)
        {
            return Refuse(text, SOCKS5_GENERAL_FAILURE);
        }
        const auto [name, length] = ToName(target);
        if (m_ws.connect(s, reinterpret_cast<const SOCKADDR*>(&name), length) == SOCKET_ERROR)
        {
            const Socks5Reply reply = Socks5ReplyFromWinsock(m_ws.WSAGetLastError());
            m_ws.closesocket(s);
            return Refuse(text, reply);
        }
        SOCKADDR_STORAGE local{};
        INT room = sizeof(local);
        m_ws.getsockname(s, reinterpret_cast<SOCKADDR*>(&local), &room);
        Reply(text, SOCKS5_SUCCEEDED, FromName(local, room));
        return s;
    }

    SOCKET
    Refuse(const std::string& target, Socks5Reply reply)
    {
        Reply(target, reply, WinsockSocketAddress());
        return INVALID_SOCKET;
    }

    void
    Reply(const std::string& target, Socks5Reply reply, const WinsockSocketAddress& bound)
    {
        Send(std::string{SOCKS5_VERSION, static_cast<char>(reply), 0} + Socks5AddressBytes(bound));
        m_proxy.m_requestTrace(Socks5Request{
            Simulator::Now(), m_ws.GetProcess().GetStack().GetNodeId(), m_from, target, reply});
    }

    const Socks5Proxy& m_proxy; // the program keeps it
    Winsock& m_ws;
    SOCKET m_client;
    Address m_from;
};

// ---------------------------------------------------------------- the program

TypeId
Socks5Proxy::GetTypeId()
{
    static TypeId tid = TypeId("ns3::winsock::Socks5Proxy")
                            .SetParent<Object>()
                            .SetGroupName("Winsock")
                            .AddConstructor<Socks5Proxy>()
                            .AddAttribute("Port",
                                          "Where the proxy listens, on all addresses of its node.",
                                          UintegerValue(1080),
                                          MakeUintegerAccessor(&Socks5Proxy::m_port),
                                          MakeUintegerChecker<uint16_t>(1))
                            .AddAttribute("User",
                                          "Who may use the proxy; empty for everybody.",
                                          StringValue(""),
                                          MakeStringAccessor(&Socks5Proxy::m_user),
                                          MakeStringChecker())
                            .AddAttribute("Password",
                                          "Password of the user.",
                                          StringValue(""),
                                          MakeStringAccessor(&Socks5Proxy::m_password),
                                          MakeStringChecker())
                            .AddTraceSource("Request",
                                            "A request was answered.",
                                            MakeTraceSourceAccessor(&Socks5Proxy::m_requestTrace),
                                            "ns3::winsock::Socks5Proxy::RequestTracedCallback");
    return tid;
}

Socks5Proxy::Socks5Proxy() = default;

Socks5Proxy::~Socks5Proxy() = default;

int
Socks5Proxy::Run(Winsock& ws)
{
    WSADATA data;
    if (const int error = ws.WSAStartup(MAKEWORD(2, 2), &data))
    {
        return error;
    }
    const SOCKET ipv4 = Listen(ws, AF_INET);
    const int error = ws.WSAGetLastError();
    const SOCKET ipv6 = Listen(ws, AF_INET6);
    if (ipv4 != INVALID_SOCKET && ipv6 != INVALID_SOCKET)
    {
        ws.CreateThread([this, ipv6](Winsock& own) { return TakeClients(own, ipv6); });
    }
    if (ipv4 == INVALID_SOCKET && ipv6 == INVALID_SOCKET)
    {
        return error;
    }
    return TakeClients(ws, ipv4 == INVALID_SOCKET ? ipv6 : ipv4);
}

SOCKET
Socks5Proxy::Listen(Winsock& ws, int family) const
{
    const SOCKET s = ws.socket(family, SOCK_STREAM, IPPROTO_TCP);
    WinsockSocketAddress any;
    any.ipv6 = family == AF_INET6;
    any.port = m_port;
    const auto [name, length] = ToName(any);
    if (ws.bind(s, reinterpret_cast<const SOCKADDR*>(&name), length) == 0 &&
        ws.listen(s, SOMAXCONN) == 0)
    {
        return s;
    }
    const int error = ws.WSAGetLastError();
    ws.closesocket(s);
    ws.WSASetLastError(error);
    return INVALID_SOCKET;
}

int
Socks5Proxy::TakeClients(Winsock& ws, SOCKET listener)
{
    for (;;)
    {
        SOCKADDR_STORAGE name{};
        INT length = sizeof(name);
        const SOCKET client = ws.accept(listener, reinterpret_cast<SOCKADDR*>(&name), &length);
        if (client != INVALID_SOCKET)
        {
            const Address from = FromName(name, length).ToNs3();
            ws.CreateThread(
                [this, client, from](Winsock& own)
                {
                    Session(*this, own, client, from).Run();
                    return 0;
                });
            continue;
        }
        const int error = ws.WSAGetLastError();
        if (error == WSAEMFILE || error == WSAENOBUFS)
        {
            ws.Sleep(PAUSE_MILLISECONDS); // the client waits in the queue (R-RES-4)
        }
        else if (error != WSAECONNRESET)
        {
            return error;
        }
    }
}

} // namespace ns3::winsock
