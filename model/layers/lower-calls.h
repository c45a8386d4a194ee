/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef LOWER_CALLS_H
#define LOWER_CALLS_H

#include "ns3/service-provider.h"

#include <list>

namespace ns3::winsock
{

class StreamRelay;

/**
 * @ingroup winsock
 * @brief The overlapped sends and receives that a layer of relays has under way below it.
 *
 * The provider below writes into the structures of these calls, and into the buffers of their
 * relays, until they have ended or it has cleaned up. So both live here until then, whatever becomes
 * of the sockets above.
 */
class LowerCalls
{
  public:
    /// @param provider whose process's worker thread learns of their ends
    explicit LowerCalls(const ServiceProvider& provider);
    ~LowerCalls();

    LowerCalls(const LowerCalls&) = delete;
    LowerCalls& operator=(const LowerCalls&) = delete;

    /**
     * Receives from the socket below; StreamRelay::OnLowerReceived() is told of the end, in an event
     * of its own.
     * @param relay whose socket; lives until the end
     * @param buffer where to
     */
    void Receive(StreamRelay& relay, WSABUF buffer);

    /**
     * Sends to the socket below.
     * @param relay whose socket; lives until the end
     * @param buffer what
     * @return whether it is sent already; if not, StreamRelay::OnLowerSent() is told of the end, in
     *         an event of its own
     */
    bool Send(StreamRelay& relay, WSABUF buffer);

    /// The provider below has cleaned up: nobody is told of what was under way.
    void Forget();

  private:
    /// One of them. The structure that goes down is its beginning, by which its end finds it.
    struct Call;

    /// @return a call that nobody else uses
    Call& Take(StreamRelay& relay, bool sends);
    /// The call could not be begun: its relay is told in an event of its own.
    void Refuse(Call& call, int error);
    /// The completion routine of all, on the worker thread.
    static void OnEnd(DWORD error, DWORD bytes, LPWSAOVERLAPPED overlapped, DWORD flags);
    /// Tells the relay, unless it knows, and gives the call back.
    void Finish(Call& call, int error, DWORD bytes);

    const ServiceProvider& m_provider; //!< whose they are
    std::list<Call> m_busy;            //!< under way
    std::list<Call> m_idle;            //!< to be used again
};

} // namespace ns3::winsock

#endif /* LOWER_CALLS_H */
