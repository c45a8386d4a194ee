/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SCENARIO_TEST_SUPPORT_H
#define SCENARIO_TEST_SUPPORT_H

#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/pool-share.h"
#include "ns3/ptr.h"
#include "ns3/winsock-application.h"

#include <functional>
#include <string>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief Does something at a simulated time, outside of all programs.
 * @param time when, counted from now
 * @param action what
 */
void At(const Time& time, std::function<void()> action);

/**
 * @ingroup winsock-test
 * @param profile a device profile
 * @return a new node with an internet stack and a Winsock stack
 */
Ptr<Node> MakeWinsockNode(const std::string& profile = "windows-10");

/**
 * @ingroup winsock-test
 * @param node has a Winsock stack
 * @param program what to run
 * @param start when it starts
 * @param stop when it is ended; 0 lets it be
 * @return the application
 */
Ptr<WinsockApplication> RunOn(Ptr<Node> node,
                              WinsockApplication::Program program,
                              const Time& start = Time(0),
                              const Time& stop = Time(0));

/**
 * @ingroup winsock-test
 * @brief Does something that has to abort, in a child of this program.
 * @param mistake what a scenario does wrong
 * @return what was written to the standard error stream, or "no abort" if it went well
 */
std::string MessageOfAbort(const std::function<void()>& mistake);

/**
 * @ingroup winsock-test
 * @param node a node
 * @return what its TCP connections hold of the pool that their sockets have left to end by themselves
 */
PoolShare GetOrphanShare(Ptr<Node> node);

} // namespace ns3::winsock::test

#endif /* SCENARIO_TEST_SUPPORT_H */
