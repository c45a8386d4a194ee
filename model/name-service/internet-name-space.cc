/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "internet-name-space.h"

#include "ns3/numeric-host.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-name-service-constants.h"
#include "ns3/winsock-name-spaces.h"
#include "ns3/winsock-name-table.h"
#include "ns3/winsock-text-encoding.h"

#include <optional>
#include <string>

namespace ns3::winsock
{

namespace
{

/// What a class asks for.
enum class Topic
{
    NOTHING, //!< something that no name server of the Internet knows
    HOST,    //!< a host by its name
    ADDRESS, //!< a host by its address
    SERVICE, //!< a port by its service
    RECORD,  //!< a DNS record that is not kept here
};

/// A class, taken apart.
struct Reading
{
    Topic topic{Topic::NOTHING}; //!< what is asked for
    int family{AF_UNSPEC};       //!< of the addresses
    uint16_t port{0};            //!< of the addresses
    int type{0};                 //!< of their sockets
    int protocol{0};             //!< of their sockets
};

/// Reads the type of a DNS record.
Reading
ReadRecordType(WORD type)
{
    if (type == RR_FROM_SVCID(&SVCID_DNS_TYPE_A))
    {
        return {Topic::HOST, AF_INET};
    }
    if (type == RR_FROM_SVCID(&SVCID_DNS_TYPE_AAAA))
    {
        return {Topic::HOST, AF_INET6};
    }
    return {type == RR_FROM_SVCID(&SVCID_DNS_TYPE_PTR) ? Topic::ADDRESS : Topic::RECORD};
}

Reading
ReadClass(const GUID& classId)
{
    if (classId == SVCID_HOSTNAME || classId == SVCID_INET_HOSTADDRBYNAME)
    {
        return {Topic::HOST};
    }
    if (classId == SVCID_INET_HOSTADDRBYINETSTRING)
    {
        return {Topic::ADDRESS};
    }
    if (classId == SVCID_INET_SERVICEBYNAME)
    {
        return {Topic::SERVICE};
    }
    if (IS_SVCID_TCP(&classId) || IS_SVCID_UDP(&classId))
    {
        const bool stream = IS_SVCID_TCP(&classId);
        const WORD record = RR_FROM_SVCID(&classId);
        return record != 0 ? ReadRecordType(record)
                           : Reading{Topic::HOST,
                                     AF_UNSPEC,
                                     PORT_FROM_SVCID_TCP(&classId),
                                     stream ? SOCK_STREAM : SOCK_DGRAM,
                                     stream ? IPPROTO_TCP : IPPROTO_UDP};
    }
    return {};
}

/// Whether a question without a name is about the machine that asks.
bool
MeansOwn(const Reading& reading)
{
    return reading.topic == Topic::HOST && reading.type == 0 && reading.family == AF_UNSPEC;
}

/// A host by its name, or by an address in place of one.
std::optional<HostRecord>
FindHost(const std::string& name, const WinsockNameTable& table, Ptr<Node> node)
{
    const std::optional<WinsockSocketAddress> number = ReadNumericHost(name);
    return number ? HostRecord{name, {}, {*number}} : table.FindHost(name, node);
}

/// A host by its address.
std::optional<HostRecord>
FindAddress(const std::string& text, const WinsockNameTable& table, Ptr<Node> node)
{
    const std::optional<WinsockSocketAddress> number = ReadNumericHost(text);
    return number ? table.FindHost(*number, node) : std::nullopt;
}

/// Adds a record and its aliases.
void
Append(const NameSpaceQuestion& question,
       const std::string& name,
       const std::vector<std::string>& aliases,
       const std::vector<ServiceEndPoint>& endPoints,
       std::vector<NameSpaceRecord>& records)
{
    NameSpaceRecord record;
    record.name = AnsiToUtf16(name);
    record.classId = *question.classId;
    record.endPoints = endPoints;
    records.push_back(record);
    record.endPoints.clear();
    record.outputFlags = RESULT_IS_ALIAS;
    for (const std::string& alias : aliases)
    {
        record.name = AnsiToUtf16(alias);
        records.push_back(record);
    }
}

/// Answers a question about a host. @param host no value for an unknown one
int
AnswerHost(const NameSpaceQuestion& question,
           const Reading& reading,
           const std::optional<HostRecord>& host,
           std::vector<NameSpaceRecord>& records)
{
    if (!host)
    {
        return WSASERVICE_NOT_FOUND;
    }
    std::vector<ServiceEndPoint> endPoints;
    for (WinsockSocketAddress address : host->addresses)
    {
        address.port = reading.port;
        if (reading.family == AF_UNSPEC || (reading.family == AF_INET6) == address.ipv6)
        {
            endPoints.push_back({address, reading.type, reading.protocol});
        }
    }
    endPoints = ChooseEndPoints(endPoints, question.protocols);
    if (endPoints.empty())
    {
        return WSANO_DATA;
    }
    Append(question, host->name, host->aliases, endPoints, records);
    return 0;
}

/// Answers a question about a port: its addresses are the wildcards.
int
AnswerService(const NameSpaceQuestion& question,
              const WinsockNameTable& table,
              std::vector<NameSpaceRecord>& records)
{
    const std::string text = Utf16ToAnsi(question.name);
    const std::size_t slash = text.find('/');
    const std::string protocol = slash == std::string::npos ? "" : text.substr(slash + 1);
    const ServiceRecord* const found = table.FindService(text.substr(0, slash), protocol);
    if (!found)
    {
        return WSASERVICE_NOT_FOUND;
    }
    const bool stream = found->protocol == "tcp";
    ServiceEndPoint endPoint{
        {}, stream ? SOCK_STREAM : SOCK_DGRAM, stream ? IPPROTO_TCP : IPPROTO_UDP};
    endPoint.address.port = found->port;
    const std::vector<ServiceEndPoint> endPoints = ChooseEndPoints({endPoint}, question.protocols);
    if (endPoints.empty())
    {
        return WSANO_DATA;
    }
    Append(question, found->name, found->aliases, endPoints, records);
    return 0;
}

} // namespace

bool
IsInternetClass(const GUID& classId)
{
    const Reading reading = ReadClass(classId);
    return reading.topic != Topic::NOTHING && reading.type == 0;
}

Time
GetInternetDelay(const NameSpaceQuestion& question, const WinsockNameTable& table, Ptr<Node> node)
{
    const Reading reading = question.classId ? ReadClass(*question.classId) : Reading();
    const std::string name = Utf16ToAnsi(question.name);
    const std::optional<WinsockSocketAddress> number = ReadNumericHost(name);
    if (reading.topic == Topic::HOST && !number)
    {
        return table.GetDelay(name, node);
    }
    return reading.topic == Topic::ADDRESS && number ? table.GetDelay(*number, node) : Time(0);
}

int
AskInternet(const NameSpaceQuestion& question,
            const WinsockNameTable& table,
            Ptr<Node> node,
            std::vector<NameSpaceRecord>& records)
{
    if (!question.classId)
    {
        return WSAEINVAL;
    }
    const Reading reading = ReadClass(*question.classId);
    const std::string name = Utf16ToAnsi(question.name);
    const bool hasName = !name.empty() || MeansOwn(reading);
    switch (reading.topic)
    {
    case Topic::HOST:
        return AnswerHost(
            question, reading, hasName ? FindHost(name, table, node) : std::nullopt, records);
    case Topic::ADDRESS:
        return AnswerHost(question, reading, FindAddress(name, table, node), records);
    case Topic::SERVICE:
        return AnswerService(question, table, records);
    case Topic::RECORD:
        return WSANO_DATA;
    case Topic::NOTHING:
        break;
    }
    return WSASERVICE_NOT_FOUND;
}

} // namespace ns3::winsock
