/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOAK_STEP_H
#define SOAK_STEP_H

#include <cstdint>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

/// @ingroup winsock-test
/// @brief What a step does: mostly one call of a program.
enum class Act : uint8_t
{
    // What happens to programs.
    START,   //!< the program starts, if it does not run, and calls WSAStartup
    KILL,    //!< the program is killed
    EXIT,    //!< the program ends itself
    STARTUP, //!< WSAStartup
    CLEANUP, //!< WSACleanup

    // Sockets.
    SOCKET,         //!< WSASocket
    WILD_SOCKET,    //!< WSASocket with three numbers as they come
    NON_BLOCKING,   //!< ioctlsocket(FIONBIO)
    TIMEOUT,        //!< SO_RCVTIMEO
    SEND_BUFFER,    //!< SO_SNDBUF
    RECEIVE_BUFFER, //!< SO_RCVBUF
    LINGER,         //!< SO_LINGER
    SHARE,          //!< SO_REUSEADDR
    DUPLICATE,      //!< WSADuplicateSocket
    OPEN_DUPLICATE, //!< WSASocket with what the program was handed last
    CLOSE,          //!< closesocket

    // Connections.
    BIND,      //!< bind
    LISTEN,    //!< listen
    ACCEPT,    //!< accept
    CONNECT,   //!< connect
    SHUTDOWN,  //!< shutdown
    ACCEPT_EX, //!< AcceptEx

    // Data.
    SEND,               //!< send
    SEND_TO,            //!< sendto
    RECEIVE,            //!< recv
    RECEIVE_FROM,       //!< recvfrom
    OVERLAPPED_SEND,    //!< WSASend with a structure
    OVERLAPPED_RECEIVE, //!< WSARecv with a structure
    RESULT,             //!< WSAGetOverlappedResult of the operation begun last
    CANCEL,             //!< CancelIoEx

    // Waiting and looking.
    SELECT,       //!< select
    EVENT_SELECT, //!< WSAEventSelect
    MAKE_PORT,    //!< CreateIoCompletionPort: makes the program's port
    USE_PORT,     //!< CreateIoCompletionPort: the socket reports to it
    TAKE_PACKET,  //!< GetQueuedCompletionStatus
    SLEEP,        //!< SleepEx, alertable
    NAMES,        //!< getsockname and getpeername
    GET_OPTION,   //!< getsockopt
    READABLE,     //!< ioctlsocket(FIONREAD)
    ENUMERATE,    //!< WSAEnumProtocols

    // What happens to nodes and links: `program` is a node here.
    PASS,  //!< simulated time passes
    LIMIT, //!< a limit of the node changes
    LOSS,  //!< the node's device loses another part of what arrives

    // What only tests of the soak itself do.
    LEAK, //!< something is taken of the node's, a SoakLeak, that nobody owns

    COUNT //!< how many there are
};

/// @ingroup winsock-test
/// @brief What can be taken without an owner.
enum class SoakLeak : uint8_t
{
    POOL_BYTES,    //!< memory of the pool
    POOL_PACKET,   //!< a packet of the pool
    CONTROL_BLOCK, //!< a control block
    DESCRIPTOR,    //!< a descriptor of the oldest process

    COUNT //!< how many there are
};

/// @ingroup winsock-test
/// @brief A number of its node that a step can change.
struct SoakLimit
{
    const char* key; //!< its name in files of profiles
    uint32_t least;  //!< what is added to b of a step
    uint32_t range;  //!< b is below this, in random steps
};

/// @return the numbers that a step can change, by a of the step
const std::vector<SoakLimit>& GetSoakLimits();

/**
 * @ingroup winsock-test
 * @brief One step of a random sequence.
 *
 * A step is complete in itself, so that any part of a sequence can be run: what it needs of others, such as
 * an open socket, it names by a slot of its program, and meets there whatever is there.
 */
struct Step
{
    Act act{Act::PASS}; //!< what to do
    uint8_t program{0}; //!< whose call; or which node, for what happens to nodes
    uint8_t thread{0};  //!< which thread makes it; the next one if that one waits
    uint8_t slot{0};    //!< which of the program's sockets; SLOTS and above are no sockets
    uint32_t a{0};      //!< depends on the act
    uint32_t b{0};      //!< depends on the act
    uint32_t c{0};      //!< depends on the act

    static constexpr uint8_t SLOTS = 12;          //!< sockets that a program remembers
    static constexpr uint8_t ILLEGAL_HANDLES = 6; //!< handles that no program ever has
    static constexpr uint8_t THREADS = 3;         //!< of each program
    static constexpr uint32_t OF_PROFILE = ~0U;   //!< LIMIT: as at the start
    static constexpr uint32_t BAD_POINTER = 1;    //!< c: an address is nowhere
    static constexpr uint32_t SHORT_LENGTH = 2;   //!< c: an address is cut off
};

/// @return whether two steps are the same in everything
bool operator==(const Step& left, const Step& right);

/// @param act an act; @return its name, as C++ has it
const char* GetName(Act act);

/**
 * @param step a step
 * @return it as a C++ initializer, with a comment that says what it does
 */
std::string ToCpp(const Step& step);

} // namespace ns3::winsock::test

#endif /* SOAK_STEP_H */
