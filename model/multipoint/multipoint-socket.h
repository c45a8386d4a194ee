/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MULTIPOINT_SOCKET_H
#define MULTIPOINT_SOCKET_H

#include "ns3/message-socket.h"
#include "ns3/multipoint-door.h"
#include "ns3/multipoint-library.h"

#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What the sockets of circuits and conferences share: requests that wait, and an end.
 *
 * Their ports are ports of TCP, over which roots and leaves reach each other.
 */
class MultipointSocket : public MessageSocket
{
  public:
    /// The longest message of a circuit or a conference, in bytes.
    static constexpr uint32_t LONGEST_MESSAGE = 8192;

    /// The most data of a program that goes with a join, either way, in bytes.
    static constexpr uint32_t LONGEST_JOIN_DATA = 512;

    /**
     * @param stack the node's
     * @param identity what the socket is
     * @param library where the settings are
     */
    MultipointSocket(WinsockStack& stack, const Identity& identity, Ptr<MultipointLibrary> library);

    int Listen(int backlog) override;
    int WaitForConnection() override;
    Ptr<Object>
    PeekConnection(WinsockSocketAddress& peer, WinsockSocketAddress& local) const override;
    void RejectConnection() override;
    std::string GetRequestData() const override;
    void SetAnswerData(const std::string& data) override;
    uint32_t GetLongestJoinData() const override;
    int JudgeConnect() const override;
    int Connect(const WinsockSocketAddress& address) override;
    Readiness GetReadiness() const override;
    SocketWatch::Conditions GetConditions() const override;
    PoolShare GetBacklogShare() const override;
    int Close() override;
    void Abort() override;

    /// @return the settings of the provider
    const Ptr<MultipointLibrary>& GetLibrary() const;

    /// @return whether the data plane is rooted
    bool IsCircuit() const;

  protected:
    /// Makes a socket of the same session take over options. @param other whose
    void TakeAfter(const BaseSocket& other);
    /// @return a frame that takes data of a program along
    static MultipointFrame MakeFrame(MultipointFrame::Type type, const std::string& data);
    /// @return the data of a program that a frame has brought
    static std::string DataOf(const MultipointFrame& frame);

    /**
     * Takes the oldest request and grants it, with the data that SetAnswerData() got.
     * @return its connection, which nobody observes
     */
    Ptr<MultipointConnection> Grant();

    /// The session is over for this socket. @param error 0 for an end in order
    void End(int error);
    /// @return whether it is
    bool IsOver() const;
    /// @return with which error receiving and sending end then
    int GetEndError() const;

    /// @return 0, or why it cannot listen
    virtual int JudgeListen() const;
    /// @return whether a message could be sent now
    virtual bool IsWritable() const = 0;

    bool OnBound() override;
    int SendPacket(Ptr<Packet> packet,
                   const WinsockSocketAddress& to,
                   const SendControl* control) override;
    int OnPeerChanged() override;
    bool HasEnded(int& error) const override;
    bool IsListening() const override;

    /// Prepares the buffers of a call as one message.
    static Ptr<Packet> Gather(const Transfer& transfer);

  private:
    class AcceptOperation;

    Ptr<MultipointLibrary> m_library; //!< where the settings are
    MultipointDoor m_door;            //!< where requests wait
    std::string m_answer;             //!< of the program, for the request that it grants
    bool m_over{false};               //!< see End()
    int m_endError{0};                //!< see GetEndError()
};

} // namespace ns3::winsock

#endif /* MULTIPOINT_SOCKET_H */
