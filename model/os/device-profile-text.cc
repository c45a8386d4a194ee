/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "device-profile-text.h"

#include "ns3/device-consistency.h"
#include "ns3/stock-catalogs.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>

namespace ns3::winsock
{

namespace
{

using Json = nlohmann::json;
using Words = std::vector<std::string>;

/// Ends the reading; says why.
class ProfileProblem : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

// ---------------------------------------------------------------- what JSON may hold

/// @return how many letters differ between two words
std::size_t
CountDifferences(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> costs(b.size() + 1);
    std::iota(costs.begin(), costs.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i)
    {
        std::size_t diagonal = costs[0];
        costs[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j)
        {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = costs[j];
            costs[j] = std::min({replaced, costs[j] + 1, costs[j - 1] + 1});
        }
    }
    return costs[b.size()];
}

/// Refuses members that nobody would read.
void
CheckKeys(const Json& object, const Words& known, const std::string& what)
{
    if (!object.is_object())
    {
        throw ProfileProblem(what + " is " + object.dump() + ": write an object in braces.");
    }
    for (const auto& member : object.items())
    {
        const std::string& key = member.key();
        if (std::find(known.begin(), known.end(), key) == known.end())
        {
            const auto nearest =
                std::min_element(known.begin(),
                                 known.end(),
                                 [&](const auto& a, const auto& b)
                                 { return CountDifferences(a, key) < CountDifferences(b, key); });
            throw ProfileProblem("\"" + key + "\" is no key of " + what + ": the nearest is \"" +
                                 *nearest + "\".");
        }
    }
}

const Json&
Require(const Json& object, const std::string& key)
{
    const auto at = object.find(key);
    if (at == object.end())
    {
        throw ProfileProblem("there is no \"" + key +
                             "\": add it, or name a \"base\" that has it.");
    }
    return *at;
}

std::string
AsText(const Json& written, const std::string& key)
{
    if (!written.is_string())
    {
        throw ProfileProblem("\"" + key + "\" is " + written.dump() + ": write a text in quotes.");
    }
    return written.get<std::string>();
}

/// @return the member of that name, as text; empty if there is none
std::string
TextOf(const Json& object, const char* key)
{
    const auto at = object.find(key);
    return at != object.end() ? AsText(*at, key) : "";
}

Words
AsTexts(const Json& written, const std::string& key)
{
    if (!written.is_array())
    {
        throw ProfileProblem("\"" + key + "\" is " + written.dump() +
                             ": write a list in brackets.");
    }
    Words texts;
    for (const Json& one : written)
    {
        texts.push_back(AsText(one, key));
    }
    return texts;
}

// ---------------------------------------------------------------- values

Provenance
ReadProvenance(const Json& object, const char* key)
{
    const std::string word = AsText(Require(object, key), key);
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

/// @return the value, which may stand for itself or have its origin beside it
const Json&
ReadOrigin(const Json& written, const std::string& key, ValueOrigin& origin)
{
    origin = {Provenance::ASSUMED, "", "", "low"};
    if (!written.is_object())
    {
        return written;
    }
    CheckKeys(written, {"value", "provenance", "source", "note", "confidence"}, key);
    if (written.contains("provenance"))
    {
        origin.provenance = ReadProvenance(written, "provenance");
    }
    origin.source = TextOf(written, "source");
    origin.note = TextOf(written, "note");
    const std::string confidence = TextOf(written, "confidence");
    origin.confidence = confidence.empty() ? origin.confidence : confidence;
    return Require(written, "value");
}

/// Reads a value that is written as a number. @return whether it is one that may be there
bool
ReadNumber(const DeviceValue& value, const Json& written, uint32_t& code)
{
    if (value.kind == DeviceValueKind::DURATION)
    {
        const double milliseconds =
            written.is_number() ? std::round(written.get<double>() * 1000) : -1;
        const bool fits = milliseconds >= 0 && milliseconds < DeviceNumbers::UNLIMITED;
        code = fits ? static_cast<uint32_t>(milliseconds) : 0;
        return fits;
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
        throw ProfileProblem("\"" + std::string(value.key) + "\" is " + written.dump() +
                             ": write " + DescribeDeviceValue(value) + ".");
    }
    return code;
}

void
ReadContext(const Json& values, const char* key, bool required, ContextValue& context)
{
    if (!required && !values.contains(key))
    {
        return;
    }
    const Json& written = ReadOrigin(Require(values, key), key, context.origin);
    if (!written.is_number_unsigned())
    {
        throw ProfileProblem("\"" + std::string(key) + "\" is " + written.dump() +
                             ": write a whole number.");
    }
    context.value = written.get<uint64_t>();
}

void
ReadValues(const Json& values, bool required, DeviceProfile& profile)
{
    Words keys{"ramBytes", "cpuMHz"};
    for (const DeviceValue& value : GetDeviceValues())
    {
        keys.emplace_back(value.key);
    }
    CheckKeys(values, keys, "values");
    profile.origins.resize(GetDeviceValues().size());
    for (std::size_t i = 0; i < GetDeviceValues().size(); ++i)
    {
        const DeviceValue& value = GetDeviceValues()[i];
        if (required || values.contains(value.key))
        {
            const Json& written =
                ReadOrigin(Require(values, value.key), value.key, profile.origins[i]);
            value.set(profile.numbers, ReadCode(value, written));
        }
    }
    ReadContext(values, "ramBytes", required, profile.ramBytes);
    ReadContext(values, "cpuMHz", required, profile.cpuMegahertz);
}

// ---------------------------------------------------------------- the rest of a profile

void
ReadFamilies(const Json& families, DeviceProfile& profile)
{
    profile.families.clear();
    for (const auto& [name, protocols] : families.items())
    {
        ProfileFamily family;
        family.name = name;
        for (const Json& protocol : protocols)
        {
            CheckKeys(protocol, {"protocol", "note"}, name);
            family.protocols.push_back(AsText(Require(protocol, "protocol"), "protocol"));
            family.notes.push_back(TextOf(protocol, "note"));
        }
        profile.families.push_back(family);
    }
}

UnsupportedCalls
ReadUnsupported(const Json& object)
{
    CheckKeys(object,
              {"calls", "effect", "error", "effectProvenance", "errorProvenance", "source", "note"},
              "unsupported");
    UnsupportedCalls unsupported;
    unsupported.calls = AsTexts(Require(object, "calls"), "calls");
    unsupported.effect = TextOf(object, "effect");
    const std::string error = AsText(Require(object, "error"), "error");
    unsupported.error = WinsockErrorByName(error);
    if (unsupported.error <= 0)
    {
        throw ProfileProblem("\"" + error + "\" is no error: write a name such as WSAEOPNOTSUPP.");
    }
    if (object.contains("effectProvenance"))
    {
        unsupported.effectProvenance = ReadProvenance(object, "effectProvenance");
    }
    if (object.contains("errorProvenance"))
    {
        unsupported.errorProvenance = ReadProvenance(object, "errorProvenance");
    }
    unsupported.source = TextOf(object, "source");
    unsupported.note = TextOf(object, "note");
    return unsupported;
}

void
ReadRefusals(const Json& list, DeviceProfile& profile)
{
    profile.unsupported.clear();
    profile.refusals = CallRefusals();
    for (const Json& object : list)
    {
        profile.unsupported.push_back(ReadUnsupported(object));
        for (const std::string& call : profile.unsupported.back().calls)
        {
            if (!profile.refusals.Refuse(call, profile.unsupported.back().error))
            {
                throw ProfileProblem("\"" + call + "\" cannot be unsupported: write one of " +
                                     CallRefusals::GetNames() + ".");
            }
        }
    }
}

/// Calls a function with a member that has to be there where there is no base.
template <typename Reader>
void
Read(const Json& object, const char* key, bool required, Reader reader)
{
    if (required || object.contains(key))
    {
        reader(Require(object, key));
    }
}

void
ReadDialect(const Json& written, DeviceProfile& profile)
{
    if (written != "NT" && written != "CE")
    {
        throw ProfileProblem("\"dialect\" is " + written.dump() + ": write NT or CE.");
    }
    profile.dialect = written == "CE" ? Dialect::CE : Dialect::NT;
}

void
ReadCatalog(const Json& written, DeviceProfile& profile)
{
    profile.stockCatalog = AsText(written, "catalog");
    const auto names = StockCatalogNames();
    if (std::find(names.begin(), names.end(), profile.stockCatalog) == names.end())
    {
        std::string all;
        for (const std::string& name : names)
        {
            all += (all.empty() ? "" : ", ") + name;
        }
        throw ProfileProblem("there is no stock catalog \"" + profile.stockCatalog +
                             "\": write one of " + all + ".");
    }
}

/// Reads all of a profile but its name; what it does not give stays as it is.
void
ReadProfile(const Json& object, bool required, DeviceProfile& profile)
{
    CheckKeys(object,
              {"name",
               "base",
               "aliases",
               "description",
               "class",
               "dialect",
               "catalog",
               "values",
               "families",
               "unsupported",
               "expectations"},
              "a profile");
    Read(object,
         "aliases",
         false,
         [&](const Json& it) { profile.aliases = AsTexts(it, "aliases"); });
    Read(object,
         "description",
         false,
         [&](const Json& it) { profile.description = AsText(it, "description"); });
    Read(
        object, "class", false, [&](const Json& it) { profile.deviceClass = AsText(it, "class"); });
    Read(object, "dialect", required, [&](const Json& it) { ReadDialect(it, profile); });
    Read(object, "catalog", required, [&](const Json& it) { ReadCatalog(it, profile); });
    Read(object, "values", required, [&](const Json& it) { ReadValues(it, required, profile); });
    Read(object, "families", false, [&](const Json& it) { ReadFamilies(it, profile); });
    Read(object, "unsupported", false, [&](const Json& it) { ReadRefusals(it, profile); });
}

/// Reads the profiles of a text one after the other.
class ProfileReader
{
  public:
    ProfileReader(DeviceProfileText& result, const DeviceProfileFinder& known)
        : m_result(result),
          m_known(known)
    {
    }

    void
    Add(const Json& object)
    {
        DeviceProfile profile;
        DeviceNumbers base;
        const bool derived = object.contains("base");
        if (derived)
        {
            const std::string name = AsText(object.at("base"), "base");
            const DeviceProfile* found = Find(name);
            if (!found)
            {
                throw ProfileProblem("there is no profile \"" + name +
                                     "\" to be its base: name one that there is.");
            }
            profile = *found;
            base = found->numbers;
            profile.aliases.clear();
        }
        profile.name = AsText(Require(object, "name"), "name");
        ReadProfile(object, !derived, profile);
        if (m_known)
        {
            Check(profile, base);
        }
        m_result.profiles.push_back(profile);
    }

  private:
    const DeviceProfile*
    Find(const std::string& name) const
    {
        for (const DeviceProfile& profile : m_result.profiles)
        {
            if (profile.name == name)
            {
                return &profile;
            }
        }
        return m_known ? m_known(name) : nullptr;
    }

    void
    Check(const DeviceProfile& profile, const DeviceNumbers& base) const
    {
        Words names = profile.aliases;
        names.push_back(profile.name);
        for (const std::string& name : names)
        {
            if (Find(name))
            {
                throw ProfileProblem("there is a profile \"" + name +
                                     "\" already: choose another name.");
            }
        }
        const std::string problem = FindImpossibleNumbers(profile.numbers, base, &DeviceValue::key);
        if (!problem.empty())
        {
            throw ProfileProblem(problem);
        }
    }

    DeviceProfileText& m_result;        //!< what was read
    const DeviceProfileFinder& m_known; //!< what there is beside
};

} // namespace

DeviceProfileText
ReadDeviceProfiles(const std::string& text,
                   const std::string& where,
                   const DeviceProfileFinder& known)
{
    DeviceProfileText result;
    std::string part;
    try
    {
        const Json all = Json::parse(text);
        CheckKeys(all, {"schema", "note", "fields", "sources", "links", "profiles"}, "the file");
        const Json sources = all.value("sources", Json::object());
        for (const auto& source : sources.items())
        {
            result.sources[source.key()] = AsText(source.value(), source.key());
        }
        ProfileReader reader(result, known);
        for (const Json& object : Require(all, "profiles"))
        {
            part = ", profile " + (object.contains("name") ? object.at("name").dump()
                                                           : std::string("without a name"));
            reader.Add(object);
        }
    }
    catch (const ProfileProblem& problem)
    {
        result.problem = where + part + ": " + problem.what();
    }
    catch (const Json::exception& problem)
    {
        result.problem = where + part + ": " + problem.what() +
                         ". Write JSON as data/device-profiles.json does.";
    }
    return result;
}

} // namespace ns3::winsock
