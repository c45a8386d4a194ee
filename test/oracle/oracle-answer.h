/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_ANSWER_H
#define ORACLE_ANSWER_H

#include "ns3/winsock.h"

#include <string>
#include <type_traits>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief What a call answered, in the words of the oracle's rows.
 */
struct OracleAnswer
{
    /// What WSAGetLastError gives after a call that left it alone.
    static constexpr int UNCHANGED = 54321;

    std::string problem{"it did not return"}; //!< why there is no answer; empty if there is one
    std::string result;                       //!< as in a row
    int error{0};                             //!< last error after the call
    std::string detail;                       //!< as in a row

    /// @param name of a value; @param value it; both go to the end of the detail
    OracleAnswer& With(const std::string& name, const std::string& value);

    /// As the form with a text.
    template <typename T>
    std::enable_if_t<std::is_arithmetic_v<T>, OracleAnswer&>
    With(const std::string& name, T value)
    {
        return With(name, std::to_string(value));
    }

    /// @param name of a value; @param value goes to the end of the detail as 0x1f
    OracleAnswer& WithHex(const std::string& name, unsigned long long value);

    /// @return whether the call did what it was asked for
    bool Succeeded() const;

    /// @param why there is no answer; @return that
    static OracleAnswer None(const std::string& why);
};

/// @param value a function's value; @return it as the rows write it
std::string OracleResult(long long value);

/// @param memory bytes; @param count how many; @return them in hexadecimal
std::string OracleHex(const void* memory, std::size_t count);

/**
 * @ingroup winsock-test
 * @brief Makes a call, after a last error that no function gives.
 * @param ws who calls
 * @param call returns the function's value; -1 stands for INVALID_SOCKET, 1 for other handles and
 *        pointers
 * @return the answer without detail
 */
template <typename Call>
OracleAnswer
Ask(Winsock& ws, const Call& call)
{
    ws.WSASetLastError(OracleAnswer::UNCHANGED);
    OracleAnswer answer;
    answer.result = OracleResult(static_cast<long long>(call()));
    answer.error = ws.WSAGetLastError();
    answer.problem.clear();
    return answer;
}

/// As Ask(), of a call that makes a socket.
template <typename Call>
OracleAnswer
AskForSocket(Winsock& ws, const Call& call)
{
    return Ask(ws, [&] { return call() == INVALID_SOCKET ? -1 : 1; });
}

/// As Ask(), of a call that returns a pointer or a handle that may be null.
template <typename Call>
OracleAnswer
AskForPointer(Winsock& ws, const Call& call)
{
    return Ask(ws, [&] { return call() ? 1 : 0; });
}

} // namespace ns3::winsock::test

#endif /* ORACLE_ANSWER_H */
