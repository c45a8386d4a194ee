/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "socks5-handshake.h"

#include "ns3/assert.h"
#include "ns3/winsock-error.h"

#include <utility>

namespace ns3::winsock
{

namespace
{

/// A length that a message counts in one byte.
char
Count(const std::string& text)
{
    return static_cast<char>(static_cast<uint8_t>(text.size()));
}

} // namespace

Socks5Handshake::Socks5Handshake(const WinsockSocketAddress& target,
                                 const std::string& user,
                                 const std::string& password)
    : m_target(target),
      m_user(user),
      m_password(password)
{
    std::string methods(1, static_cast<char>(SOCKS5_NO_AUTHENTICATION));
    if (!m_user.empty())
    {
        methods += static_cast<char>(SOCKS5_PASSWORD);
    }
    Say(std::string{SOCKS5_VERSION, Count(methods)} + methods, Step::METHOD, 2);
}

const std::string&
Socks5Handshake::GetOutput() const
{
    return m_output;
}

void
Socks5Handshake::OutputSent(std::size_t count)
{
    m_output.erase(0, count);
}

std::size_t
Socks5Handshake::GetWanted() const
{
    return m_wanted - m_input.size();
}

void
Socks5Handshake::TakeInput(const char* bytes, std::size_t count)
{
    NS_ASSERT_MSG(count <= GetWanted(), "More input than the handshake asked for");
    m_input.append(bytes, count);
    if (GetWanted() == 0 && m_step != Step::DONE)
    {
        Advance();
    }
}

void
Socks5Handshake::TakeEnd()
{
    if (!IsDone())
    {
        End(WSAECONNABORTED);
    }
}

bool
Socks5Handshake::IsDone() const
{
    return m_step == Step::DONE;
}

int
Socks5Handshake::GetError() const
{
    return m_error;
}

uint8_t
Socks5Handshake::Byte(std::size_t at) const
{
    return static_cast<uint8_t>(m_input[at]);
}

void
Socks5Handshake::Say(std::string output, Step step, std::size_t wanted)
{
    m_output = std::move(output);
    m_step = step;
    m_input.clear();
    m_wanted = wanted;
}

void
Socks5Handshake::End(int error)
{
    m_error = error;
    Say("", Step::DONE, 0);
}

void
Socks5Handshake::Advance()
{
    switch (m_step)
    {
    case Step::METHOD:
        TakeMethod();
        break;
    case Step::LOGIN:
        if (m_input[0] != SOCKS5_LOGIN_VERSION)
        {
            End(WSAECONNABORTED);
        }
        else if (Byte(1) != 0)
        {
            End(WSAEACCES);
        }
        else
        {
            Request();
        }
        break;
    case Step::REPLY:
        TakeReply();
        break;
    case Step::NAME_LENGTH:
        Say("", Step::ADDRESS, Byte(0) + 2U);
        break;
    case Step::ADDRESS:
        // Where the proxy's own end of the connection is says nothing to the program.
        End(0);
        break;
    case Step::DONE:
        break;
    }
}

void
Socks5Handshake::TakeMethod()
{
    const uint8_t method = Byte(1);
    if (m_input[0] != SOCKS5_VERSION)
    {
        End(WSAECONNABORTED);
    }
    else if (method == SOCKS5_NO_AUTHENTICATION)
    {
        Request();
    }
    else if (method == SOCKS5_PASSWORD && !m_user.empty())
    {
        Say(std::string{SOCKS5_LOGIN_VERSION, Count(m_user)} + m_user + Count(m_password) +
                m_password,
            Step::LOGIN,
            2);
    }
    else
    {
        End(method == SOCKS5_NO_METHOD ? WSAEACCES : WSAECONNABORTED);
    }
}

void
Socks5Handshake::Request()
{
    Say(std::string{SOCKS5_VERSION, static_cast<char>(SOCKS5_CONNECT), 0} +
            Socks5AddressBytes(m_target),
        Step::REPLY,
        4);
}

void
Socks5Handshake::TakeReply()
{
    const uint8_t type = Byte(3);
    if (m_input[0] != SOCKS5_VERSION)
    {
        End(WSAECONNABORTED);
    }
    else if (Byte(1) != SOCKS5_SUCCEEDED)
    {
        End(WinsockErrorFromSocks5(Byte(1)));
    }
    else if (type == SOCKS5_DOMAIN_NAME)
    {
        Say("", Step::NAME_LENGTH, 1);
    }
    else if (type == SOCKS5_IPV4 || type == SOCKS5_IPV6)
    {
        Say("", Step::ADDRESS, (type == SOCKS5_IPV6 ? 16U : 4U) + 2U);
    }
    else
    {
        End(WSAECONNABORTED);
    }
}

} // namespace ns3::winsock
