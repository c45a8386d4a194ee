/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "device-profile-text.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace ns3::winsock
{

namespace
{

using Json = nlohmann::json;

/// Ends the reading; says why.
class ProfileProblem : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

/// @return the member of that name, as text; empty if there is none
std::string
TextOf(const Json& object, const char* key)
{
    const auto at = object.find(key);
    return at != object.end() ? at->get<std::string>() : "";
}

Provenance
ReadProvenance(const Json& object, const char* key)
{
    const std::string word = object.at(key).get<std::string>();
    if (word == "documented")
    {
        return Provenance::DOCUMENTED;
    }
    if (word == "derived")
    {
        return Provenance::DERIVED;
    }
    if (word == "assumed")
    {
        return Provenance::ASSUMED;
    }
    throw ProfileProblem("\"" + word +
                         "\" is no provenance: write documented, derived or assumed.");
}

ValueOrigin
ReadOrigin(const Json& value)
{
    return {ReadProvenance(value, "provenance"),
            TextOf(value, "source"),
            TextOf(value, "note"),
            TextOf(value, "confidence")};
}

/// Reads a value that is written as a number. @return whether it is one that may be there
bool
ReadNumber(const DeviceValue& value, const Json& written, uint32_t& code)
{
    if (value.kind == DeviceValueKind::DURATION)
    {
        const double milliseconds =
            written.is_number() ? std::round(written.get<double>() * 1000) : -1;
        code = milliseconds >= 0 && milliseconds < DeviceNumbers::UNLIMITED
                   ? static_cast<uint32_t>(milliseconds)
                   : DeviceNumbers::UNLIMITED;
        return code != DeviceNumbers::UNLIMITED;
    }
    if (!written.is_number_unsigned() || written.get<uint64_t>() > UINT32_MAX)
    {
        return false;
    }
    code = std::min(written.get<uint32_t>(), DeviceNumbers::UNLIMITED);
    const bool port = value.kind == DeviceValueKind::PORT;
    const bool percent = value.kind == DeviceValueKind::PERCENT;
    return !(port && (code == 0 || code > UINT16_MAX)) && !(percent && code > 100);
}

uint32_t
ReadCode(const DeviceValue& value, const Json& written)
{
    uint32_t code = DeviceNumbers::UNLIMITED;
    bool right = false;
    if (written.is_null())
    {
        right = value.boundless;
    }
    else if (written.is_boolean())
    {
        right = value.kind == DeviceValueKind::FLAG;
        code = written.get<bool>() ? 1 : 0;
    }
    else if (value.kind <= DeviceValueKind::DURATION)
    {
        right = ReadNumber(value, written, code);
    }
    else
    {
        right = value.kind != DeviceValueKind::FLAG && written.is_string() &&
                ParseDeviceValue(value, written.get<std::string>(), code);
    }
    if (!right)
    {
        throw ProfileProblem(std::string(value.key) + " is " + written.dump() + ": write " +
                             DescribeDeviceValue(value) + ".");
    }
    return code;
}

void
ReadValues(const Json& values, DeviceProfile& profile)
{
    for (const DeviceValue& value : GetDeviceValues())
    {
        const Json& member = values.at(value.key);
        value.set(profile.numbers, ReadCode(value, member.at("value")));
        profile.origins.push_back(ReadOrigin(member));
    }
    const Json& ram = values.at("ramBytes");
    const Json& clock = values.at("cpuMHz");
    profile.ramBytes = {ram.at("value").get<uint64_t>(), ReadOrigin(ram)};
    profile.cpuMegahertz = {clock.at("value").get<uint64_t>(), ReadOrigin(clock)};
}

ProfileFamily
ReadFamily(const std::string& name, const Json& protocols)
{
    ProfileFamily family;
    family.name = name;
    for (const Json& protocol : protocols)
    {
        family.protocols.push_back(protocol.at("protocol").get<std::string>());
        family.notes.push_back(TextOf(protocol, "note"));
    }
    return family;
}

UnsupportedCalls
ReadUnsupported(const Json& object)
{
    UnsupportedCalls unsupported;
    unsupported.calls = object.at("calls").get<std::vector<std::string>>();
    unsupported.effect = object.at("effect").get<std::string>();
    unsupported.error = WinsockErrorByName(object.at("error").get<std::string>());
    unsupported.effectProvenance = ReadProvenance(object, "effectProvenance");
    unsupported.errorProvenance = ReadProvenance(object, "errorProvenance");
    unsupported.source = TextOf(object, "source");
    unsupported.note = TextOf(object, "note");
    return unsupported;
}

DeviceProfile
ReadProfile(const Json& object)
{
    DeviceProfile profile;
    profile.name = object.at("name").get<std::string>();
    profile.aliases = object.at("aliases").get<std::vector<std::string>>();
    profile.description = object.at("description").get<std::string>();
    profile.deviceClass = object.at("class").get<std::string>();
    profile.dialect = object.at("dialect") == "CE" ? Dialect::CE : Dialect::NT;
    profile.stockCatalog = object.at("catalog").get<std::string>();
    ReadValues(object.at("values"), profile);
    for (const auto& [name, protocols] : object.at("families").items())
    {
        profile.families.push_back(ReadFamily(name, protocols));
    }
    for (const Json& calls : object.at("unsupported"))
    {
        profile.unsupported.push_back(ReadUnsupported(calls));
        const auto& names = profile.unsupported.back().calls;
        if (std::find(names.begin(), names.end(), "SO_RCVTIMEO") != names.end())
        {
            profile.numbers.timeoutOptions = false;
        }
    }
    return profile;
}

} // namespace

DeviceProfileText
ReadDeviceProfiles(const std::string& text, const std::string& where)
{
    DeviceProfileText result;
    std::string part = "the text";
    try
    {
        const Json all = Json::parse(text);
        result.sources = all.at("sources").get<std::map<std::string, std::string>>();
        for (const Json& object : all.at("profiles"))
        {
            part = "profile \"" + object.at("name").get<std::string>() + "\"";
            result.profiles.push_back(ReadProfile(object));
        }
    }
    catch (const std::exception& problem)
    {
        result.problem = where + ", " + part + ": " + problem.what();
    }
    return result;
}

} // namespace ns3::winsock
