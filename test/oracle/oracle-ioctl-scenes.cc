/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-setups.h"

namespace ns3::winsock::test
{

void
AddIoctlScenes(OracleSceneTable& table)
{
    (void)table;
}

} // namespace ns3::winsock::test
