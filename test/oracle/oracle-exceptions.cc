/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-exceptions.h"

#include <algorithm>

#include "../catalog-test-support.h"

namespace ns3::winsock::test
{

namespace
{

const std::string SEPARATOR = " / ";

std::vector<std::string>
Split(const std::string& text)
{
    std::vector<std::string> parts;
    std::size_t start = 0;
    for (auto end = text.find(SEPARATOR); end != std::string::npos;
         end = text.find(SEPARATOR, start))
    {
        parts.push_back(text.substr(start, end - start));
        start = end + SEPARATOR.size();
    }
    parts.push_back(text.substr(start));
    return parts;
}

} // namespace

std::vector<OracleException>
ReadOracleExceptions(const std::string& path)
{
    std::vector<OracleException> exceptions;
    for (const CsvRow& row : ReadCsv(path))
    {
        exceptions.push_back({row.at("file"),
                              Split(row.at("states_or_setups")),
                              Split(row.at("call")),
                              row.at("here"),
                              row.at("decides"),
                              row.at("reason")});
    }
    return exceptions;
}

const OracleException*
FindException(const std::vector<OracleException>& exceptions,
              const std::string& file,
              const OracleRow& row)
{
    const std::string& place = row.state.empty() ? row.setup : row.state;
    const auto found = std::find_if(
        exceptions.begin(),
        exceptions.end(),
        [&](const OracleException& exception)
        {
            const auto& calls = exception.calls;
            return exception.file == file &&
                   std::count(calls.begin(), calls.end(), row.call) != 0 &&
                   std::count(exception.places.begin(), exception.places.end(), place) != 0;
        });
    return found == exceptions.end() ? nullptr : &*found;
}

} // namespace ns3::winsock::test
