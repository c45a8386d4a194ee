/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Random programs on devices of all profiles: after every step the sum of what is held is what the ledgers
// say, limits hold, refused calls change nothing, and in the end all is back (R-ACC, section 4.3). And the
// checker itself: it finds mistakes that are there, makes them short, prints them as C++ that makes them
// again, and goes the same way again.

#include "documented-errors-test-support.h"

#include "ns3/test.h"

#include <fstream>
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
constexpr uint32_t MOST_RUNS = 400; // that shrinking may take

/// Sequences that once broke a rule, as a failure prints them.
const std::vector<SoakSequence> MENDED = {
#include "data/soak/mended.inc"
};

/// A mistake that is made on purpose.
struct Mistake
{
    std::string name;    //!< the file that has what is left of it, as a failure prints it
    SoakSequence replay; //!< that file
    std::string rule;    //!< what it breaks
    bool forgetful; //!< whether it is a layer that forgets to close its lower sockets (R-ACC-5)
    SoakLeak leak;  //!< else what leaks
    std::size_t mostSteps{1}; //!< that may be left of it
};

const std::vector<Mistake> MISTAKES = {
    {"forgetful-layer",
#include "data/soak/forgetful-layer.inc"
     "a program has what it opened",
     true,
     SoakLeak::COUNT,
     2},
    {"leaked-bytes",
#include "data/soak/leaked-bytes.inc"
     "pool bytes add up",
     false,
     SoakLeak::POOL_BYTES},
    {"leaked-packet",
#include "data/soak/leaked-packet.inc"
     "pool packets add up",
     false,
     SoakLeak::POOL_PACKET},
    {"leaked-control-block",
#include "data/soak/leaked-control-block.inc"
     "control blocks add up",
     false,
     SoakLeak::CONTROL_BLOCK},
    {"leaked-descriptor",
#include "data/soak/leaked-descriptor.inc"
     "descriptors of a process add up",
     false,
     SoakLeak::DESCRIPTOR},
};

/** The random programs themselves. */
class ConservationTestCase : public CheckedTestCase
{
  public:
    ConservationTestCase()
        : CheckedTestCase("R-ACC 4.3: random steps on all profiles keep the books balanced")
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
        NS_TEST_EXPECT_MSG_EQ(rounds.GetFailure(), "", "a rule is broken");
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
        : CheckedTestCase("R-ACC 4.3, 5: the same seed gives the same calls and charges")
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

/** A mistake among random steps is found, and what is left of them is what the file has. */
class MistakeTestCase : public CheckedTestCase
{
  public:
    explicit MistakeTestCase(Mistake mistake)
        : CheckedTestCase("The checker finds and shrinks: " + mistake.name),
          m_mistake(std::move(mistake))
    {
    }

  private:
    void
    DoRun() override
    {
        const SoakSequence sequence = MakeSequence();
        const SoakVerdict verdict = RunSoak(sequence.plan, sequence.steps);
        NS_TEST_ASSERT_MSG_EQ(verdict.rule, m_mistake.rule, verdict.details);
        SoakShrinker shrinker(RunSoak, m_mistake.rule, MOST_RUNS);
        const SoakSequence shrunk = shrinker.Shrink(sequence);
        NS_TEST_EXPECT_MSG_EQ((shrunk.steps.size() <= m_mistake.mostSteps), true, "is it short?");
        std::ostringstream text;
        WriteReplay(text, shrunk, RunSoak(shrunk.plan, shrunk.steps));
        NS_TEST_EXPECT_MSG_EQ(text.str(), ReadFile(), "what a failure prints");
        const SoakVerdict replayed = RunSoak(m_mistake.replay.plan, m_mistake.replay.steps);
        NS_TEST_EXPECT_MSG_EQ(replayed.rule, m_mistake.rule, "what the file makes");
    }

    /// @return random steps with the mistake among them
    SoakSequence
    MakeSequence() const
    {
        SoakSequence sequence{{"wince-6.0", {HandleKind::NON_IFS}, 1, 5},
                              SoakGenerator(5).Make(400)};
        sequence.plan.forgetful = m_mistake.forgetful;
        if (!m_mistake.forgetful)
        {
            sequence.steps[200] = {Act::LEAK, 1, 0, 0, static_cast<uint32_t>(m_mistake.leak)};
        }
        return sequence;
    }

    std::string
    ReadFile() const
    {
        std::ifstream file(std::string(WINSOCK_TEST_DATA_DIR "/soak/") + m_mistake.name + ".inc");
        std::ostringstream text;
        text << file.rdbuf();
        return text.str();
    }

    Mistake m_mistake;
};

/** A sequence that was mended. */
class MendedTestCase : public CheckedTestCase
{
  public:
    explicit MendedTestCase(const SoakSequence& sequence)
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

class WinsockConservationTestSuite : public TestSuite
{
  public:
    WinsockConservationTestSuite()
        : TestSuite("winsock-conservation", TestSuite::Type::UNIT)
    {
        AddTestCase(new ConservationTestCase);
        AddTestCase(new RepetitionTestCase);
        for (const Mistake& mistake : MISTAKES)
        {
            AddTestCase(new MistakeTestCase(mistake));
        }
        for (const SoakSequence& sequence : MENDED)
        {
            AddTestCase(new MendedTestCase(sequence));
        }
    }
};

WinsockConservationTestSuite g_winsockConservationTestSuite;

} // namespace
