/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOAK_WORLD_H
#define SOAK_WORLD_H

#include "soak-books.h"
#include "soak-plan.h"
#include "soak-program.h"
#include "soak-step.h"

#include "ns3/error-model.h"
#include "ns3/net-device-container.h"
#include "ns3/node-container.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief Runs a sequence of steps on nodes of its own, audits them all the while, and ends everything.
 *
 * The world owns the order of the steps: each is an event of its own. A call that waits goes on between the
 * steps that follow, as its thread and the network have it.
 */
class SoakWorld
{
  public:
    /// @param plan how the nodes are
    explicit SoakWorld(const SoakPlan& plan);

    /// Ends the simulation.
    ~SoakWorld();

    SoakWorld(const SoakWorld&) = delete;
    SoakWorld& operator=(const SoakWorld&) = delete;

    /**
     * Runs the steps, closes all that is open, ends all programs, waits for all connections to end.
     * @param steps what to do; once for each world
     * @return what was found
     */
    const SoakVerdict& Run(const std::vector<Step>& steps);

    /// @return how many steps were run; the last of them met the violation, if there was one
    std::size_t GetDone() const;

  private:
    /// Makes the nodes.
    void MakeNodes();
    /// Puts the plan's layers on a node.
    void InstallLayers(Ptr<Node> node) const;
    /// Connects the nodes.
    void MakeLink();
    /// Gives the nodes their addresses.
    static void Assign(const NetDeviceContainer& devices);
    /// Starts a life of a program.
    void StartProgram(uint8_t program);
    /// The event in which a step is done.
    void DoNext();
    /// Does a step.
    void Do(const Step& step);
    /// Does a step of a program.
    void DoCall(const Step& step);
    /// Changes a limit of a node.
    void SetLimit(const Step& step);
    /// Checks all nodes and programs, and ends the simulation if something is wrong.
    /// @param settled see SoakBooks::CheckSums() @return whether all is right
    bool Check(bool settled);
    /// Checks that a program has no more than it opened, and no less.
    void CheckProgram(const SoakProgram& program);
    /// The first event of the end: all is closed.
    void CloseAll();
    /// The second event of the end: programs that closed all have nothing; they are killed.
    void KillAll();

    SoakPlan m_plan;                                   //!< how the nodes are
    SoakVerdict m_verdict;                             //!< what was found
    NodeContainer m_nodes;                             //!< all
    std::vector<Ptr<WinsockStack>> m_stacks;           //!< of the nodes
    std::vector<Ptr<RateErrorModel>> m_losses;         //!< of the nodes' devices
    std::vector<std::unique_ptr<SoakBooks>> m_books;   //!< of the nodes
    SoakDuplicates m_duplicates;                       //!< of all programs
    std::vector<std::unique_ptr<SoakProgram>> m_lives; //!< all that there ever were
    std::vector<SoakProgram*> m_programs;              //!< the present or last life of each
    std::vector<Step> m_steps;                         //!< what to do
    std::size_t m_next{0};                             //!< of the steps
    uint64_t m_skipped{0};                             //!< steps that nobody could do
};

/**
 * @ingroup winsock-test
 * @param plan how the nodes are
 * @param steps what to do
 * @return what a world of that plan finds
 */
SoakVerdict RunSoak(const SoakPlan& plan, const std::vector<Step>& steps);

} // namespace ns3::winsock::test

#endif /* SOAK_WORLD_H */
