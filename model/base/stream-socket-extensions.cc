/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What the extension functions ask of a stream socket.
 */

#include "ns3/stream-socket-operations.h"
#include "ns3/stream-socket.h"
#include "ns3/winsock-error.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace ns3::winsock
{

/// Waits in the queue of a socket that AcceptEx gives a connection for its handshake, which may have been
/// held back, for its first data, or for the end of the socket.
class StreamSocket::FirstDataOperation : public PendingOperation
{
  public:
    /// @param socket whose data @param wanted whether to wait for data
    FirstDataOperation(StreamSocket& socket, bool wanted)
        : m_socket(socket),
          m_wanted(wanted)
    {
    }

    bool
    Try() override
    {
        return HasCome();
    }

    /// @return whether there is what is waited for, or there will never be
    bool
    HasCome() const
    {
        if (m_socket.m_state == State::ACCEPTING || m_socket.m_state == State::CONNECTING)
        {
            return false;
        }
        return !m_wanted || m_socket.m_state != State::CONNECTED ||
               m_socket.GetReadableBytes() != 0 || m_socket.m_tcp->IsPeerClosed();
    }

  private:
    StreamSocket& m_socket; //!< whose data
    bool m_wanted;          //!< whether to wait for data
};

/// AcceptEx: waits at the listener for a connection and then, letting others pass, for its first data.
class StreamSocket::AcceptIntoOperation : public ExtensionOperation, private OperationListener
{
  public:
    AcceptIntoOperation(StreamSocket& listener,
                        Ptr<StreamSocket> acceptor,
                        const AcceptBuffer& buffer)
        : m_listener(listener),
          m_acceptor(acceptor),
          m_buffer(buffer),
          m_first(*acceptor, buffer.dataRoom != 0)
    {
        acceptor->m_state = State::ACCEPTING;
        acceptor->m_receiving.Post(m_first, *this);
    }

    ~AcceptIntoOperation() override
    {
        if (m_acceptor->m_state == State::ACCEPTING)
        {
            m_acceptor->m_state = State::IDLE;
        }
    }

    bool
    Try() override
    {
        if (!m_taken)
        {
            if (m_listener.m_tcp->GetPendingCount() == 0)
            {
                return false;
            }
            m_taken = true;
            m_listener.TakeConnection(*m_acceptor);
            m_acceptor->OnOptionsChanged();
        }
        if (!m_first.HasCome())
        {
            return false;
        }
        Finish();
        return true;
    }

    bool
    LetsOthersPass() const override
    {
        return m_taken;
    }

    int
    GetClosingError(int) const override
    {
        return WSA_OPERATION_ABORTED; // R-OVL-12
    }

  private:
    /// Writes what the program is to have.
    void
    Finish()
    {
        WinsockSocketAddress local;
        WinsockSocketAddress remote;
        m_acceptor->GetLocal(local);
        m_acceptor->GetPeer(remote);
        m_buffer.Write(local, remote);
        m_acceptor->m_contextPending = true;
        if (m_buffer.dataRoom != 0 && m_acceptor->GetReadableBytes() != 0)
        {
            m_bytes = m_acceptor->ReadInto(m_buffer.place, m_buffer.dataRoom);
        }
        else if (m_acceptor->m_state != State::CONNECTED)
        {
            // A peer whose request was held back may have given up.
            const bool broke = m_acceptor->m_state == State::BROKEN;
            SetError(broke ? m_acceptor->GetEndError() : WSAECONNRESET);
        }
        m_acceptor->NotifyWatchers();
    }

    void
    OnOperationComplete(PendingOperation& operation) override
    {
        if (operation.GetError() != 0)
        {
            m_listener.m_receiving.Cancel(*this, WSA_OPERATION_ABORTED);
        }
        else
        {
            m_listener.m_receiving.Progress();
        }
    }

    bool
    IsOverlapped() const override
    {
        return false;
    }

    StreamSocket& m_listener;     //!< in whose queue it is
    Ptr<StreamSocket> m_acceptor; //!< gets the connection
    AcceptBuffer m_buffer;        //!< the program's
    FirstDataOperation m_first;   //!< in the queue of the acceptor
    bool m_taken{false};          //!< the acceptor has its connection
};

/// ConnectEx: waits for the end of the handshake and sends.
class StreamSocket::ConnectAndSendOperation : public ExtensionOperation
{
  public:
    ConnectAndSendOperation(StreamSocket& socket, WSABUF data)
        : m_socket(socket),
          m_data(data)
    {
        m_transfer.buffers = &m_data;
        m_transfer.count = 1;
    }

    bool
    Try() override
    {
        if (m_socket.m_state == State::CONNECTING)
        {
            return false;
        }
        m_socket.m_contextPending = m_socket.m_state == State::CONNECTED;
        if (!m_send && (m_socket.m_state != State::CONNECTED || m_data.len == 0))
        {
            SetError(m_socket.m_state == State::BROKEN ? m_socket.GetEndError()
                                                       : m_socket.m_connectError);
            return true;
        }
        if (!m_send)
        {
            m_send.emplace(m_socket, m_transfer, SendManner::OVERLAPPED);
        }
        const bool sent = m_send->Try();
        SetError(m_send->GetError());
        m_bytes = m_transfer.bytes;
        return sent;
    }

  private:
    StreamSocket& m_socket;              //!< who connects
    WSABUF m_data;                       //!< what to send first
    Transfer m_transfer;                 //!< of it
    std::optional<SendOperation> m_send; //!< once there is a connection
};

/// DisconnectEx: waits until everything has arrived at the peer.
class StreamSocket::DisconnectOperation : public ExtensionOperation
{
  public:
    DisconnectOperation(StreamSocket& socket, bool reuse)
        : m_socket(socket),
          m_reuse(reuse)
    {
    }

    bool
    Try() override
    {
        // After SD_SEND ns-3's socket goes on by itself, and does not tell how far it has come.
        if (m_socket.m_state == State::CONNECTED && !m_socket.m_sendingShut &&
            m_socket.m_tcp->GetUnsentAndUnackedBytes() != 0)
        {
            return false;
        }
        m_socket.Part(m_reuse);
        return true;
    }

  private:
    StreamSocket& m_socket; //!< who disconnects
    bool m_reuse;           //!< the socket can be connected again
};

/// TransmitFile and TransmitPackets: moves a file into ns-3's transmit buffer as that gets room.
class StreamSocket::TransmitOperation : public ExtensionOperation
{
  public:
    TransmitOperation(StreamSocket& socket, TransmitData data, DWORD piece, DWORD flags)
        : m_socket(socket),
          m_data(std::move(data)),
          m_piece(piece)
    {
        if (flags & TF_DISCONNECT)
        {
            m_disconnect.emplace(socket, (flags & TF_REUSE_SOCKET) != 0);
        }
    }

    bool
    Try() override
    {
        if (!m_sent)
        {
            if (const int error = m_socket.JudgeSend())
            {
                SetError(error);
                return true;
            }
            if (!Send())
            {
                return GetError() != 0;
            }
            m_sent = true;
        }
        return !m_disconnect || m_disconnect->Try();
    }

  private:
    /// Sends as much as there is room for. @return whether that was all
    bool
    Send()
    {
        constexpr uint32_t MOST = 65536; // no more is held at a time
        const uint32_t piece = std::min<uint32_t>(m_piece ? m_piece : MOST, MOST);
        std::vector<char> bytes;
        for (uint64_t rest = m_data.GetRest(); rest != 0; rest = m_data.GetRest())
        {
            const auto length = static_cast<uint32_t>(std::min<uint64_t>(
                {rest, piece, m_socket.m_tcp->GetTxAvailable(), m_socket.m_tcp->GetPoolRoom()}));
            if (length == 0)
            {
                if (m_socket.m_tcp->GetPoolRoom() == 0)
                {
                    m_socket.m_tcp->NotePoolRefusal(true);
                }
                return false;
            }
            bytes.resize(length);
            m_data.Read(bytes.data(), length);
            const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
            if (m_socket.m_tcp->Send(Create<Packet>(data, length), 0) < 0)
            {
                SetError(WinsockErrorFromNs3(m_socket.m_tcp->GetErrno()));
                return false;
            }
            m_bytes += length;
        }
        return true;
    }

    StreamSocket& m_socket;                          //!< who sends
    TransmitData m_data;                             //!< what is left
    DWORD m_piece;                                   //!< bytes of each send, 0 for no limit
    std::optional<DisconnectOperation> m_disconnect; //!< what follows
    bool m_sent{false};                              //!< nothing is left
};

std::unique_ptr<ExtensionOperation>
StreamSocket::PrepareAcceptInto(Ptr<StreamSocket> acceptor, const AcceptBuffer& buffer, int& error)
{
    const bool sound = m_state == State::LISTENING && acceptor && acceptor->m_state == State::IDLE;
    error = sound ? 0 : WSAEINVAL;
    return sound ? std::make_unique<AcceptIntoOperation>(*this, acceptor, buffer) : nullptr;
}

std::unique_ptr<ExtensionOperation>
StreamSocket::PrepareConnectAndSend(const WinsockSocketAddress& address, WSABUF data, int& error)
{
    error = JudgeConnectTo(address);
    if (error == WSAEALREADY || (error != WSAEISCONN && !IsBound()))
    {
        error = WSAEINVAL;
    }
    error = error ? error : BeginConnect(address);
    return error ? nullptr : std::make_unique<ConnectAndSendOperation>(*this, data);
}

std::unique_ptr<ExtensionOperation>
StreamSocket::PrepareDisconnect(DWORD flags, int& error)
{
    const bool connected = m_state == State::CONNECTED || m_state == State::BROKEN;
    error = connected ? 0 : WSAENOTCONN;
    return connected ? std::make_unique<DisconnectOperation>(*this, (flags & TF_REUSE_SOCKET) != 0)
                     : nullptr;
}

std::unique_ptr<ExtensionOperation>
StreamSocket::PrepareTransmit(TransmitData data, DWORD piece, DWORD flags)
{
    return std::make_unique<TransmitOperation>(*this, std::move(data), piece, flags);
}

int
StreamSocket::JudgeTransmit() const
{
    return m_state == State::CONNECTED ? JudgeSend() : WSAENOTCONN;
}

void
StreamSocket::Part(bool reuse)
{
    m_receiving.Abandon(WSAECONNABORTED, WSAECONNABORTED);
    DropTransport();
    m_peeked = nullptr;
    m_connectError = 0;
    m_sendingShut = false;
    m_receivingShut = false;
    m_contextPending = false;
    m_state = reuse ? State::IDLE : State::PARTED;
    NotifyWatchers();
}

} // namespace ns3::winsock
