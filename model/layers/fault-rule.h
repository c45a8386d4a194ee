/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef FAULT_RULE_H
#define FAULT_RULE_H

#include "ns3/nstime.h"
#include "ns3/winsock-structures.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief One thing that goes wrong: with which calls, and how.
 *
 * A call matches if the function and all conditions that are given agree. Matching calls are counted;
 * from those with the chosen numbers chance picks the ones that the fault strikes.
 */
struct Fault
{
    std::string function; //!< such as WSPSend; WSPStartup; or "*" for all thirty of the table

    /**
     * @name Conditions
     * @{
     */
    uint64_t first{1};         //!< number of the first matching call that may be struck
    uint64_t last{UINT64_MAX}; //!< number of the last one
    double probability{1};     //!< with which each of them is
    std::string process;   //!< name of the program, perhaps with a '*' at its end; empty for all
    int family{AF_UNSPEC}; //!< of the socket; AF_UNSPEC for all
    int type{0};           //!< of the socket, SOCK_STREAM ...; 0 for all
    /** @} */

    /**
     * @name What happens
     * @{
     */
    Time delay;          //!< the call waits so long before anything else
    int error{0};        //!< the call is not passed on and fails with it; 0 lets it pass
    uint32_t bytes{0};   //!< at most so many are sent or received; 0 for no limit
    std::string missing; //!< function that is missing in the table that WSPStartup gives
    WORD version{0};     //!< that WSPStartup settles for; 0 for the right one
    /** @} */

    /// @return what is wrong with the fault itself, as a sentence with its mend; empty if nothing is
    std::string GetProblem() const;
};

/**
 * @ingroup winsock
 * @brief Reads faults, one to a line or to a part of it that ends with ';'.
 *
 * A fault is a function, then any of `nth=N`, `nth=N-M`, `probability=P`, `process=NAME[*]`,
 * `family=inet|inet6`, `type=stream|dgram|raw`, then at least one of `delay=TIME`, `error=NAME`,
 * `bytes=N`, and, for WSPStartup, `missing=FUNCTION` and `version=MAJOR.MINOR`. What follows a '#' is
 * a comment.
 *
 * @param setting what the text is for; mistakes abort with it, line, column and mend
 * @param text the faults
 * @return the faults in their order
 */
std::vector<Fault> ReadFaults(const std::string& setting, const std::string& text);

} // namespace ns3::winsock

#endif /* FAULT_RULE_H */
