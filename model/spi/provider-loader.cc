/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "provider-loader.h"

#include "ns3/call-scope.h"
#include "ns3/log.h"
#include "ns3/provider-registry.h"
#include "ns3/provider-upcalls.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <iterator>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockProviderLoader");

namespace
{

constexpr WORD SPI_VERSION = MAKEWORD(2, 2);

/**
 * @param table a procedure table
 * @return one that has the same functions, kept until the program ends: of each of the few tables that
 *         there are, one serves the providers of all processes
 */
const WSPPROC_TABLE&
KeepTable(const WSPPROC_TABLE& table)
{
    static auto& kept =
        *new std::deque<WSPPROC_TABLE>; // never destroyed, as processes may outlive it
    const auto at = std::find_if(kept.begin(),
                                 kept.end(),
                                 [&](const WSPPROC_TABLE& other)
                                 { return std::memcmp(&other, &table, sizeof(table)) == 0; });
    return at != kept.end() ? *at : kept.emplace_back(table);
}

} // namespace

ProviderLoader::ProviderLoader(WinsockProcess& process)
    : m_process(process)
{
}

ProviderLoader::~ProviderLoader() = default;

LoadedProvider*
ProviderLoader::Open(const CatalogEntry& entry, int& error)
{
    LoadedProvider* provider = Find(entry.info.ProviderId);
    if (provider && provider->openedByWinsock)
    {
        return provider;
    }
    NS_LOG_FUNCTION(this << entry.Id() << entry.libraryPath);
    provider = provider ? provider : Load(entry);
    if (!provider)
    {
        error = WSAEPROVIDERFAILEDINIT;
        return nullptr;
    }
    WSPPROC_TABLE table{};
    error = Start(*provider, entry.info, GetUpcallTable(), table);
    if (error == 0)
    {
        provider->table = &KeepTable(table);
        provider->openedByWinsock = true;
        return provider;
    }
    UnloadUnused();
    return nullptr;
}

int
ProviderLoader::StartNext(const CatalogEntry& next,
                          WSAPROTOCOL_INFOW info,
                          const WSPUPCALLTABLE& upcalls,
                          WSPPROC_TABLE& table)
{
    LoadedProvider* provider = Find(next.info.ProviderId);
    provider = provider ? provider : Load(next);
    if (!provider)
    {
        return WSAEPROVIDERFAILEDINIT;
    }
    table = WSPPROC_TABLE{};
    const int error = Start(*provider, info, upcalls, table);
    if (error == 0)
    {
        provider->table = &KeepTable(table);
        return 0;
    }
    UnloadUnused();
    return error;
}

int
ProviderLoader::StopNext(const CatalogEntry& next, const WSPPROC_TABLE& table, LPINT lpErrno)
{
    const int result = table.lpWSPCleanup(lpErrno);
    LoadedProvider* provider = Find(next.info.ProviderId);
    if (provider && provider->startups != 0)
    {
        --provider->startups;
    }
    return result;
}

LoadedProvider*
ProviderLoader::FindByEntry(DWORD catalogEntryId)
{
    const CatalogEntry* entry = m_process.FindCatalogEntry(catalogEntryId);
    return entry ? Find(entry->info.ProviderId) : nullptr;
}

std::size_t
ProviderLoader::GetCount() const
{
    return static_cast<std::size_t>(std::distance(m_providers.begin(), m_providers.end()));
}

void
ProviderLoader::UnloadAll()
{
    NS_LOG_FUNCTION(this);
    // Cleaning up is a call into the provider, which may come when no thread of the process runs.
    WinsockThread* const current = WinsockThread::GetCurrent();
    const bool own = current && &current->GetProcess() == &m_process;
    Ptr<WinsockThread> thread =
        own ? Ptr<WinsockThread>(current) : Create<WinsockThread>(m_process, 0);
    WinsockThread::Scope scope(*thread);
    for (const auto& provider : m_providers)
    {
        if (provider.openedByWinsock)
        {
            int ignored = 0;
            provider.table->lpWSPCleanup(&ignored);
        }
    }
    m_providers.clear();
    m_slots.clear();
}

LoadedProvider*
ProviderLoader::Find(const GUID& providerId)
{
    const auto at = std::find_if(m_providers.begin(),
                                 m_providers.end(),
                                 [&](const auto& one) { return one.providerId == providerId; });
    return at == m_providers.end() ? nullptr : &*at;
}

LoadedProvider*
ProviderLoader::Load(const CatalogEntry& entry)
{
    const auto free = std::find(m_slots.begin(), m_slots.end(), nullptr);
    const auto slot = static_cast<uint32_t>(free - m_slots.begin());
    if (slot == PROVIDER_SLOTS)
    {
        NS_LOG_WARN("the process has loaded " << PROVIDER_SLOTS << " providers, the most it can");
        return nullptr;
    }
    const WinsockStack& stack = m_process.GetStack();
    Ptr<ServiceProvider> instance = stack.GetProviderRegistry().Load(entry.libraryPath);
    if (!instance)
    {
        return nullptr;
    }
    instance->Attach(m_process, entry.Id(), slot);
    if (free == m_slots.end())
    {
        m_slots.push_back(instance);
    }
    else
    {
        *free = instance;
    }
    auto last = m_providers.before_begin();
    for (auto next = m_providers.begin(); next != m_providers.end(); ++next)
    {
        last = next;
    }
    LoadedProvider& provider = *m_providers.emplace_after(last);
    provider.providerId = entry.info.ProviderId;
    provider.instance = instance;
    provider.slot = slot;
    return &provider;
}

void
ProviderLoader::UnloadUnused()
{
    std::forward_list<LoadedProvider> unused; // loaded last, destroyed first
    auto before = m_providers.before_begin();
    for (auto provider = m_providers.begin(); provider != m_providers.end();)
    {
        if (provider->startups == 0)
        {
            m_slots[provider->slot] = nullptr;
            unused.splice_after(unused.before_begin(), m_providers, before);
        }
        else
        {
            before = provider;
        }
        provider = std::next(before);
    }
}

int
ProviderLoader::Start(LoadedProvider& provider,
                      WSAPROTOCOL_INFOW info,
                      const WSPUPCALLTABLE& upcalls,
                      WSPPROC_TABLE& table)
{
    WSPDATA data{};
    // Counted before the call, so that a failure further down does not unload who is being started.
    ++provider.startups;
    if (CallStartup(provider, info, upcalls, data, table) != 0)
    {
        // The provider's own code is not passed on (R-SEL-50).
        --provider.startups;
        return WSAEPROVIDERFAILEDINIT;
    }
    const int error = data.wVersion != SPI_VERSION ? WSAEINVALIDPROVIDER
                      : IsCompleteTable(table)     ? 0
                                                   : WSAEINVALIDPROCTABLE;
    if (error != 0)
    {
        // The startup succeeded and must be balanced, if the provider left a way to do it.
        int ignored = 0;
        if (table.lpWSPCleanup)
        {
            table.lpWSPCleanup(&ignored);
        }
        --provider.startups;
    }
    return error;
}

int
ProviderLoader::CallStartup(LoadedProvider& provider,
                            WSAPROTOCOL_INFOW& info,
                            const WSPUPCALLTABLE& upcalls,
                            WSPDATA& data,
                            WSPPROC_TABLE& table)
{
    CallScope call(*WinsockThread::GetCurrent(),
                   provider.instance->GetName(),
                   "WSPStartup",
                   Arg<int>("major", LOBYTE(SPI_VERSION)),
                   Arg<int>("minor", HIBYTE(SPI_VERSION)),
                   ProtocolInfoArg{"lpProtocolInfo", &info});
    const int error = provider.instance->WSPStartup(SPI_VERSION, &data, &info, upcalls, &table);
    return call.Leave(error, error);
}

} // namespace ns3::winsock
