/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-names.h"

#include "winsock-constants.h"
#include "winsock-device-family-constants.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace ns3::winsock
{

namespace
{

/** A number and its name. */
struct NumberName
{
    int number;       //!< the number
    const char* name; //!< its name
};

// One name per number, the most telling one; several numbers have an older second name.
// clang-format off
constexpr NumberName FAMILIES[] = {
    {AF_UNSPEC, "AF_UNSPEC"},         {AF_UNIX, "AF_UNIX"},
    {AF_INET, "AF_INET"},             {AF_IMPLINK, "AF_IMPLINK"},
    {AF_PUP, "AF_PUP"},               {AF_CHAOS, "AF_CHAOS"},
    {AF_IPX, "AF_IPX"},               {AF_ISO, "AF_ISO"},
    {AF_ECMA, "AF_ECMA"},             {AF_DATAKIT, "AF_DATAKIT"},
    {AF_CCITT, "AF_CCITT"},           {AF_SNA, "AF_SNA"},
    {AF_DECnet, "AF_DECnet"},         {AF_DLI, "AF_DLI"},
    {AF_LAT, "AF_LAT"},               {AF_HYLINK, "AF_HYLINK"},
    {AF_APPLETALK, "AF_APPLETALK"},   {AF_NETBIOS, "AF_NETBIOS"},
    {AF_VOICEVIEW, "AF_VOICEVIEW"},   {AF_FIREFOX, "AF_FIREFOX"},
    {AF_UNKNOWN1, "AF_UNKNOWN1"},     {AF_BAN, "AF_BAN"},
    {AF_ATM, "AF_ATM"},               {AF_INET6, "AF_INET6"},
    {AF_CLUSTER, "AF_CLUSTER"},       {AF_12844, "AF_12844"},
    {AF_IRDA, "AF_IRDA"},             {AF_NETDES, "AF_NETDES"},
    {AF_TCNPROCESS, "AF_TCNPROCESS"}, {AF_TCNMESSAGE, "AF_TCNMESSAGE"},
    {AF_ICLFXBM, "AF_ICLFXBM"},       {AF_BTH, "AF_BTH"},
};

constexpr NumberName SOCKET_TYPES[] = {
    {SOCK_STREAM, "SOCK_STREAM"},
    {SOCK_DGRAM, "SOCK_DGRAM"},
    {SOCK_RAW, "SOCK_RAW"},
    {SOCK_RDM, "SOCK_RDM"},
    {SOCK_SEQPACKET, "SOCK_SEQPACKET"},
};

constexpr NumberName PROTOCOLS[] = {
    {IPPROTO_IP, "IPPROTO_IP"},           {IPPROTO_ICMP, "IPPROTO_ICMP"},
    {IPPROTO_IGMP, "IPPROTO_IGMP"},       {IPPROTO_GGP, "IPPROTO_GGP"},
    {IPPROTO_IPV4, "IPPROTO_IPV4"},       {IPPROTO_ST, "IPPROTO_ST"},
    {IPPROTO_TCP, "IPPROTO_TCP"},         {IPPROTO_CBT, "IPPROTO_CBT"},
    {IPPROTO_EGP, "IPPROTO_EGP"},         {IPPROTO_IGP, "IPPROTO_IGP"},
    {IPPROTO_PUP, "IPPROTO_PUP"},         {IPPROTO_UDP, "IPPROTO_UDP"},
    {IPPROTO_IDP, "IPPROTO_IDP"},         {IPPROTO_RDP, "IPPROTO_RDP"},
    {IPPROTO_IPV6, "IPPROTO_IPV6"},       {IPPROTO_ROUTING, "IPPROTO_ROUTING"},
    {IPPROTO_FRAGMENT, "IPPROTO_FRAGMENT"}, {IPPROTO_ESP, "IPPROTO_ESP"},
    {IPPROTO_AH, "IPPROTO_AH"},           {IPPROTO_ICMPV6, "IPPROTO_ICMPV6"},
    {IPPROTO_NONE, "IPPROTO_NONE"},       {IPPROTO_DSTOPTS, "IPPROTO_DSTOPTS"},
    {IPPROTO_ND, "IPPROTO_ND"},           {IPPROTO_ICLFXBM, "IPPROTO_ICLFXBM"},
    {IPPROTO_PIM, "IPPROTO_PIM"},         {IPPROTO_PGM, "IPPROTO_PGM"},
    {IPPROTO_L2TP, "IPPROTO_L2TP"},       {IPPROTO_SCTP, "IPPROTO_SCTP"},
    {IPPROTO_RAW, "IPPROTO_RAW"},
};

constexpr NumberName BLUETOOTH_PROTOCOLS[] = {
    {BTHPROTO_RFCOMM, "BTHPROTO_RFCOMM"},
    {BTHPROTO_L2CAP, "BTHPROTO_L2CAP"},
};

constexpr NumberName INFRARED_PROTOCOLS[] = {
    {IRDA_PROTO_SOCK_STREAM, "IRDA_PROTO_SOCK_STREAM"},
};

constexpr NumberName IPX_PROTOCOLS[] = {
    {NSPROTO_IPX, "NSPROTO_IPX"},
    {NSPROTO_SPX, "NSPROTO_SPX"},
    {NSPROTO_SPXII, "NSPROTO_SPXII"},
};

// clang-format on

template <std::size_t N>
std::string
Look(const NumberName (&table)[N], int number)
{
    const auto found =
        std::find_if(std::begin(table),
                     std::end(table),
                     [number](const NumberName& entry) { return entry.number == number; });
    return found == std::end(table) ? std::to_string(number) : found->name;
}

} // namespace

std::string
AddressFamilyName(int family)
{
    return Look(FAMILIES, family);
}

std::string
SocketTypeName(int type)
{
    return Look(SOCKET_TYPES, type);
}

std::string
ProtocolName(int protocol)
{
    return Look(PROTOCOLS, protocol);
}

std::string
ProtocolName(int family, int protocol)
{
    switch (family)
    {
    case AF_UNSPEC:
    case AF_INET:
    case AF_INET6:
        return ProtocolName(protocol);
    case AF_BTH:
        return Look(BLUETOOTH_PROTOCOLS, protocol);
    case AF_IRDA:
    case WCE_AF_IRDA: // also AF_ATM, which has no named protocols here
        return Look(INFRARED_PROTOCOLS, protocol);
    case AF_IPX:
        return Look(IPX_PROTOCOLS, protocol);
    default:
        return std::to_string(protocol);
    }
}

} // namespace ns3::winsock
