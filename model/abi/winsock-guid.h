/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_GUID_H
#define WINSOCK_GUID_H

#include "winsock-types.h"

#include <cstddef>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>

/**
 * @file
 * @ingroup winsock
 * GUIDs: comparison, text, and those that Winsock itself knows.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

/**
 * Compare two GUIDs.
 * @param a one
 * @param b the other
 * @return whether all 16 bytes agree
 */
bool operator==(const GUID& a, const GUID& b);

/**
 * Compare two GUIDs.
 * @param a one
 * @param b the other
 * @return whether any byte differs
 */
bool operator!=(const GUID& a, const GUID& b);

/**
 * Order two GUIDs as their texts order.
 * @param a one
 * @param b the other
 * @return whether a comes first
 */
bool operator<(const GUID& a, const GUID& b);

/**
 * Write a GUID as GuidToString does.
 * @param os the stream
 * @param guid the GUID
 * @return the stream
 */
std::ostream& operator<<(std::ostream& os, const GUID& guid);

/**
 * Write a GUID as netsh and the registry do.
 * @param guid the GUID
 * @return 38 characters, "{E70F1AA0-AB8B-11CF-8CA3-00805F48A192}"
 */
std::string GuidToString(const GUID& guid);

/**
 * Read a GUID.
 * @param text its text, upper or lower case, braces both or neither, nothing before or after
 * @param guid where to put it; left alone if the text is no GUID
 * @return whether the text is a GUID
 */
bool GuidFromString(std::string_view text, GUID& guid);

/**
 * Make a GUID of a text, so that whoever needs one that nobody else has can tell it again.
 * @param name the text
 * @return a GUID of the kind that leaves its making to its maker (version 8); the same text gives the
 *         same GUID, different texts give different ones as surely as 122 bits can
 */
GUID GuidFromName(std::string_view name);

/** Sixteen zero bytes: "no GUID", and "every provider" in some calls. */
inline constexpr GUID GUID_NULL = {0, 0, 0, {0, 0, 0, 0, 0, 0, 0, 0}};

// Extension functions, asked for by SIO_GET_EXTENSION_FUNCTION_POINTER.
inline constexpr GUID WSAID_TRANSMITFILE = {
    0xb5367df0, 0xcbac, 0x11cf, {0x95, 0xca, 0x00, 0x80, 0x5f, 0x48, 0xa1, 0x92}};
inline constexpr GUID WSAID_ACCEPTEX = {
    0xb5367df1, 0xcbac, 0x11cf, {0x95, 0xca, 0x00, 0x80, 0x5f, 0x48, 0xa1, 0x92}};
inline constexpr GUID WSAID_GETACCEPTEXSOCKADDRS = {
    0xb5367df2, 0xcbac, 0x11cf, {0x95, 0xca, 0x00, 0x80, 0x5f, 0x48, 0xa1, 0x92}};
inline constexpr GUID WSAID_TRANSMITPACKETS = {
    0xd9689da0, 0x1f90, 0x11d3, {0x99, 0x71, 0x00, 0xc0, 0x4f, 0x68, 0xc8, 0x76}};
inline constexpr GUID WSAID_CONNECTEX = {
    0x25a207b9, 0xddf3, 0x4660, {0x8e, 0xe9, 0x76, 0xe5, 0x8c, 0x74, 0x06, 0x3e}};
inline constexpr GUID WSAID_DISCONNECTEX = {
    0x7fda2e11, 0x8630, 0x436f, {0xa0, 0x31, 0xf5, 0x36, 0xa6, 0xee, 0xc1, 0x57}};
inline constexpr GUID WSAID_WSARECVMSG = {
    0xf689d7c8, 0x6f1f, 0x436b, {0x8a, 0x53, 0xe5, 0x4f, 0xe3, 0x51, 0xc3, 0x22}};
inline constexpr GUID WSAID_WSASENDMSG = {
    0xa441e712, 0x754f, 0x43ca, {0x84, 0xa7, 0x0d, 0xee, 0x44, 0xcf, 0x60, 0x6d}};
inline constexpr GUID WSAID_WSAPOLL = {
    0x18c76f85, 0xdc66, 0x4964, {0x97, 0x2e, 0x23, 0xc2, 0x72, 0x38, 0x31, 0x2b}};

// Network location awareness: its name space and its service class.
inline constexpr GUID NLA_NAMESPACE_GUID = {
    0x6642243a, 0x3ba8, 0x4aa6, {0xba, 0xa5, 0x2e, 0x0b, 0xd7, 0x1f, 0xdd, 0x83}};
inline constexpr GUID NLA_SERVICE_CLASS_GUID = {
    0x0037e515, 0xb5c9, 0x4a43, {0xba, 0xda, 0x8b, 0x48, 0xa8, 0x7a, 0xd2, 0x39}};

/** @} */

} // namespace ns3::winsock

/// @cond Doxygen takes this for a member of a class that it does not know.

/** Lets GUIDs be keys of unordered containers. */
template <>
struct std::hash<ns3::winsock::GUID>
{
    /**
     * Hash a GUID.
     * @param guid the GUID
     * @return a value that depends on all 16 bytes
     */
    std::size_t operator()(const ns3::winsock::GUID& guid) const noexcept;
};

/// @endcond

#endif // WINSOCK_GUID_H
