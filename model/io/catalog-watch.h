/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_WATCH_H
#define CATALOG_WATCH_H

#include "ns3/overlapped-request.h"
#include "ns3/waitable-object.h"

#include <vector>

namespace ns3::winsock
{

class WinsockProcess;

/**
 * @ingroup winsock
 * @brief The notification handle of WSAProviderConfigChange: follows the catalog of the process's
 *        machine (R-CAT-49).
 */
class CatalogWatch : public KernelObject
{
  public:
    /// @param process who wants to know; outlives the object
    explicit CatalogWatch(WinsockProcess& process);

    /// Ends what is pending with WSA_OPERATION_ABORTED: the handle was closed.
    ~CatalogWatch() override;

    CatalogWatch(const CatalogWatch&) = delete;
    CatalogWatch& operator=(const CatalogWatch&) = delete;

    /// @param report of an operation that ends when the catalog changes next
    void Add(const OverlappedReport& report);

    /// @return an event that is signalled when the catalog changes next
    Ptr<EventObject> GetNextChange();

  private:
    /// The machine stores another catalog.
    void OnChange();
    /// Ends all that is pending.
    void EndAll(int error);

    WinsockProcess& m_process;               //!< who wants to know
    std::vector<OverlappedReport> m_pending; //!< the oldest first
    Ptr<EventObject> m_nextChange;           //!< null while no thread waits
};

} // namespace ns3::winsock

#endif /* CATALOG_WATCH_H */
