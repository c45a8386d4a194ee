/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-answer.h"

#include <sstream>

namespace ns3::winsock::test
{

OracleAnswer&
OracleAnswer::With(const std::string& name, const std::string& value)
{
    detail += (detail.empty() ? "" : " ") + name + "=" + value;
    return *this;
}

OracleAnswer&
OracleAnswer::WithHex(const std::string& name, unsigned long long value)
{
    std::ostringstream text;
    text << "0x" << std::hex << value;
    return With(name, text.str());
}

bool
OracleAnswer::Succeeded() const
{
    return problem.empty() && result != "-1" && error != WSA_IO_PENDING;
}

OracleAnswer
OracleAnswer::None(const std::string& why)
{
    OracleAnswer answer;
    answer.problem = why;
    return answer;
}

std::string
OracleResult(long long value)
{
    return std::to_string(value);
}

std::string
OracleHex(const void* memory, std::size_t count)
{
    static const char* const digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
    {
        const unsigned byte = static_cast<const unsigned char*>(memory)[i];
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

} // namespace ns3::winsock::test
