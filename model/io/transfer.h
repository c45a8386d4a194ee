/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef TRANSFER_H
#define TRANSFER_H

#include "ns3/winsock-dialect.h"
#include "ns3/winsock-socket-address.h"
#include "ns3/winsock-structures.h"

#include <cstdint>

namespace ns3::winsock
{

struct SendControl;

/**
 * @ingroup winsock
 * @brief What one call hands over or wants: buffers, flags and an address.
 */
struct Transfer
{
    LPWSABUF buffers{nullptr};               //!< the program's buffers, in order
    DWORD count{0};                          //!< how many
    DWORD flags{0};                          //!< MSG_PEEK ...
    DWORD bytes{0};                          //!< how many bytes went, out
    const WinsockSocketAddress* to{nullptr}; //!< destination of a datagram; null: the peer
    WinsockSocketAddress from;               //!< sender of a datagram, out
    bool hasFrom{false};                     //!< whether there is a sender, out
    const SendControl* control{nullptr};     //!< what control data chooses, or null
    LPWSAMSG message{nullptr};               //!< gets control data and flags, or null
    bool waits{false};                       //!< on a nonblocking socket, too (R-OVL-6)

    /// @return bytes in all buffers
    uint64_t GetSize() const;
};

/**
 * @ingroup winsock
 * @param buffers of a call that transfers data
 * @param count how many
 * @return 0, WSAEFAULT (no array, or a buffer that lies nowhere) or WSAEINVAL (none, R-DAT-7)
 */
int JudgeBuffers(const WSABUF* buffers, DWORD count);

/**
 * @ingroup winsock
 * @param flags of a send
 * @param urgentData whether the protocol has urgent data (MSG_OOB)
 * @return 0, WSAEOPNOTSUPP (urgent data) or WSAEINVAL (unknown)
 */
int JudgeSendFlags(DWORD flags, bool urgentData);

/**
 * @ingroup winsock
 * @param flags of a receive
 * @param urgentData whether the protocol has urgent data (MSG_OOB)
 * @return 0, WSAEOPNOTSUPP (no urgent data, or it is to fill buffers) or WSAEINVAL (unknown, R-DAT-9)
 */
int JudgeReceiveFlags(DWORD flags, bool urgentData);

/**
 * @ingroup winsock
 * @brief Why nothing can be sent on a stream socket without a connection.
 *
 * Microsoft's page of send has WSAENOTCONN for it, which the documents' dialect follows (R-DAT-2), and
 * which desktop Windows was seen to answer while a socket connects (R-CON-3). For a socket that does not
 * connect the desktop's dialect has what the rows of oracle/api-states.csv have.
 *
 * @param dialect of the machine
 * @param connecting whether a connection is on its way, or has been disconnected
 * @return WSAENOTCONN or WSAECONNRESET
 */
int UnconnectedSendError(Dialect dialect, bool connecting);

} // namespace ns3::winsock

#endif /* TRANSFER_H */
