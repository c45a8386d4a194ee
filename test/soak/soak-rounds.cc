/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-rounds.h"

#include "soak-generator.h"
#include "soak-numbers.h"
#include "soak-world.h"

#include "ns3/device-profile.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace ns3::winsock::test
{

namespace
{

constexpr uint32_t STEPS_OF_A_ROUND = 2000;
constexpr uint32_t MOST_LAYERS = 3;

} // namespace

SoakRounds::SoakRounds(SoakWishes wishes, SoakRunner runner)
    : m_wishes(std::move(wishes)),
      m_runner(std::move(runner))
{
    if (m_wishes.profiles.empty())
    {
        m_wishes.profiles = GetDeviceProfileNames();
    }
}

bool
SoakRounds::HasNext() const
{
    return m_failure.empty() && m_statistics.GetSteps() < m_wishes.steps;
}

void
SoakRounds::RunNext()
{
    const SoakSequence sequence = MakeRound(m_rounds++);
    const SoakVerdict verdict = m_runner(sequence.plan, sequence.steps);
    m_statistics.Add(verdict.statistics);
    if (!verdict.rule.empty())
    {
        m_failure = Explain(sequence, verdict);
    }
}

uint32_t
SoakRounds::GetRounds() const
{
    return m_rounds;
}

const SoakStatistics&
SoakRounds::GetStatistics() const
{
    return m_statistics;
}

const std::string&
SoakRounds::GetFailure() const
{
    return m_failure;
}

SoakSequence
SoakRounds::MakeRound(uint32_t number) const
{
    const uint32_t seed = m_wishes.seed * 1000003U + number;
    SoakNumbers random(seed);
    SoakSequence round;
    round.plan.profile = m_wishes.profiles[number % m_wishes.profiles.size()];
    for (uint32_t i = random.Below(MOST_LAYERS + 1); i > 0; --i)
    {
        round.plan.layers.push_back(random.Chance(65) ? HandleKind::NON_IFS : HandleKind::IFS);
    }
    round.plan.lossPercent = random.OneOf<uint32_t>({0, 0, 1, 3, 10});
    round.plan.seed = seed;
    round.steps = SoakGenerator(seed).Make(static_cast<uint32_t>(
        std::min<uint64_t>(STEPS_OF_A_ROUND, m_wishes.steps - m_statistics.GetSteps())));
    return round;
}

std::string
SoakRounds::Explain(const SoakSequence& sequence, const SoakVerdict& verdict) const
{
    SoakSequence violating = sequence;
    violating.steps.resize(std::min(violating.steps.size(), verdict.done));
    SoakShrinker shrinker(m_runner, verdict.rule, m_wishes.mostRuns);
    const SoakSequence shrunk = shrinker.Shrink(violating);
    const SoakVerdict last = m_runner(shrunk.plan, shrunk.steps);
    std::ostringstream text;
    text << "seed " << m_wishes.seed << ", round " << m_rounds - 1 << ", step " << verdict.done
         << ": not so: " << verdict.rule << ": " << verdict.details << "\n"
         << "What is left of it after " << shrinker.GetRuns() << " runs:\n\n";
    WriteReplay(text, shrunk, last);
    return text.str();
}

} // namespace ns3::winsock::test
