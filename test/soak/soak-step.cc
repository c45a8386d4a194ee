/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-step.h"

#include "ns3/abort.h"

#include <array>

namespace ns3::winsock::test
{

namespace
{

/// What people read about an act: $s is the slot, $a, $b and $c are the arguments.
struct ActText
{
    Act act;          //!< which
    const char* name; //!< in C++
    const char* text; //!< in words
};

constexpr ActText TEXTS[] = {
    {Act::START, "START", "starts"},
    {Act::KILL, "KILL", "is killed"},
    {Act::EXIT, "EXIT", "ends itself"},
    {Act::STARTUP, "STARTUP", "WSAStartup"},
    {Act::CLEANUP, "CLEANUP", "WSACleanup"},
    {Act::SOCKET, "SOCKET", "slot $s = WSASocket of type $a, style $b"},
    {Act::WILD_SOCKET, "WILD_SOCKET", "slot $s = WSASocket($a, $b, $c)"},
    {Act::NON_BLOCKING, "NON_BLOCKING", "slot $s: FIONBIO $a"},
    {Act::TIMEOUT, "TIMEOUT", "slot $s: SO_RCVTIMEO $a ms"},
    {Act::SEND_BUFFER, "SEND_BUFFER", "slot $s: SO_SNDBUF $a"},
    {Act::RECEIVE_BUFFER, "RECEIVE_BUFFER", "slot $s: SO_RCVBUF $a"},
    {Act::LINGER, "LINGER", "slot $s: SO_LINGER {$a, $b}"},
    {Act::SHARE, "SHARE", "slot $s: SO_REUSEADDR $a"},
    {Act::DUPLICATE, "DUPLICATE", "slot $s is duplicated for program $a"},
    {Act::OPEN_DUPLICATE, "OPEN_DUPLICATE", "slot $s = WSASocket of the duplicate"},
    {Act::CLOSE, "CLOSE", "closesocket(slot $s)"},
    {Act::BIND, "BIND", "bind(slot $s, address $b, port $a)"},
    {Act::LISTEN, "LISTEN", "listen(slot $s, $a)"},
    {Act::ACCEPT, "ACCEPT", "slot $a = accept(slot $s)"},
    {Act::CONNECT, "CONNECT", "connect(slot $s, address $b, port $a)"},
    {Act::SHUTDOWN, "SHUTDOWN", "shutdown(slot $s, $a)"},
    {Act::ACCEPT_EX, "ACCEPT_EX", "AcceptEx(slot $s, slot $a)"},
    {Act::SEND, "SEND", "send(slot $s, $a bytes, flags $b)"},
    {Act::SEND_TO, "SEND_TO", "sendto(slot $s, $c bytes, address $b, port $a)"},
    {Act::RECEIVE, "RECEIVE", "recv(slot $s, $a bytes, flags $b)"},
    {Act::RECEIVE_FROM, "RECEIVE_FROM", "recvfrom(slot $s, $a bytes, flags $b)"},
    {Act::OVERLAPPED_SEND, "OVERLAPPED_SEND", "WSASend(slot $s, $a bytes), reported by $b"},
    {Act::OVERLAPPED_RECEIVE, "OVERLAPPED_RECEIVE", "WSARecv(slot $s, $a bytes), reported by $b"},
    {Act::RESULT, "RESULT", "WSAGetOverlappedResult(slot $s), waits: $a"},
    {Act::CANCEL, "CANCEL", "CancelIoEx(slot $s)"},
    {Act::SELECT, "SELECT", "select(slot $s and the next, $a ms)"},
    {Act::EVENT_SELECT, "EVENT_SELECT", "WSAEventSelect(slot $s, $a)"},
    {Act::MAKE_PORT, "MAKE_PORT", "CreateIoCompletionPort"},
    {Act::USE_PORT, "USE_PORT", "slot $s reports to the port"},
    {Act::TAKE_PACKET, "TAKE_PACKET", "GetQueuedCompletionStatus, $a ms"},
    {Act::SLEEP, "SLEEP", "SleepEx, $a ms"},
    {Act::NAMES, "NAMES", "getsockname and getpeername(slot $s)"},
    {Act::GET_OPTION, "GET_OPTION", "getsockopt(slot $s, $a)"},
    {Act::READABLE, "READABLE", "slot $s: FIONREAD"},
    {Act::ENUMERATE, "ENUMERATE", "WSAEnumProtocols, room for $a"},
    {Act::PASS, "PASS", "$a ms pass"},
    {Act::LIMIT, "LIMIT", "limit $a becomes $b"},
    {Act::LOSS, "LOSS", "$a percent of what arrives is lost"},
    {Act::LEAK, "LEAK", "leak $a"},
};

static_assert(sizeof(TEXTS) / sizeof(TEXTS[0]) == static_cast<std::size_t>(Act::COUNT),
              "each act has a text, in the order of the acts");

const ActText&
GetText(Act act)
{
    const ActText& text = TEXTS[static_cast<std::size_t>(act)];
    NS_ABORT_MSG_UNLESS(text.act == act, "the acts' texts are not in the order of the acts");
    return text;
}

std::string
Fill(const std::string& pattern, const Step& step)
{
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i)
    {
        if (pattern[i] != '$')
        {
            text += pattern[i];
            continue;
        }
        const char which = pattern[++i];
        text += std::to_string(which == 's'   ? uint32_t{step.slot}
                               : which == 'a' ? step.a
                               : which == 'b' ? step.b
                                              : step.c);
    }
    return text;
}

bool
ConcernsNode(Act act)
{
    return act == Act::LIMIT || act == Act::LOSS || act == Act::LEAK;
}

} // namespace

const std::vector<SoakLimit>&
GetSoakLimits()
{
    static const std::vector<SoakLimit> limits = {
        {"maxSocketsPerProcess", 0, 12},
        {"maxSocketsPerSystem", 0, 20},
        {"maxTcpControlBlocks", 0, 8},
        {"poolBytes", 3000, 40000},
        {"poolPackets", 0, 30},
        {"udpRcvQueuePackets", 0, 5},
        {"rxThrottlePercent", 0, 101},
        {"backlogMax", 1, 5},
        {"chargeMode", 0, 2},
        {"timeWaitRecycle", 0, 2},
        {"blockingSendOnPoolExhausted", 0, 3},
    };
    return limits;
}

bool
operator==(const Step& left, const Step& right)
{
    return left.act == right.act && left.program == right.program && left.thread == right.thread &&
           left.slot == right.slot && left.a == right.a && left.b == right.b && left.c == right.c;
}

const char*
GetName(Act act)
{
    return GetText(act).name;
}

std::string
ToCpp(const Step& step)
{
    const ActText& text = GetText(step.act);
    const std::array<uint32_t, 6> arguments{
        step.program, step.thread, step.slot, step.a, step.b, step.c};
    std::size_t count = arguments.size();
    while (count > 0 && arguments[count - 1] == 0)
    {
        --count;
    }
    std::string code = std::string("{Act::") + text.name;
    for (std::size_t i = 0; i < count; ++i)
    {
        code += ", " + std::to_string(arguments[i]) + (arguments[i] > INT32_MAX ? "U" : "");
    }
    const std::string who =
        step.act == Act::PASS
            ? ""
            : (ConcernsNode(step.act) ? "node " : "program ") + std::to_string(step.program) + ": ";
    return code + "}, // " + who + Fill(text.text, step);
}

} // namespace ns3::winsock::test
