/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "provider-registry.h"

#include "ns3/ascii-case.h"
#include "ns3/log.h"
#include "ns3/service-provider.h"

#include <utility>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockProviderRegistry");

void
ProviderRegistry::Register(const std::string& libraryPath, Factory factory)
{
    NS_LOG_FUNCTION(this << libraryPath);
    m_own[Normalize(libraryPath)] = std::move(factory);
}

void
ProviderRegistry::RegisterEverywhere(const std::string& libraryPath, Factory factory)
{
    NS_LOG_FUNCTION(libraryPath);
    Everywhere()[Normalize(libraryPath)] = std::move(factory);
}

void
ProviderRegistry::Remove(const std::string& libraryPath)
{
    NS_LOG_FUNCTION(this << libraryPath);
    m_own[Normalize(libraryPath)] = Factory();
}

void
ProviderRegistry::SetUnknownLibraries(Factory factory)
{
    m_unknown = std::move(factory);
}

Ptr<ServiceProvider>
ProviderRegistry::Load(const std::string& libraryPath) const
{
    const std::string path = Normalize(libraryPath);
    if (const auto own = m_own.find(path); own != m_own.end())
    {
        return own->second ? own->second() : nullptr;
    }
    if (const auto shared = Everywhere().find(path); shared != Everywhere().end())
    {
        return shared->second();
    }
    NS_LOG_LOGIC("no library " << path);
    return m_unknown ? m_unknown() : nullptr;
}

std::string
ProviderRegistry::Normalize(const std::string& libraryPath)
{
    static const std::string variable = "%systemroot%";
    static const std::string directory = "c:\\windows";
    std::string path;
    path.reserve(libraryPath.size());
    for (const char c : libraryPath)
    {
        path += c == '/' ? '\\' : ToLowerCase(c);
    }
    if (path.compare(0, variable.size(), variable) == 0)
    {
        path.replace(0, variable.size(), directory);
    }
    return path;
}

std::map<std::string, ProviderRegistry::Factory>&
ProviderRegistry::Everywhere()
{
    static std::map<std::string, Factory> libraries;
    return libraries;
}

} // namespace ns3::winsock
