/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef DEVICE_PROFILE_H
#define DEVICE_PROFILE_H

#include "ns3/call-refusals.h"
#include "ns3/device-numbers.h"
#include "ns3/device-value.h"
#include "ns3/winsock-dialect.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3::winsock
{

/// @ingroup winsock
/// @brief What a value of a profile rests on.
enum class Provenance : uint8_t
{
    DOCUMENTED, //!< a source says it
    DERIVED,    //!< it was computed, or carried over from something documented
    ASSUMED     //!< it was chosen, as nobody published it
};

/**
 * @ingroup winsock
 * @brief Where a value of a profile comes from.
 */
struct ValueOrigin
{
    Provenance provenance{Provenance::ASSUMED}; //!< what it rests on
    std::string source;                         //!< key of the source; empty for none
    std::string note;                           //!< what a reader has to know; empty for nothing
    std::string confidence;                     //!< "high", "medium" or "low"
};

/**
 * @ingroup winsock
 * @brief A figure of a device that nothing in a run is computed from.
 */
struct ContextValue
{
    uint64_t value{0};  //!< the figure
    ValueOrigin origin; //!< where it comes from
};

/**
 * @ingroup winsock
 * @brief Protocols of an address family that the systems of a profile have.
 */
struct ProfileFamily
{
    std::string name;                   //!< such as AF_INET
    std::vector<std::string> protocols; //!< such as TCP
    std::vector<std::string> notes;     //!< what a reader has to know of each; empty for nothing
};

/**
 * @ingroup winsock
 * @brief Calls that the systems of a profile do not have.
 */
struct UnsupportedCalls
{
    std::vector<std::string> calls; //!< their names; none for what the module lacks on all profiles
    std::string effect;             //!< what the systems do
    int error{0};                   //!< what a simulated call gives
    Provenance effectProvenance{Provenance::ASSUMED}; //!< what is known of the effect
    Provenance errorProvenance{Provenance::ASSUMED};  //!< what is known of the error
    std::string source;                               //!< key of the source; empty for none
    std::string note;                                 //!< what a reader has to know
};

/**
 * @ingroup winsock
 * @brief A device class: the numbers, the dialect and the catalog of its machines, and where all that
 *        comes from.
 *
 * No page gives the descriptor or buffer ceilings of Windows CE; those numbers are assumptions, and
 * say so. Each is also an attribute of WinsockStack that a scenario can set.
 */
struct DeviceProfile
{
    std::string name;                          //!< how scenarios call it
    std::vector<std::string> aliases;          //!< other names that they may use
    std::string description;                   //!< one line for people
    std::string deviceClass;                   //!< "desktop", "Windows CE" or "small"
    Dialect dialect{Dialect::NT};              //!< whose results where NT and CE differ
    std::string stockCatalog;                  //!< the catalog that a stack starts with
    DeviceNumbers numbers;                     //!< limits, defaults and choices
    std::vector<ValueOrigin> origins;          //!< of the numbers, as GetDeviceValues() lists them
    ContextValue ramBytes;                     //!< memory of such a device
    ContextValue cpuMegahertz;                 //!< its clock
    std::vector<ProfileFamily> families;       //!< what its sockets speak
    std::vector<UnsupportedCalls> unsupported; //!< what it does not have, for people
    CallRefusals refusals;                     //!< the same, for programs
};

/**
 * @ingroup winsock
 * @param name a profile's name, or another name of it
 * @return the profile, or null if there is none of that name
 */
const DeviceProfile* FindDeviceProfile(const std::string& name);

/**
 * @ingroup winsock
 * @return the names of all profiles
 */
std::vector<std::string> GetDeviceProfileNames();

/**
 * @ingroup winsock
 * @brief Adds profiles of a scenario's own, which nodes may have from then on.
 *
 * The file has the form of data/device-profiles.json. A profile may name another one as its `base`,
 * and then gives only what differs, as plain values or with their provenance.
 *
 * @param path the file
 * @return what is wrong with the file and what mends it, with none of its profiles added; empty if
 *         nothing is
 */
std::string AddDeviceProfiles(const std::string& path);

/**
 * @ingroup winsock
 * @param key a source's key
 * @return what the source is, or an empty text if there is none of that key
 */
std::string GetDeviceProfileSource(const std::string& key);

} // namespace ns3::winsock

#endif /* DEVICE_PROFILE_H */
