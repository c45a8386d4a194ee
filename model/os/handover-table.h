/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HANDOVER_TABLE_H
#define HANDOVER_TABLE_H

#include "ns3/handle-table.h"
#include "ns3/ptr.h"
#include "ns3/winsock-types.h"

#include <cstddef>
#include <map>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A node's sockets on their way from one process to another (WSADuplicateSocket).
 *
 * The source process announces an object for a target process and gets a secret, which travels in
 * dwProviderReserved (R-DUP-2). The target takes the object once (R-SEL-39). What is not taken goes
 * when the object's last handle or the target process goes.
 */
class HandoverTable
{
  public:
    /// The most announcements that may wait at a time.
    static constexpr std::size_t MOST = 1024;

    /**
     * @param object what is announced
     * @param targetProcessId who may take it
     * @param reserved a secret that must not be used: what the catalog has in the member
     * @return the secret, or 0 where too many wait
     */
    DWORD Announce(Ptr<KernelObject> object, uint32_t targetProcessId, DWORD reserved);

    /**
     * @param secret as the target process presents it
     * @param targetProcessId who presents it
     * @return the object that waits for this process under the secret, or null
     */
    Ptr<KernelObject> Find(DWORD secret, uint32_t targetProcessId) const;

    /// @param secret one that Find() knows; is used up
    void Remove(DWORD secret);

    /// @param object whose last handle goes: nobody may take it any more
    void Withdraw(const KernelObject& object);

    /// @param targetProcessId a process that has ended
    void ForgetProcess(uint32_t targetProcessId);

    /// @return how many announcements wait
    std::size_t GetCount() const;

  private:
    /// What waits under a secret.
    struct Announcement
    {
        Ptr<KernelObject> object; //!< what
        uint32_t targetProcessId; //!< for whom
    };

    /// Removes the announcements that a condition holds for.
    template <typename Condition>
    void RemoveIf(Condition condition);

    std::map<DWORD, Announcement> m_announcements; //!< by secret
    DWORD m_lastSecret{0};                         //!< given out last
};

} // namespace ns3::winsock

#endif /* HANDOVER_TABLE_H */
