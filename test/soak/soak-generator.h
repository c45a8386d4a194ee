/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOAK_GENERATOR_H
#define SOAK_GENERATOR_H

#include "soak-numbers.h"
#include "soak-step.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief Makes random sequences of steps that get far.
 *
 * Steps that know nothing of each other hardly ever make a connection. So several threads of action go on at
 * once, each a few steps that make sense one after the other, and between them come steps at random, legal
 * and illegal ones.
 */
class SoakGenerator
{
  public:
    /// @param seed what all sequences come from
    explicit SoakGenerator(uint32_t seed);

    /// @param count how many; @return the next steps
    std::vector<Step> Make(uint32_t count);

  private:
    using Action = std::deque<Step>;
    using Beginning = void (SoakGenerator::*)();

    /// Who does something, and where.
    struct Party
    {
        uint8_t program; //!< who
        uint8_t thread;  //!< on which
        uint8_t slot;    //!< with which socket
    };

    /// @return one step more
    Step Next();
    /// Begins another thread of action.
    void BeginAction();
    /// @return a step that has nothing to do with others
    Step MakeLoose();

    /**
     * @name Threads of action
     * @{
     */
    void BeginConversation();
    void BeginCalls();
    void BeginDatagrams();
    void BeginOverlapped();
    void BeginAcceptEx();
    void BeginDuplicate();
    void BeginHoarding();
    void BeginShortage();
    void BeginDeath();
    void BeginRestart();
    void BeginBadLink();
    /** @} */

    /// @return somebody
    Party AnyParty();
    /// @return a slot of the same program, for another socket
    uint8_t AnotherSlot(const Party& party);
    /// @return a step of somebody
    static Step StepOf(Act act, const Party& party, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0);
    /// @return the number of the address of a program's node, or now and then another one
    uint32_t AddressOf(uint8_t program);
    /// Makes a socket and sets its mode.
    void Open(Action& action, const Party& party, uint32_t type);
    /// Sends and receives.
    void Talk(Action& action, const Party& party);
    /// Ends a socket, in one of the ways that there are.
    void Finish(Action& action, const Party& party);
    /// Lets a little time pass.
    void Pause(Action& action);
    /// @return a listening party's steps, up to its accept
    Action Serve(const Party& party, uint32_t port);
    /// @return bytes for one call
    uint32_t AnyLength();

    SoakNumbers m_random;          //!< where decisions come from
    std::vector<Action> m_actions; //!< under way
};

} // namespace ns3::winsock::test

#endif /* SOAK_GENERATOR_H */
