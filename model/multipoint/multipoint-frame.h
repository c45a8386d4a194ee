/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MULTIPOINT_FRAME_H
#define MULTIPOINT_FRAME_H

#include "ns3/packet.h"
#include "ns3/ptr.h"
#include "ns3/winsock-socket-address.h"

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What a root and its leaves send each other: eight bytes of header, and perhaps a payload.
 *
 * All frames travel on the control connection of a leaf; MESSAGE may also come in a datagram of its own
 * to the session's group. doc/multipoint.rst has the protocol.
 */
struct MultipointFrame
{
    /// What a frame says.
    enum class Type : uint8_t
    {
        JOIN,    //!< a leaf asks to be admitted; payload: its program's data
        INVITE,  //!< a root asks a leaf in; payload: its program's data
        ACCEPT,  //!< either is granted; payload: the granting program's data
        REFUSE,  //!< either is refused
        START,   //!< root: data will come; number: of the first message; payload: MultipointStart
        MESSAGE, //!< data; number: its place in the order, or the session that it belongs to
        ACK,     //!< leaf: number: of the message that it expects next
        NAK,     //!< leaf: lacks messages; number: the first; payload: number of the last
        PROBE,   //!< root: is there, and has sent the messages up to a number
        LEAVE,   //!< leaf: goes; root: lets it go once it has the messages before a number
    };

    static constexpr uint32_t HEADER = 8;                       //!< bytes before the payload
    static constexpr uint32_t LONGEST_PAYLOAD = 65535 - HEADER; //!< bytes of a payload

    Type type{Type::PROBE}; //!< what it says
    uint8_t role{0};        //!< JL_ bits of the sender, in JOIN and INVITE
    uint32_t number{0};     //!< see Type
    Ptr<Packet> payload;    //!< null for none

    /// @return the frame as it travels
    Ptr<Packet> Write() const;

    /**
     * Takes a frame off the front of what has arrived.
     * @param bytes loses the frame
     * @return whether there was a whole one
     */
    bool Read(Ptr<Packet> bytes);
};

/**
 * @ingroup winsock
 * @brief What a leaf has to know of a session: the payload of START.
 */
struct MultipointStart
{
    WinsockSocketAddress group; //!< where data goes to; without a port, over the connections
    uint32_t session{0};        //!< tells this session's datagrams from others
    uint32_t window{0};         //!< bytes that the root sends ahead of acknowledgements
    uint32_t heartbeat{0};      //!< milliseconds after which both sides let each other know of them

    /// @return the structure as a payload
    Ptr<Packet> Write() const;

    /// @param payload of START @return whether it was long enough
    bool Read(Ptr<const Packet> payload);
};

/// @ingroup winsock
/// @brief After so many heartbeats without a word the other side is taken for lost.
inline constexpr int MULTIPOINT_PATIENCE = 4;

/// @ingroup winsock
/// @param one number of a message @param other of another
/// @return whether the first comes before the second, in an order that goes round
constexpr bool
IsMultipointBefore(uint32_t one, uint32_t other)
{
    return static_cast<int32_t>(one - other) < 0;
}

/// @ingroup winsock
/// @param number to be sent as the payload of NAK @return the payload
Ptr<Packet> WriteMultipointNumber(uint32_t number);

/// @ingroup winsock
/// @param payload of NAK @param[out] number what it holds @return whether it was long enough
bool ReadMultipointNumber(Ptr<const Packet> payload, uint32_t& number);

} // namespace ns3::winsock

#endif /* MULTIPOINT_FRAME_H */
