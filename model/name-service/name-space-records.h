/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NAME_SPACE_RECORDS_H
#define NAME_SPACE_RECORDS_H

#include "ns3/winsock-socket-address.h"
#include "ns3/winsock-structures.h"
#include "ns3/winsock-types.h"

#include <optional>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What a program asks the name spaces: a WSAQUERYSET without its pointers.
 */
struct NameSpaceQuestion
{
    std::u16string name;                //!< of the instance; empty for any
    std::optional<GUID> classId;        //!< of the service
    std::optional<WSAVERSION> version;  //!< wanted
    DWORD nameSpace{0};                 //!< NS_ number; NS_ALL for all
    std::optional<GUID> providerId;     //!< wins over the number
    std::vector<AFPROTOCOLS> protocols; //!< wanted; none for any
    DWORD flags{0};                     //!< LUP_ flags
};

/**
 * @ingroup winsock
 * @brief One address of a service: the side of a CSADDR_INFO that matters, and its kind.
 */
struct ServiceEndPoint
{
    WinsockSocketAddress address; //!< where the service listens
    INT type{0};                  //!< SOCK_ number; 0 where it is open
    INT protocol{0};              //!< IPPROTO_ number; 0 where it is open
};

/**
 * @ingroup winsock
 * @param left one address
 * @param right another one
 * @return whether all members agree
 */
bool operator==(const ServiceEndPoint& left, const ServiceEndPoint& right);

/**
 * @ingroup winsock
 * @brief A service as a name space tells of it, or as a program publishes it.
 */
struct NameSpaceRecord
{
    std::u16string name;                    //!< of the instance
    GUID classId{};                         //!< of the service
    std::optional<WSAVERSION> version;      //!< of the instance
    std::optional<std::u16string> comment;  //!< for people
    std::vector<ServiceEndPoint> endPoints; //!< its addresses
    std::optional<std::vector<BYTE>> blob;  //!< its own data
    DWORD nameSpace{0};                     //!< NS_ number of who tells
    GUID providerId{};                      //!< who tells
    DWORD outputFlags{0};                   //!< RESULT_ flags
};

/**
 * @ingroup winsock
 * @param left one record
 * @param right another one
 * @return whether all members agree
 */
bool operator==(const NameSpaceRecord& left, const NameSpaceRecord& right);

/**
 * @ingroup winsock
 * @brief Leaves out the addresses that a question excludes; what is open becomes what is wanted.
 * @param endPoints addresses of a service
 * @param protocols wanted; none for any
 * @return those that are wanted, in their order
 */
std::vector<ServiceEndPoint> ChooseEndPoints(const std::vector<ServiceEndPoint>& endPoints,
                                             const std::vector<AFPROTOCOLS>& protocols);

} // namespace ns3::winsock

#endif /* NAME_SPACE_RECORDS_H */
