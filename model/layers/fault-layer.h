/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef FAULT_LAYER_H
#define FAULT_LAYER_H

#include "ns3/call-gate.h"
#include "ns3/fault-rule.h"
#include "ns3/layer-library.h"
#include "ns3/nstime.h"
#include "ns3/random-variable-stream.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3::winsock
{

class WinsockThread;

/**
 * @ingroup winsock
 * @brief What a sink of FaultLibrary's `Injected` is given: a call that a fault strikes.
 */
struct FaultInjection
{
    Time time;                     //!< simulated time at which the call came
    uint32_t node{0};              //!< id of the node
    uint32_t process{0};           //!< id of the process on its node
    uint32_t thread{0};            //!< id of the thread in its process
    std::string function;          //!< of the call
    SOCKET socket{INVALID_SOCKET}; //!< that the call is on, if it is on one
    std::size_t fault{0};          //!< which fault, counted from 0
};

/**
 * @ingroup winsock
 * @brief The library of a layer that makes chosen calls go wrong: the tool for failure studies.
 *
 * All faults of the list look at each call and count it if it matches. Those that strike act together:
 * delays add up, then the first error ends the call, then the smallest number of bytes counts. Calls
 * are counted over all layers of the library; use one library for each node, or each program, to count
 * them apart.
 *
 *  - An error: the call fails with it and is not passed on. WSPStartup returns it, and Winsock
 *    reports WSAEPROVIDERFAILEDINIT (R-SEL-50).
 *  - A delay: the calling thread waits in simulated time, then the call goes on; on a nonblocking socket
 *    as well, as if the layer were slow. A socket that was closed in the meantime gives WSAENOTSOCK,
 *    a Winsock that was cleaned up WSANOTINITIALISED. A plain event handler cannot wait: its call is
 *    not passed on and fails with WSAEWOULDBLOCK; only WSPStartup and WSPCleanup go on without delay
 *    there.
 *  - A number of bytes: the buffers that go down are cut to it. A stream is read and written in
 *    pieces, against R-DAT-1; a datagram is sent cut, or received cut with WSAEMSGSIZE.
 *  - WSPStartup with a missing function or another version: all went well below, but Winsock finds
 *    WSAEINVALIDPROCTABLE or WSAEINVALIDPROVIDER (R-SEL-51, R-SEL-52).
 */
class FaultLibrary : public LayerLibrary
{
  public:
    /// What the faults that strike a call add up to.
    struct Effect
    {
        Time delay;                    //!< zero for none
        int error{0};                  //!< 0 for none
        uint32_t bytes{0};             //!< 0 for no limit
        WORD version{0};               //!< 0 for the right one
        std::vector<uint32_t> missing; //!< places in the procedure table
    };

    /// @return the TypeId
    static TypeId GetTypeId();

    FaultLibrary();
    ~FaultLibrary() override;

    Ptr<ServiceProvider> CreateLayer() override;

    /// @param fault joins the others; one that makes no sense aborts with a message
    void AddFault(const Fault& fault);

    /// @param text faults as ReadFaults() reads them, which join the others
    void AddFaults(const std::string& text);

    /// Forgets all faults.
    void ClearFaults();

    /// @return how many faults there are
    std::size_t GetFaultCount() const;

    /// @param fault counted from 0 @return how many calls have matched it
    uint64_t GetMatches(std::size_t fault) const;

    /// @param fault counted from 0 @return how many calls it has struck
    uint64_t GetInjections(std::size_t fault) const;

    /**
     * Fixes the random stream by which probabilities are decided.
     * @param stream number of the first stream to use
     * @return how many streams were used: 1
     */
    int64_t AssignStreams(int64_t stream);

    /// @return whether there is any fault
    bool HasFaults() const;

    /**
     * Counts a call and decides what happens to it; tells `Injected`.
     * @param thread who calls
     * @param function Winsock's name
     * @param socket that the call is on, or INVALID_SOCKET
     * @param family of the socket, or AF_UNSPEC
     * @param type of the socket, or 0
     * @return what is to happen
     */
    Effect
    Strike(const WinsockThread& thread, const char* function, SOCKET socket, int family, int type);

    /**
     * @brief Signature of the `Injected` trace source.
     * @param injection which call is struck by which fault
     */
    typedef void (*InjectedTracedCallback)(const FaultInjection& injection);

  private:
    /// A fault and its books.
    struct Entry
    {
        Fault fault;            //!< what goes wrong
        uint64_t matches{0};    //!< calls that matched
        uint64_t injections{0}; //!< calls that were struck
    };

    /// @param text of the attribute `Faults`: replaces all faults
    void SetFaults(const std::string& text);
    /// @return the text of the attribute `Faults`
    std::string GetFaults() const;
    /// @param fault counted from 0; an unknown one aborts @return its books
    const Entry& GetEntry(std::size_t fault) const;
    /// Counts a call that matches. @return whether it is struck
    bool Draws(Entry& entry);

    std::string m_faultsText;                              //!< attribute
    std::vector<Entry> m_faults;                           //!< in the order of the list
    Ptr<UniformRandomVariable> m_random;                   //!< decides probabilities
    TracedCallback<const FaultInjection&> m_injectedTrace; //!< `Injected`
};

/**
 * @ingroup winsock
 * @brief A layer that makes chosen calls go wrong, as its library says.
 */
class FaultLayer : public LibraryLayer<FaultLibrary>, private CallGate
{
  public:
    using LibraryLayer::LibraryLayer;

    int WSPStartup(WORD wVersionRequested,
                   LPWSPDATA lpWSPData,
                   LPWSAPROTOCOL_INFOW lpProtocolInfo,
                   WSPUPCALLTABLE UpcallTable,
                   LPWSPPROC_TABLE lpProcTable) override;

  private:
    CallGate* GetCallGate() override;
    int64_t Cross(SpiCall& call) override;
    /// Lets a call wait. @return 0, or the error that it fails with after that
    int Delay(const SpiCall& call, const Time& delay);
    /// Passes a call on with shorter buffers. @return its result
    static int64_t ProceedShort(SpiCall& call, uint32_t bytes);
};

} // namespace ns3::winsock

#endif /* FAULT_LAYER_H */
