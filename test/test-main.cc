/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The test runner of the standalone build: the suites are linked in as objects, and ns-3's core
// library holds the runner itself. Inside an ns-3 tree, ns-3's own test-runner takes this place.

#include "ns3/test.h"

int
main(int argc, char* argv[])
{
    return ns3::TestRunner::Run(argc, argv);
}
