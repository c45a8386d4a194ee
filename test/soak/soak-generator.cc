/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-generator.h"

#include "soak-plan.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-options.h"

#include <utility>

namespace ns3::winsock::test
{

namespace
{

constexpr std::size_t MOST_ACTIONS = 8;
constexpr uint32_t STREAM = 0;   // a of SOCKET
constexpr uint32_t DATAGRAM = 1; // a of SOCKET
constexpr uint32_t PORTS = 6;    // that servers use

} // namespace

SoakGenerator::SoakGenerator(uint32_t seed)
    : m_random(seed)
{
}

std::vector<Step>
SoakGenerator::Make(uint32_t count)
{
    std::vector<Step> steps;
    steps.reserve(count);
    while (steps.size() < count)
    {
        steps.push_back(Next());
    }
    return steps;
}

Step
SoakGenerator::Next()
{
    if (m_actions.size() < MOST_ACTIONS && m_random.Chance(30))
    {
        BeginAction();
    }
    if (m_actions.empty() || m_random.Chance(15))
    {
        return MakeLoose();
    }
    const uint32_t which = m_random.Below(static_cast<uint32_t>(m_actions.size()));
    const Step step = m_actions[which].front();
    m_actions[which].pop_front();
    if (m_actions[which].empty())
    {
        m_actions.erase(m_actions.begin() + which);
    }
    return step;
}

void
SoakGenerator::BeginAction()
{
    static const std::vector<Beginning> beginnings = {
        &SoakGenerator::BeginConversation,
        &SoakGenerator::BeginConversation,
        &SoakGenerator::BeginConversation,
        &SoakGenerator::BeginConversation,
        &SoakGenerator::BeginCalls,
        &SoakGenerator::BeginCalls,
        &SoakGenerator::BeginDatagrams,
        &SoakGenerator::BeginDatagrams,
        &SoakGenerator::BeginOverlapped,
        &SoakGenerator::BeginOverlapped,
        &SoakGenerator::BeginAcceptEx,
        &SoakGenerator::BeginDuplicate,
        &SoakGenerator::BeginHoarding,
        &SoakGenerator::BeginShortage,
        &SoakGenerator::BeginDeath,
        &SoakGenerator::BeginRestart,
        &SoakGenerator::BeginBadLink,
    };
    (this->*m_random.OneOf(beginnings))();
}

// ---------------------------------------------------------------- parts of actions

SoakGenerator::Party
SoakGenerator::AnyParty()
{
    return {static_cast<uint8_t>(m_random.Below(SoakPlan::PROGRAMS)),
            static_cast<uint8_t>(m_random.Below(Step::THREADS)),
            static_cast<uint8_t>(m_random.Below(Step::SLOTS))};
}

uint8_t
SoakGenerator::AnotherSlot(const Party& party)
{
    return static_cast<uint8_t>((party.slot + 1 + m_random.Below(Step::SLOTS - 1)) % Step::SLOTS);
}

Step
SoakGenerator::StepOf(Act act, const Party& party, uint32_t a, uint32_t b, uint32_t c)
{
    return {act, party.program, party.thread, party.slot, a, b, c};
}

uint32_t
SoakGenerator::AddressOf(uint8_t program)
{
    return m_random.Chance(92) ? 1 + program % SoakPlan::NODES : m_random.Below(10);
}

uint32_t
SoakGenerator::AnyLength()
{
    return m_random.OneOf<uint32_t>({0, 1, 64, 200, 500, 1472, 1473, 4000, 9000, 20000, 60000});
}

void
SoakGenerator::Pause(Action& action)
{
    action.push_back({Act::PASS, 0, 0, 0, m_random.OneOf<uint32_t>({0, 1, 5, 5, 10, 20, 50, 100})});
}

void
SoakGenerator::Open(Action& action, const Party& party, uint32_t type)
{
    action.push_back(StepOf(Act::SOCKET, party, type, m_random.Chance(90) ? 0 : 2));
    if (m_random.Chance(75))
    {
        action.push_back(StepOf(Act::NON_BLOCKING, party, 1));
    }
    else if (m_random.Chance(60))
    {
        action.push_back(StepOf(Act::TIMEOUT, party, m_random.OneOf<uint32_t>({1, 20, 500})));
    }
    if (m_random.Chance(15))
    {
        const uint32_t bytes = m_random.OneOf<uint32_t>({0, 1, 1000, 4096, 20000, 70000});
        action.push_back(
            StepOf(m_random.Chance(50) ? Act::SEND_BUFFER : Act::RECEIVE_BUFFER, party, bytes));
    }
}

void
SoakGenerator::Talk(Action& action, const Party& party)
{
    for (uint32_t i = m_random.Below(6); i > 0; --i)
    {
        const Act act = m_random.Chance(55) ? Act::SEND : Act::RECEIVE;
        const uint32_t flags = act == Act::RECEIVE && m_random.Chance(10) ? MSG_PEEK : 0;
        action.push_back(StepOf(act, party, AnyLength(), flags));
        if (m_random.Chance(40))
        {
            Pause(action);
        }
    }
}

void
SoakGenerator::Finish(Action& action, const Party& party)
{
    if (m_random.Chance(20))
    {
        action.push_back(StepOf(Act::LINGER, party, m_random.Below(4) != 0, m_random.Below(3)));
    }
    if (m_random.Chance(40))
    {
        action.push_back(StepOf(Act::SHUTDOWN, party, m_random.OneOf<uint32_t>({0, 1, 1, 1, 2})));
        Pause(action);
    }
    if (m_random.Chance(90))
    {
        action.push_back(StepOf(Act::CLOSE, party));
    }
}

SoakGenerator::Action
SoakGenerator::Serve(const Party& party, uint32_t port)
{
    Action server;
    Open(server, party, STREAM);
    if (m_random.Chance(20))
    {
        server.push_back(StepOf(Act::SHARE, party, 1));
    }
    server.push_back(StepOf(Act::BIND, party, port));
    server.push_back(StepOf(Act::LISTEN, party, m_random.OneOf<uint32_t>({0, 1, 2, 5, SOMAXCONN})));
    return server;
}

// ---------------------------------------------------------------- actions

void
SoakGenerator::BeginConversation()
{
    const Party listener = AnyParty();
    const uint32_t port = 1 + m_random.Below(PORTS);
    Action both = Serve(listener, port);
    for (uint32_t i = 1 + m_random.Below(3); i > 0; --i)
    {
        const Party caller = AnyParty();
        Party accepted = listener;
        accepted.slot = AnotherSlot(listener);
        Open(both, caller, STREAM);
        both.push_back(StepOf(Act::CONNECT, caller, port, AddressOf(listener.program)));
        both.push_back({Act::PASS, 0, 0, 0, 10});
        both.push_back(StepOf(Act::ACCEPT, listener, accepted.slot));
        Pause(both);
        for (uint32_t j = m_random.Below(4); j > 0; --j)
        {
            Talk(both, m_random.Chance(50) ? caller : accepted);
        }
        Finish(both, m_random.Chance(50) ? caller : accepted);
        Finish(both, accepted);
        Finish(both, caller);
    }
    both.push_back(StepOf(Act::CLOSE, listener));
    m_actions.push_back(std::move(both));
}

void
SoakGenerator::BeginCalls()
{
    const Party listener = AnyParty();
    const uint32_t port = 1 + m_random.Below(PORTS);
    Action server = Serve(listener, port);
    for (uint32_t i = 1 + m_random.Below(3); i > 0; --i)
    {
        Party accepted = listener;
        accepted.slot = AnotherSlot(listener);
        Pause(server);
        server.push_back(StepOf(Act::ACCEPT, listener, accepted.slot));
        Talk(server, accepted);
        Finish(server, accepted);
        const Party caller = AnyParty();
        Action client;
        Pause(client);
        Open(client, caller, STREAM);
        client.push_back(StepOf(Act::CONNECT, caller, port, AddressOf(listener.program)));
        Pause(client);
        Talk(client, caller);
        Finish(client, caller);
        m_actions.push_back(std::move(client));
    }
    server.push_back(StepOf(Act::CLOSE, listener));
    m_actions.push_back(std::move(server));
}

void
SoakGenerator::BeginDatagrams()
{
    const Party receiver = AnyParty();
    const Party sender = AnyParty();
    const uint32_t port = 1 + m_random.Below(PORTS);
    Action receiving;
    Open(receiving, receiver, DATAGRAM);
    receiving.push_back(StepOf(Act::BIND, receiver, port));
    Action sending;
    Open(sending, sender, DATAGRAM);
    for (uint32_t i = m_random.Below(8); i > 0; --i)
    {
        sending.push_back(
            StepOf(Act::SEND_TO, sender, port, AddressOf(receiver.program), AnyLength()));
        receiving.push_back(StepOf(Act::RECEIVE_FROM, receiver, m_random.Below(2000)));
        Pause(receiving);
    }
    Finish(receiving, receiver);
    Finish(sending, sender);
    m_actions.push_back(std::move(receiving));
    m_actions.push_back(std::move(sending));
}

void
SoakGenerator::BeginOverlapped()
{
    const Party listener = AnyParty();
    const Party caller = AnyParty();
    const uint32_t port = 1 + m_random.Below(PORTS);
    Party accepted = listener;
    accepted.slot = AnotherSlot(listener);
    Action both = Serve(listener, port);
    Open(both, caller, STREAM);
    both.push_back(StepOf(Act::CONNECT, caller, port, AddressOf(listener.program)));
    Pause(both);
    both.push_back(StepOf(Act::ACCEPT, listener, accepted.slot));
    if (m_random.Chance(50))
    {
        both.push_back(StepOf(Act::MAKE_PORT, caller));
        both.push_back(StepOf(Act::USE_PORT, caller));
    }
    for (uint32_t i = 2 + m_random.Below(6); i > 0; --i)
    {
        const Party& who = m_random.Chance(50) ? caller : accepted;
        const Act act = m_random.Chance(50) ? Act::OVERLAPPED_RECEIVE : Act::OVERLAPPED_SEND;
        both.push_back(StepOf(act, who, AnyLength(), m_random.Below(3)));
        Pause(both);
    }
    both.push_back(StepOf(Act::RESULT, caller, m_random.Below(2)));
    both.push_back(StepOf(Act::TAKE_PACKET, caller, m_random.Below(20)));
    both.push_back(StepOf(Act::SLEEP, accepted, m_random.Below(20)));
    if (m_random.Chance(30))
    {
        both.push_back(StepOf(Act::CANCEL, caller));
    }
    Finish(both, accepted);
    Finish(both, caller);
    both.push_back(StepOf(Act::CLOSE, listener));
    m_actions.push_back(std::move(both));
}

void
SoakGenerator::BeginAcceptEx()
{
    const Party listener = AnyParty();
    const Party caller = AnyParty();
    const uint32_t port = 1 + m_random.Below(PORTS);
    Party accepted = listener;
    accepted.slot = static_cast<uint8_t>((listener.slot + 1) % Step::SLOTS);
    Action both = Serve(listener, port);
    both.push_back(StepOf(Act::SOCKET, accepted, STREAM));
    both.push_back(StepOf(Act::ACCEPT_EX, listener, accepted.slot));
    Open(both, caller, STREAM);
    both.push_back(StepOf(Act::CONNECT, caller, port, AddressOf(listener.program)));
    Pause(both);
    Talk(both, accepted);
    Finish(both, accepted);
    Finish(both, listener);
    Finish(both, caller);
    m_actions.push_back(std::move(both));
}

void
SoakGenerator::BeginDuplicate()
{
    const Party source = AnyParty();
    // Two programs are on one node; now and then the other one is not.
    Party target = source;
    target.program = static_cast<uint8_t>(m_random.Chance(80) ? (source.program + SoakPlan::NODES) %
                                                                    SoakPlan::PROGRAMS
                                                              : m_random.Below(SoakPlan::PROGRAMS));
    target.slot = static_cast<uint8_t>(m_random.Below(Step::SLOTS));
    Action action;
    Open(action, source, m_random.Below(2));
    action.push_back(StepOf(Act::BIND, source, 1 + m_random.Below(PORTS)));
    action.push_back(StepOf(Act::DUPLICATE, source, target.program));
    if (m_random.Chance(80))
    {
        action.push_back(StepOf(Act::OPEN_DUPLICATE, target));
    }
    action.push_back(StepOf(Act::CLOSE, source));
    Finish(action, target);
    m_actions.push_back(std::move(action));
}

void
SoakGenerator::BeginHoarding()
{
    Party party = AnyParty();
    Action action;
    for (uint8_t slot = 0; slot < Step::SLOTS; ++slot)
    {
        party.slot = slot;
        action.push_back(StepOf(Act::SOCKET, party, m_random.Below(2), m_random.Below(2)));
    }
    for (uint8_t slot = 0; slot < Step::SLOTS; ++slot)
    {
        party.slot = slot;
        action.push_back(StepOf(Act::CLOSE, party));
    }
    m_actions.push_back(std::move(action));
}

void
SoakGenerator::BeginShortage()
{
    const auto node = static_cast<uint8_t>(m_random.Below(SoakPlan::NODES));
    const std::vector<SoakLimit>& limits = GetSoakLimits();
    const uint32_t which = m_random.Below(static_cast<uint32_t>(limits.size()));
    Action action;
    for (uint32_t i = 1 + m_random.Below(3); i > 0; --i)
    {
        action.push_back({Act::LIMIT, node, 0, 0, which, m_random.Below(limits[which].range)});
        for (uint32_t j = m_random.Below(5); j > 0; --j)
        {
            Pause(action);
        }
    }
    action.push_back({Act::LIMIT, node, 0, 0, which, Step::OF_PROFILE});
    m_actions.push_back(std::move(action));
}

void
SoakGenerator::BeginDeath()
{
    const Party party = AnyParty();
    Action action;
    action.push_back(StepOf(m_random.Chance(70) ? Act::KILL : Act::EXIT, party));
    Pause(action);
    action.push_back(StepOf(Act::START, party));
    m_actions.push_back(std::move(action));
}

void
SoakGenerator::BeginRestart()
{
    const Party party = AnyParty();
    m_actions.push_back({StepOf(Act::CLEANUP, party), StepOf(Act::STARTUP, party)});
}

void
SoakGenerator::BeginBadLink()
{
    const auto node = static_cast<uint8_t>(m_random.Below(SoakPlan::NODES));
    Action action;
    action.push_back({Act::LOSS, node, 0, 0, m_random.OneOf<uint32_t>({1, 5, 20, 100})});
    Pause(action);
    if (m_random.Chance(15))
    {
        // Long enough for connections to be given up, and for TIME_WAIT.
        action.push_back({Act::PASS, 0, 0, 0, m_random.OneOf<uint32_t>({3000, 60000, 500000})});
    }
    action.push_back({Act::LOSS, node});
    m_actions.push_back(std::move(action));
}

// ---------------------------------------------------------------- steps at random

Step
SoakGenerator::MakeLoose()
{
    static const std::vector<Act> acts = {
        Act::START,        Act::STARTUP,   Act::SOCKET,         Act::SOCKET,
        Act::WILD_SOCKET,  Act::CLOSE,     Act::CLOSE,          Act::CLOSE,
        Act::NON_BLOCKING, Act::TIMEOUT,   Act::SEND_BUFFER,    Act::RECEIVE_BUFFER,
        Act::LINGER,       Act::SHARE,     Act::OPEN_DUPLICATE, Act::BIND,
        Act::LISTEN,       Act::ACCEPT,    Act::CONNECT,        Act::CONNECT,
        Act::SHUTDOWN,     Act::ACCEPT_EX, Act::SEND,           Act::SEND,
        Act::SEND_TO,      Act::RECEIVE,   Act::RECEIVE_FROM,   Act::OVERLAPPED_SEND,
        Act::RESULT,       Act::CANCEL,    Act::SELECT,         Act::EVENT_SELECT,
        Act::TAKE_PACKET,  Act::SLEEP,     Act::NAMES,          Act::GET_OPTION,
        Act::READABLE,     Act::ENUMERATE, Act::DUPLICATE,      Act::OVERLAPPED_RECEIVE,
        Act::PASS,         Act::PASS,      Act::PASS,
    };
    const Act act = m_random.OneOf(acts);
    Party party = AnyParty();
    party.slot = static_cast<uint8_t>(
        m_random.Chance(95) ? party.slot : Step::SLOTS + m_random.Below(Step::ILLEGAL_HANDLES));
    const auto small = [this] { return m_random.OneOf<uint32_t>({0, 0, 1, 1, 2, 3, 4, 5, 6, 9}); };
    const uint32_t wrong = m_random.Chance(85) ? 0 : 1 + m_random.Below(2);
    switch (act)
    {
    case Act::PASS:
        return {act, 0, 0, 0, m_random.OneOf<uint32_t>({1, 10, 100, 1000})};
    case Act::WILD_SOCKET:
        return StepOf(act,
                      party,
                      m_random.OneOf<uint32_t>({0, 2, 2, 6, 17, 23, 1000, UINT32_MAX}),
                      m_random.OneOf<uint32_t>({0, 1, 2, 3, 4, 5, 77, UINT32_MAX}),
                      m_random.OneOf<uint32_t>({0, 1, 6, 17, 58, 255, 256, UINT32_MAX}));
    case Act::BIND:
    case Act::CONNECT:
        return StepOf(act, party, small(), m_random.Below(10), wrong);
    case Act::SEND_TO:
        return StepOf(act, party, small(), m_random.Below(10), AnyLength());
    case Act::SEND:
    case Act::RECEIVE:
    case Act::RECEIVE_FROM:
        return StepOf(act,
                      party,
                      AnyLength(),
                      m_random.Chance(80) ? 0 : m_random.OneOf<uint32_t>({1, 2, 4, 8, 64}),
                      wrong == Step::BAD_POINTER ? wrong : 0);
    case Act::OVERLAPPED_SEND:
    case Act::OVERLAPPED_RECEIVE:
        return StepOf(act, party, AnyLength(), m_random.Below(3));
    case Act::SEND_BUFFER:
    case Act::RECEIVE_BUFFER:
        return StepOf(act, party, m_random.OneOf<uint32_t>({0, 1, 2000, 8192, 100000, UINT32_MAX}));
    case Act::EVENT_SELECT:
        return StepOf(act, party, m_random.OneOf<uint32_t>({0, 0, 1, 0x3f, UINT32_MAX}));
    case Act::GET_OPTION:
        return StepOf(act, party, m_random.OneOf<uint32_t>({SO_ERROR, SO_TYPE, SO_SNDBUF, 9999}));
    case Act::NAMES:
        return StepOf(act, party, m_random.OneOf<uint32_t>({0, 15, 16, 28, 128}));
    case Act::ENUMERATE:
        return StepOf(act, party, m_random.OneOf<uint32_t>({0, 1, 40}));
    default:
        return StepOf(act, party, small(), small(), wrong);
    }
}

} // namespace ns3::winsock::test
