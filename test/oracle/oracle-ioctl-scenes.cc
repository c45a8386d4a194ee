/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-constants.h"
#include "oracle-peers.h"
#include "oracle-setups.h"
#include "oracle-words.h"

#include "ns3/winsock-guid.h"
#include "ns3/winsock-ioctls.h"

namespace ns3::winsock::test
{

namespace
{

/// What lpcbBytesReturned holds before the call.
constexpr DWORD UNTOUCHED = 77;

/// What one WSAIoctl is made with.
struct Request
{
    DWORD code;                    //!< which
    std::size_t in{0};             //!< bytes of the argument
    std::size_t out{0};            //!< bytes of room for the result
    bool place{true};              //!< whether the result has a place
    bool count{true};              //!< whether the number of bytes has a place
    GUID argument{WSAID_ACCEPTEX}; //!< the argument
    std::string kind{"tcp"};       //!< of socket
};

OracleAnswer
AskToControl(Winsock& ws, Request request)
{
    const SOCKET s = NewSocket(ws, request.kind);
    char out[64]{};
    DWORD bytes = UNTOUCHED;
    OracleAnswer answer = Ask(ws,
                              [&]
                              {
                                  return ws.WSAIoctl(s,
                                                     request.code,
                                                     request.in == 0 ? nullptr : &request.argument,
                                                     static_cast<DWORD>(request.in),
                                                     request.place ? out : nullptr,
                                                     static_cast<DWORD>(request.out),
                                                     request.count ? &bytes : nullptr,
                                                     nullptr,
                                                     nullptr);
                              });
    return answer.With("bytes", bytes);
}

OracleScene
Control(const Request& request)
{
    return [=](Winsock& ws) { return AskToControl(ws, request); };
}

/// "SIO_GET_EXTENSION_FUNCTION_POINTER WSAID_ACCEPTEX on tcp"
OracleScene
ParseExtension(const std::string& setup)
{
    const auto words = OracleWords(setup);
    const bool known = words.size() == 4 && words[0] == "SIO_GET_EXTENSION_FUNCTION_POINTER" &&
                       words[2] == "on" && IsSocketKind(words[3]);
    const auto guid = known ? OracleGuid(words[1]) : std::nullopt;
    if (!guid)
    {
        return nullptr;
    }
    Request request{SIO_GET_EXTENSION_FUNCTION_POINTER, sizeof(GUID), sizeof(PVOID)};
    request.argument = *guid;
    request.kind = words[3];
    return Started(Control(request));
}

OracleScene
ReadableBytes(const std::vector<int>& datagrams)
{
    return [=](Winsock& ws)
    {
        const SOCKET s = BoundUdp(ws);
        SOCKADDR_IN name = NameOf(ws, s);
        const SOCKET peer = BoundUdp(ws);
        for (const int bytes : datagrams)
        {
            ws.sendto(peer, "xxxxxxxxxx", bytes, 0, AsAddress(name), sizeof(name));
        }
        LetArrive(ws);
        ULONG readable = 77;
        return Ask(ws, [&] { return ws.ioctlsocket(s, FIONREAD, &readable); })
            .With("value", readable);
    };
}

} // namespace

void
AddIoctlScenes(OracleSceneTable& table)
{
    table.emplace(
        "ioctlsocket",
        Scenes({{"FIONREAD on udp; nothing queued", ReadableBytes({})},
                {"FIONREAD on udp; 3 and 5 byte datagrams queued", ReadableBytes({3, 5})}}));
    const DWORD extension = SIO_GET_EXTENSION_FUNCTION_POINTER;
    table.emplace(
        "WSAIoctl",
        Scenes({{"FIONREAD; 2-byte output", Control({FIONREAD, 0, 2})},
                {"FIONREAD; 4-byte output", Control({FIONREAD, 0, 4})},
                {"FIONREAD; NULL output", Control({FIONREAD, 0, 4, false})},
                {"FIONREAD; NULL returned-bytes", Control({FIONREAD, 0, 4, true, false})},
                {"FIONBIO; 2-byte input", Control({FIONBIO, 2})},
                {"FIONBIO; NULL input", Control({FIONBIO})},
                {"SIO_GET_EXTENSION_FUNCTION_POINTER; 8-byte GUID", Control({extension, 8, 8})},
                {"SIO_GET_EXTENSION_FUNCTION_POINTER; 4-byte output", Control({extension, 16, 4})},
                {"SIO_GET_EXTENSION_FUNCTION_POINTER; NULL output",
                 Control({extension, 16, 8, false})}}));
    table.emplace("WSAIoctl", ParseExtension);
}

} // namespace ns3::winsock::test
