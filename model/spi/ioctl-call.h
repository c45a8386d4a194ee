/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef IOCTL_CALL_H
#define IOCTL_CALL_H

#include "ns3/service-provider.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-types.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The arguments of one WSPIoctl, for whoever implements control codes.
 */
struct IoctlCall
{
    /// What an implementation answers to a code that it does not know; no Winsock error.
    static constexpr int UNKNOWN = -1;

    DWORD code;                 //!< FIONBIO ...
    const void* in;             //!< the argument, or null
    DWORD inBytes;              //!< bytes of it
    void* out;                  //!< where the result goes, or null
    DWORD outBytes;             //!< bytes of room
    LPDWORD returned;           //!< gets the bytes of the result; not null
    LPWSAOVERLAPPED overlapped; //!< or null

    /**
     * @param[out] value the argument
     * @return 0, or WSAEFAULT for none or too short a one
     */
    template <typename T>
    int
    Read(T& value) const
    {
        return ReadBytes(&value, sizeof(value));
    }

    /**
     * @param data the result
     * @param bytes of it
     * @return 0, or WSAEFAULT for no place or too small a one
     */
    int Write(const void* data, DWORD bytes) const;

    /**
     * Write(), for results whose size the program cannot know: it is told with the failure.
     * @param data the result
     * @param bytes of it
     * @return 0, or WSAEFAULT
     */
    int WriteOrSize(const void* data, DWORD bytes) const;

    /**
     * SIO_GET_EXTENSION_FUNCTION_POINTER (R-IOC-5).
     * @param provider whose sockets the function is to be good for
     * @return 0, WSAEFAULT, or WSAEINVAL for a function that does not exist
     */
    int WriteExtension(const ServiceProvider& provider) const;

  private:
    /// Read(), whatever the type.
    int ReadBytes(void* value, DWORD bytes) const;
};

} // namespace ns3::winsock

#endif /* IOCTL_CALL_H */
