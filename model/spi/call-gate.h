/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CALL_GATE_H
#define CALL_GATE_H

#include "ns3/spi-functions.h"
#include "ns3/winsock-spi.h"

#include <cstdint>

namespace ns3::winsock
{

struct CallRecord;

/**
 * @ingroup winsock
 * @brief A call of one of the thirty functions of a provider, on its way through a CallGate.
 *
 * Results are those of the function, as a number: what failed is told by IsFailure().
 */
class SpiCall
{
  public:
    /// What the calls that carry data were given: WSPRecv, WSPRecvFrom, WSPSend and WSPSendTo.
    struct Data
    {
        LPWSABUF* buffers{nullptr};          //!< the argument; null for every other function
        DWORD* bufferCount{nullptr};         //!< the argument
        LPDWORD transferred{nullptr};        //!< where the number of bytes goes; may be null
        LPWSAOVERLAPPED overlapped{nullptr}; //!< null for a call that waits
    };

    SpiCall(const SpiCall&) = delete;
    SpiCall& operator=(const SpiCall&) = delete;

    /// @return where the function stands in the procedure table
    uint32_t GetPlace() const;

    /// @return Winsock's name of the function
    const char* GetName() const;

    /// @return the socket that the call is on, INVALID_SOCKET if it is on none or on several
    SOCKET GetSocket() const;

    /// @return the structure that the call was given, or null
    const WSAPROTOCOL_INFOW* GetProtocolInfo() const;

    /// @return the arguments of a call that carries data; what is written there goes to the provider
    const Data& GetData() const;

    /// @param result of the call @return whether it is the one that says failure
    bool IsFailure(int64_t result) const;

    /// @return the error of a call that failed
    int GetError() const;

    /// @param error is what the call reports @return the result that says failure
    int64_t Fail(int error);

    /// Lets the provider serve the call. @return its result
    virtual int64_t Proceed() = 0;

    /// @param record gets the names and readable values of the arguments
    virtual void AddArguments(CallRecord& record) const = 0;

  protected:
    /**
     * @param place of the function in the procedure table
     * @param lpErrno where its error goes
     */
    SpiCall(uint32_t place, LPINT lpErrno);
    ~SpiCall() = default;

    SOCKET m_socket{INVALID_SOCKET};                  //!< what it is on
    const WSAPROTOCOL_INFOW* m_protocolInfo{nullptr}; //!< what it was given
    Data m_data;                                      //!< what it was given

  private:
    uint32_t m_place; //!< in the procedure table
    LPINT m_lpErrno;  //!< where the error goes
};

/// For CallScope: a call as a whole adds all its arguments. @param record to this @param call of this
inline void
AddArgument(CallRecord& record, const SpiCall& call)
{
    call.AddArguments(record);
}

/**
 * @ingroup winsock
 * @brief One place that all thirty calls of a provider pass, for providers that watch or disturb
 *        calls whatever they are.
 *
 * A provider that returns a gate from ServiceProvider::GetCallGate() gets a procedure table whose
 * functions lead through the gate to its methods. Other providers pay nothing for it. WSPStartup is
 * not in the table.
 */
class CallGate
{
  public:
    virtual ~CallGate() = default;

    /**
     * @param call what arrived; SpiCall::Proceed() lets the provider's method serve it, and need not
     *        be called, SpiCall::Fail() refuses it
     * @return the result of the call
     */
    virtual int64_t Cross(SpiCall& call) = 0;
};

} // namespace ns3::winsock

#endif /* CALL_GATE_H */
