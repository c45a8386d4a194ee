/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PASS_THROUGH_LAYER_H
#define PASS_THROUGH_LAYER_H

#include "ns3/layer-library.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The library of a layer that changes nothing: it passes all thirty calls on.
 *
 * It costs what every layer costs, descriptors and time, and nothing else. It stands for libraries
 * whose behaviour is not known or does not matter.
 */
class PassThroughLibrary : public LayerLibrary
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    PassThroughLibrary();
    ~PassThroughLibrary() override;

    Ptr<ServiceProvider> CreateLayer() override;
};

} // namespace ns3::winsock

#endif /* PASS_THROUGH_LAYER_H */
