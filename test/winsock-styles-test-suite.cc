/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The servers of the example winsock-styles: whichever way a program does its input and output, its
// clients get the same bytes, and it gives back all that it has taken.

#include "documented-errors-test-support.h"

#include <functional>
#include <sstream>
#include <string>
#include <utility>

#include "../examples/styles/comparison.h"

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::styles;
using namespace ns3::winsock::test;

namespace
{

/// @return a setup in words
std::string
Describe(const Setup& setup)
{
    std::ostringstream text;
    text << (setup.service == Service::ECHO ? "echo" : "file") << " server, " << setup.clients
         << " clients" << (setup.impatient ? " with impatient ones" : "")
         << (setup.codec ? ", codec" : "");
    if (setup.loss > 0)
    {
        text << ", losing " << setup.loss;
    }
    return text.str();
}

/// @return an outcome in words, to compare two of them
std::string
Describe(const Outcome& outcome)
{
    std::ostringstream text;
    text << outcome.received << " " << outcome.sent << " " << outcome.checksum << " "
         << outcome.wakeUps << " " << outcome.workerTurns << " " << outcome.threads << " "
         << outcome.descriptors << " " << outcome.otherHandles << " " << outcome.end;
    for (const auto& [name, times] : outcome.calls)
    {
        text << " " << name << " " << times;
    }
    return text.str();
}

/**
 * @ingroup winsock-test
 * @brief A setup in which servers are played, and what is expected of them.
 */
class StylesTestCase : public CheckedTestCase
{
  public:
    using Script = std::function<void(StylesTestCase&, const Setup&)>;

    /**
     * @param what is shown
     * @param setup the network and its clients
     * @param script plays servers
     */
    StylesTestCase(const std::string& what, const Setup& setup, Script script)
        : CheckedTestCase(what + ": " + Describe(setup)),
          m_setup(setup),
          m_script(std::move(script))
    {
    }

    /// @return what came of a server, which has to leave nothing behind
    Outcome
    Play(const Style& style, const Setup& setup)
    {
        const Outcome outcome = Compare(style, setup);
        Equal(outcome.unhappy, 0U, style, "each client has its answers");
        Equal(outcome.unfinished, 0U, style, "each program comes to its end");
        Equal(outcome.heldAtEnd, uint64_t{0}, style, "R-RES-1: all descriptors are given back");
        return outcome;
    }

    /// Compares two values of one kind.
    template <typename T>
    void
    Equal(const T& actual, const T& expected, const Style& style, const std::string& what)
    {
        NS_TEST_EXPECT_MSG_EQ(actual, expected, style.name << ": " << what);
    }

  private:
    void
    DoRun() override
    {
        m_script(*this, m_setup);
    }

    Setup m_setup;
    Script m_script;
};

/// All bytes of all clients arrive, in every style.
void
SameBytes(StylesTestCase& t, const Setup& setup)
{
    uint64_t asked = 0;
    uint64_t answered = 0;
    for (uint32_t client = 0; client < setup.clients; ++client)
    {
        for (const Exchange& exchange : ExchangesOf(setup.service, client))
        {
            asked += exchange.request.size();
            answered += exchange.answer.size();
        }
    }
    uint32_t checksum = 0;
    for (const Style& style : STYLES)
    {
        const Outcome outcome = t.Play(style, setup);
        t.Equal(outcome.received, asked, style, "R-DAT-1: bytes that the server received");
        t.Equal(outcome.sent, answered, style, "R-DAT-1: bytes that the server sent");
        checksum = checksum == 0 ? outcome.checksum : checksum;
        t.Equal(outcome.checksum, checksum, style, "the same bytes as in the first style");
    }
}

/// No thread is woken for nothing: each time that one goes on, a call that waited returns.
void
NobodyIsWokenForNothing(StylesTestCase& t, const Setup& setup)
{
    for (const Style& style : STYLES)
    {
        const Outcome outcome = t.Play(style, setup);
        uint64_t waits = 0;
        for (const char* name : {"accept",
                                 "recv",
                                 "send",
                                 "select",
                                 "WSAPoll",
                                 "WSAWaitForMultipleEvents",
                                 "GetMessage",
                                 "GetQueuedCompletionStatus"})
        {
            const auto calls = outcome.calls.find(name);
            waits += calls == outcome.calls.end() ? 0 : calls->second;
        }
        t.Equal(outcome.wakeUps <= waits, true, style, "woken only when a call returns");
        t.Equal(outcome.workerTurns, uint64_t{0}, style, "no layer, no turns of its thread");
    }
}

/// Connections that are reset in the middle of an answer do not disturb the others.
void
OthersAreServed(StylesTestCase& t, const Setup& setup)
{
    for (const Style& style : STYLES)
    {
        t.Play(style, setup);
    }
}

/// Every count is the same when it is played again.
void
SameAgain(StylesTestCase& t, const Setup& setup)
{
    for (const Style& style : STYLES)
    {
        const std::string first = Describe(t.Play(style, setup));
        t.Equal(Describe(t.Play(style, setup)), first, style, "the second run");
    }
}

/// What each style takes of the machine; all clients are there at once.
void
Costs(StylesTestCase& t, const Setup& setup)
{
    const std::size_t all = setup.clients;
    const std::size_t full = 63; // clients, beside the listener, in a set or an array of 64
    const std::size_t split = (all + full - 1) / full;
    const std::size_t crew = split > 1 ? 1 : 0; // an event that tells of the end of the threads
    const std::map<std::string, std::pair<std::size_t, std::size_t>> expected{
        {"blocking", {all + 1, 1}},
        {"select", {split, crew}},                       // R-SLC-2
        {"WSAPoll", {1, 0}},                             // no limit
        {"WSAEventSelect", {split, all + split + crew}}, // R-OVL-9
        {"WSAAsyncSelect", {1, 1}},
        {"routines", {1, 1}},
        {"port", {3, 2}},
    };
    for (const Style& style : STYLES)
    {
        const Outcome outcome = t.Play(style, setup);
        const auto& [threads, handles] = expected.at(style.name);
        t.Equal(outcome.descriptors, uint64_t{all + 1}, style, "one for each client, one listens");
        t.Equal(outcome.threads, threads, style, "threads");
        t.Equal(outcome.otherHandles, handles, style, "events, windows and ports");
    }
}

/// A layer with handles of its own costs a second descriptor for each socket (R-ACC-1).
void
CodecCosts(StylesTestCase& t, const Setup& setup)
{
    for (const Style& style : STYLES)
    {
        const Outcome outcome = t.Play(style, setup);
        t.Equal(outcome.descriptors, uint64_t{2 * (setup.clients + 1)}, style, "two for each");
    }
}

class StylesTestSuite : public TestSuite
{
  public:
    StylesTestSuite()
        : TestSuite("winsock-styles", TestSuite::Type::SYSTEM)
    {
        for (const Service service : {Service::ECHO, Service::FILE})
        {
            for (const bool codec : {false, true})
            {
                Setup setup;
                setup.service = service;
                setup.codec = codec;
                AddTestCase(new StylesTestCase("The same bytes", setup, SameBytes));
                setup.impatient = true;
                AddTestCase(new StylesTestCase("Others are served", setup, OthersAreServed));
                setup.loss = 0.03;
                AddTestCase(new StylesTestCase("The same again", setup, SameAgain));
                setup.impatient = false;
                AddTestCase(new StylesTestCase("The same bytes", setup, SameBytes));
            }
        }
        Setup plain;
        for (const Service service : {Service::ECHO, Service::FILE})
        {
            plain.service = service;
            AddTestCase(
                new StylesTestCase("Nobody is woken for nothing", plain, NobodyIsWokenForNothing));
        }
        Setup crowd;
        crowd.interval = 0;
        crowd.hold = 5000;
        AddTestCase(new StylesTestCase("What it takes", crowd, Costs));
        crowd.clients = 100;
        AddTestCase(new StylesTestCase("What it takes", crowd, Costs));
        crowd.clients = 10;
        crowd.codec = true;
        AddTestCase(new StylesTestCase("What a codec takes", crowd, CodecCosts));
    }
};

StylesTestSuite g_stylesTestSuite;

} // namespace
