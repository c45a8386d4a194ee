/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_DIALECT_H
#define WINSOCK_DIALECT_H

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The family of systems whose answers a stack gives where the two families documented
 *        different results.
 */
enum class Dialect
{
    NT, //!< What conformance tests observed on desktop Windows (R-SEL-21).
    CE, //!< What the documents say, as Windows CE follows them (R-SEL-22).
};

} // namespace ns3::winsock

#endif // WINSOCK_DIALECT_H
