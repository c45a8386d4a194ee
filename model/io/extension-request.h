/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef EXTENSION_REQUEST_H
#define EXTENSION_REQUEST_H

#include "ns3/pending-operation.h"
#include "ns3/winsock-structures.h"

#include <memory>

namespace ns3::winsock
{

class WinsockProcess;

/**
 * @ingroup winsock
 * @brief What an extension function asks of a socket: an operation that keeps all that it needs.
 */
class ExtensionOperation : public PendingOperation
{
  public:
    /// @return bytes transferred
    DWORD GetBytes() const;

  protected:
    DWORD m_bytes{0}; //!< transferred
};

/**
 * @ingroup winsock
 * @brief Performs what an extension function asks for.
 *
 * With a structure it goes on by itself, and its end is reported by event or completion port; that is
 * answered with WSA_IO_PENDING even if it has ended by then. Without one the thread waits, on a
 * nonblocking socket as well.
 * @param process whose handle it is
 * @param s the handle
 * @param overlapped the program's structure, which JudgeOverlapped() allows, or null
 * @param operation what to do
 * @param queue where it waits
 * @return 0, WSA_IO_PENDING, or the error with which it ended at once, of which nobody is told
 */
int PerformExtension(WinsockProcess& process,
                     SOCKET s,
                     LPWSAOVERLAPPED overlapped,
                     std::unique_ptr<ExtensionOperation> operation,
                     OperationQueue& queue);

} // namespace ns3::winsock

#endif /* EXTENSION_REQUEST_H */
