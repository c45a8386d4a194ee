/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-shrinker.h"

#include <algorithm>
#include <ostream>
#include <utility>

namespace ns3::winsock::test
{

SoakShrinker::SoakShrinker(SoakRunner runner, std::string rule, uint32_t mostRuns)
    : m_runner(std::move(runner)),
      m_rule(std::move(rule)),
      m_mostRuns(mostRuns)
{
}

SoakSequence
SoakShrinker::Shrink(SoakSequence sequence)
{
    m_best = std::move(sequence);
    CutEnd();
    SimplifyPlan();
    for (std::size_t size = (m_best.steps.size() + 1) / 2; size > 0; size /= 2)
    {
        RemoveParts(size);
    }
    // A step that was needed by one that is gone can go as well.
    while (m_runs < m_mostRuns && RemoveParts(1))
    {
    }
    SimplifyPlan();
    SimplifyArguments();
    return m_best;
}

uint32_t
SoakShrinker::GetRuns() const
{
    return m_runs;
}

bool
SoakShrinker::Try(const SoakSequence& sequence)
{
    if (m_runs == m_mostRuns)
    {
        return false;
    }
    ++m_runs;
    const SoakVerdict verdict = m_runner(sequence.plan, sequence.steps);
    if (verdict.rule != m_rule)
    {
        return false;
    }
    m_best = sequence;
    m_best.steps.resize(std::min(m_best.steps.size(), verdict.done));
    return true;
}

void
SoakShrinker::CutEnd()
{
    std::size_t tooFew = 0;
    while (tooFew < m_best.steps.size() && m_runs < m_mostRuns)
    {
        SoakSequence shorter = m_best;
        const std::size_t count = tooFew + (m_best.steps.size() - tooFew) / 2;
        shorter.steps.resize(count);
        if (!Try(shorter))
        {
            tooFew = count + 1;
        }
    }
}

bool
SoakShrinker::RemoveParts(std::size_t size)
{
    bool removed = false;
    // From the end: what comes last depends on what came before, not the other way round.
    for (std::size_t end = m_best.steps.size(); end > 0 && m_runs < m_mostRuns;)
    {
        const std::size_t begin = end > size ? end - size : 0;
        SoakSequence shorter = m_best;
        shorter.steps.erase(shorter.steps.begin() + static_cast<std::ptrdiff_t>(begin),
                            shorter.steps.begin() + static_cast<std::ptrdiff_t>(end));
        removed = Try(shorter) || removed;
        end = std::min(begin, m_best.steps.size());
    }
    return removed;
}

void
SoakShrinker::SimplifyPlan()
{
    for (std::size_t i = m_best.plan.layers.size(); i > 0; --i)
    {
        SoakSequence plainer = m_best;
        plainer.plan.layers.erase(plainer.plan.layers.begin() + static_cast<std::ptrdiff_t>(i - 1));
        Try(plainer);
    }
    const SoakPlan plain;
    SoakSequence plainer = m_best;
    plainer.plan.profile = plain.profile;
    Try(plainer);
    plainer = m_best;
    plainer.plan.lossPercent = plain.lossPercent;
    plainer.plan.seed = plain.seed;
    Try(plainer);
}

void
SoakShrinker::SimplifyArguments()
{
    for (std::size_t i = 0; i < m_best.steps.size(); ++i)
    {
        Zero(i, &Step::program);
        Zero(i, &Step::thread);
        Zero(i, &Step::slot);
        Zero(i, &Step::a);
        Zero(i, &Step::b);
        Zero(i, &Step::c);
    }
}

template <typename Number>
void
SoakShrinker::Zero(std::size_t step, Number Step::*member)
{
    // Steps behind the violation are cut off as it comes earlier.
    if (step < m_best.steps.size() && m_best.steps[step].*member != 0)
    {
        SoakSequence plainer = m_best;
        plainer.steps[step].*member = 0;
        Try(plainer);
    }
}

void
WriteReplay(std::ostream& os, const SoakSequence& sequence, const SoakVerdict& verdict)
{
    os << "// Not so: " << verdict.rule << ": " << verdict.details << ".\n"
       << "{" << ToCpp(sequence.plan) << ",\n {\n";
    for (const Step& step : sequence.steps)
    {
        os << "     " << ToCpp(step) << "\n";
    }
    os << " }},\n";
}

} // namespace ns3::winsock::test
