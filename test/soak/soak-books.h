/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOAK_BOOKS_H
#define SOAK_BOOKS_H

#include "soak-holdings.h"
#include "soak-statistics.h"

#include "ns3/ptr.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace ns3::winsock
{
class WinsockStack;
struct CallRecord;
} // namespace ns3::winsock

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief What was found, of all nodes: the first violation, and a number that all events go into.
 */
struct SoakVerdict
{
    std::string rule;                     //!< which invariant was violated first; empty for none
    std::string details;                  //!< what was seen
    uint64_t hash{14695981039346656037U}; //!< of all calls and charges
    std::size_t done{0};                  //!< steps that were run; the last met the violation
    SoakStatistics statistics;            //!< of all calls

    /// @param brokenRule what is not so @param seen what was; only the first counts
    void Fail(const std::string& brokenRule, const std::string& seen);
    /// @param word becomes part of the hash
    void Mix(uint64_t word);
};

/**
 * @ingroup winsock-test
 * @brief Audits the ledgers of one node: at every charge, at every call that returns, and when asked.
 */
class SoakBooks
{
  public:
    /**
     * @param stack of the node
     * @param verdict gets violations; outlives the books
     */
    SoakBooks(Ptr<WinsockStack> stack, SoakVerdict& verdict);

    /// Ends the audit.
    ~SoakBooks();

    SoakBooks(const SoakBooks&) = delete;
    SoakBooks& operator=(const SoakBooks&) = delete;

    /**
     * Compares what is held, counted one by one, with what the ledgers say.
     * @param settled whether no call is on its way out: the socket of one that was closed under it goes
     *        only then
     */
    void CheckSums(bool settled);

    /// Checks that nothing is held any more: all programs have ended, and so have all connections.
    void CheckEmpty();

  private:
    /// What a call found when it was entered.
    struct Entry
    {
        uint64_t event{0};    //!< of the simulator
        uint64_t sequence{0}; //!< of calls that were entered or left
        uint64_t ports{0};    //!< of the node
        SoakHoldings ledgers; //!< of the node
    };

    /// @return what the node has now
    Entry MakeEntry() const;
    /// Sees a call enter or leave.
    void OnCall(const CallRecord& record);
    /// Checks that a call which was refused has changed nothing.
    void CheckRefusal(const CallRecord& record, const Entry& before);
    /// Sees descriptors of the node taken or given back.
    void OnDescriptors(uint64_t before, uint64_t now);
    /// Sees pool bytes taken or given back.
    void OnPoolBytes(uint64_t before, uint64_t now);
    /// Sees pool packets taken or given back.
    void OnPoolPackets(uint64_t before, uint64_t now);
    /// Checks a charge against its limit at that moment.
    void CheckLimit(const char* what, uint64_t before, uint64_t now, uint32_t limit);
    /// Compares a ledger with what was counted.
    void Compare(const char* what, uint64_t ledger, uint64_t counted, bool exactly);

    Ptr<WinsockStack> m_stack;                                //!< of the node
    SoakVerdict& m_verdict;                                   //!< gets violations
    uint64_t m_sequence{0};                                   //!< calls entered and left
    uint64_t m_controlBlocks{0};                              //!< when they were counted last
    std::map<uint32_t, uint64_t> m_ofProcess;                 //!< descriptors, by process id
    std::map<std::pair<uint32_t, uint32_t>, Entry> m_entered; //!< by process and thread
};

} // namespace ns3::winsock::test

#endif /* SOAK_BOOKS_H */
