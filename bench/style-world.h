/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef STYLE_WORLD_H
#define STYLE_WORLD_H

#include <cstdint>

#include "../examples/styles/all-styles.h"

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
    double extra; //!< of the first beyond the second, in turns that follow each other, ns
};

/**
 * @ingroup winsock
 * @brief How much the servers have to do.
 */
struct ServerLoad
{
    uint32_t active;   //!< connections of each server on which segments arrive
    uint32_t idle;     //!< more connections of the first server, on which nothing ever arrives
    uint32_t segments; //!< for each server in a round
    int rounds;        //!< how often each is measured
};

/**
 * @ingroup winsock
 * @brief Measures a server of a style and one of plain ns-3 on the same node, in turns.
 *
 * Segments arrive one after the other, each on another connection, so that each is an event of its own.
 * Both meet the same end points when ns-3 looks for a segment's, which takes longer the more there are
 * on the node.
 * @param style how the first server is written
 * @param load both numbers of connections are multiples of ten
 * @return the medians
 */
SegmentCosts MeasureServers(const styles::Style& style, const ServerLoad& load);

} // namespace ns3::winsock

#endif // STYLE_WORLD_H
