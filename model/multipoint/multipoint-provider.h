/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MULTIPOINT_PROVIDER_H
#define MULTIPOINT_PROVIDER_H

#include "ns3/multipoint-library.h"
#include "ns3/winsock-base-provider.h"

#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The multipoint provider as a process has it loaded; see MultipointLibrary.
 *
 * Everything that is the same for all sockets, from descriptors to waiting, it has from the base provider
 * of TCP/IP; its own are the sockets. What the profile of its node does without is for built-in providers
 * (R-MPT-6).
 */
class MultipointProvider : public WinsockBaseProvider
{
  public:
    /// @param library where the settings are
    explicit MultipointProvider(Ptr<MultipointLibrary> library);

    std::string GetName() const override;
    bool OffersExtension(const GUID& id) const override;

  protected:
    int GetRefusal(OptionalCall call) const override;
    int Judge(const WSAPROTOCOL_INFOW& info,
              int af,
              int type,
              int protocol,
              GROUP g,
              DWORD dwFlags,
              BaseSocket::Identity& identity) const override;
    Ptr<BaseSocket> MakeSocket(const BaseSocket::Identity& identity) const override;

  private:
    Ptr<MultipointLibrary> m_library; //!< where the settings are
};

} // namespace ns3::winsock

#endif /* MULTIPOINT_PROVIDER_H */
