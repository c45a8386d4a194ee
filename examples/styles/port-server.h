/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PORT_SERVER_H
#define PORT_SERVER_H

// A completion port: each end of an operation is a packet that any of a few threads takes, which begins
// the next operation. No thread belongs to a client.

#include "server-task.h"

#include "ns3/byte-source.h"
#include "ns3/winsock-extensions.h"

#include <map>
#include <memory>

namespace ns3::winsock::styles
{

class PortServer
{
  public:
    explicit PortServer(const ServerTask& task)
        : m_task(task),
          m_expected(task.clients),
          m_left(task.clients)
    {
    }

    int
    Run(Winsock& ws)
    {
        m_port = ws.CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 0);
        ws.CreateIoCompletionPort(reinterpret_cast<HANDLE>(m_task.listener), m_port, 0, 0);
        Crew crew;
        for (int i = 0; i < THREADS; ++i)
        {
            crew.Start(ws, [this](Winsock& own) { Work(own); });
        }
        for (int i = 0; i < ACCEPTS && m_expected != 0 && m_hasExtensions; ++i)
        {
            BeginAccept(ws);
        }
        if (!m_hasExtensions)
        {
            AcceptAll(ws);
        }
        crew.WaitForAll(ws);
        ws.CloseHandle(m_port);
        return m_left == 0 ? 0 : 1;
    }

  private:
    static constexpr int THREADS = 2;
    static constexpr int ACCEPTS = 4; // at most under way
    static constexpr DWORD ADDRESS_ROOM = sizeof(SOCKADDR_IN) + 16;

    /// What is under way for a client.
    enum class Operation
    {
        ACCEPT,
        RECEIVE,
        SEND,
        SEND_FILE,
    };

    /// A client; its structure stands for the only operation that is under way.
    struct Client : public WSAOVERLAPPED
    {
        SOCKET s;
        std::unique_ptr<Conversation> conversation;
        Operation operation;
        char buffer[BUFFER_BYTES];
        TRANSMIT_FILE_BUFFERS around; // of SEND_FILE
        HANDLE file;                  // likewise
    };

    Client&
    AddClient(SOCKET s)
    {
        auto client = std::make_unique<Client>();
        client->s = s;
        client->conversation = m_task.greet();
        return *(m_clients[s] = std::move(client));
    }

    /// Each thread takes what has ended, whose it may be, until there are no clients any more.
    void
    Work(Winsock& ws)
    {
        for (;;)
        {
            DWORD bytes;
            ULONG_PTR key;
            LPOVERLAPPED overlapped;
            const BOOL good =
                ws.GetQueuedCompletionStatus(m_port, &bytes, &key, &overlapped, INFINITE);
            if (!overlapped)
            {
                return;
            }
            OnEnd(ws, *static_cast<Client*>(overlapped), good != FALSE, bytes);
        }
    }

    // --- Packets of the port ---
    /// Accepts into a new socket, without waiting for data: a silent client must not block others.
    void
    BeginAccept(Winsock& ws)
    {
        const SOCKET s =
            ws.WSASocket(AF_INET, SOCK_STREAM, IPPROTO_TCP, nullptr, 0, WSA_FLAG_OVERLAPPED);
        Client& client = AddClient(s);
        client.operation = Operation::ACCEPT;
        DWORD bytes;
        const BOOL begun = ws.AcceptEx(
            m_task.listener, s, client.buffer, 0, ADDRESS_ROOM, ADDRESS_ROOM, &bytes, &client);
        m_hasExtensions = begun || ws.WSAGetLastError() == WSA_IO_PENDING;
        if (m_hasExtensions)
        {
            --m_expected;
            return;
        }
        ws.closesocket(s); // a layer is in between that does not offer the function
        m_clients.erase(s);
    }

    /// An operation has ended: begins the next one.
    void
    OnEnd(Winsock& ws, Client& client, bool good, DWORD bytes)
    {
        if (client.operation == Operation::SEND_FILE)
        {
            ws.CloseHandle(client.file);
        }
        if (!good || (bytes == 0 && client.operation != Operation::ACCEPT))
        {
            Close(ws, client);
            return;
        }
        switch (client.operation)
        {
        case Operation::ACCEPT:
            OnAccepted(ws, client);
            break;
        case Operation::RECEIVE:
            client.conversation->OnReceived(client.buffer, bytes);
            break;
        case Operation::SEND:
            client.conversation->OnSent(bytes);
            break;
        case Operation::SEND_FILE:
            client.conversation->OnSent(client.around.HeadLength);
            break;
        }
        GoOn(ws, client);
    }

    /// Begins to send if there is something to send, else to receive.
    void
    GoOn(Winsock& ws, Client& client)
    {
        static_cast<WSAOVERLAPPED&>(client) = {};
        const Piece piece = client.conversation->GetPiece();
        const auto length = static_cast<DWORD>(piece.bytes);
        const auto data = const_cast<char*>(piece.data);
        const Ptr<ByteSource> file = m_hasExtensions ? client.conversation->TakeFile() : nullptr;
        bool begun;
        if (file)
        {
            client.operation = Operation::SEND_FILE;
            client.file = ws.OpenByteSource(file);
            client.around = {data, length, nullptr, 0};
            begun = ws.TransmitFile(client.s, client.file, 0, 0, &client, &client.around, 0);
        }
        else if (length != 0)
        {
            client.operation = Operation::SEND;
            WSABUF buffer{length, data};
            begun = ws.WSASend(client.s, &buffer, 1, nullptr, 0, &client, nullptr) == 0;
        }
        else
        {
            client.operation = Operation::RECEIVE;
            WSABUF buffer{BUFFER_BYTES, client.buffer};
            DWORD flags = 0;
            begun = ws.WSARecv(client.s, &buffer, 1, nullptr, &flags, &client, nullptr) == 0;
        }
        // There is a packet after a success as well, only not after another error.
        if (!begun && ws.WSAGetLastError() != WSA_IO_PENDING)
        {
            OnEnd(ws, client, false, 0);
        }
    }

    // --- End of packets of the port ---

    void
    OnAccepted(Winsock& ws, Client& client)
    {
        // From here on the socket is as one that accept returns.
        ws.setsockopt(client.s,
                      SOL_SOCKET,
                      SO_UPDATE_ACCEPT_CONTEXT,
                      reinterpret_cast<const char*>(&m_task.listener),
                      sizeof(m_task.listener));
        ws.CreateIoCompletionPort(reinterpret_cast<HANDLE>(client.s), m_port, 0, 0);
        ++m_accepted;
        if (m_expected != 0)
        {
            BeginAccept(ws);
        }
        else if (m_accepted == m_task.clients)
        {
            ws.closesocket(m_task.listener);
        }
    }

    /// Accepts all clients by calls that wait, on the server's first thread.
    void
    AcceptAll(Winsock& ws)
    {
        while (m_expected != 0)
        {
            const SOCKET s = ws.accept(m_task.listener, nullptr, nullptr);
            if (s != INVALID_SOCKET)
            {
                --m_expected;
                ws.CreateIoCompletionPort(reinterpret_cast<HANDLE>(s), m_port, 0, 0);
                GoOn(ws, AddClient(s));
            }
            else if (ws.WSAGetLastError() != WSAECONNRESET) // of a client that did not wait
            {
                EndThreads(ws);
                break;
            }
        }
        ws.closesocket(m_task.listener);
    }

    void
    Close(Winsock& ws, Client& client)
    {
        const bool failedAccept = client.operation == Operation::ACCEPT;
        ws.closesocket(client.s);
        m_clients.erase(client.s);
        if (failedAccept) // of a client that did not wait
        {
            ++m_expected;
            BeginAccept(ws);
            return;
        }
        if (--m_left == 0)
        {
            EndThreads(ws);
        }
    }

    /// A packet without an operation for each thread.
    void
    EndThreads(Winsock& ws)
    {
        for (int i = 0; i < THREADS; ++i)
        {
            ws.PostQueuedCompletionStatus(m_port, 0, 0, nullptr);
        }
    }

    const ServerTask& m_task;
    uint32_t m_expected;        // clients for whom no accept has begun
    uint32_t m_accepted{0};     // by AcceptEx
    uint32_t m_left;            // clients that have not gone yet
    bool m_hasExtensions{true}; // nobody in between keeps AcceptEx and TransmitFile from the server
    HANDLE m_port{nullptr};
    std::map<SOCKET, std::unique_ptr<Client>> m_clients;
};

} // namespace ns3::winsock::styles

#endif // PORT_SERVER_H
