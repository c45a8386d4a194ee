/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_TRACE_HELPER_H
#define WINSOCK_TRACE_HELPER_H

#include "ns3/node-container.h"
#include "ns3/output-stream-wrapper.h"

#include <iosfwd>
#include <string>

namespace ns3::winsock
{

class MonitorLibrary;
struct CallRecord;

/**
 * @ingroup winsock
 * @brief Writes the calls of Winsock programs as text, a line as each call is entered and one as it
 *        is left.
 *
 * @verbatim
    1.000000000s node 0 process 1.1 > bind(s=4, name=0.0.0.0:7)
    1.000000000s node 0 process 1.1   > base: WSPBind(s=4, name=0.0.0.0:7, namelen=16)
    1.000000000s node 0 process 1.1   < base: WSPBind(s=4, name=0.0.0.0:7, namelen=16) = 0
    1.000000000s node 0 process 1.1 < bind(s=4, name=0.0.0.0:7) = 0
  @endverbatim
 *
 * A line has the simulated time to the nanosecond, the node's id, process and thread ids, then the
 * call, indented by how deep it is nested in other calls of its thread; calls into a service provider
 * begin with the provider's name, failures end with the error's name and what it means. Two runs of
 * the same scenario give the same text. While no log is enabled the calls are not even recorded.
 *
 * Several nodes may share a log. Enable it once per node and log: each time adds lines.
 */
class WinsockTraceHelper
{
  public:
    /**
     * @param stream where to
     * @param nodes whose calls to write; one without a WinsockStack aborts with a message
     */
    void EnableAscii(Ptr<OutputStreamWrapper> stream, const NodeContainer& nodes) const;

    /**
     * @param filename the file to write; one that exists is replaced
     * @param nodes whose calls to write; one without a WinsockStack aborts with a message
     */
    void EnableAscii(const std::string& filename, const NodeContainer& nodes) const;

    /**
     * Writes what a monitor in a chain reports, in the same form.
     * @param stream where to
     * @param monitor the library of the monitor layers; their depth is their place in the chain
     */
    void EnableAscii(Ptr<OutputStreamWrapper> stream, Ptr<MonitorLibrary> monitor) const;

    /// @param stream gets the calls of every node that has a WinsockStack by now
    void EnableAsciiAll(Ptr<OutputStreamWrapper> stream) const;

    /// @param filename a file that gets the calls of every node that has a WinsockStack by now
    void EnableAsciiAll(const std::string& filename) const;

    /**
     * Writes one record as a line of such a log.
     * @param os where to
     * @param record what
     */
    static void WriteLine(std::ostream& os, const CallRecord& record);
};

} // namespace ns3::winsock

#endif /* WINSOCK_TRACE_HELPER_H */
