/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef RESOURCE_REFUSAL_H
#define RESOURCE_REFUSAL_H

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What a device had too little of, and for what.
 */
enum class RefusalCause : uint8_t
{
    PROCESS_DESCRIPTORS, //!< descriptors of the process (R-ACC-1, R-ACC-2)
    SYSTEM_DESCRIPTORS,  //!< descriptors of the node
    PROCESS_HANDLES,     //!< handles of any kind of the process (R-ACC-10)
    SYSTEM_HANDLES,      //!< handles of any kind of the node
    PROCESSES,           //!< processes of the node
    CONTROL_BLOCKS,      //!< TCP control blocks (R-ACC-33)
    PORTS,               //!< automatic ports (R-ACC-37)
    POOL_SOCKET,         //!< pool memory for a new socket or its buffers (R-ACC-20, R-ACC-22)
    POOL_CONNECTION,     //!< pool memory for a connection that a peer asks for (R-ACC-20)
    POOL_SEND,           //!< pool memory for data to be sent (R-ACC-25, R-ACC-26)
    POOL_RECEIVE,        //!< pool memory for data that arrives (R-ACC-27, R-ACC-28)
    RECEIVE_QUEUE,       //!< room in the receive queue of a datagram socket (R-ACC-28)
    BACKLOG,             //!< room in the queue of a listener (R-ACC-31)
    COUNT                //!< how many causes there are; none itself
};

/**
 * @ingroup winsock
 * @param cause a cause
 * @return its name, as in "process descriptors"
 */
const char* GetRefusalCauseName(RefusalCause cause);

/**
 * @ingroup winsock
 * @brief One refusal, as the trace source `Refused` of WinsockStack tells it.
 */
struct ResourceRefusal
{
    RefusalCause cause; //!< what there was too little of
    uint32_t process;   //!< id of the process that asked; 0 when the network did
    uint64_t wanted;    //!< how much was asked for
    uint64_t inUse;     //!< how much was held at this moment
    uint64_t limit;     //!< the most that may be held
    uint32_t
        largestHolder; //!< id of the process with the most descriptors, or handles (R-ACC-12); 0
};

} // namespace ns3::winsock

#endif /* RESOURCE_REFUSAL_H */
