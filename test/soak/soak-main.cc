/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-rounds.h"

#include "ns3/device-profile.h"

#include <cstdlib>
#include <iostream>
#include <string>

using namespace ns3::winsock;
using namespace ns3::winsock::test;

// The program winsock-soak: winsock-soak [STEPS [SEED [PROFILE]]]

namespace
{

constexpr const char* USAGE =
    "Usage: ./winsock soak [STEPS [SEED [PROFILE]]]\n"
    "\n"
    "Runs random programs on simulated devices and checks after every step that their books "
    "balance.\n"
    "What breaks a rule is made as short as possible and printed as C++.\n"
    "\n"
    "  STEPS    how many steps (default: 1000000)\n"
    "  SEED     what all random numbers come from (default: 1)\n"
    "  PROFILE  only devices of this profile (default: all profiles in turn)\n";

constexpr uint32_t ROUNDS_BETWEEN_WORDS = 25;

/// @param text of an argument @param[out] number what it says @return whether it is a positive number
template <typename Number>
bool
ReadNumber(const std::string& text, Number& number)
{
    char* end = nullptr;
    number = static_cast<Number>(std::strtoull(text.c_str(), &end, 10));
    return *end == '\0' && number > 0;
}

/// @return whether the arguments make sense
bool
ReadArguments(int argc, char* argv[], SoakWishes& wishes)
{
    if (argc > 4 || (argc > 1 && !ReadNumber(argv[1], wishes.steps)) ||
        (argc > 2 && !ReadNumber(argv[2], wishes.seed)))
    {
        return false;
    }
    if (argc > 3)
    {
        wishes.profiles = {argv[3]};
        return FindDeviceProfile(argv[3]) != nullptr;
    }
    return true;
}

/// @return whether everything was found right
bool
Report(const SoakRounds& rounds)
{
    const SoakStatistics& statistics = rounds.GetStatistics();
    statistics.Write(std::cout);
    const auto gaps = statistics.FindGaps();
    for (const std::string& gap : gaps)
    {
        std::cout << "too rare: " << gap << "\n";
    }
    const bool violated = !rounds.GetFailure().empty();
    std::cout << rounds.GetFailure() << statistics.GetSteps() << " steps, " << (violated ? 1 : 0)
              << " violations\n";
    return !violated && gaps.empty();
}

} // namespace

int
main(int argc, char* argv[])
{
    SoakWishes wishes;
    if (!ReadArguments(argc, argv, wishes))
    {
        std::cerr << USAGE;
        return 2;
    }
    SoakRounds rounds(wishes, RunSoakApart);
    while (rounds.HasNext())
    {
        rounds.RunNext();
        if (rounds.GetRounds() % ROUNDS_BETWEEN_WORDS == 0)
        {
            std::cout << rounds.GetStatistics().GetSteps() << " steps of " << wishes.steps << ", "
                      << rounds.GetStatistics().GetCalls() << " calls" << std::endl;
        }
    }
    return Report(rounds) ? 0 : 1;
}
