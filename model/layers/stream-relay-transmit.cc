/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// How a relay sends files.

#include "stream-relay.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace ns3::winsock
{

/// Encodes a file piece by piece, each once the element below has taken the one before.
class StreamRelay::TransmitOperation : public ExtensionOperation
{
  public:
    TransmitOperation(StreamRelay& relay, TransmitData data, bool disconnects)
        : m_relay(relay),
          m_data(std::move(data)),
          m_disconnects(disconnects)
    {
    }

    bool
    Try() override
    {
        int error = m_relay.JudgeSend();
        uint64_t rest = m_data.GetRest();
        while (error == 0 && !m_relay.IsSending() && rest != 0)
        {
            std::vector<char> piece(std::min<uint64_t>(rest, PIECE));
            m_data.Read(piece.data(), static_cast<uint32_t>(piece.size()));
            m_relay.Put(piece.data(), piece.size());
            m_bytes += static_cast<DWORD>(piece.size());
            error = m_relay.JudgeSend();
            rest = m_data.GetRest();
        }
        if (error == 0 && (rest != 0 || m_relay.IsSending()))
        {
            return false;
        }
        SetError(error);
        if (error == 0 && m_disconnects)
        {
            m_relay.Shutdown(SD_SEND);
        }
        return true;
    }

  private:
    static constexpr uint32_t PIECE = 65536; //!< bytes that are encoded at once, at most

    StreamRelay& m_relay; //!< who sends
    TransmitData m_data;  //!< what is left
    bool m_disconnects;   //!< nothing follows
};

std::unique_ptr<ExtensionOperation>
StreamRelay::PrepareTransmit(TransmitData data, DWORD flags, int& error)
{
    error = m_state == State::BROKEN ? WSAENOTCONN : JudgeSend();
    return error ? nullptr
                 : std::make_unique<TransmitOperation>(
                       *this, std::move(data), (flags & TF_DISCONNECT) != 0);
}

} // namespace ns3::winsock
