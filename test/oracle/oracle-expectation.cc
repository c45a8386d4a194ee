/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-expectation.h"

#include "oracle-constants.h"
#include "oracle-words.h"

#include "ns3/winsock-error.h"

#include <algorithm>
#include <map>

namespace ns3::winsock::test
{

namespace
{

/// @return what a function returns when it fails
std::string
FailureOf(const std::string& function)
{
    static const std::map<std::string, std::string> others{
        {"AcceptEx", "0"},
        {"CancelIo", "0"},
        {"CancelIoEx", "0"},
        {"ConnectEx", "0"},
        {"CreateIoCompletionPort", "0"},
        {"DisconnectEx", "0"},
        {"GetQueuedCompletionStatus", "0"},
        {"OVERLAPPED", "0"},
        {"PostQueuedCompletionStatus", "0"},
        {"TransmitFile", "0"},
        {"WSACloseEvent", "0"},
        {"WSACreateEvent", "0"},
        {"WSAGetOverlappedResult", "0"},
        {"WSAGetQOSByName", "0"},
        {"WSAResetEvent", "0"},
        {"WSASetEvent", "0"},
        {"WSAWaitForMultipleEvents", "4294967295"},
        {"WaitForSingleObject", "4294967295"},
        {"gethostbyaddr", "0"},
        {"gethostbyname", "0"},
        {"getprotobyname", "0"},
        {"getprotobynumber", "0"},
        {"getservbyname", "0"},
        {"getservbyport", "0"},
        {"inet_addr", "4294967295"},
        {"inet_ntop", "0"},
    };
    const auto found = others.find(function);
    return found == others.end() ? "-1" : found->second;
}

/// @return the errors that a text names
std::vector<int>
ErrorsIn(const std::string& text)
{
    std::vector<int> errors;
    for (const std::string& word : OracleWords(text))
    {
        const auto error = word.compare(0, 3, "WSA") == 0 ? OracleConstant(word) : std::nullopt;
        if (error)
        {
            errors.push_back(static_cast<int>(*error));
        }
    }
    return errors;
}

bool
Contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/// The rows say 54321 for a call that left the last error alone.
std::string
NameOfError(int error)
{
    return error == OracleAnswer::UNCHANGED ? "unchanged" : WinsockErrorName(error);
}

/// The other Winsock gave some results as statuses of the kernel: the same as errors.
std::string
Translate(const std::string& number)
{
    static const std::map<std::string, int> errors{
        {"-1073741811", WSA_INVALID_PARAMETER}, // STATUS_INVALID_PARAMETER
        {"-1073741819", WSAEFAULT},             // STATUS_ACCESS_VIOLATION
    };
    const auto found = errors.find(number);
    return found == errors.end() ? number : std::to_string(found->second);
}

} // namespace

OracleExpectation::OracleExpectation(const OracleRow& row)
    : m_row(row)
{
    if (row.basis.empty())
    {
        ExpectOwnAnswer();
    }
    else if (row.basis == "doc" || row.basis == "test")
    {
        ExpectWindows();
    }
    else
    {
        m_compared = false;
    }
}

void
OracleExpectation::ExpectOwnAnswer()
{
    m_result = Translate(m_row.result);
    if (m_result != FailureOf(m_row.Function()))
    {
        m_detail = m_row.detail;
        return;
    }
    // A failure that left the last error alone is one of another Winsock's habits.
    const auto error = OracleNumber(Translate(m_row.error));
    if (error && *error != OracleAnswer::UNCHANGED)
    {
        m_errors = {static_cast<int>(*error)};
    }
}

void
OracleExpectation::ExpectWindows()
{
    const bool datagram = Contains(m_row.state + m_row.setup, "udp");
    if (Contains(m_row.windows, "on a datagram socket") && !datagram)
    {
        ExpectOwnAnswer();
    }
    else if (const auto errors = ErrorsIn(m_row.windows); !errors.empty())
    {
        ExpectFailure(errors);
    }
    else if (m_row.windows == "completes as aborted")
    {
        // The object is signaled; asked for its result, the operation gives the error.
        m_row.call == "WaitForSingleObject"
            ? ExpectSuccess("0")
            : ExpectFailure({WSA_OPERATION_ABORTED, WSAECONNABORTED, ERROR_CONNECTION_ABORTED});
    }
    else
    {
        ExpectSuccess("0");
    }
}

void
OracleExpectation::ExpectFailure(const std::vector<int>& errors)
{
    m_result = FailureOf(m_row.Function());
    m_errors = errors;
}

void
OracleExpectation::ExpectSuccess(const std::string& result)
{
    m_result = result;
}

bool
OracleExpectation::IsCompared() const
{
    return m_compared;
}

bool
OracleExpectation::IsMetBy(const OracleAnswer& answer) const
{
    if (!answer.problem.empty() || answer.result != m_result)
    {
        return false;
    }
    const bool anyError = m_errors.empty();
    return (anyError || std::count(m_errors.begin(), m_errors.end(), answer.error) != 0) &&
           IsDetailMet(answer);
}

bool
OracleExpectation::IsDetailMet(const OracleAnswer& answer) const
{
    const std::vector<std::string> have = OracleWords(answer.detail);
    const std::vector<std::string> want = OracleWords(m_detail);
    return std::all_of(want.begin(),
                       want.end(),
                       [&](const std::string& word)
                       { return std::count(have.begin(), have.end(), word) != 0; });
}

std::string
OracleExpectation::Describe() const
{
    std::string text = m_result;
    for (const int error : m_errors)
    {
        text += " " + NameOfError(error);
    }
    return text + (m_detail.empty() ? "" : " (" + m_detail + ")");
}

std::string
OracleExpectation::Describe(const OracleAnswer& answer) const
{
    if (!answer.problem.empty())
    {
        return answer.problem;
    }
    std::string text = answer.result;
    if (answer.result == FailureOf(m_row.Function()))
    {
        text += " " + NameOfError(answer.error);
    }
    return text + (m_detail.empty() ? "" : " (" + answer.detail + ")");
}

} // namespace ns3::winsock::test
