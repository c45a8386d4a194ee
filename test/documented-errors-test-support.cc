/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "documented-errors-test-support.h"

#include "catalog-test-support.h"
#include "winsock-test-data.h"

#include "ns3/failure-observer.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <utility>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// @return what the lists call an error: by its name, or by its number where Winsock has none for it
std::string
ListedName(int error)
{
    const std::string name = WinsockErrorName(error);
    return name == WinsockErrorName(-1) ? std::to_string(error) : name;
}

CheckedTestCase* g_running = nullptr;
InventedErrors* g_invented = nullptr;

/**
 * Looks at every failing call of the program that the suites are linked into, be it the module's own
 * runner or ns-3's.
 */
class ErrorInvariant : public FailureObserver
{
  public:
    ErrorInvariant()
    {
        FailureObserver::Set(this);
    }

    ~ErrorInvariant() override
    {
        FailureObserver::Set(nullptr);
        WriteMet();
        if (!m_outside.empty())
        {
            for (const auto& what : m_outside)
            {
                std::cerr << "Outside a CheckedTestCase: " << what << "\n";
            }
            std::_Exit(1);
        }
    }

    void
    OnFailure(const WinsockThread& thread, const char* function, int error) override
    {
        const auto [met, isNew] =
            m_met.emplace(std::make_pair(std::string(function), error), false);
        if (isNew)
        {
            met->second = IsListed(function, error);
        }
        if (met->second)
        {
            return;
        }
        if (!InventedErrors::Explain(error))
        {
            Report(thread, function, error);
        }
    }

    /// @param what happened @note outside a test case the program fails at its end
    void
    Report(const std::string& what)
    {
        if (g_running)
        {
            g_running->ReportUndocumented(what);
        }
        else
        {
            m_outside.insert(what);
        }
    }

  private:
    bool
    IsListed(const std::string& function, int error)
    {
        if (m_listed.empty())
        {
            Load();
        }
        return m_listed.count({function, ListedName(error)}) != 0;
    }

    void
    Load()
    {
        for (const char* file :
             {"documented-errors.csv", "documented-errors-extra.csv", "error-exceptions.csv"})
        {
            for (const CsvRow& row : ReadCsv(DataPath(std::string("oracle/") + file)))
            {
                m_listed.emplace(row.at("function"), row.at("error"));
            }
        }
    }

    void
    Report(const WinsockThread& thread, const char* function, int error)
    {
        const WinsockProcess& process = thread.GetProcess();
        std::ostringstream what;
        what << function << " reports " << WinsockErrorString(error)
             << ", which is not documented for it (node " << process.GetStack().GetNodeId()
             << ", process " << process.GetId() << ")";
        Report(what.str());
    }

    /// Adds all failures that there were to a file, for a program that looks for needless exceptions.
    void
    WriteMet() const
    {
        const char* const path = std::getenv("WINSOCK_ERRORS_MET");
        if (!path)
        {
            return;
        }
        std::ofstream file(path, std::ios::app);
        for (const auto& [failure, listed] : m_met)
        {
            file << failure.first << "," << ListedName(failure.second) << "\n";
        }
    }

    std::set<std::pair<std::string, std::string>> m_listed; //!< function and error's name
    /// Function and error of all failures that there were, and whether they are listed.
    std::map<std::pair<std::string, int>, bool> m_met;
    std::set<std::string> m_outside; //!< failures without a test case
};

ErrorInvariant g_errorInvariant;

} // namespace

CheckedTestCase::CheckedTestCase(const std::string& name)
    : TestCase(name)
{
}

void
CheckedTestCase::ReportUndocumented(const std::string& what)
{
    if (m_reported.insert(what).second)
    {
        ReportTestFailure("all errors are documented", what, "", GetName(), __FILE__, __LINE__);
    }
}

void
CheckedTestCase::DoSetup()
{
    m_around = std::exchange(g_running, this);
}

void
CheckedTestCase::DoTeardown()
{
    g_running = m_around;
}

InventedErrors::InventedErrors(std::set<int> errors, std::string reason)
    : m_errors(std::move(errors)),
      m_reason(std::move(reason)),
      m_around(std::exchange(g_invented, this))
{
}

InventedErrors::~InventedErrors()
{
    g_invented = m_around;
    if (!m_met)
    {
        g_errorInvariant.Report("no call reports what was announced: " + m_reason);
    }
}

bool
InventedErrors::Explain(int error)
{
    InventedErrors* scope = g_invented;
    while (scope && scope->m_errors.count(error) == 0)
    {
        scope = scope->m_around;
    }
    if (scope)
    {
        scope->m_met = true;
    }
    return scope != nullptr;
}

} // namespace ns3::winsock::test
