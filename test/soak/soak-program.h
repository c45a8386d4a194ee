/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOAK_PROGRAM_H
#define SOAK_PROGRAM_H

#include "soak-step.h"

#include "ns3/winsock.h"

#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief What sockets that wait to be opened by another program are handed over with.
 */
struct SoakDuplicates
{
    std::vector<WSAPROTOCOL_INFOW> infos; //!< one for each program: what it was handed last
    std::vector<uint32_t> processes; //!< one for each program: the id of its process, 0 for none
};

/**
 * @ingroup winsock-test
 * @brief One life of a program: a process whose threads make the calls that they are told to make.
 *
 * It knows which handles it has open by the results of its own calls alone, as a real program does: what the
 * process holds beside these, somebody else has forgotten.
 */
class SoakProgram
{
  public:
    /**
     * Starts the process, and Winsock in it.
     * @param stack of the node
     * @param number of the program
     * @param duplicates what programs hand to each other; outlives the program
     */
    SoakProgram(WinsockStack& stack, uint32_t number, SoakDuplicates& duplicates);

    /**
     * Makes the call of a step, until it returns or waits.
     * @param step one of a program
     * @return whether there was a thread that could make it
     */
    bool Make(const Step& step);

    /// Closes all that the program has open, without waiting; what is under way ends.
    void CloseAll();

    /// Ends the process, from outside.
    void Kill();

    /// @return whether the process runs
    bool IsAlive() const;

    /// @return the process, alive or not
    WinsockProcess& GetProcess() const;

    /// @return handles that the program has open
    std::size_t GetOpenCount() const;

    /// @return threads that wait inside of calls
    std::size_t GetWaitingCount() const;

  private:
    using Call = void (SoakProgram::*)(Winsock&, const Step&);

    /// Where a call is told to find an address.
    struct Place
    {
        SOCKADDR* name; //!< the address, or nowhere
        int length;     //!< bytes of it
    };

    /// An overlapped operation; it lives as long as the program.
    struct Operation
    {
        WSAOVERLAPPED overlapped{}; //!< the structure
        WSABUF buffer{};            //!< points into bytes
        DWORD flags{0};             //!< of a receive
        SOCKET s{INVALID_SOCKET};   //!< on which
        std::vector<char> bytes;    //!< the data
    };

    /// @param act of a program; @return what makes it
    static Call FindCall(Act act);

    /**
     * @name The calls
     * One for each act of a program.
     * @{
     */
    void Startup(Winsock& ws, const Step& step);
    void Cleanup(Winsock& ws, const Step& step);
    void Exit(Winsock& ws, const Step& step);
    void Socket(Winsock& ws, const Step& step);
    void WildSocket(Winsock& ws, const Step& step);
    void NonBlocking(Winsock& ws, const Step& step);
    void Timeout(Winsock& ws, const Step& step);
    void SendBuffer(Winsock& ws, const Step& step);
    void ReceiveBuffer(Winsock& ws, const Step& step);
    void Linger(Winsock& ws, const Step& step);
    void Share(Winsock& ws, const Step& step);
    void Duplicate(Winsock& ws, const Step& step);
    void OpenDuplicate(Winsock& ws, const Step& step);
    void Close(Winsock& ws, const Step& step);
    void Bind(Winsock& ws, const Step& step);
    void Listen(Winsock& ws, const Step& step);
    void Accept(Winsock& ws, const Step& step);
    void Connect(Winsock& ws, const Step& step);
    void Shutdown(Winsock& ws, const Step& step);
    void AcceptEx(Winsock& ws, const Step& step);
    void Send(Winsock& ws, const Step& step);
    void SendTo(Winsock& ws, const Step& step);
    void Receive(Winsock& ws, const Step& step);
    void ReceiveFrom(Winsock& ws, const Step& step);
    void OverlappedSend(Winsock& ws, const Step& step);
    void OverlappedReceive(Winsock& ws, const Step& step);
    void Result(Winsock& ws, const Step& step);
    void Cancel(Winsock& ws, const Step& step);
    void Select(Winsock& ws, const Step& step);
    void EventSelect(Winsock& ws, const Step& step);
    void MakePort(Winsock& ws, const Step& step);
    void UsePort(Winsock& ws, const Step& step);
    void TakePacket(Winsock& ws, const Step& step);
    void Sleep(Winsock& ws, const Step& step);
    void Names(Winsock& ws, const Step& step);
    void GetOption(Winsock& ws, const Step& step);
    void Readable(Winsock& ws, const Step& step);
    void Enumerate(Winsock& ws, const Step& step);
    /** @} */

    /// @param slot of a step; @return the handle in it, or one that no program ever has
    SOCKET At(uint8_t slot) const;
    /// Remembers a handle that a call gave. @param slot where @param s INVALID_SOCKET changes nothing
    void Keep(uint32_t slot, SOCKET s);
    /// Sets an option whose value is a number.
    static void SetNumber(Winsock& ws, SOCKET s, int option, DWORD value);
    /// @param step with a port in a, an address in b, and what is wrong with it in c
    static Place PlaceOf(Winsock& ws, const Step& step, sockaddr_storage& room);
    /// @return a new operation whose end is reported as b says, for a bytes
    Operation& Begin(Winsock& ws, const Step& step);
    /// @return what a call is given for a routine
    static LPWSAOVERLAPPED_COMPLETION_ROUTINE RoutineOf(const Step& step);
    /// @return the program's event, made when first asked for
    WSAEVENT GetEvent(Winsock& ws);

    uint32_t m_number;                         //!< of the program
    SoakDuplicates& m_duplicates;              //!< of all programs
    Ptr<WinsockProcess> m_process;             //!< of this life
    std::vector<Ptr<WinsockThread>> m_threads; //!< all that make calls
    std::array<SOCKET, Step::SLOTS> m_slots;   //!< handles, open or not any more
    std::set<SOCKET> m_open;                   //!< handles that calls gave and none has closed
    std::vector<std::unique_ptr<Operation>> m_operations; //!< ever begun
    WSAEVENT m_event{nullptr};                            //!< null until first asked for
    HANDLE m_port{nullptr};                               //!< null until made
    std::vector<char> m_bytes;                            //!< what is sent, and where to receive
};

} // namespace ns3::winsock::test

#endif /* SOAK_PROGRAM_H */
