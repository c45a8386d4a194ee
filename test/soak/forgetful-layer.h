/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef FORGETFUL_LAYER_H
#define FORGETFUL_LAYER_H

#include "ns3/layered-provider.h"

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief A layer with a mistake: it closes its own handles, but not the sockets below (R-ACC-5).
 */
class ForgetfulLayer : public LayeredProvider
{
  public:
    ForgetfulLayer();

    int WSPCloseSocket(SOCKET s, LPINT lpErrno) override;
};

} // namespace ns3::winsock::test

#endif /* FORGETFUL_LAYER_H */
