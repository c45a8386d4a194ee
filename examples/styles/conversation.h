/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CONVERSATION_H
#define CONVERSATION_H

// What servers say to their clients, whichever way the bytes come and go.

#include "stored-files.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace ns3::winsock::styles
{

/// A stretch of bytes, which stays where it is until some of it is reported as sent.
struct Piece
{
    const char* data{nullptr};
    std::size_t bytes{0}; // none: there is nothing to send at this moment
};

/// Bytes of data that servers receive and read from files at a time.
constexpr std::size_t BUFFER_BYTES = 4096;

/**
 * What a server and one of its clients have to say to each other. They take turns: a server listens to
 * its client only while there is nothing to send, so that a client that never reads cannot make the
 * server store without end. When the client sends no more and there is nothing to send, all is said.
 */
class Conversation
{
  public:
    virtual ~Conversation() = default;

    /// The client has sent something.
    virtual void OnReceived(const char* data, std::size_t bytes) = 0;

    /// @return what to send next
    virtual Piece GetPiece() = 0;

    /// So many bytes of the last piece are on their way.
    virtual void OnSent(std::size_t bytes) = 0;

    /**
     * For who can send files at once: what follows the piece is a whole file, which the conversation
     * then leaves to the caller.
     * @return the file; null for none
     */
    virtual Ptr<ByteSource>
    TakeFile()
    {
        return nullptr;
    }
};

/// Everything comes back.
class EchoConversation : public Conversation
{
  public:
    void
    OnReceived(const char* data, std::size_t bytes) override
    {
        m_waiting.append(data, bytes);
    }

    Piece
    GetPiece() override
    {
        return {m_waiting.data(), m_waiting.size()};
    }

    void
    OnSent(std::size_t bytes) override
    {
        m_waiting.erase(0, bytes);
    }

  private:
    std::string m_waiting; // received and not sent back yet
};

/**
 * A client asks for files, a line with a name for each. The answer is a line with the number of bytes
 * and then these; -1 and nothing if there is no such file.
 */
class FileConversation : public Conversation
{
  public:
    void
    OnReceived(const char* data, std::size_t bytes) override
    {
        m_requests.append(data, bytes);
    }

    Piece
    GetPiece() override
    {
        if (m_sent == m_block.size())
        {
            m_sent = 0;
            m_block = m_file.IsAtEnd() ? AnswerNextRequest() : m_file.Read(BUFFER_BYTES);
        }
        return {m_block.data() + m_sent, m_block.size() - m_sent};
    }

    void
    OnSent(std::size_t bytes) override
    {
        m_sent += bytes;
    }

    Ptr<ByteSource>
    TakeFile() override
    {
        return m_file.IsAtEnd() ? nullptr : m_file.TakeWhole();
    }

  private:
    /// Opens the file that the next line names. @return the first line of the answer; empty without one
    std::string
    AnswerNextRequest()
    {
        const std::size_t end = m_requests.find('\n');
        if (end == std::string::npos)
        {
            return "";
        }
        const bool found = m_file.Open(m_requests.substr(0, end));
        m_requests.erase(0, end + 1);
        return found ? std::to_string(m_file.GetSize()) + "\n" : "-1\n";
    }

    std::string m_requests; // received and not answered yet
    StoredFile m_file;      // being sent
    std::string m_block;    // of the answer
    std::size_t m_sent{0};  // bytes of the block that are on their way
};

/// Begins a conversation with a new client.
using Greeter = std::function<std::unique_ptr<Conversation>()>;

} // namespace ns3::winsock::styles

#endif // CONVERSATION_H
