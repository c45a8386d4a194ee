/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_OVERVIEW_H
#define CATALOG_OVERVIEW_H

#include "ns3/protocol-catalog.h"

#include <iosfwd>

namespace ns3::winsock
{

/**
 * Prints a catalog with one line for each entry, in catalog order.
 * @param os where to
 * @param catalog what
 */
void PrintOverview(std::ostream& os, const ProtocolCatalog& catalog);

} // namespace ns3::winsock

#endif // CATALOG_OVERVIEW_H
