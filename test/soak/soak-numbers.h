/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOAK_NUMBERS_H
#define SOAK_NUMBERS_H

#include <cstdint>
#include <random>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief Numbers that depend on nothing but the seed, on any machine.
 *
 * The standard fixes the engine's sequence, but not what its distributions make of it.
 */
class SoakNumbers
{
  public:
    /// @param seed what all numbers come from
    explicit SoakNumbers(uint32_t seed);

    /// @param count how many values there are; @return one from 0 to count - 1
    uint32_t Below(uint32_t count);

    /// @param percent how often; @return whether it happens this time
    bool Chance(uint32_t percent);

    /// @param values what to choose from; @return one of them
    template <typename T>
    T
    OneOf(const std::vector<T>& values)
    {
        return values[Below(static_cast<uint32_t>(values.size()))];
    }

  private:
    std::mt19937 m_engine; //!< the source of all
};

} // namespace ns3::winsock::test

#endif /* SOAK_NUMBERS_H */
