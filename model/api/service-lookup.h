/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SERVICE_LOOKUP_H
#define SERVICE_LOOKUP_H

#include "ns3/handle-table.h"
#include "ns3/name-space-query.h"
#include "ns3/ptr.h"
#include "ns3/winsock-name-table.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What a handle of WSALookupServiceBegin stands for: the answers, as far as they were not fetched.
 */
class ServiceLookup : public KernelObject
{
  public:
    /// Told of the end of a notification: 0 for a change, WSA_OPERATION_ABORTED for the handle's end.
    using Notification = std::function<void(int error)>;

    /**
     * @param query the question
     * @param records its answers
     */
    ServiceLookup(NameSpaceQuery query, std::vector<NameSpaceRecord> records);

    /// Ends what is pending with WSA_OPERATION_ABORTED.
    ~ServiceLookup() override;

    ServiceLookup(const ServiceLookup&) = delete;
    ServiceLookup& operator=(const ServiceLookup&) = delete;

    /// @return the question
    const NameSpaceQuery& GetQuery() const;

    /**
     * @param flags LUP_ flags of the call: LUP_FLUSHPREVIOUS passes over an answer that was too long,
     *        and without LUP_RETURN_ALIASES answers that are aliases are passed over
     * @return the next answer, or null
     */
    const NameSpaceRecord* FindNext(DWORD flags);

    /// The answer that FindNext() gave was too long for the program.
    void Keep();

    /// The answer that FindNext() gave was fetched.
    void Advance();

    /// @return whether the providers would give other answers now
    bool HasChanged() const;

    /// @param notification told when the answers of the directory change
    void Add(Notification notification);

  private:
    /// A service of a class was published or withdrawn.
    void OnChange(const GUID& classId);
    /// Ends all that is pending.
    void EndAll(int error);

    NameSpaceQuery m_query;                 //!< the question
    std::vector<NameSpaceRecord> m_records; //!< its answers
    std::size_t m_next{0};                  //!< the first that was not fetched
    bool m_wasTooLong{false};               //!< the program had no room for it
    std::vector<Notification> m_pending;    //!< the oldest first
    Ptr<WinsockNameTable> m_table;          //!< followed; null until somebody wants to be told
};

} // namespace ns3::winsock

#endif /* SERVICE_LOOKUP_H */
