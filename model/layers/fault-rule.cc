/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "fault-rule.h"

#include "ns3/settings-text.h"
#include "ns3/spi-functions.h"

#include <cstdio>
#include <iterator>
#include <tuple>

namespace ns3::winsock
{

namespace
{

const char* const STARTUP = "WSPStartup";
const char* const ALL_FUNCTIONS = "*";

bool
CarriesData(const std::string& function)
{
    return function == "WSPRecv" || function == "WSPRecvFrom" || function == "WSPSend" ||
           function == "WSPSendTo";
}

WORD
ReadVersion(const SettingsWord& word)
{
    unsigned major = 0;
    unsigned minor = 0;
    char rest = 0;
    const int read = std::sscanf(word.value.c_str(), "%3u.%3u%c", &major, &minor, &rest);
    if (read != 2 || major > UINT8_MAX || minor > UINT8_MAX)
    {
        word.Refuse("write a version, such as 1.1.");
    }
    return MAKEWORD(major, minor);
}

/// Reads one word into a fault.
void
ReadMember(const SettingsWord& word, Fault& fault)
{
    const std::string& key = word.key;
    if (key == "nth")
    {
        std::tie(fault.first, fault.last) = word.ReadRange(1, UINT32_MAX);
    }
    else if (key == "probability")
    {
        fault.probability = word.ReadProbability();
    }
    else if (key == "process")
    {
        fault.process = word.ReadText();
    }
    else if (key == "family")
    {
        fault.family = word.ReadFamily();
    }
    else if (key == "type")
    {
        fault.type = word.ReadSocketType();
    }
    else if (key == "delay")
    {
        fault.delay = word.ReadTime();
    }
    else if (key == "error")
    {
        fault.error = word.ReadError();
    }
    else if (key == "bytes")
    {
        fault.bytes = static_cast<uint32_t>(word.ReadNumber(1, UINT32_MAX));
    }
    else if (key == "missing")
    {
        fault.missing = word.ReadText();
    }
    else if (key == "version")
    {
        fault.version = ReadVersion(word);
    }
    else
    {
        word.Refuse("after the function come nth, probability, process, family, type, delay, error,"
                    " bytes, missing and version, written as name=value.");
    }
}

} // namespace

std::string
Fault::GetProblem() const
{
    const bool starts = function == STARTUP;
    if (!starts && function != ALL_FUNCTIONS && FindSpiFunction(function) == SPI_FUNCTIONS)
    {
        return "begin a fault with a function, such as WSPSend or WSPStartup, or with *.";
    }
    if (first < 1 || last < first)
    {
        return "calls are counted from 1, the lower number comes first.";
    }
    if (!(probability >= 0 && probability <= 1))
    {
        return "a probability is a number from 0 to 1.";
    }
    if (!starts && (!missing.empty() || version != 0))
    {
        return "only WSPStartup gives a table and settles for a version.";
    }
    if (!missing.empty() && FindSpiFunction(missing) == SPI_FUNCTIONS)
    {
        return "what is missing is a function of the table, such as WSPSend.";
    }
    if (bytes != 0 && !CarriesData(function))
    {
        return "only WSPRecv, WSPRecvFrom, WSPSend and WSPSendTo carry bytes.";
    }
    if (delay.IsStrictlyNegative())
    {
        return "a delay cannot be negative.";
    }
    const bool acts =
        !delay.IsZero() || error != 0 || bytes != 0 || !missing.empty() || version != 0;
    return acts ? "" : "say what happens: delay, error, bytes, missing or version.";
}

std::vector<Fault>
ReadFaults(const std::string& setting, const std::string& text)
{
    std::vector<Fault> faults;
    for (const std::vector<SettingsWord>& words : SplitSettings(setting, text))
    {
        Fault fault;
        fault.function = words.front().hasValue ? "" : words.front().key;
        for (auto word = std::next(words.begin()); word != words.end(); ++word)
        {
            ReadMember(*word, fault);
        }
        const std::string problem = fault.GetProblem();
        if (!problem.empty())
        {
            words.front().Refuse(problem);
        }
        faults.push_back(fault);
    }
    return faults;
}

} // namespace ns3::winsock
