/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef TRAFFIC_H
#define TRAFFIC_H

// The clients of the servers. What they send and expect depends on their number and the service only, so
// that servers of all styles meet the same.

#include "all-styles.h"

#include "ns3/winsock.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ns3::winsock::styles
{

/// What clients are like.
enum class Manner
{
    STEADY,     // waits for each answer before it asks again, then closes
    SLOW,       // the same, reading a little at a time with pauses
    HALF_CLOSE, // asks everything, ends sending, then reads to the end
    RESET,      // as steady, and resets the connection in the end
    IMPATIENT,  // asks everything and resets the connection in the middle of the answers
};

/// What a client asks, and the answer.
struct Exchange
{
    std::string request;
    std::string answer;
};

/// What came of a client.
struct ClientReport
{
    uint64_t sent{0};
    uint64_t received{0};
    uint32_t checksum{2166136261U}; // FNV-1a of what it has received
    bool intact{false};             // all answers came, and were right
};

/// @return bytes of an echo client that no two of its requests have in common
inline std::string
MakeText(uint32_t seed, std::size_t bytes)
{
    std::string text(bytes, '\0');
    for (char& byte : text)
    {
        seed = seed * 1664525U + 1013904223U;
        byte = static_cast<char>(seed >> 24);
    }
    return text;
}

/// @return what a client asks of an echo server
inline std::vector<Exchange>
EchoExchanges(uint32_t client)
{
    std::vector<Exchange> exchanges;
    for (const std::size_t bytes : {64, 5000, 1, 1500, 300})
    {
        const auto number = static_cast<uint32_t>(exchanges.size());
        const std::string text = MakeText(100 * client + number, bytes + 10 * client);
        exchanges.push_back({text, text});
    }
    return exchanges;
}

/// @return what a client asks of a file server
inline std::vector<Exchange>
FileExchanges(uint32_t client)
{
    std::vector<Exchange> exchanges{{"no-such-file\n", "-1\n"}};
    for (std::size_t i = 0; i < FILES.size(); ++i)
    {
        const FileDescription& wanted = FILES[(client + i) % FILES.size()];
        StoredFile file;
        file.Open(wanted.name);
        exchanges.push_back({std::string(wanted.name) + "\n",
                             std::to_string(wanted.bytes) + "\n" + file.Read(wanted.bytes)});
    }
    return exchanges;
}

/// @return what a client asks
inline std::vector<Exchange>
ExchangesOf(Service service, uint32_t client)
{
    return service == Service::ECHO ? EchoExchanges(client) : FileExchanges(client);
}

/// A client, as a program with blocking calls.
class TrafficClient
{
  public:
    TrafficClient(Winsock& ws, Manner manner, ClientReport& report)
        : m_ws(ws),
          m_manner(manner),
          m_report(report)
    {
    }

    /// @return whether the server has taken the connection
    bool
    Connect(const char* server, uint16_t port)
    {
        m_socket = m_ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
        SOCKADDR_IN address{};
        address.sin_family = AF_INET;
        address.sin_port = m_ws.htons(port);
        address.sin_addr.S_un.S_addr = m_ws.inet_addr(server);
        const auto* name = reinterpret_cast<const SOCKADDR*>(&address);
        return m_ws.connect(m_socket, name, sizeof(address)) == 0;
    }

    void
    Ask(const std::vector<Exchange>& exchanges)
    {
        const bool together = m_manner == Manner::HALF_CLOSE || m_manner == Manner::IMPATIENT;
        m_report.intact = together ? AskTogether(exchanges) : AskInTurn(exchanges);
    }

    void
    Leave()
    {
        if (m_manner == Manner::RESET || m_manner == Manner::IMPATIENT)
        {
            const linger hard{1, 0};
            const auto* value = reinterpret_cast<const char*>(&hard);
            m_ws.setsockopt(m_socket, SOL_SOCKET, SO_LINGER, value, sizeof(hard));
        }
        m_ws.closesocket(m_socket);
    }

  private:
    bool
    AskInTurn(const std::vector<Exchange>& exchanges)
    {
        return std::all_of(exchanges.begin(),
                           exchanges.end(),
                           [&](const Exchange& exchange)
                           { return Send(exchange.request) && Expect(exchange.answer); });
    }

    bool
    AskTogether(const std::vector<Exchange>& exchanges)
    {
        std::string answers;
        for (const Exchange& exchange : exchanges)
        {
            if (!Send(exchange.request))
            {
                return false;
            }
            answers += exchange.answer;
        }
        if (m_manner == Manner::IMPATIENT)
        {
            return Expect(answers.substr(0, answers.size() / 2));
        }
        char byte;
        return m_ws.shutdown(m_socket, SD_SEND) == 0 && Expect(answers) &&
               m_ws.recv(m_socket, &byte, 1, 0) == 0;
    }

    bool
    Send(const std::string& request)
    {
        const auto bytes = static_cast<int>(request.size());
        m_report.sent += request.size();
        return m_ws.send(m_socket, request.data(), bytes, 0) == bytes;
    }

    /// Receives so many bytes. @return whether they are these
    bool
    Expect(const std::string& answer)
    {
        std::array<char, 8192> buffer;
        bool right = true;
        for (std::size_t at = 0; at < answer.size();)
        {
            const std::size_t most = m_manner == Manner::SLOW ? 1000 : buffer.size();
            const auto room = static_cast<int>(std::min(most, answer.size() - at));
            const int bytes = m_ws.recv(m_socket, buffer.data(), room, 0);
            if (bytes <= 0)
            {
                return false;
            }
            right = right && answer.compare(at, bytes, buffer.data(), bytes) == 0;
            at += bytes;
            Count(buffer.data(), bytes);
            if (m_manner == Manner::SLOW)
            {
                m_ws.Sleep(10);
            }
        }
        return right;
    }

    void
    Count(const char* data, int bytes)
    {
        m_report.received += bytes;
        for (int i = 0; i < bytes; ++i)
        {
            m_report.checksum =
                (m_report.checksum ^ static_cast<unsigned char>(data[i])) * 16777619U;
        }
    }

    Winsock& m_ws;
    Manner m_manner;
    ClientReport& m_report;
    SOCKET m_socket{INVALID_SOCKET};
};

} // namespace ns3::winsock::styles

#endif // TRAFFIC_H
