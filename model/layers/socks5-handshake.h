/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOCKS5_HANDSHAKE_H
#define SOCKS5_HANDSHAKE_H

#include "ns3/socks5-messages.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What a client says to a SOCKS5 proxy and makes of its answers (RFC 1928, RFC 1929).
 *
 * Knows nothing of sockets: whoever drives it sends what there is to send, and otherwise hands in
 * bytes, never more than are wanted. So what the target sends right behind the proxy's answer stays
 * where it is.
 */
class Socks5Handshake
{
  public:
    /// The longest user name or password (RFC 1929).
    static constexpr std::size_t LONGEST_NAME = 255;

    /**
     * @param target where the proxy is to connect to
     * @param user offered to the proxy as well as no authentication; empty for the latter only
     * @param password of the user
     */
    Socks5Handshake(const WinsockSocketAddress& target,
                    const std::string& user,
                    const std::string& password);

    /// @return what is to be sent now; empty if an answer is to be read
    const std::string& GetOutput() const;

    /// @param count how many bytes of the output were sent
    void OutputSent(std::size_t count);

    /// @return how many more bytes are needed before the handshake can go on
    std::size_t GetWanted() const;

    /**
     * @param bytes what the proxy has sent
     * @param count how many, not more than are wanted
     */
    void TakeInput(const char* bytes, std::size_t count);

    /// The proxy has closed the connection.
    void TakeEnd();

    /// @return whether it is over, with or without success
    bool IsDone() const;

    /**
     * @return 0 for a connection to the target, or WSAEACCES (the proxy wants another authentication,
     *         or refuses user and password), WSAECONNABORTED (it does not keep to the protocol, or
     *         closes before its answer), or what WinsockErrorFromSocks5() says
     */
    int GetError() const;

  private:
    /// What is waited for.
    enum class Step : uint8_t
    {
        METHOD,      //!< which authentication the proxy chooses
        LOGIN,       //!< what it says of user and password
        REPLY,       //!< the answer to the request, up to the type of its address
        NAME_LENGTH, //!< the byte that counts a name's characters
        ADDRESS,     //!< the rest of the answer
        DONE,        //!< nothing
    };

    /// Sends and then waits. @param output what @param step for what @param wanted how many bytes
    void Say(std::string output, Step step, std::size_t wanted);
    /// The input that was wanted is there.
    void Advance();
    /// The proxy has chosen an authentication.
    void TakeMethod();
    /// The proxy has said yes or no.
    void TakeReply();
    /// Sends the request.
    void Request();
    /// It is over.
    void End(int error);
    /// @param at a place in the input @return the byte there
    uint8_t Byte(std::size_t at) const;

    WinsockSocketAddress m_target; //!< where to
    std::string m_user;            //!< or empty
    std::string m_password;        //!< its password
    std::string m_output;          //!< not sent yet
    std::string m_input;           //!< of the present step
    std::size_t m_wanted{0};       //!< length of the present step's input
    Step m_step{Step::METHOD};     //!< where it stands
    int m_error{0};                //!< how it ended
};

} // namespace ns3::winsock

#endif /* SOCKS5_HANDSHAKE_H */
