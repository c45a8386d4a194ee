/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CALL_REFUSALS_H
#define CALL_REFUSALS_H

#include <array>
#include <cstdint>
#include <string>

namespace ns3::winsock
{

/// @ingroup winsock
/// @brief What the systems of a profile may do without: functions, options and ways of calling.
enum class OptionalCall : uint8_t
{
    JOIN_LEAF,            //!< WSAJoinLeaf on a base provider
    MULTIPOINT,           //!< WSASocket with a WSA_FLAG_MULTIPOINT_* on a base provider
    DUPLICATE_SOCKET,     //!< WSADuplicateSocket on a base provider
    ASYNC_SELECT,         //!< WSAAsyncSelect
    ASYNC_GET,            //!< WSAAsyncGetHostByName and the others that begin so
    CANCEL_ASYNC,         //!< WSACancelAsyncRequest
    CANCEL_BLOCKING,      //!< WSACancelBlockingCall
    IS_BLOCKING,          //!< WSAIsBlocking
    SET_BLOCKING_HOOK,    //!< WSASetBlockingHook
    UNHOOK_BLOCKING_HOOK, //!< WSAUnhookBlockingHook
    QUEUE_APC,            //!< WPUQueueApc
    COMPLETION_PORT,      //!< CreateIoCompletionPort with a socket
    READ_OVERLAPPED,      //!< ReadFile with an OVERLAPPED
    WRITE_OVERLAPPED,     //!< WriteFile with an OVERLAPPED
    WRITE_PROVIDER_ORDER, //!< WSCWriteProviderOrder
    RECEIVE_TIMEOUT,      //!< SO_RCVTIMEO
    SEND_TIMEOUT,         //!< SO_SNDTIMEO
    RECEIVE_LOW_WATER,    //!< SO_RCVLOWAT
    SEND_LOW_WATER,       //!< SO_SNDLOWAT
    MAX_SEGMENT,          //!< TCP_MAXSEG
    MULTICAST_LOOP,       //!< IP_MULTICAST_LOOP
    SELECT_OVER_CHAINS,   //!< select over sockets of different provider chains
    OVERLAPPED            //!< a call for a socket with a WSAOVERLAPPED
};

/**
 * @ingroup winsock
 * @brief The one table of what a profile refuses, with the error of each.
 */
class CallRefusals
{
  public:
    /**
     * @param call a function, an option or a way of calling
     * @return the error that it gives, 0 if the profile has it
     */
    int
    Get(OptionalCall call) const
    {
        return m_errors[static_cast<std::size_t>(call)];
    }

    /**
     * Refuses something.
     * @param name what files of profiles call it
     * @param error the error that it gives
     * @return whether there is something of that name
     */
    bool Refuse(const std::string& name, int error);

    /// @return what files of profiles may refuse, with commas between
    static std::string GetNames();

  private:
    static constexpr std::size_t COUNT = static_cast<std::size_t>(OptionalCall::OVERLAPPED) + 1;

    std::array<int32_t, COUNT> m_errors{}; //!< by OptionalCall; 0 for what there is
};

} // namespace ns3::winsock

#endif /* CALL_REFUSALS_H */
