/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "redirector-layer.h"

#include "ns3/abort.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/socks5-handshake.h"
#include "ns3/string.h"
#include "ns3/trace-source-accessor.h"

#include <algorithm>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(RedirectorLibrary);

TypeId
RedirectorLibrary::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::winsock::RedirectorLibrary")
            .SetParent<LayerLibrary>()
            .SetGroupName("Winsock")
            .AddConstructor<RedirectorLibrary>()
            .AddAttribute(
                "Proxy",
                "Address and port of the proxy for IPv4 sockets, an InetSocketAddress."
                " Without one their connects fail with WSAENETUNREACH.",
                AddressValue(Address()),
                MakeAddressAccessor(&RedirectorLibrary::SetProxy4, &RedirectorLibrary::GetProxy4),
                MakeAddressChecker())
            .AddAttribute(
                "Proxy6",
                "Address and port of the proxy for IPv6 sockets, an Inet6SocketAddress."
                " Without one their connects fail with WSAENETUNREACH.",
                AddressValue(Address()),
                MakeAddressAccessor(&RedirectorLibrary::SetProxy6, &RedirectorLibrary::GetProxy6),
                MakeAddressChecker())
            .AddAttribute("PeerName",
                          "What getpeername answers for a redirected connection: Target or Proxy.",
                          StringValue("Target"),
                          MakeStringAccessor(&RedirectorLibrary::SetPeerName,
                                             &RedirectorLibrary::GetPeerName),
                          MakeStringChecker())
            .AddAttribute(
                "Exempt",
                "Targets that are connected to directly: prefixes such as 10.0.0.0/8 or"
                " 2001:db8::/32, with blanks between them.",
                StringValue("127.0.0.0/8 ::1"),
                MakeStringAccessor(&RedirectorLibrary::SetExempt, &RedirectorLibrary::GetExempt),
                MakeStringChecker())
            .AddAttribute(
                "User",
                "User name for the proxy (RFC 1929), up to 255 bytes; empty if there is"
                " none.",
                StringValue(""),
                MakeStringAccessor(&RedirectorLibrary::SetUser, &RedirectorLibrary::GetUser),
                MakeStringChecker())
            .AddAttribute("Password",
                          "Password of the user, up to 255 bytes.",
                          StringValue(""),
                          MakeStringAccessor(&RedirectorLibrary::SetPassword,
                                             &RedirectorLibrary::GetPassword),
                          MakeStringChecker())
            .AddAttribute("Timeout",
                          "How long the proxy has to connect and answer, then the program's connect"
                          " fails with WSAETIMEDOUT; zero for no limit.",
                          TimeValue(Seconds(60)),
                          MakeTimeAccessor(&RedirectorLibrary::m_timeout),
                          MakeTimeChecker(Time(0)))
            .AddTraceSource("Redirected",
                            "A connect by way of the proxy has ended, with or without success.",
                            MakeTraceSourceAccessor(&RedirectorLibrary::m_redirectedTrace),
                            "ns3::winsock::RedirectorLibrary::RedirectedTracedCallback");
    return tid;
}

RedirectorLibrary::RedirectorLibrary()
    : LayerLibrary("redirector")
{
}

RedirectorLibrary::~RedirectorLibrary() = default;

Ptr<ServiceProvider>
RedirectorLibrary::CreateLayer()
{
    return Create<RedirectorLayer>(Ptr<RedirectorLibrary>(this));
}

Address
RedirectorLibrary::GetProxy(bool ipv6) const
{
    return ipv6 ? m_proxy6 : m_proxy4;
}

bool
RedirectorLibrary::ShowsTarget() const
{
    return m_showsTarget;
}

bool
RedirectorLibrary::IsExempt(const WinsockSocketAddress& target) const
{
    return std::any_of(m_exempt.begin(),
                       m_exempt.end(),
                       [&](const AddressPrefix& prefix) { return prefix.Contains(target); });
}

Time
RedirectorLibrary::GetTimeout() const
{
    return m_timeout;
}

void
RedirectorLibrary::Report(const RedirectionReport& report) const
{
    m_redirectedTrace(report);
}

void
RedirectorLibrary::SetProxy4(Address proxy)
{
    NS_ABORT_MSG_UNLESS(proxy.IsInvalid() || InetSocketAddress::IsMatchingType(proxy),
                        "RedirectorLibrary::Proxy is " << proxy
                                                       << ": give an InetSocketAddress; the proxy"
                                                          " for IPv6 sockets is Proxy6.");
    m_proxy4 = proxy;
}

Address
RedirectorLibrary::GetProxy4() const
{
    return m_proxy4;
}

void
RedirectorLibrary::SetProxy6(Address proxy)
{
    NS_ABORT_MSG_UNLESS(proxy.IsInvalid() || Inet6SocketAddress::IsMatchingType(proxy),
                        "RedirectorLibrary::Proxy6 is " << proxy
                                                        << ": give an Inet6SocketAddress; the proxy"
                                                           " for IPv4 sockets is Proxy.");
    m_proxy6 = proxy;
}

Address
RedirectorLibrary::GetProxy6() const
{
    return m_proxy6;
}

void
RedirectorLibrary::SetPeerName(const std::string& text)
{
    NS_ABORT_MSG_UNLESS(text == "Target" || text == "Proxy",
                        "RedirectorLibrary::PeerName is \""
                            << text << "\": choose Target (whom the program named) or Proxy (whom"
                            << " the connection leads to).");
    m_showsTarget = text == "Target";
}

std::string
RedirectorLibrary::GetPeerName() const
{
    return m_showsTarget ? "Target" : "Proxy";
}

void
RedirectorLibrary::SetExempt(const std::string& text)
{
    m_exempt = ReadAddressPrefixes("RedirectorLibrary::Exempt", text);
    m_exemptText = text;
}

std::string
RedirectorLibrary::GetExempt() const
{
    return m_exemptText;
}

void
RedirectorLibrary::SetUser(const std::string& text)
{
    NS_ABORT_MSG_IF(text.size() > Socks5Handshake::LONGEST_NAME,
                    "RedirectorLibrary::User has " << text.size()
                                                   << " bytes: RFC 1929 allows 255.");
    m_user = text;
}

std::string
RedirectorLibrary::GetUser() const
{
    return m_user;
}

void
RedirectorLibrary::SetPassword(const std::string& text)
{
    NS_ABORT_MSG_IF(text.size() > Socks5Handshake::LONGEST_NAME,
                    "RedirectorLibrary::Password has " << text.size()
                                                       << " bytes: RFC 1929 allows 255.");
    m_password = text;
}

std::string
RedirectorLibrary::GetPassword() const
{
    return m_password;
}

} // namespace ns3::winsock
