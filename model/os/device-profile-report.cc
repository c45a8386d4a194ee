/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "device-profile-report.h"

#include <array>
#include <iomanip>
#include <set>

namespace ns3::winsock
{

namespace
{

const char* const PROVENANCES[] = {"documented", "derived", "assumed"}; //!< by Provenance

const char*
NameOf(Provenance provenance)
{
    return PROVENANCES[static_cast<std::size_t>(provenance)];
}

/// Remembers what the lines of a profile rest on.
struct Tally
{
    std::array<int, std::size(PROVENANCES)> counts{}; //!< values, by Provenance
    std::set<std::string> sources;                    //!< keys
};

void
PrintValue(std::ostream& os,
           const std::string& name,
           const std::string& value,
           const ValueOrigin& origin,
           Tally& tally)
{
    ++tally.counts[static_cast<std::size_t>(origin.provenance)];
    os << "  " << std::left << std::setw(24) << name << std::setw(15) << value << std::setw(11)
       << NameOf(origin.provenance);
    if (!origin.source.empty())
    {
        tally.sources.insert(origin.source);
        os << "[" << origin.source << "]" << (origin.note.empty() ? "" : " ");
    }
    os << origin.note << "\n";
}

void
PrintUnsupported(std::ostream& os, const DeviceProfile& profile, Tally& tally)
{
    os << "\nIt does not have:\n";
    for (const UnsupportedCalls& unsupported : profile.unsupported)
    {
        std::string calls;
        for (const std::string& call : unsupported.calls)
        {
            calls += (calls.empty() ? "" : ", ") + call;
        }
        if (!calls.empty())
        {
            os << "  " << calls << ": " << WinsockErrorName(unsupported.error) << " ("
               << NameOf(unsupported.errorProvenance) << ")\n    ";
        }
        else
        {
            os << "  ";
        }
        os << unsupported.effect << " (" << NameOf(unsupported.effectProvenance) << ")";
        if (!unsupported.source.empty())
        {
            tally.sources.insert(unsupported.source);
            os << " [" << unsupported.source << "]";
        }
        os << "\n";
    }
}

} // namespace

void
PrintDeviceProfiles(std::ostream& os)
{
    for (const std::string& name : GetDeviceProfileNames())
    {
        const DeviceProfile& profile = *FindDeviceProfile(name);
        os << std::left << std::setw(24) << name << profile.description;
        for (const std::string& alias : profile.aliases)
        {
            os << (alias == profile.aliases.front() ? " (also " : ", ") << alias
               << (alias == profile.aliases.back() ? ")" : "");
        }
        os << "\n";
    }
}

void
PrintDeviceProfile(std::ostream& os, const DeviceProfile& profile)
{
    Tally tally;
    os << profile.name << ": " << profile.description << "\n"
       << "dialect " << (profile.dialect == Dialect::CE ? "CE" : "NT") << ", catalog "
       << profile.stockCatalog << "\n\n";
    PrintValue(os,
               "(memory, bytes)",
               std::to_string(profile.ramBytes.value),
               profile.ramBytes.origin,
               tally);
    PrintValue(os,
               "(clock, MHz)",
               std::to_string(profile.cpuMegahertz.value),
               profile.cpuMegahertz.origin,
               tally);
    for (std::size_t i = 0; i < profile.origins.size(); ++i)
    {
        const DeviceValue& value = GetDeviceValues()[i];
        PrintValue(os,
                   value.attribute,
                   FormatDeviceValue(value, value.get(profile.numbers)),
                   profile.origins[i],
                   tally);
    }
    for (const ProfileFamily& family : profile.families)
    {
        os << (&family == &profile.families.front() ? "\nIts sockets: " : "; ") << family.name;
        for (const std::string& protocol : family.protocols)
        {
            os << " " << protocol;
        }
    }
    os << "\n";
    if (!profile.unsupported.empty())
    {
        PrintUnsupported(os, profile, tally);
    }
    os << "\n"
       << tally.counts[0] << " values are documented, " << tally.counts[1] << " derived, "
       << tally.counts[2] << " assumed. Each is an attribute of WinsockStack.\n";
    for (const std::string& source : tally.sources)
    {
        os << "  [" << source << "] " << GetDeviceProfileSource(source) << "\n";
    }
}

} // namespace ns3::winsock
