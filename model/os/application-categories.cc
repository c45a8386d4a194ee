/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "application-categories.h"

#include "ns3/provider-registry.h"

namespace ns3::winsock
{

DWORD
ApplicationCategories::Permit(const std::string& path,
                              const std::string& commandLine,
                              DWORD categories)
{
    DWORD& permitted = m_permitted[{ProviderRegistry::Normalize(path), commandLine}];
    const DWORD before = permitted;
    permitted |= categories;
    return before;
}

std::optional<DWORD>
ApplicationCategories::Find(const std::string& path, const std::string& commandLine) const
{
    const auto found = m_permitted.find({ProviderRegistry::Normalize(path), commandLine});
    return found == m_permitted.end() ? std::nullopt : std::optional<DWORD>(found->second);
}

DWORD
ApplicationCategories::FindForProcess(const std::string& path, const std::string& commandLine) const
{
    if (m_permitted.empty())
    {
        return 0;
    }
    const std::optional<DWORD> instance = Find(path, commandLine);
    return instance ? *instance : Find(path, "").value_or(0);
}

} // namespace ns3::winsock
