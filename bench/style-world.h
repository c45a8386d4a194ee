/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef STYLE_WORLD_H
#define STYLE_WORLD_H

#include "../examples/styles/all-styles.h"

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What it costs to send a server a segment that it receives at once, all work of both nodes
 *        included.
 */
struct SegmentCosts
{
    double style; //!< a server of a style, ns
    double plain; //!< one of ns-3's callbacks, ns
};

/**
 * @ingroup winsock
 * @brief Measures a server of a style and one of plain ns-3 on the same node, in turns.
 *
 * Each has 1,000 connections on which segments arrive one after the other, so that each is an event of
 * its own. Both meet the same end points when ns-3 looks for a segment's, which takes longer the more
 * there are on the node.
 * @param style how the first server is written
 * @param idle how many more connections it has, on which nothing ever arrives
 * @param rounds how often each is measured
 * @return the medians
 */
SegmentCosts
MeasureServers(const styles::Style& style, uint32_t idle, int rounds);

} // namespace ns3::winsock

#endif // STYLE_WORLD_H
