/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef IO_SCENE_TEST_SUPPORT_H
#define IO_SCENE_TEST_SUPPORT_H

#include "layer-scene-test-support.h"
#include "stream-scene-test-support.h"

#include <string>
#include <vector>

namespace ns3::winsock::test
{

/// A layer that no program notices.
enum class Unnoticed
{
    IFS,     //!< changes nothing and shows the handles of the provider below
    NON_IFS, //!< changes nothing and has handles of its own
    CODEC,   //!< changes what travels, at both ends
};

/// The layers in front of everything that the programs of a scene open, topmost first.
using Layers = std::vector<Unnoticed>;

/**
 * @param name of a scene
 * @param layers it is played with
 * @return the name with the layers
 */
std::string NameWith(const std::string& name, const Layers& layers);

/// @return the arrangements of layers in which each way of I/O has to give the same results
std::vector<Layers> EveryArrangement();

/**
 * As PlayConnected(), with layers on both nodes.
 * @param t the scene
 * @param layers on both nodes
 * @param atClient what the first node's program does
 * @param atServer what the second node's program does
 * @param link the wire
 */
void PlayThrough(Scene& t,
                 const Layers& layers,
                 const StreamProgram& atClient,
                 const StreamProgram& atServer,
                 const Scene::Link& link = Scene::Link());

/**
 * Builds a scene with layers on both nodes.
 * @param t the scene
 * @param layers on both nodes
 * @param link the wire
 */
void BuildThrough(Scene& t, const Layers& layers, const Scene::Link& link = Scene::Link());

/// @param text outlives the result; @return it as a buffer
WSABUF BufferOf(std::string& text);

} // namespace ns3::winsock::test

#endif /* IO_SCENE_TEST_SUPPORT_H */
