/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "device-value.h"

#include <algorithm>
#include <sstream>
#include <type_traits>
#include <utility>

namespace ns3::winsock
{

namespace
{

template <auto Member>
uint32_t
GetCode(const DeviceNumbers& numbers)
{
    return static_cast<uint32_t>(numbers.*Member);
}

template <auto Member>
void
SetCode(DeviceNumbers& numbers, uint32_t code)
{
    using Type = std::remove_reference_t<decltype(numbers.*Member)>;
    numbers.*Member = static_cast<Type>(code);
}

/// @return a value that is reached through a member of DeviceNumbers
template <auto Member>
DeviceValue
Value(const char* key,
      const char* attribute,
      DeviceValueKind kind,
      const char* help,
      std::vector<const char*> words = {})
{
    return {
        key, attribute, help, kind, false, std::move(words), &GetCode<Member>, &SetCode<Member>};
}

/// @return the same for a value that may be unlimited
template <auto Member>
DeviceValue
Limit(const char* key, const char* attribute, DeviceValueKind kind, const char* help)
{
    DeviceValue value = Value<Member>(key, attribute, kind, help);
    value.boundless = true;
    return value;
}

using N = DeviceNumbers;
using Kind = DeviceValueKind;

/// Adds the values that say how many there may be.
void
AddCounts(std::vector<DeviceValue>& values)
{
    values.push_back(Limit<&N::maxProcesses>(
        "maxProcesses", "MaxProcesses", Kind::COUNT, "Processes alive at once on the node."));
    values.push_back(Limit<&N::maxSocketsPerProcess>("maxSocketsPerProcess",
                                                     "MaxSocketsPerProcess",
                                                     Kind::COUNT,
                                                     "Socket descriptors that one process may"
                                                     " hold."));
    values.push_back(Limit<&N::maxSocketsPerSystem>("maxSocketsPerSystem",
                                                    "MaxSocketsPerSystem",
                                                    Kind::COUNT,
                                                    "Socket descriptors that all processes of the"
                                                    " node may hold."));
    values.push_back(Limit<&N::maxHandlesPerProcess>("maxHandlesPerProcess",
                                                     "MaxHandlesPerProcess",
                                                     Kind::COUNT,
                                                     "Handles of any kind that one process may"
                                                     " hold, where each has a table of its own"
                                                     " (R-ACC-10, R-CE-126)."));
    values.push_back(Limit<&N::maxHandlesPerSystem>("maxHandlesPerSystem",
                                                    "MaxHandlesPerSystem",
                                                    Kind::COUNT,
                                                    "Handles of any kind that all processes of the"
                                                    " node may hold."));
    values.push_back(Limit<&N::maxTcpControlBlocks>("maxTcpControlBlocks",
                                                    "MaxTcpControlBlocks",
                                                    Kind::COUNT,
                                                    "TCP connections of the node, those in"
                                                    " TIME_WAIT included (R-ACC-33)."));
}

/// Adds the values of buffers, in sockets and in the pool.
void
AddBuffers(std::vector<DeviceValue>& values)
{
    values.push_back(Value<&N::tcpSndBuf>(
        "tcpSndBufDefault", "TcpSndBuf", Kind::BYTES, "SO_SNDBUF of new stream sockets, bytes."));
    values.push_back(Value<&N::tcpRcvBuf>(
        "tcpRcvBufDefault", "TcpRcvBuf", Kind::BYTES, "SO_RCVBUF of new stream sockets, bytes."));
    values.push_back(Value<&N::udpSndBuf>("udpSndBufDefault",
                                          "UdpSndBuf",
                                          Kind::BYTES,
                                          "SO_SNDBUF of new datagram and raw sockets, bytes."));
    values.push_back(Limit<&N::udpRcvBuf>("udpRcvBufDefault",
                                          "UdpRcvBuf",
                                          Kind::BYTES,
                                          "SO_RCVBUF of new datagram and raw sockets, bytes."));
    values.push_back(Limit<&N::udpRcvQueuePackets>("udpRcvQueuePackets",
                                                   "UdpRcvQueuePackets",
                                                   Kind::COUNT,
                                                   "Datagrams that one socket queues"
                                                   " (R-CE-119)."));
    values.push_back(Limit<&N::sndBufMax>("sndBufMax",
                                          "SndBufMax",
                                          Kind::BYTES,
                                          "Largest SO_SNDBUF: a program that sets more gets this,"
                                          " bytes."));
    values.push_back(Limit<&N::rcvBufMax>("rcvBufMax",
                                          "RcvBufMax",
                                          Kind::BYTES,
                                          "Largest SO_RCVBUF: a program that sets more gets this,"
                                          " bytes."));
    values.push_back(Limit<&N::poolBytes>(
        "poolBytes", "PoolBytes", Kind::BYTES, "Network buffer memory of the node, bytes."));
    values.push_back(Limit<&N::poolPackets>(
        "poolPackets", "PoolPackets", Kind::COUNT, "Packets that lie in this memory at once."));
    values.push_back(Value<&N::socketOverheadBytes>("socketOverheadBytes",
                                                    "SocketOverheadBytes",
                                                    Kind::BYTES,
                                                    "Bytes of the pool that a socket itself"
                                                    " takes."));
    values.push_back(Value<&N::packetOverheadBytes>("packetOverheadBytes",
                                                    "PacketOverheadBytes",
                                                    Kind::BYTES,
                                                    "Bytes of the pool that a queued packet takes"
                                                    " beside its data."));
    values.push_back(Value<&N::rxThrottlePercent>("rxThrottlePercent",
                                                  "RxThrottlePercent",
                                                  Kind::PERCENT,
                                                  "Share of the pool that received data cannot"
                                                  " have, percent (R-ACC-36)."));
    values.push_back(Value<&N::chargeMode>("chargeMode",
                                           "ChargeMode",
                                           Kind::WORD,
                                           "When SO_SNDBUF and SO_RCVBUF take memory from the"
                                           " pool: usage, while data lies in them; reserve, whole"
                                           " and as soon as the socket has them (R-ACC-22).",
                                           {"usage", "reserve"}));
}

/// Adds the values of connections.
void
AddConnections(std::vector<DeviceValue>& values)
{
    values.push_back(Value<&N::backlogMin>(
        "backlogMin", "BacklogMin", Kind::COUNT, "Smallest backlog in force."));
    values.push_back(Limit<&N::backlogMax>("backlogMax",
                                           "BacklogMax",
                                           Kind::COUNT,
                                           "Most connections that may wait for accept on one"
                                           " listener."));
    values.push_back(Value<&N::backlogOverflow>("backlogOverflow",
                                                "BacklogOverflow",
                                                Kind::WORD,
                                                "What a SYN meets when the queue of the listener"
                                                " is full: rst or drop (R-ACC-31).",
                                                {"rst", "drop"}));
    values.push_back(Value<&N::acceptWithoutDescriptor>("acceptWithoutDescriptor",
                                                        "AcceptWithoutDescriptor",
                                                        Kind::WORD,
                                                        "What becomes of a connection that accept"
                                                        " has no descriptor for: keep or discard"
                                                        " (R-ACC-4).",
                                                        {"keep", "discard"}));
    values.push_back(Value<&N::ephemeralFirst>(
        "ephemeralFirst", "EphemeralFirst", Kind::PORT, "Lowest automatic port."));
    values.push_back(Value<&N::ephemeralLast>(
        "ephemeralLast", "EphemeralLast", Kind::PORT, "Highest automatic port."));
    values.push_back(Value<&N::timeWaitMilliseconds>(
        "timeWaitSeconds", "TimeWait", Kind::DURATION, "Length of TIME_WAIT."));
    values.push_back(Value<&N::timeWaitRecycle>("timeWaitRecycle",
                                                "TimeWaitRecycle",
                                                Kind::FLAG,
                                                "Whether the oldest TIME_WAIT ends early where"
                                                " control blocks run out (R-ACC-33)."));
}

/// Adds the values that say which error a call gives.
void
AddErrors(std::vector<DeviceValue>& values)
{
    values.push_back(Value<&N::errorDescriptor>("errorDescriptor",
                                                "ErrorDescriptor",
                                                Kind::ERROR_CODE,
                                                "Error where a base provider finds no descriptor"
                                                " (R-ACC-1)."));
    values.push_back(Value<&N::errorHandleDoor>("errorHandleDoor",
                                                "ErrorHandleDoor",
                                                Kind::ERROR_CODE,
                                                "Error of WPUCreateSocketHandle where no handle is"
                                                " left (R-ACC-2)."));
    values.push_back(Value<&N::errorPool>(
        "errorPool", "ErrorPool", Kind::ERROR_CODE, "Error where the pool is empty."));
    values.push_back(Value<&N::errorPorts>("errorPorts",
                                           "ErrorPorts",
                                           Kind::ERROR_CODE,
                                           "Error where no automatic port is left (R-ACC-37)."));
}

/// Adds the choices that are about the whole system.
void
AddSystem(std::vector<DeviceValue>& values)
{
    values.push_back(Value<&N::handleTableScope>("handleTableScope",
                                                 "HandleTableScope",
                                                 Kind::WORD,
                                                 "Whose table a handle is in: process or system"
                                                 " (R-CE-126).",
                                                 {"process", "system"}));
    values.push_back(Value<&N::poolExhaustedSend>("blockingSendOnPoolExhausted",
                                                  "PoolExhaustedSend",
                                                  Kind::WORD,
                                                  "What a blocking send of a stream does when the"
                                                  " pool is empty: fail; wait-own, wait while the"
                                                  " socket has data in the pool, else fail; block"
                                                  " (R-ACC-26).",
                                                  {"fail", "wait-own", "block"}));
    values.push_back(Value<&N::completionRoutineCost>("completionRoutineCost",
                                                      "CompletionRoutineCost",
                                                      Kind::WORD,
                                                      "What runs a completion routine: apc, the"
                                                      " calling thread; thread, a new one for each"
                                                      " call; none, nothing (R-CE-107).",
                                                      {"apc", "thread", "none"}));
    values.push_back(Value<&N::winsockVersionMax>("winsockVersionMax",
                                                  "WinsockVersionMax",
                                                  Kind::VERSION,
                                                  "Highest version that WSAStartup grants."));
    values.push_back(Value<&N::catalogLifetime>("catalogLifetime",
                                                "CatalogLifetime",
                                                Kind::WORD,
                                                "How long the catalog lives: persistent or"
                                                " until-restart (R-CE-112); for information"
                                                " only, since nodes are not restarted.",
                                                {"persistent", "until-restart"}));
    values.push_back(Value<&N::catalogView>("catalogView",
                                            "CatalogView",
                                            Kind::WORD,
                                            "Which catalog a process sees: snapshot, that of its"
                                            " WSAStartup, or live (R-CE-113).",
                                            {"snapshot", "live"}));
    values.push_back(Value<&N::fdSetSize>("fdSetSize",
                                          "FdSetSize",
                                          Kind::COUNT,
                                          "Sockets that an fd_set holds; for information"
                                          " only, since a program decides when it is compiled."));
    values.push_back(Value<&N::maxWaitObjects>(
        "maxWaitObjects", "MaxWaitObjects", Kind::COUNT, "Objects that one wait takes."));
}

/// @return the version that "2.2" and the like name; 0 for another text
uint32_t
ParseVersion(const std::string& text)
{
    constexpr int HIGH_BYTE = 8;
    const bool written = text.size() == 3 && text[0] >= '1' && text[0] <= '9' && text[1] == '.' &&
                         text[2] >= '0' && text[2] <= '9';
    return written ? static_cast<uint32_t>(text[0] - '0') | static_cast<uint32_t>(text[2] - '0')
                                                                << HIGH_BYTE
                   : 0;
}

} // namespace

const std::vector<DeviceValue>&
GetDeviceValues()
{
    static const std::vector<DeviceValue> values = []
    {
        std::vector<DeviceValue> all;
        AddCounts(all);
        AddBuffers(all);
        AddConnections(all);
        AddErrors(all);
        AddSystem(all);
        return all;
    }();
    return values;
}

const DeviceValue*
FindDeviceValue(const std::string& key)
{
    const auto& values = GetDeviceValues();
    const auto at = std::find_if(
        values.begin(), values.end(), [&](const DeviceValue& value) { return key == value.key; });
    return at != values.end() ? &*at : nullptr;
}

std::string
FormatDeviceValue(const DeviceValue& value, uint32_t code)
{
    std::ostringstream text;
    switch (value.kind)
    {
    case DeviceValueKind::ERROR_CODE:
        return WinsockErrorName(static_cast<int>(code));
    case DeviceValueKind::WORD:
        return value.words.at(code);
    case DeviceValueKind::FLAG:
        return code ? "true" : "false";
    case DeviceValueKind::DURATION:
        text << code / 1000.0 << " s";
        return text.str();
    case DeviceValueKind::VERSION:
        text << (code & 0xff) << '.' << (code >> 8);
        return text.str();
    default:
        return value.boundless && code >= DeviceNumbers::UNLIMITED ? "none" : std::to_string(code);
    }
}

bool
ParseDeviceValue(const DeviceValue& value, const std::string& text, uint32_t& code)
{
    if (value.kind == DeviceValueKind::WORD)
    {
        const auto at = std::find(value.words.begin(), value.words.end(), text);
        code = static_cast<uint32_t>(at - value.words.begin());
        return at != value.words.end();
    }
    if (value.kind == DeviceValueKind::FLAG)
    {
        code = text == "true" ? 1 : 0;
        return text == "true" || text == "false";
    }
    if (value.kind == DeviceValueKind::VERSION)
    {
        code = ParseVersion(text);
        return code != 0;
    }
    const int error = WinsockErrorByName(text);
    code = static_cast<uint32_t>(error);
    return error > 0;
}

std::string
DescribeDeviceValue(const DeviceValue& value)
{
    switch (value.kind)
    {
    case DeviceValueKind::COUNT:
        return value.boundless ? "a whole number, or null for no bound" : "a whole number";
    case DeviceValueKind::BYTES:
        return value.boundless ? "a number of bytes, or null for no bound" : "a number of bytes";
    case DeviceValueKind::PORT:
        return "a port, 1 to 65535";
    case DeviceValueKind::PERCENT:
        return "a whole number from 0 to 100";
    case DeviceValueKind::DURATION:
        return "a number of seconds, such as 1.5";
    case DeviceValueKind::ERROR_CODE:
        return "the name of an error, such as WSAENOBUFS";
    case DeviceValueKind::FLAG:
        return "true or false";
    case DeviceValueKind::VERSION:
        return "a version such as 2.2";
    case DeviceValueKind::WORD:
        break;
    }
    std::string text = "one of the words";
    for (const char* word : value.words)
    {
        text += std::string(word == value.words.front() ? " " : ", ") + word;
    }
    return text;
}

} // namespace ns3::winsock
