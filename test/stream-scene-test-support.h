/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef STREAM_SCENE_TEST_SUPPORT_H
#define STREAM_SCENE_TEST_SUPPORT_H

#include "scene-test-support.h"

#include <functional>

namespace ns3::winsock::test
{

/// Where the server of a stream scene listens.
inline constexpr uint16_t PORT = 4000;

/// What one end of a connection does.
using StreamProgram = std::function<void(Winsock&, SOCKET)>;

/// @return where the server of a stream scene listens, as its clients name it
SOCKADDR_IN ServerAddress();

/// A server that takes one connection. @param ws who serves @param port where @return it
SOCKET AcceptOne(Winsock& ws, uint16_t port = PORT);

/**
 * @brief Plays a scene of two programs with a connection between them, which they close in the end.
 * @param t the scene
 * @param atClient what the first node's program does
 * @param atServer what the second node's program does
 * @param link the wire
 */
void PlayConnected(Scene& t,
                   const StreamProgram& atClient,
                   const StreamProgram& atServer,
                   const Scene::Link& link = Scene::Link());

} // namespace ns3::winsock::test

#endif /* STREAM_SCENE_TEST_SUPPORT_H */
