/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NAME_SPACE_QUERY_H
#define NAME_SPACE_QUERY_H

#include "ns3/name-space-records.h"
#include "ns3/namespace-list.h"
#include "ns3/nstime.h"

#include <vector>

namespace ns3::winsock
{

class WinsockProcess;

/**
 * @ingroup winsock
 * @brief A question of a process to the name-space providers that it is for.
 *
 * A provider is known by its id. Of those whose libraries the module has, "Tcpip" asks the names of the
 * Internet, "NTDS" the directory of published services, and network location awareness the node's
 * interfaces; any other finds nothing.
 */
class NameSpaceQuery
{
  public:
    /**
     * @param process who asks; outlives the object
     * @param question what
     */
    NameSpaceQuery(WinsockProcess& process, NameSpaceQuestion question);

    /// @return what is asked
    const NameSpaceQuestion& GetQuestion() const;

    /// @return 0; WSAEINVAL (no such provider); WSASERVICE_NOT_FOUND (none of the name space is active)
    int Judge() const;

    /// @return how long it takes to be answered; all providers are asked at the same time
    Time GetDelay() const;

    /**
     * @param[out] records gets what the providers answer, in their order
     * @return 0, or with no records the error of the first provider that knows more than that there is
     *         no such service: WSAEINVAL, WSANO_DATA, WSASERVICE_NOT_FOUND
     */
    int Ask(std::vector<NameSpaceRecord>& records) const;

    /// @return the providers that have an answer
    NamespaceList GetAnswering() const;

  private:
    /// Asks one provider.
    int Ask(const NamespaceEntry& provider, std::vector<NameSpaceRecord>& records) const;

    WinsockProcess& m_process;    //!< who asks
    NameSpaceQuestion m_question; //!< what
    NamespaceList m_providers;    //!< whom
};

} // namespace ns3::winsock

#endif /* NAME_SPACE_QUERY_H */
