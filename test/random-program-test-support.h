/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef RANDOM_PROGRAM_TEST_SUPPORT_H
#define RANDOM_PROGRAM_TEST_SUPPORT_H

#include "ns3/winsock.h"

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief Numbers that depend on nothing but the seed, on any machine.
 */
class RandomNumbers
{
  public:
    /// @param seed what all numbers come from
    explicit RandomNumbers(uint32_t seed);

    /// @param count how many values there are; @return one from 0 to count - 1
    uint32_t Below(uint32_t count);

    /// @param percent how often; @return whether it happens this time
    bool Chance(uint32_t percent);

    /// @param values what to choose from; @return one of them
    template <typename T>
    T
    OneOf(const std::vector<T>& values)
    {
        return values[Below(static_cast<uint32_t>(values.size()))];
    }

  private:
    std::mt19937 m_engine; //!< the standard fixes its sequence
};

/**
 * @ingroup winsock-test
 * @brief A program that makes Winsock calls at random, legal and illegal ones, on several threads.
 */
class RandomProgram
{
  public:
    /**
     * @param random where decisions come from; outlives the program
     * @param addresses IPv4 addresses worth talking to, as text: six of nodes first, then others
     */
    RandomProgram(RandomNumbers& random, std::vector<std::string> addresses);

    /**
     * The body of a thread.
     * @param ws its calls
     * @return always 0
     */
    int Run(Winsock& ws);

  private:
    using Call = void (RandomProgram::*)(Winsock&);

    /// A call and how often it is made.
    struct Choice
    {
        Call call;       //!< what to do
        uint32_t weight; //!< out of the sum of all weights
    };

    /// Where a call is told to find an address: in place, too short, nowhere, or at a bad place.
    struct Place
    {
        SOCKADDR* name; //!< the address
        int length;     //!< bytes of it
    };

    static const std::vector<Choice> CHOICES; //!< all calls

    void Socket(Winsock& ws);
    void SocketOfEntry(Winsock& ws);
    void CloseSocket(Winsock& ws);
    void Bind(Winsock& ws);
    void Listen(Winsock& ws);
    void Accept(Winsock& ws);
    void Connect(Winsock& ws);
    void Shutdown(Winsock& ws);
    void Names(Winsock& ws);
    void Send(Winsock& ws);
    void SendTo(Winsock& ws);
    void Receive(Winsock& ws);
    void ReceiveFrom(Winsock& ws);
    void SetOption(Winsock& ws);
    void GetOption(Winsock& ws);
    void Linger(Winsock& ws);
    void Ioctl(Winsock& ws);
    void Enumerate(Winsock& ws);
    void Texts(Winsock& ws);
    void StartOrEnd(Winsock& ws);
    void Sleep(Winsock& ws);
    void Thread(Winsock& ws);
    void Serve(Winsock& ws);
    void Reach(Winsock& ws);
    /// Sends and receives a few times on a connection.
    void Converse(Winsock& ws, SOCKET s);

    /// @return a handle of the program, or now and then something else
    SOCKET AnyHandle();
    /// @return a pointer, or now and then one that leads nowhere
    template <typename T>
    T* AnyPointer(T* sound);
    /// @return a length, or now and then a wrong one
    int AnyLength(int sound);
    /// @return flags for a receive, mostly none
    int AnyFlags();
    /// Fills in an address worth using. @return where a call is told to find it
    Place AnyAddress(Winsock& ws, sockaddr_storage& room);
    /// Remembers a handle, and often makes its calls end soon.
    void Keep(Winsock& ws, SOCKET s);

    RandomNumbers& m_random;              //!< where decisions come from
    std::vector<std::string> m_addresses; //!< IPv4
    std::vector<SOCKET> m_handles;        //!< open, or closed lately
    uint32_t m_threads{1};                //!< ever started
    std::vector<char> m_payload;          //!< what is sent
};

} // namespace ns3::winsock::test

#endif /* RANDOM_PROGRAM_TEST_SUPPORT_H */
