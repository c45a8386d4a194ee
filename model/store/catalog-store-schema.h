/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_STORE_SCHEMA_H
#define CATALOG_STORE_SCHEMA_H

#include "ns3/sqlite-database.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @return the tables and views of a CatalogStore's file, which doc/catalog-store.rst explains
 */
const SqliteSchema& CatalogStoreSchema();

} // namespace ns3::winsock

#endif // CATALOG_STORE_SCHEMA_H
