/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef LAYERED_FORWARD_H
#define LAYERED_FORWARD_H

#include "ns3/layered-provider.h"

/**
 * @file
 * @ingroup winsock
 * How a layer passes a call on. Private to the layered provider.
 */

namespace ns3::winsock
{

template <typename Result, typename... Parameters, typename... Arguments>
Result
LayeredProvider::Forward(Result (*WSPPROC_TABLE::*function)(SOCKET, Parameters...),
                         Result failure,
                         LPINT lpErrno,
                         SOCKET s,
                         Arguments... arguments) const
{
    const LowerSocket lower = GetLower(s, lpErrno);
    return lower.table ? (lower.table->*function)(lower.s, arguments..., lpErrno) : failure;
}

} // namespace ns3::winsock

#endif /* LAYERED_FORWARD_H */
