/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "extension-request.h"

#include "ns3/overlapped-request.h"
#include "ns3/winsock-error.h"

#include <utility>

namespace ns3::winsock
{

namespace
{

/// Reports the end of an extension function.
class ExtensionRequest : public OverlappedRequest
{
  public:
    using OverlappedRequest::OverlappedRequest;

  protected:
    void
    Collect(PendingOperation& operation, DWORD& bytes, DWORD&) override
    {
        bytes = static_cast<ExtensionOperation&>(operation).GetBytes();
    }
};

} // namespace

DWORD
ExtensionOperation::GetBytes() const
{
    return m_bytes;
}

int
PerformExtension(WinsockProcess& process,
                 SOCKET s,
                 LPWSAOVERLAPPED overlapped,
                 std::unique_ptr<ExtensionOperation> operation,
                 OperationQueue& queue)
{
    if (!overlapped)
    {
        return queue.Perform(*operation, true, Time(0));
    }
    const OverlappedReport report(process, s, overlapped, nullptr, nullptr);
    const int error = OverlappedRequest::Begin(
        std::make_unique<ExtensionRequest>(report), std::move(operation), queue);
    return error == 0 ? WSA_IO_PENDING : error;
}

} // namespace ns3::winsock
