/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_STORED_MACHINE_H
#define WINSOCK_STORED_MACHINE_H

#include "ns3/protocol-catalog.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ns3::winsock
{

class WinsockStack;

/**
 * @ingroup winsock
 * @brief What a CatalogStore keeps of one machine: all that Windows keeps in the registry for Winsock.
 */
struct StoredMachine
{
    /** The path of a program in small letters, and a command line, empty for every one. */
    using Application = std::pair<std::string, std::string>;

    MachineCatalogs catalogs{};  //!< Both catalogs and the name-space providers.
    bool knowsNamespaces{false}; //!< Whether an empty list of name-space providers means none;
                                 //!< most listings say nothing about them.
    std::map<Application, DWORD> categories{}; //!< Which layers its applications permit (R-CAT-52).
};

/**
 * @ingroup winsock
 * @brief Who changed a machine, and when.
 */
struct ChangeOrigin
{
    std::string who{"scenario"};          //!< A program of the machine, or what else it was.
    std::optional<std::int64_t> timeNs{}; //!< Simulated time; none outside of a simulation.
};

/**
 * @ingroup winsock
 * @brief One change of a machine.
 */
struct MachineChange
{
    std::string
        action{}; //!< "created", "installed", "removed", "updated", "reordered" or "renamed".
    std::string subject{}; //!< "machine", "protocol", "name space" or "application".
    std::string catalog{}; //!< "native" or "32".
    DWORD entry{0};        //!< The id of the protocol; 0 where it is none or not one.
    std::string name{};    //!< What people call it.
    std::string details{}; //!< The library, the new order, the categories.
};

/**
 * @ingroup winsock
 * @param stack a machine
 * @return what it stores at this moment; without a catalog for 32-bit programs, as a stack has none
 */
StoredMachine DescribeStack(WinsockStack& stack);

/**
 * @ingroup winsock
 * @brief Gives a machine what was stored of another one. Programs see it from their next WSAStartup on
 *        (R-CAT-49).
 * @param machine what was stored; unless it knows its name spaces, those of the stack stay
 * @param stack the machine to change
 */
void ApplyToStack(const StoredMachine& machine, WinsockStack& stack);

/**
 * @ingroup winsock
 * @brief Finds out what has to be done to one machine to make it like another one.
 * @param before how it was
 * @param after how it is
 * @return the changes: in each list what went, what came, what differs, and whether the order does
 */
std::vector<MachineChange>
FindMachineChanges(const StoredMachine& before, const StoredMachine& after);

} // namespace ns3::winsock

#endif // WINSOCK_STORED_MACHINE_H
