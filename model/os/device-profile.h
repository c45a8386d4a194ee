/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef DEVICE_PROFILE_H
#define DEVICE_PROFILE_H

#include "ns3/winsock-dialect.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The numbers of a device class: limits, defaults and dialect.
 *
 * No page gives the descriptor or buffer ceilings of Windows CE; those numbers are assumptions,
 * marked as such below, and each is also an attribute of WinsockStack that a scenario can set.
 */
struct DeviceProfile
{
    /// A number that is not bounded.
    static constexpr uint32_t UNLIMITED = UINT32_MAX - 1;

    const char* name;              //!< how scenarios call it
    const char* description;       //!< one line for people
    Dialect dialect;               //!< whose results where NT and CE documented different ones
    const char* stockCatalog;      //!< the catalog that a stack starts with
    uint32_t maxSocketsPerProcess; //!< descriptors of one process
    uint32_t maxSocketsPerSystem;  //!< descriptors of the node
    uint32_t poolBytes;            //!< network buffer memory of the node, bytes
    uint32_t socketOverheadBytes;  //!< pool bytes that a socket itself takes
    uint32_t tcpSndBuf;            //!< SO_SNDBUF of a new stream socket, bytes
    uint32_t tcpRcvBuf;            //!< SO_RCVBUF of a new stream socket, bytes
    uint32_t udpSndBuf;            //!< SO_SNDBUF of a new datagram or raw socket, bytes
    uint32_t udpRcvBuf;            //!< SO_RCVBUF of a new datagram or raw socket, bytes
    uint32_t bufferMax;            //!< largest SO_SNDBUF and SO_RCVBUF honoured, bytes
    uint32_t backlogMax;           //!< most connections that may wait for accept
    uint16_t ephemeralFirst;       //!< lowest automatic port
    uint16_t ephemeralLast;        //!< highest automatic port
    int errorPorts;                //!< what having no automatic port left is called (R-ACC-37)
    bool timeoutOptions;           //!< SO_RCVTIMEO and SO_SNDTIMEO exist (R-CE-117)
};

/**
 * @ingroup winsock
 * @param name a profile's name
 * @return the profile, or null if there is none of that name
 */
const DeviceProfile* FindDeviceProfile(const std::string& name);

/**
 * @ingroup winsock
 * @return the names of all profiles
 */
std::vector<std::string> GetDeviceProfileNames();

} // namespace ns3::winsock

#endif /* DEVICE_PROFILE_H */
