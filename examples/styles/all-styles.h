/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ALL_STYLES_H
#define ALL_STYLES_H

// The styles by name, and the two servers that each of them makes.

#include "async-select-server.h"
#include "blocking-server.h"
#include "event-select-server.h"
#include "poll-server.h"
#include "port-server.h"
#include "routine-server.h"
#include "select-server.h"

#include "ns3/winsock.h"

#include <array>
#include <memory>

namespace ns3::winsock::styles
{

/// A way to write a server.
struct Style
{
    const char* name;                                  // as the command line has it
    int (*serve)(Winsock& ws, const ServerTask& task); // @return the program's exit code
};

/// A server that is an object.
template <typename Server>
int
Serve(Winsock& ws, const ServerTask& task)
{
    return Server(task).Run(ws);
}

inline const std::array<Style, 7> STYLES{{{"blocking", &BlockingServer},
                                          {"select", &Serve<SelectServer>},
                                          {"WSAPoll", &Serve<PollServer>},
                                          {"WSAEventSelect", &Serve<EventSelectServer>},
                                          {"WSAAsyncSelect", &Serve<AsyncSelectServer>},
                                          {"routines", &Serve<RoutineServer>},
                                          {"port", &Serve<PortServer>}}};

/// What a server has to say.
enum class Service
{
    ECHO, // everything comes back
    FILE, // files are sent
};

/// @return makes a server an echo server or a file server
inline Greeter
GreeterOf(Service service)
{
    return [service]() -> std::unique_ptr<Conversation>
    {
        if (service == Service::ECHO)
        {
            return std::make_unique<EchoConversation>();
        }
        return std::make_unique<FileConversation>();
    };
}

} // namespace ns3::winsock::styles

#endif // ALL_STYLES_H
