/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SPI_FUNCTIONS_H
#define SPI_FUNCTIONS_H

#include <array>
#include <cstdint>
#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A function of the procedure table as people see it.
 */
struct SpiFunction
{
    const char* name;                       //!< Winsock's name
    std::array<const char*, 10> parameters; //!< all but lpErrno; null behind the last one
    bool returnsTruth{false};               //!< it fails with FALSE, not with SOCKET_ERROR
};

/// How many functions a procedure table has.
inline constexpr uint32_t SPI_FUNCTIONS = 30;

/**
 * @ingroup winsock
 * @param place below SPI_FUNCTIONS: where it stands in the procedure table
 * @return the function there
 */
const SpiFunction& GetSpiFunction(uint32_t place);

/**
 * @ingroup winsock
 * @param name Winsock's name, such as WSPSend
 * @return its place in the procedure table, or SPI_FUNCTIONS if it is not one of the thirty
 */
uint32_t FindSpiFunction(const std::string& name);

} // namespace ns3::winsock

#endif /* SPI_FUNCTIONS_H */
