/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef STOCK_CATALOGS_H
#define STOCK_CATALOGS_H

#include "ns3/protocol-catalog.h"

#include <memory>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Gives the catalog of a freshly installed system.
 *
 * - "windows-10": the base protocols of a clean Windows 10 machine in its order, which starts
 *   with Hyper-V and TCP/IP and numbers TCP/IP 1006.
 * - "windows-nt": a Windows 2000-like machine: TCP, UDP and raw over IPv4, RSVP, and NetBIOS over
 *   one adapter.
 * - "wince-6.0": TCP, UDP over IPv4 and IPv6 and raw IPv4, all of wspm.dll with one provider id
 *   (R-CE-102, R-CE-115) and without multipoint (R-CE-102), then IrDA under its CE number and
 *   Bluetooth.
 *
 * The catalogs are made once per program run and shared: they are immutable.
 *
 * @param name one of StockCatalogNames()
 * @param problem receives a sentence that lists the known names if the name is unknown; without
 *        it, an unknown name ends the simulation with that sentence
 * @return the catalog; nullptr for an unknown name
 */
std::shared_ptr<const ProtocolCatalog>
StockCatalog(const std::string& name, std::string* problem = nullptr);

/**
 * @ingroup winsock
 * @return the names that StockCatalog() knows
 */
std::vector<std::string> StockCatalogNames();

} // namespace ns3::winsock

#endif // STOCK_CATALOGS_H
