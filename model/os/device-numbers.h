/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef DEVICE_NUMBERS_H
#define DEVICE_NUMBERS_H

#include "ns3/winsock-error.h"

#include <cstdint>

namespace ns3::winsock
{

/// @ingroup winsock
/// @brief Whose table a handle is in (R-CE-126).
enum class HandleTableScope : uint8_t
{
    PROCESS, //!< each process has a table of its own
    SYSTEM   //!< one table serves all processes of the node
};

/// @ingroup winsock
/// @brief What a SYN meets when the queue of the listener is full (R-ACC-31).
enum class BacklogOverflow : uint8_t
{
    RESET, //!< a reset: the peer's connect is refused
    DROP   //!< nothing: the peer tries again until it gives up
};

/// @ingroup winsock
/// @brief When SO_SNDBUF and SO_RCVBUF take memory from the pool (R-ACC-21, R-ACC-22).
enum class ChargeMode : uint8_t
{
    USAGE,  //!< while data sits in them
    RESERVE //!< whole, as soon as the socket has them
};

/// @ingroup winsock
/// @brief What a blocking send of a stream does when the pool is empty (R-ACC-26).
enum class PoolExhaustedSend : uint8_t
{
    FAIL,     //!< fails at once
    WAIT_OWN, //!< waits while the socket itself has data in the pool that will leave it, else fails
    BLOCK     //!< waits
};

/// @ingroup winsock
/// @brief What becomes of a connection that accept has no descriptor for (R-ACC-4).
enum class AcceptWithoutDescriptor : uint8_t
{
    KEEP,   //!< it stays first in the queue
    DISCARD //!< it is reset
};

/// @ingroup winsock
/// @brief What runs the completion routine of an overlapped call (R-CE-107, R-ACC-11).
enum class CompletionRoutineCost : uint8_t
{
    APC,    //!< the calling thread, when it waits alertably
    THREAD, //!< a new thread for each call
    NONE    //!< nothing: there are no completion routines
};

/// @ingroup winsock
/// @brief Whether the catalog outlives a restart of the device (R-CE-112).
enum class CatalogLifetime : uint8_t
{
    PERSISTENT,   //!< it does
    UNTIL_RESTART //!< installers run at every start
};

/// @ingroup winsock
/// @brief Which catalog a process sees (R-CE-113).
enum class CatalogFreshness : uint8_t
{
    SNAPSHOT, //!< that of its WSAStartup
    LIVE      //!< that of the moment
};

/**
 * @ingroup winsock
 * @brief The numbers and choices of a device class that a stack goes by.
 *
 * Those in force on a node are WinsockStack::GetNumbers(): its profile's, with the attributes of the
 * stack that were set. A field's own default bounds nothing.
 */
struct DeviceNumbers
{
    /// A number that is not bounded.
    static constexpr uint32_t UNLIMITED = UINT32_MAX - 1;

    uint32_t maxProcesses{UNLIMITED};         //!< processes alive at once on the node
    uint32_t maxSocketsPerProcess{UNLIMITED}; //!< descriptors of one process
    uint32_t maxSocketsPerSystem{UNLIMITED};  //!< descriptors of the node
    uint32_t maxHandlesPerProcess{UNLIMITED}; //!< handles of any kind of one process (R-ACC-10)
    uint32_t maxHandlesPerSystem{UNLIMITED};  //!< handles of any kind of the node
    uint32_t maxTcpControlBlocks{UNLIMITED};  //!< TCP connections, TIME_WAIT included (R-ACC-33)
    uint32_t tcpSndBuf{131072};               //!< SO_SNDBUF of a new stream socket, bytes
    uint32_t tcpRcvBuf{131072};               //!< SO_RCVBUF of a new stream socket, bytes
    uint32_t udpSndBuf{131072};               //!< SO_SNDBUF of a new datagram or raw socket, bytes
    uint32_t udpRcvBuf{131072};               //!< SO_RCVBUF of a new datagram or raw socket, bytes
    uint32_t udpRcvQueuePackets{UNLIMITED};   //!< datagrams that one socket queues (R-CE-119)
    uint32_t sndBufMax{UNLIMITED};            //!< largest SO_SNDBUF honoured, bytes
    uint32_t rcvBufMax{UNLIMITED};            //!< largest SO_RCVBUF honoured, bytes
    uint32_t poolBytes{UNLIMITED};            //!< network buffer memory of the node, bytes
    uint32_t poolPackets{UNLIMITED};          //!< packets that the memory holds at once
    uint32_t socketOverheadBytes{0};          //!< pool bytes that a socket itself takes (R-ACC-20)
    uint32_t packetOverheadBytes{0};          //!< pool bytes that a packet takes beside its data
    uint32_t rxThrottlePercent{0};  //!< share of the pool that received data cannot have (R-ACC-36)
    uint32_t backlogMin{1};         //!< smallest backlog in force
    uint32_t backlogMax{UNLIMITED}; //!< largest backlog in force
    uint32_t ephemeralFirst{49152}; //!< lowest automatic port
    uint32_t ephemeralLast{65535};  //!< highest automatic port
    uint32_t timeWaitMilliseconds{240000}; //!< length of TIME_WAIT, milliseconds
    uint32_t winsockVersionMax{0x0202};    //!< highest version that WSAStartup grants
    uint32_t fdSetSize{64};                //!< sockets that an fd_set holds
    uint32_t maxWaitObjects{64};           //!< objects that one wait takes
    int32_t errorDescriptor{WSAEMFILE};  //!< no descriptor at the door of base providers (R-ACC-1)
    int32_t errorHandleDoor{WSAENOBUFS}; //!< no descriptor for WPUCreateSocketHandle (R-ACC-2)
    int32_t errorPool{WSAENOBUFS};       //!< no pool memory
    int32_t errorPorts{WSAENOBUFS};      //!< no automatic port (R-ACC-37)
    HandleTableScope handleTableScope{HandleTableScope::PROCESS};                   //!< R-CE-126
    BacklogOverflow backlogOverflow{BacklogOverflow::RESET};                        //!< R-ACC-31
    ChargeMode chargeMode{ChargeMode::USAGE};                                       //!< R-ACC-22
    PoolExhaustedSend poolExhaustedSend{PoolExhaustedSend::WAIT_OWN};               //!< R-ACC-26
    AcceptWithoutDescriptor acceptWithoutDescriptor{AcceptWithoutDescriptor::KEEP}; //!< R-ACC-4
    CompletionRoutineCost completionRoutineCost{CompletionRoutineCost::APC};        //!< R-ACC-11
    CatalogLifetime catalogLifetime{CatalogLifetime::PERSISTENT};                   //!< R-CE-112
    CatalogFreshness catalogView{CatalogFreshness::SNAPSHOT};                       //!< R-CE-113
    bool timeWaitRecycle{true}; //!< the oldest TIME_WAIT ends early where blocks run out (R-ACC-33)
};

} // namespace ns3::winsock

#endif /* DEVICE_NUMBERS_H */
