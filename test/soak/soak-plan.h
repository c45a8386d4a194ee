/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOAK_PLAN_H
#define SOAK_PLAN_H

#include "ns3/layered-provider.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief The devices and links that a sequence of steps runs on.
 */
struct SoakPlan
{
    static constexpr uint32_t NODES = 3;    //!< on one link
    static constexpr uint32_t PROGRAMS = 6; //!< two on each node: program p is on node p % NODES

    std::string profile{"wince-5.0"}; //!< of nodes 0 and 1; node 2 is a windows-10
    std::vector<HandleKind> layers{}; //!< on nodes 0 and 2, in the order of installation
    uint32_t lossPercent{0};          //!< of what each device receives, at the start
    uint32_t seed{1};                 //!< of ns-3's random numbers
    bool forgetful{false};            //!< one more layer, which forgets to close its lower sockets
};

/// @param plan a plan; @return it as a C++ initializer
std::string ToCpp(const SoakPlan& plan);

} // namespace ns3::winsock::test

#endif /* SOAK_PLAN_H */
