/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SCENE_TEST_SUPPORT_H
#define SCENE_TEST_SUPPORT_H

#include "documented-errors-test-support.h"

#include "ns3/attribute.h"
#include "ns3/error-model.h"
#include "ns3/net-device-container.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"
#include "ns3/test.h"
#include "ns3/winsock-application.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <cstdint>
#include <functional>
#include <string>
#include <type_traits>
#include <vector>

namespace ns3::winsock::test
{

/// What the programs of a scene do: called with Winsock 2.2 started.
using SceneProgram = std::function<void(Winsock&)>;

/**
 * @ingroup winsock-test
 * @brief A scene as a user would write it: two nodes on a link, programs on both, and what they
 *        expect of their calls.
 *
 * A suite gives each scene its script. The script calls Build(), adds programs, plays, and looks
 * at what happened. The scene itself sees to it that every program came to its end and that a node
 * without programs holds neither descriptors nor buffer memory.
 */
class Scene : public CheckedTestCase
{
  public:
    using Script = std::function<void(Scene&)>;

    /// The wire between the two nodes.
    struct Link
    {
        std::string rate{"10Mbps"};       //!< of both devices
        std::string delay{"5ms"};         //!< one way
        double loss{0};                   //!< part of the packets that either device loses
        int64_t lossStream{1};            //!< which random numbers decide about it
        std::string queue{"100p"};        //!< of both devices
        bool ipv6{false};                 //!< whether there are IPv6 addresses as well
        std::string client{"windows-10"}; //!< profile of the first node
        std::string server{"windows-10"}; //!< profile of the second node
    };

    static constexpr const char* CLIENT = "10.1.1.1";     //!< IPv4 address of the first node
    static constexpr const char* SERVER = "10.1.1.2";     //!< IPv4 address of the second node
    static constexpr const char* NOBODY = "10.1.1.77";    //!< nobody's
    static constexpr const char* CLIENT6 = "2001:db8::1"; //!< IPv6 address of the first node
    static constexpr const char* SERVER6 = "2001:db8::2"; //!< IPv6 address of the second node
    static constexpr const char* ANY = "0.0.0.0";         //!< the wildcard

    /**
     * @param name the rule and what is shown
     * @param script what happens
     */
    Scene(const std::string& name, Script script);

    /// Makes the two nodes. @param link how
    void Build(const Link& link);

    /// Makes the two nodes on a lossless link. @param profile of both
    void Build(const std::string& profile = "windows-10");

    /// Sets an attribute of a node's stack.
    void Set(Ptr<Node> node, const std::string& attribute, const AttributeValue& value);

    /**
     * Adds a program, started and cleaned up by WSAStartup and WSACleanup.
     * @param node where
     * @param program what it does
     * @param start when
     * @return the application
     */
    Ptr<WinsockApplication>
    Program(Ptr<Node> node, SceneProgram program, const Time& start = Seconds(3));

    /**
     * Adds a program that is killed before its end.
     * @param node where
     * @param program what it does
     * @param stop when it is killed
     * @return the application
     */
    Ptr<WinsockApplication> Doomed(Ptr<Node> node, SceneProgram program, const Time& stop);

    /// Runs the simulation. @param until simulated time at which it stops
    void Play(const Time& until = Seconds(600));

    /// Lets the link carry nothing any more, as if the wire had been cut.
    void CutWire();

    /// Lets the link carry everything again.
    void MendWire();

    /**
     * @name Expectations
     * Each is one check with a message.
     * @{
     */

    /// @param condition has to hold
    void True(bool condition, const std::string& what);

    /// Compares two values of one kind.
    template <typename A, typename B>
    void
    Equal(const A& actual, const B& expected, const std::string& what)
    {
        NS_TEST_EXPECT_MSG_EQ(actual, static_cast<A>(expected), what);
    }

    /// The call has just failed. @param result what it gave @param error what is expected
    template <typename T>
    void
    Fails(const Winsock& ws, T result, int error, const std::string& what)
    {
        const bool failed = result == static_cast<T>(SOCKET_ERROR);
        Equal(failed ? NameOf(ws.WSAGetLastError()) : "success", NameOf(error), what);
    }

    /// The call has just succeeded. @return its result
    template <typename T>
    T
    Works(const Winsock& ws, T result, const std::string& what)
    {
        const bool failed = result == static_cast<T>(SOCKET_ERROR);
        Equal(failed ? NameOf(ws.WSAGetLastError()) : "success", std::string("success"), what);
        return result;
    }

    /** @} */

    /// @return an error's name, for messages
    static std::string NameOf(int error);

    Ptr<Node> client;           //!< the first node
    Ptr<Node> server;           //!< the second node
    NetDeviceContainer devices; //!< theirs

  private:
    void DoRun() override;
    void DoTeardown() override;
    /// Lets both devices lose a part of what they receive. @param stream of random numbers
    void SetLoss(double loss, int64_t stream = 1);
    /// Runs a program inside its frame.
    int RunFramed(Winsock& ws, const SceneProgram& program);
    /// Checks that a node without programs holds nothing.
    void CheckReleased(Ptr<Node> node);

    Script m_script;                //!< what happens
    unsigned m_programs{0};         //!< programs that have to come to their end
    unsigned m_ended{0};            //!< programs that did
    std::vector<Ptr<Node>> m_nodes; //!< the nodes
};

/// @param node has a Winsock stack; @return it
Ptr<WinsockStack> StackOf(Ptr<Node> node);

/**
 * @ingroup winsock-test
 * @brief Writes down what the calls of a node's programs and providers return.
 * @param node has a Winsock stack
 * @param lines gets a line for each call that returns; outlives the simulation
 */
void RecordReturns(Ptr<Node> node, std::vector<std::string>& lines);

/// @param address dotted; @param port in host byte order; @return both as bind takes them
SOCKADDR_IN Ip4(const std::string& address, uint16_t port);

/// @param address in hexadecimal text; @param port in host byte order; @return both
SOCKADDR_IN6 Ip6(const std::string& address, uint16_t port);

/// @param address of a socket; @return "10.1.1.1:80"
std::string TextOf(const SOCKADDR_IN& address);

/// @param address of a socket; @return "[2001:db8::1]:80"
std::string TextOf(const SOCKADDR_IN6& address);

/**
 * @name Calls with an address structure of whichever family
 * @{
 */
template <typename Name>
int
BindTo(Winsock& ws, SOCKET s, const Name& name)
{
    return ws.bind(s, reinterpret_cast<const SOCKADDR*>(&name), sizeof(name));
}

template <typename Name>
int
ConnectTo(Winsock& ws, SOCKET s, const Name& name)
{
    return ws.connect(s, reinterpret_cast<const SOCKADDR*>(&name), sizeof(name));
}

template <typename Name>
int
SendTo(Winsock& ws, SOCKET s, const std::string& data, const Name& name)
{
    return ws.sendto(s,
                     data.data(),
                     static_cast<int>(data.size()),
                     0,
                     reinterpret_cast<const SOCKADDR*>(&name),
                     sizeof(name));
}

/** @} */

/// Sends a text on a connected socket.
int SendText(Winsock& ws, SOCKET s, const std::string& text);

/// Receives until the end of a stream or an error. @return what arrived
std::string ReceiveAll(Winsock& ws, SOCKET s);

/// Receives once. @return what arrived; empty after an error or at the end
std::string ReceiveOnce(Winsock& ws, SOCKET s, int flags = 0);

/// @return a listening stream socket of the address's family
SOCKET ListenAt(Winsock& ws, const SOCKADDR_IN& name, int backlog = 5);
/// @copydoc ListenAt
SOCKET ListenAt(Winsock& ws, const SOCKADDR_IN6& name, int backlog = 5);

/// @return a stream socket that is connected, or that connect has just failed on
SOCKET ConnectNew(Winsock& ws, const SOCKADDR_IN& name);
/// @copydoc ConnectNew
SOCKET ConnectNew(Winsock& ws, const SOCKADDR_IN6& name);

/// Sets an option whose value is a number.
int SetNumber(Winsock& ws, SOCKET s, int level, int option, int value);

/// @return an option whose value is a number, or SOCKET_ERROR
int GetNumber(Winsock& ws, SOCKET s, int level, int option);

/// Makes a socket nonblocking, or blocking again.
int SetNonBlocking(Winsock& ws, SOCKET s, bool nonBlocking = true);

} // namespace ns3::winsock::test

#endif /* SCENE_TEST_SUPPORT_H */
