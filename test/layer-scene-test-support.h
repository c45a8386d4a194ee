/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef LAYER_SCENE_TEST_SUPPORT_H
#define LAYER_SCENE_TEST_SUPPORT_H

#include "ns3/layer-library.h"
#include "ns3/layered-provider.h"
#include "ns3/node.h"
#include "ns3/protocol-catalog.h"
#include "ns3/ptr.h"

#include <memory>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @param libraryPaths of the layers, topmost first
 * @return the catalog of windows-10 with a chain of these layers, found first, over each of TCP and
 *         UDP of both families
 */
std::shared_ptr<const ProtocolCatalog> LayeredCatalog(const std::vector<std::string>& libraryPaths);

/// @ingroup winsock-test
/// @brief A layer with handles of its own that counts its sockets.
class SocketCountingLayer : public LayeredProvider
{
  public:
    /// @param sockets counts the calls of WSPSocket
    explicit SocketCountingLayer(int& sockets);

    SOCKET WSPSocket(int af,
                     int type,
                     int protocol,
                     LPWSAPROTOCOL_INFOW lpProtocolInfo,
                     GROUP g,
                     DWORD dwFlags,
                     LPINT lpErrno) override;

  private:
    int& m_sockets; //!< calls so far
};

/**
 * @ingroup winsock-test
 * @brief Puts layers in front of everything that a node's programs open.
 * @param node has a Winsock stack
 * @param libraries of the layers, topmost first
 */
void InstallLayers(Ptr<Node> node, const std::vector<Ptr<LayerLibrary>>& libraries);

/**
 * @ingroup winsock-test
 * @brief Puts layers that change nothing in front of everything that a node's programs open.
 * @param node has a Winsock stack
 * @param kinds whose handles each shows above, topmost layer first; none leaves the node as it is
 */
void InstallPassThroughLayers(Ptr<Node> node, const std::vector<HandleKind>& kinds);

} // namespace ns3::winsock::test

#endif /* LAYER_SCENE_TEST_SUPPORT_H */
