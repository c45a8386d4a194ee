/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-calls.h"
#include "oracle-constants.h"

#include "ns3/winsock-messages.h"

namespace ns3::winsock::test
{

namespace
{

OracleCall
SelectAll(LONG events)
{
    return [=](Winsock& ws, SOCKET s)
    {
        const WSAEVENT event = events == 0 ? nullptr : ws.WSACreateEvent();
        return Ask(ws, [&] { return ws.WSAEventSelect(s, event, events); });
    };
}

/// WSAEnumNetworkEvents, with all that has happened as detail.
OracleAnswer
EnumerateEvents(Winsock& ws, SOCKET s)
{
    WSANETWORKEVENTS happened{};
    OracleAnswer answer = Ask(ws, [&] { return ws.WSAEnumNetworkEvents(s, nullptr, &happened); });
    answer.WithHex("events", static_cast<unsigned long long>(happened.lNetworkEvents));
    for (int bit = 0; bit < FD_MAX_EVENTS; ++bit)
    {
        if (happened.lNetworkEvents & (1 << bit))
        {
            answer.With("[" + std::to_string(bit) + "]", happened.iErrorCode[bit]);
        }
    }
    return answer;
}

OracleAnswer
SelectAndEnumerate(Winsock& ws, SOCKET s)
{
    ws.WSAEventSelect(s, ws.WSACreateEvent(), FD_ALL_EVENTS);
    return EnumerateEvents(ws, s);
}

OracleAnswer
EnumerateNowhere(Winsock& ws, SOCKET s)
{
    return Ask(ws, [&] { return ws.WSAEnumNetworkEvents(s, nullptr, nullptr); });
}

OracleAnswer
SelectMessages(Winsock& ws, SOCKET s)
{
    return Ask(ws, [&] { return ws.WSAAsyncSelect(s, nullptr, WM_USER, 0); });
}

/// @param place of the socket among the three sets
OracleCall
SelectIn(int place)
{
    return [=](Winsock& ws, SOCKET s)
    {
        fd_set sets[3]{};
        sets[place].fd_count = 1;
        sets[place].fd_array[0] = s;
        const timeval now{0, 0};
        return Ask(ws,
                   [&]
                   {
                       return ws.select(0,
                                        place == 0 ? &sets[0] : nullptr,
                                        place == 1 ? &sets[1] : nullptr,
                                        place == 2 ? &sets[2] : nullptr,
                                        &now);
                   });
    };
}

OracleCall
ParsePoll(const std::string& arguments)
{
    const auto events = OracleNumber(arguments);
    if (!events)
    {
        return nullptr;
    }
    return [events = static_cast<SHORT>(*events)](Winsock& ws, SOCKET s)
    {
        WSAPOLLFD poll{s, events, 0};
        return Ask(ws, [&] { return ws.WSAPoll(&poll, 1, 0); })
            .WithHex("revents", static_cast<USHORT>(poll.revents));
    };
}

/// Calls that convert a number as a socket's protocol wants it.
template <typename T>
OracleCallParser
ParseConversion(int (Winsock::*function)(SOCKET, T, T*))
{
    return OneOf({
        {"",
         [=](Winsock& ws, SOCKET s)
         {
             T converted = 0;
             return Ask(ws, [&] { return (ws.*function)(s, 1, &converted); });
         }},
        {"NULL",
         [=](Winsock& ws, SOCKET s)
         { return Ask(ws, [&] { return (ws.*function)(s, 1, nullptr); }); }},
    });
}

} // namespace

void
AddEventCalls(OracleCallTable& table)
{
    table["WSAEventSelect"] = OneOf({{"all", SelectAll(FD_ALL_EVENTS)},
                                     {"NULL 0", SelectAll(0)},
                                     {"all then WSAEnumNetworkEvents", SelectAndEnumerate}});
    table["WSAEnumNetworkEvents"] =
        OneOf({{"NULL", EnumerateNowhere}, {"without select", EnumerateEvents}});
    table["WSAAsyncSelect"] = OneOf({{"NULL window", SelectMessages}});
    table["select"] =
        OneOf({{"read", SelectIn(0)}, {"write", SelectIn(1)}, {"except", SelectIn(2)}});
    table["WSAPoll"] = ParsePoll;
    table["WSAHtonl"] = ParseConversion(&Winsock::WSAHtonl);
    table["WSAHtons"] = ParseConversion(&Winsock::WSAHtons);
    table["WSANtohl"] = ParseConversion(&Winsock::WSANtohl);
    table["WSANtohs"] = ParseConversion(&Winsock::WSANtohs);
}

} // namespace ns3::winsock::test
