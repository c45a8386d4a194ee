/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef OUTCOME_SCENE_TEST_SUPPORT_H
#define OUTCOME_SCENE_TEST_SUPPORT_H

#include "scene-test-support.h"

#include "ns3/nstime.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

/// What a device has nothing left of.
enum class Shortage
{
    NONE, //!< it has enough of everything
    PROCESS_DESCRIPTORS,
    NODE_DESCRIPTORS,
    PROCESS_HANDLES,
    NODE_HANDLES,
    POOL_BYTES,
    POOL_PACKETS,
    CONTROL_BLOCKS,
    PORTS,
    SEND_BUFFER,    //!< room in the connection's own SO_SNDBUF
    RECEIVE_BUFFER, //!< room in SO_RCVBUF of the connection and of the datagram socket
    BACKLOG,        //!< places in the listener's queue
};

/**
 * @ingroup winsock-test
 * @brief The program on the device: what it has made while there was enough of everything.
 */
struct Device
{
    static constexpr uint16_t PORT = 4000;      //!< of `listener` and of `named`
    static constexpr uint16_t IDLE_PORT = 4001; //!< of `idleListener`

    Winsock& ws;                         //!< its calls
    SOCKET listener{INVALID_SOCKET};     //!< a connection waits in its queue
    SOCKET idleListener{INVALID_SOCKET}; //!< no connection waits
    SOCKET connection{INVALID_SOCKET};   //!< of the peer; 100 bytes can be read
    SOCKET fresh{INVALID_SOCKET};        //!< a stream socket without a name
    SOCKET named{INVALID_SOCKET};        //!< a datagram socket; a datagram can be read
    SOCKET nameless{INVALID_SOCKET};     //!< a datagram socket without a name
    HWND window{nullptr};                //!< for messages
    WSAPROTOCOL_INFOW duplicate{};       //!< stands for a duplicate of `named`
    WSAOVERLAPPED overlapped{};          //!< with an event
    std::array<char, 2 * sizeof(SOCKADDR_IN) + 32> addresses{}; //!< for AcceptEx
};

/// The program on the other end of the wire.
struct Peer
{
    static constexpr uint16_t PORT = 4002; //!< where it listens

    Winsock& ws;                       //!< its calls
    SOCKET connection{INVALID_SOCKET}; //!< of the device
    SOCKET datagrams{INVALID_SOCKET};  //!< sends to the device's named socket
};

/// What an operation came to.
struct Outcome
{
    std::string text; //!< "works", an error's name, or what was seen
    Time duration;    //!< how long it took
};

/**
 * @ingroup winsock-test
 * @brief Something that happens on the device.
 */
struct Operation
{
    std::string name;         //!< the call, or what arrives
    std::string circumstance; //!< under which; may be empty

    std::function<std::string(Device&)> act; //!< the device's part; the result is an Outcome's text
    std::function<std::string(Peer&)> atPeer{}; //!< the peer's; its outcome counts if act is empty
    std::function<void(Device&)> before{};      //!< what comes first, while there is still enough

    std::string late{"waits"}; //!< what it is called that it works, but takes longer
    std::string
        attribute{};     //!< of the device's stack, that is not as the profile says; may be empty
    std::string value{}; //!< its value
    bool layered{false}; //!< whether streams of the device go through a layer
};

/**
 * @ingroup winsock-test
 * @brief Plays an operation on a device that has nothing left of something until three seconds later.
 * @param t the scene
 * @param operation what happens
 * @param shortage what there is too little of
 * @return what became of it
 */
Outcome PlayOutcome(Scene& t, const Operation& operation, Shortage shortage);

/// @return all operations, in the order of the table in test/data/resource-outcomes.csv
const std::vector<Operation>& GetOperations();

} // namespace ns3::winsock::test

#endif /* OUTCOME_SCENE_TEST_SUPPORT_H */
