/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOAK_ROUNDS_H
#define SOAK_ROUNDS_H

#include "soak-shrinker.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief What a soak is asked for.
 */
struct SoakWishes
{
    uint64_t steps{1000000};           //!< at least, of all rounds
    uint32_t seed{1};                  //!< of everything
    std::vector<std::string> profiles; //!< round by round; empty for all
    uint32_t mostRuns{2000};           //!< that shrinking may take
};

/**
 * @ingroup winsock-test
 * @brief Runs one round after the other, each of its own plan, until there were enough steps or one
 *        violates an invariant.
 */
class SoakRounds
{
  public:
    /**
     * @param wishes what is asked for
     * @param runner runs a round
     */
    SoakRounds(SoakWishes wishes, SoakRunner runner);

    /// @return whether there is a round to be run
    bool HasNext() const;

    /// Runs a round.
    void RunNext();

    /// @return how many rounds were run
    uint32_t GetRounds() const;

    /// @return calls and steps of all rounds
    const SoakStatistics& GetStatistics() const;

    /// @return the violation, shrunk and as C++; empty for none
    const std::string& GetFailure() const;

    /**
     * @param number of a round
     * @return what it does
     */
    SoakSequence MakeRound(uint32_t number) const;

  private:
    /// Shrinks what was found. @return it as C++
    std::string Explain(const SoakSequence& sequence, const SoakVerdict& verdict) const;

    SoakWishes m_wishes;         //!< what is asked for
    SoakRunner m_runner;         //!< runs a round
    uint32_t m_rounds{0};        //!< run
    SoakStatistics m_statistics; //!< of all rounds
    std::string m_failure;       //!< empty for none
};

/**
 * @ingroup winsock-test
 * Runs a sequence in a child process, so that a crash or an endless loop is a violation like others.
 * @param plan how the nodes are
 * @param steps what to do
 * @return what was found
 */
SoakVerdict RunSoakApart(const SoakPlan& plan, const std::vector<Step>& steps);

} // namespace ns3::winsock::test

#endif /* SOAK_ROUNDS_H */
