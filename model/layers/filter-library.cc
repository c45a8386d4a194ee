/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The settings of filters: rules, default, error.

#include "filter-layer.h"

#include "ns3/abort.h"
#include "ns3/settings-text.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(FilterLibrary);

TypeId
FilterLibrary::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::winsock::FilterLibrary")
            .SetParent<LayerLibrary>()
            .SetGroupName("Winsock")
            .AddConstructor<FilterLibrary>()
            .AddAttribute("Rules",
                          "What is allowed and denied: rules such as \"deny out remote=10.0.0.0/8"
                          " remoteport=25\", one to a line or with ';' between them.",
                          StringValue(""),
                          MakeStringAccessor(&FilterLibrary::SetRules, &FilterLibrary::GetRules),
                          MakeStringChecker())
            .AddAttribute(
                "Default",
                "Whether listening, outbound and inbound traffic that no rule decides about is"
                " allowed or denied: \"allow\" or \"deny\".",
                StringValue("allow"),
                MakeStringAccessor(&FilterLibrary::SetDefault, &FilterLibrary::GetDefault),
                MakeStringChecker())
            .AddAttribute("Error",
                          "What denied calls fail with where their rule does not say it: a Winsock"
                          " error's name or number.",
                          StringValue("WSAEACCES"),
                          MakeStringAccessor(&FilterLibrary::SetError, &FilterLibrary::GetError),
                          MakeStringChecker())
            .AddTraceSource("Denied",
                            "Something was denied.",
                            MakeTraceSourceAccessor(&FilterLibrary::m_deniedTrace),
                            "ns3::winsock::FilterLibrary::DeniedTracedCallback");
    return tid;
}

FilterLibrary::FilterLibrary()
    : LayerLibrary("filter")
{
}

FilterLibrary::~FilterLibrary() = default;

Ptr<ServiceProvider>
FilterLibrary::CreateLayer()
{
    return Create<FilterLayer>(Ptr<FilterLibrary>(this));
}

void
FilterLibrary::AddRule(const FilterRule& rule)
{
    m_rules.push_back(rule);
    m_hits.push_back(0);
}

void
FilterLibrary::AddRules(const std::string& text)
{
    for (const FilterRule& rule : ReadFilterRules("FilterLibrary::Rules", text))
    {
        AddRule(rule);
    }
    m_rulesText += (m_rulesText.empty() ? "" : "\n") + text;
}

void
FilterLibrary::ClearRules()
{
    m_rules.clear();
    m_hits.clear();
    m_rulesText.clear();
}

std::size_t
FilterLibrary::GetRuleCount() const
{
    return m_rules.size();
}

uint64_t
FilterLibrary::GetHits(std::size_t rule) const
{
    NS_ABORT_MSG_UNLESS(rule < m_hits.size(),
                        "The filter has " << m_hits.size() << " rules, counted from 0; there is no"
                                          << " rule " << rule << ".");
    return m_hits[rule];
}

void
FilterLibrary::SetRules(const std::string& text)
{
    ClearRules();
    AddRules(text);
}

std::string
FilterLibrary::GetRules() const
{
    return m_rulesText;
}

void
FilterLibrary::SetDefault(const std::string& text)
{
    NS_ABORT_MSG_UNLESS(text == "allow" || text == "deny",
                        "FilterLibrary::Default is \"" << text
                                                       << "\": choose \"allow\" or \"deny\".");
    m_allows = text == "allow";
}

std::string
FilterLibrary::GetDefault() const
{
    return m_allows ? "allow" : "deny";
}

void
FilterLibrary::SetError(const std::string& text)
{
    m_error = FindWinsockError(text);
    NS_ABORT_MSG_IF(m_error == 0,
                    "FilterLibrary::Error is \""
                        << text << "\": write a Winsock error's name, such as WSAEACCES, or its"
                        << " number.");
}

std::string
FilterLibrary::GetError() const
{
    return WinsockErrorName(m_error);
}

bool
FilterLibrary::AsksForLocal() const
{
    return std::any_of(
        m_rules.begin(), m_rules.end(), [](const FilterRule& rule) { return rule.AsksForLocal(); });
}

int
FilterLibrary::Decide(const WinsockProcess& process, FilterRequest& request)
{
    request.process = process.GetName();
    const auto rule = std::find_if(m_rules.begin(),
                                   m_rules.end(),
                                   [&](const FilterRule& one) { return one.AppliesTo(request); });
    FilterDenial denial;
    bool allowed = m_allows || request.direction == FilterDirection::OPEN ||
                   request.direction == FilterDirection::BIND;
    if (rule != m_rules.end())
    {
        denial.rule = static_cast<int>(rule - m_rules.begin());
        ++m_hits[static_cast<std::size_t>(denial.rule)];
        allowed = rule->allows;
    }
    if (allowed)
    {
        return 0;
    }
    denial.time = Simulator::Now();
    denial.node = process.GetStack().GetNodeId();
    denial.process = process.GetId();
    denial.request = request;
    denial.error = denial.rule >= 0 && rule->error != 0 ? rule->error : m_error;
    const int error = denial.error;
    m_deniedTrace(denial);
    return error;
}

} // namespace ns3::winsock
