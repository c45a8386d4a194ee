/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PROVIDER_LOADER_H
#define PROVIDER_LOADER_H

#include "ns3/protocol-catalog.h"
#include "ns3/provider-thunks.h"
#include "ns3/ptr.h"
#include "ns3/service-provider.h"
#include "ns3/winsock-spi.h"

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <string>
#include <vector>

namespace ns3::winsock
{

class WinsockProcess;

/**
 * @ingroup winsock
 * @brief One provider that a process has loaded.
 */
class LoadedProvider
{
  public:
    GUID providerId{};                   //!< whose instance it is (R-SPI-8)
    Ptr<ServiceProvider> instance;       //!< the library's objects and globals
    const WSPPROC_TABLE* table{nullptr}; //!< what its latest WSPStartup filled in; null before
    uint32_t slot{0};                    //!< the place that the table leads to
    uint32_t startups{0};                //!< WSPStartup calls that WSPCleanup has not balanced
    bool openedByWinsock{false};         //!< one of them is Winsock's own, not a layer's
};

/**
 * @ingroup winsock
 * @brief Loads providers into a process and starts them, for Winsock and for layers.
 *
 * A provider is loaded when the first socket of one of its entries is made, not at WSAStartup
 * (R-SPI-8), and stays until the process's last WSACleanup. A load that fails leaves nothing
 * behind, so that the next attempt tries again (R-SEL-55).
 */
class ProviderLoader
{
  public:
    /// @param process whose providers these are
    explicit ProviderLoader(WinsockProcess& process);
    ~ProviderLoader();

    ProviderLoader(const ProviderLoader&) = delete;
    ProviderLoader& operator=(const ProviderLoader&) = delete;

    /**
     * What Winsock does before it calls a provider: load it on first use, start it with version 2.2,
     * check what it gave.
     * @param entry the selected catalog entry
     * @param[out] error WSAEPROVIDERFAILEDINIT (no library, or WSPStartup failed: R-SEL-50),
     *             WSAEINVALIDPROVIDER (version: R-SEL-51) or WSAEINVALIDPROCTABLE (R-SEL-52)
     * @return the provider, or null
     */
    LoadedProvider* Open(const CatalogEntry& entry, int& error);

    /**
     * What a layer does to reach the next element of its chain (R-CHN-2): load it, start it with
     * version 2.2, check what it gave. Each success must be balanced by StopNext().
     * @param next the next element's catalog entry
     * @param info what its WSPStartup is to see (R-CHN-3)
     * @param upcalls Winsock's own table, unmodified (R-CHN-6)
     * @param[out] table the functions of the next element
     * @return 0, WSAEPROVIDERFAILEDINIT, WSAEINVALIDPROVIDER or WSAEINVALIDPROCTABLE, as Open()
     */
    int StartNext(const CatalogEntry& next,
                  WSAPROTOCOL_INFOW info,
                  const WSPUPCALLTABLE& upcalls,
                  WSPPROC_TABLE& table);

    /**
     * Balances one StartNext(): calls the next element's WSPCleanup (R-SPI-9).
     * @param next the next element's catalog entry
     * @param table what StartNext() gave
     * @param lpErrno gets the next element's error
     * @return what WSPCleanup returned
     */
    int StopNext(const CatalogEntry& next, const WSPPROC_TABLE& table, LPINT lpErrno);

    /**
     * @param catalogEntryId an entry of the process's catalog
     * @return its provider, or null while that is not loaded
     */
    LoadedProvider* FindByEntry(DWORD catalogEntryId);

    /// @param slot the place of a loaded provider; @return the provider there
    const Ptr<ServiceProvider>&
    GetInSlot(uint32_t slot) const
    {
        return m_slots[slot];
    }

    /// @param slot any; @return the provider there, or null for a slot that is free by now
    Ptr<ServiceProvider>
    FindInSlot(uint32_t slot) const
    {
        return slot < m_slots.size() ? m_slots[slot] : nullptr;
    }

    /// @return how many providers are loaded
    std::size_t GetCount() const;

    /// Balances Winsock's own startups and forgets all providers: the last WSACleanup.
    void UnloadAll();

  private:
    /// @return the loaded provider of that id, or null
    LoadedProvider* Find(const GUID& providerId);
    /// Loads the library of an entry into a free slot; null if there is none of either.
    LoadedProvider* Load(const CatalogEntry& entry);
    /// Forgets the providers that no startup holds.
    void UnloadUnused();
    /// Starts a provider and checks what it gave; a failure of the checks is balanced.
    int Start(LoadedProvider& provider,
              WSAPROTOCOL_INFOW info,
              const WSPUPCALLTABLE& upcalls,
              WSPPROC_TABLE& table);
    /// Calls a provider's entry point.
    int CallStartup(LoadedProvider& provider,
                    WSAPROTOCOL_INFOW& info,
                    const WSPUPCALLTABLE& upcalls,
                    WSPDATA& data,
                    WSPPROC_TABLE& table);

    WinsockProcess& m_process;                     //!< whose providers these are
    std::forward_list<LoadedProvider> m_providers; //!< in the order of loading
    std::vector<Ptr<ServiceProvider>> m_slots;     //!< by slot; null where free
};

} // namespace ns3::winsock

#endif /* PROVIDER_LOADER_H */
