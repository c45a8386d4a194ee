/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Random programs on devices of all profiles: after every step the sum of what is held is what the ledgers
// say, limits hold, refused calls change nothing, and in the end all is back (R-ACC, section 4.3). And the
// harness itself: it finds leaks that are there, makes them short, and goes the same way again.

#include "documented-errors-test-support.h"

#include "ns3/test.h"

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "soak/soak-generator.h"
#include "soak/soak-rounds.h"
#include "soak/soak-world.h"

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr uint64_t STEPS = 50000;

/** The random programs themselves. */
class ConservationTestCase : public CheckedTestCase
{
  public:
    ConservationTestCase()
        : CheckedTestCase("Random steps on all profiles keep the books balanced")
    {
    }

  private:
    void
    DoRun() override
    {
        SoakWishes wishes;
        wishes.steps = STEPS;
        SoakRounds rounds(wishes, RunSoak);
        while (rounds.HasNext())
        {
            rounds.RunNext();
        }
        NS_TEST_EXPECT_MSG_EQ(rounds.GetFailure(), "", "an invariant does not hold");
        for (const std::string& gap : rounds.GetStatistics().FindGaps())
        {
            NS_TEST_EXPECT_MSG_EQ(gap, "", "the steps do not get far enough");
        }
    }
};

/** Two worlds of one plan and the same steps: every call and charge is the same, at the same time. */
class RepetitionTestCase : public CheckedTestCase
{
  public:
    RepetitionTestCase()
        : CheckedTestCase("D4: the same seed gives the same calls and charges")
    {
    }

  private:
    void
    DoRun() override
    {
        const SoakSequence round = SoakRounds(SoakWishes(), RunSoak).MakeRound(3);
        const SoakVerdict first = RunSoak(round.plan, round.steps);
        const SoakVerdict second = RunSoak(round.plan, round.steps);
        NS_TEST_EXPECT_MSG_EQ(first.hash, second.hash, "two runs differ");
        NS_TEST_EXPECT_MSG_EQ(first.done, round.steps.size(), "all steps are run");
        const SoakVerdict apart = RunSoakApart(round.plan, round.steps);
        NS_TEST_EXPECT_MSG_EQ(apart.hash, first.hash, "a run in a process of its own differs");
        NS_TEST_EXPECT_MSG_EQ(
            apart.statistics.Pack(), first.statistics.Pack(), "its counts differ");
    }
};

/** A mistake that is there is found, and little is left of the steps that lead to it. */
class MistakeTestCase : public CheckedTestCase
{
  public:
    /**
     * @param name of the mistake
     * @param sequence makes it, somewhere
     * @param rule that it breaks
     * @param mostSteps that may be left of it
     */
    MistakeTestCase(const std::string& name,
                    SoakSequence sequence,
                    std::string rule,
                    std::size_t mostSteps)
        : CheckedTestCase("The harness finds " + name),
          m_sequence(std::move(sequence)),
          m_rule(std::move(rule)),
          m_mostSteps(mostSteps)
    {
    }

  private:
    void
    DoRun() override
    {
        const SoakVerdict verdict = RunSoak(m_sequence.plan, m_sequence.steps);
        NS_TEST_ASSERT_MSG_EQ(verdict.rule, m_rule, verdict.details);
        SoakShrinker shrinker(RunSoak, m_rule, 300);
        const SoakSequence shrunk = shrinker.Shrink(m_sequence);
        std::ostringstream replay;
        WriteReplay(replay, shrunk, verdict);
        NS_TEST_EXPECT_MSG_EQ((shrunk.steps.size() <= m_mostSteps), true, replay.str());
        NS_TEST_EXPECT_MSG_EQ(RunSoak(shrunk.plan, shrunk.steps).rule, m_rule, replay.str());
    }

    SoakSequence m_sequence;
    std::string m_rule;
    std::size_t m_mostSteps;
};

/** What a failure prints is a sequence of REPLAYS below. */
class ReplayTextTestCase : public TestCase
{
  public:
    ReplayTextTestCase()
        : TestCase("A sequence is written as C++ that makes it again")
    {
    }

  private:
    void
    DoRun() override
    {
        SoakVerdict verdict;
        verdict.rule = "at the end all is back";
        verdict.details = "node 0 still has 1 ports";
        std::ostringstream text;
        WriteReplay(text,
                    {{"wince-5.0", {HandleKind::NON_IFS, HandleKind::IFS}, 3, 7},
                     {{Act::SOCKET, 1, 2, 3}, {Act::LIMIT, 2, 0, 0, 1, Step::OF_PROFILE}}},
                    verdict);
        NS_TEST_EXPECT_MSG_EQ(
            text.str(),
            "// Not so: at the end all is back: node 0 still has 1 ports.\n"
            "{{\"wince-5.0\", {HandleKind::NON_IFS, HandleKind::IFS}, 3, 7},\n"
            " {\n"
            "     {Act::SOCKET, 1, 2, 3}, // program 1: slot 3 = WSASocket of type 0, style 0\n"
            "     {Act::LIMIT, 2, 0, 0, 1, 4294967295U}, // node 2: limit 1 becomes 4294967295\n"
            " }},\n",
            "the text of a failure");
    }
};

/// Sequences that once violated an invariant, as WriteReplay() writes them.
const std::vector<SoakSequence> REPLAYS = {
    // A socket, a connection to it, and what is left of both: no violation, but an example of the form.
    {{"wince-5.0", {HandleKind::NON_IFS}, 0, 1},
     {
         {Act::SOCKET, 0, 0, 0},        // program 0: slot 0 = WSASocket of type 0, style 0
         {Act::BIND, 0, 0, 0, 1},       // program 0: bind(slot 0, address 0, port 1)
         {Act::LISTEN, 0, 0, 0, 2},     // program 0: listen(slot 0, 2)
         {Act::SOCKET, 1, 0, 0},        // program 1: slot 0 = WSASocket of type 0, style 0
         {Act::CONNECT, 1, 0, 0, 1, 1}, // program 1: connect(slot 0, address 1, port 1)
         {Act::PASS, 0, 0, 0, 20},      // 20 ms pass
         {Act::ACCEPT, 0, 0, 0, 1},     // program 0: slot 1 = accept(slot 0)
         {Act::KILL, 0},                // program 0: is killed
     }},
};

/** A sequence that was mended. */
class ReplayTestCase : public CheckedTestCase
{
  public:
    explicit ReplayTestCase(const SoakSequence& sequence)
        : CheckedTestCase("Replay of " + std::to_string(sequence.steps.size()) + " steps on " +
                          sequence.plan.profile),
          m_sequence(sequence)
    {
    }

  private:
    void
    DoRun() override
    {
        const SoakVerdict verdict = RunSoak(m_sequence.plan, m_sequence.steps);
        NS_TEST_EXPECT_MSG_EQ(verdict.rule, "", verdict.details);
    }

    SoakSequence m_sequence;
};

/// @return a random sequence with a layer that forgets its lower sockets
SoakSequence
WithForgetfulLayer()
{
    SoakSequence sequence{{"wince-6.0", {HandleKind::NON_IFS}, 1, 5}, SoakGenerator(5).Make(400)};
    sequence.plan.forgetful = true;
    return sequence;
}

/// @return a random sequence with memory in the middle that nobody gives back
SoakSequence
WithPoolLeak()
{
    SoakSequence sequence{{"wince-5.0", {HandleKind::IFS}, 1, 6}, SoakGenerator(6).Make(400)};
    sequence.steps[200] = {Act::LEAK_POOL, 1, 0, 0, 100000};
    return sequence;
}

class WinsockConservationTestSuite : public TestSuite
{
  public:
    WinsockConservationTestSuite()
        : TestSuite("winsock-conservation", TestSuite::Type::UNIT)
    {
        AddTestCase(new ConservationTestCase);
        AddTestCase(new RepetitionTestCase);
        AddTestCase(new MistakeTestCase("a layer that forgets to close its lower sockets (R-ACC-5)",
                                        WithForgetfulLayer(),
                                        "a program has what it opened",
                                        3));
        AddTestCase(new MistakeTestCase("memory that is taken and never given back",
                                        WithPoolLeak(),
                                        "the pool of a node adds up",
                                        1));
        AddTestCase(new ReplayTextTestCase);
        for (const SoakSequence& sequence : REPLAYS)
        {
            AddTestCase(new ReplayTestCase(sequence));
        }
    }
};

WinsockConservationTestSuite g_winsockConservationTestSuite;

} // namespace
