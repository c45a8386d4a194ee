/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_TEST_DATA_H
#define WINSOCK_TEST_DATA_H

#include <string>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief Where a file of the tests' data lies.
 *
 * All build systems pass the absolute directory; without it, the path is the one that holds when a
 * test runs from the top of an ns-3 tree.
 *
 * @param relative the file's path below test/data, such as "catalogs/ce.txt"
 * @return a path that can be opened
 */
inline std::string
DataPath(const std::string& relative)
{
#ifdef WINSOCK_TEST_DATA_DIR
    return std::string(WINSOCK_TEST_DATA_DIR) + "/" + relative;
#else
    return "contrib/winsock/test/data/" + relative;
#endif
}

} // namespace ns3::winsock::test

#endif // WINSOCK_TEST_DATA_H
