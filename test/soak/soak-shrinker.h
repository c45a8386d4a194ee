/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOAK_SHRINKER_H
#define SOAK_SHRINKER_H

#include "soak-books.h"
#include "soak-plan.h"
#include "soak-step.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

/// @ingroup winsock-test
/// @brief A sequence of steps and the devices it runs on.
struct SoakSequence
{
    SoakPlan plan;           //!< how the nodes are
    std::vector<Step> steps; //!< what is done
};

/// @ingroup winsock-test
/// @brief Runs a sequence and says what was found: RunSoak(), or RunSoakApart().
using SoakRunner = std::function<SoakVerdict(const SoakPlan&, const std::vector<Step>&)>;

/**
 * @ingroup winsock-test
 * @brief Makes a sequence that violates an invariant as short and as plain as it can.
 *
 * What is left out is the end, what the plan has, then halves, quarters and so on down to single steps, and
 * arguments, as long as the rest violates the same invariant.
 */
class SoakShrinker
{
  public:
    /**
     * @param runner runs sequences
     * @param rule the invariant that is violated
     * @param mostRuns how many runs it may take
     */
    SoakShrinker(SoakRunner runner, std::string rule, uint32_t mostRuns);

    /// @param sequence violates the invariant; @return a part of it that does so, too
    SoakSequence Shrink(SoakSequence sequence);

    /// @return runs that it took
    uint32_t GetRuns() const;

  private:
    /// Takes a sequence in the place of the best, if it violates the same invariant. @return whether it does
    bool Try(const SoakSequence& sequence);
    /// Leaves out what comes behind the violation.
    void CutEnd();
    /// Leaves steps out, in parts of a size. @return whether any could be left out
    bool RemoveParts(std::size_t size);
    /// Leaves out what the plan has beside its profile.
    void SimplifyPlan();
    /// Makes arguments 0.
    void SimplifyArguments();
    /// Makes one member of a step 0. @param step which @param member of it
    template <typename Number>
    void Zero(std::size_t step, Number Step::*member);

    SoakRunner m_runner; //!< runs sequences
    std::string m_rule;  //!< the invariant
    uint32_t m_mostRuns; //!< how many there may be
    uint32_t m_runs{0};  //!< how many there were
    SoakSequence m_best; //!< the shortest so far
};

/**
 * @ingroup winsock-test
 * Writes a sequence as C++, to be put among the sequences of winsock-conservation-test-suite.cc.
 * @param os where to
 * @param sequence what
 * @param verdict what it violates
 */
void WriteReplay(std::ostream& os, const SoakSequence& sequence, const SoakVerdict& verdict);

} // namespace ns3::winsock::test

#endif /* SOAK_SHRINKER_H */
