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
SplitPlaces(const std::string& text)
{
    std::vector<std::string> places;
    std::size_t start = 0;
    for (auto end = text.find(SEPARATOR); end != std::string::npos;
         end = text.find(SEPARATOR, start))
    {
        places.push_back(text.substr(start, end - start));
        start = end + SEPARATOR.size();
    }
    places.push_back(text.substr(start));
    return places;
}

} // namespace

std::vector<OracleException>
ReadOracleExceptions(const std::string& path)
{
    std::vector<OracleException> exceptions;
    for (const CsvRow& row : ReadCsv(path))
    {
        exceptions.push_back({row.at("file"),
                              SplitPlaces(row.at("states_or_setups")),
                              row.at("call"),
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
            return exception.file == file && exception.call == row.call &&
                   std::count(exception.places.begin(), exception.places.end(), place) != 0;
        });
    return found == exceptions.end() ? nullptr : &*found;
}

} // namespace ns3::winsock::test
