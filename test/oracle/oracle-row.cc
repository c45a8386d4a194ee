/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-row.h"

#include "../catalog-test-support.h"

namespace ns3::winsock::test
{

std::string
OracleRow::Function() const
{
    return call.substr(0, call.find(' '));
}

std::string
OracleRow::Name() const
{
    return state.empty() ? call + ": " + setup : state + ": " + call;
}

std::vector<OracleRow>
ReadOracleRows(const std::string& path)
{
    std::vector<OracleRow> rows;
    for (CsvRow& values : ReadCsv(path))
    {
        rows.push_back({values["state"],
                        values["call"],
                        values["setup"],
                        values["result"],
                        values["error"],
                        values["detail"],
                        values["deviation_basis"],
                        values["windows"]});
    }
    return rows;
}

} // namespace ns3::winsock::test
