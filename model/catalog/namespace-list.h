/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NAMESPACE_LIST_H
#define NAMESPACE_LIST_H

#include "ns3/protocol-catalog.h"
#include "ns3/winsock-types.h"

#include <memory>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The name-space providers of a machine, in the order in which they are asked.
 *
 * Like a catalog it never changes once it is stored: machines and processes hold it by
 * std::shared_ptr, and whoever changes it stores another one.
 */
using NamespaceList = std::vector<NamespaceEntry>;

/**
 * @name Providers of the systems
 * Their ids, as listings of real machines show them.
 * @ingroup winsock
 * @{
 */
/// "Tcpip": hosts and services of the Internet, NS_DNS
inline constexpr GUID TCPIP_NAMESPACE_GUID = {
    0x22059d40, 0x7e9e, 0x11cf, {0xae, 0x5a, 0x00, 0xaa, 0x00, 0xa7, 0x11, 0x2b}};
/// "NTDS": the directory that services are registered in, NS_NTDS
inline constexpr GUID NTDS_NAMESPACE_GUID = {
    0x3b2637ee, 0xe580, 0x11cf, {0xa5, 0x55, 0x00, 0xc0, 0x4f, 0xd8, 0xd4, 0xac}};
/** @} */

/**
 * @ingroup winsock
 * @brief Gives the name-space providers of a freshly installed system.
 *
 * - "windows-10": network location awareness, Tcpip and NTDS.
 * - "windows-nt": Tcpip and NTDS.
 * - "wince-6.0": Tcpip, whose library is the only one there (R-CE-102).
 * - "windows-95" and the small stacks: Tcpip, which is assumed.
 *
 * @param name one of StockCatalogNames(); another one ends the simulation with a sentence that lists them
 * @return the list, shared by all who ask
 */
std::shared_ptr<const NamespaceList> StockNamespaces(const std::string& name);

/**
 * @ingroup winsock
 * @param list name-space providers
 * @param providerId a provider
 * @return its entry, or null
 */
const NamespaceEntry* FindNamespace(const NamespaceList& list, const GUID& providerId);

/**
 * @ingroup winsock
 * @brief Finds the providers that a call is for.
 * @param list name-space providers
 * @param nameSpace NS_ number; NS_ALL for all
 * @param providerId the only one, whatever the number; or null
 * @return those that are active, in their order
 */
NamespaceList ChooseNamespaces(const NamespaceList& list, DWORD nameSpace, const GUID* providerId);

/**
 * @ingroup winsock
 * @brief Puts a list into an order.
 * @param list name-space providers; not changed on failure
 * @param order ids of all of them, each once
 * @return whether it was that
 */
bool OrderNamespaces(NamespaceList& list, const std::vector<GUID>& order);

} // namespace ns3::winsock

#endif // NAMESPACE_LIST_H
