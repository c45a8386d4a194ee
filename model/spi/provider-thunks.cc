/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "provider-thunks.h"

#include "ns3/call-scope.h"
#include "ns3/provider-loader.h"
#include "ns3/service-provider.h"
#include "ns3/winsock-names.h"
#include "ns3/winsock-process.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// A function of the SPI as traces show it.
struct SpiFunction
{
    const char* name;                       //!< Winsock's name
    std::array<const char*, 10> parameters; //!< all but lpErrno
    bool returnsTruth{false};               //!< it fails with FALSE, not with SOCKET_ERROR
};

/// In the order of the procedure table.
constexpr SpiFunction FUNCTIONS[] = {
    {"WSPAccept", {"s", "addr", "addrlen", "lpfnCondition", "dwCallbackData"}},
    {"WSPAddressToString",
     {"lpsaAddress",
      "dwAddressLength",
      "lpProtocolInfo",
      "lpszAddressString",
      "lpdwAddressStringLength"}},
    {"WSPAsyncSelect", {"s", "hWnd", "wMsg", "lEvent"}},
    {"WSPBind", {"s", "name", "namelen"}},
    {"WSPCancelBlockingCall", {}},
    {"WSPCleanup", {}},
    {"WSPCloseSocket", {"s"}},
    {"WSPConnect", {"s", "name", "namelen", "lpCallerData", "lpCalleeData", "lpSQOS", "lpGQOS"}},
    {"WSPDuplicateSocket", {"s", "dwProcessId", "lpProtocolInfo"}},
    {"WSPEnumNetworkEvents", {"s", "hEventObject", "lpNetworkEvents"}},
    {"WSPEventSelect", {"s", "hEventObject", "lNetworkEvents"}},
    {"WSPGetOverlappedResult", {"s", "lpOverlapped", "lpcbTransfer", "fWait", "lpdwFlags"}, true},
    {"WSPGetPeerName", {"s", "name", "namelen"}},
    {"WSPGetSockName", {"s", "name", "namelen"}},
    {"WSPGetSockOpt", {"s", "level", "optname", "optval", "optlen"}},
    {"WSPGetQOSByName", {"s", "lpQOSName", "lpQOS"}, true},
    {"WSPIoctl",
     {"s",
      "dwIoControlCode",
      "lpvInBuffer",
      "cbInBuffer",
      "lpvOutBuffer",
      "cbOutBuffer",
      "lpcbBytesReturned",
      "lpOverlapped",
      "lpCompletionRoutine",
      "lpThreadId"}},
    {"WSPJoinLeaf",
     {"s", "name", "namelen", "lpCallerData", "lpCalleeData", "lpSQOS", "lpGQOS", "dwFlags"}},
    {"WSPListen", {"s", "backlog"}},
    {"WSPRecv",
     {"s",
      "lpBuffers",
      "dwBufferCount",
      "lpNumberOfBytesRecvd",
      "lpFlags",
      "lpOverlapped",
      "lpCompletionRoutine",
      "lpThreadId"}},
    {"WSPRecvDisconnect", {"s", "lpInboundDisconnectData"}},
    {"WSPRecvFrom",
     {"s",
      "lpBuffers",
      "dwBufferCount",
      "lpNumberOfBytesRecvd",
      "lpFlags",
      "lpFrom",
      "lpFromlen",
      "lpOverlapped",
      "lpCompletionRoutine",
      "lpThreadId"}},
    {"WSPSelect", {"nfds", "readfds", "writefds", "exceptfds", "timeout"}},
    {"WSPSend",
     {"s",
      "lpBuffers",
      "dwBufferCount",
      "lpNumberOfBytesSent",
      "dwFlags",
      "lpOverlapped",
      "lpCompletionRoutine",
      "lpThreadId"}},
    {"WSPSendDisconnect", {"s", "lpOutboundDisconnectData"}},
    {"WSPSendTo",
     {"s",
      "lpBuffers",
      "dwBufferCount",
      "lpNumberOfBytesSent",
      "dwFlags",
      "lpTo",
      "iTolen",
      "lpOverlapped",
      "lpCompletionRoutine",
      "lpThreadId"}},
    {"WSPSetSockOpt", {"s", "level", "optname", "optval", "optlen"}},
    {"WSPShutdown", {"s", "how"}},
    {"WSPSocket", {"af", "type", "protocol", "lpProtocolInfo", "g", "dwFlags"}},
    {"WSPStringToAddress",
     {"AddressString", "AddressFamily", "lpProtocolInfo", "lpAddress", "lpAddressLength"}},
};

/// A number, shown by name where the parameter's name says what it numbers.
struct NumberArg
{
    const char* name; //!< of the parameter
    int value;        //!< as it was given

    std::string
    Format() const
    {
        const std::string_view parameter(name);
        if (parameter == "af")
        {
            return AddressFamilyName(value);
        }
        if (parameter == "type")
        {
            return SocketTypeName(value);
        }
        return parameter == "protocol" ? ProtocolName(value) : FormatArgument(value);
    }
};

/// A pointer with nothing behind it that a trace could show: left out where it is null.
struct PointerArg
{
    const char* name;    //!< of the parameter
    const void* pointer; //!< as it was given

    std::string
    Format() const
    {
        return pointer ? "set" : "";
    }
};

/// A word as wide as a pointer: a handle, or the caller's own, which most often is a pointer. Where
/// something lies on the host must not show, or two runs would differ.
struct WordArg
{
    const char* name; //!< of the parameter
    DWORD_PTR value;  //!< as it was given

    std::string
    Format() const
    {
        if (std::string_view(name) == "dwCallbackData")
        {
            return value ? "set" : "";
        }
        return FormatArgument(value);
    }
};

/// One argument for the trace, named from the table above.
template <typename T>
auto
NamedArg(const char* name, T value)
{
    if constexpr (std::is_same_v<T, int>)
    {
        return NumberArg{name, value};
    }
    else if constexpr (std::is_same_v<T, DWORD_PTR>)
    {
        return WordArg{name, value};
    }
    else if constexpr (std::is_pointer_v<T> && !std::is_same_v<T, LPWSAPROTOCOL_INFOW> &&
                       !std::is_same_v<T, LPWSABUF> && !std::is_convertible_v<T, const SOCKADDR*>)
    {
        return PointerArg{name, reinterpret_cast<const void*>(value)};
    }
    else
    {
        return Arg<T>(name, value);
    }
}

/// The function of one slot that stands for one method; lpErrno is always the last argument.
template <uint32_t Slot, std::size_t Index, auto Method>
struct Thunk;

template <uint32_t Slot,
          std::size_t Index,
          typename Result,
          typename... Arguments,
          Result (ServiceProvider::*Method)(Arguments...)>
struct Thunk<Slot, Index, Method>
{
    static Result
    Call(Arguments... arguments)
    {
        WinsockThread& thread = *WinsockThread::GetCurrent();
        // A call that waits may outlive the provider's last WSPCleanup.
        const Ptr<ServiceProvider> provider = thread.GetProcess().GetProviders().GetInSlot(Slot);
        if (!thread.IsTraced())
        {
            return ((*provider).*Method)(arguments...);
        }
        return CallTraced(
            thread, *provider, std::make_index_sequence<sizeof...(Arguments) - 1>(), arguments...);
    }

    template <std::size_t... Indexes>
    static Result
    CallTraced(WinsockThread& thread,
               ServiceProvider& provider,
               std::index_sequence<Indexes...>,
               Arguments... arguments)
    {
        const auto all = std::tie(arguments...);
        CallScope call(thread,
                       provider.GetName(),
                       FUNCTIONS[Index].name,
                       NamedArg(FUNCTIONS[Index].parameters[Indexes], std::get<Indexes>(all))...);
        const Result result = (provider.*Method)(arguments...);
        const INT* const lpErrno = std::get<sizeof...(Indexes)>(all);
        return call.Leave(result, IsFailure(result) ? *lpErrno : 0);
    }

    static bool
    IsFailure(Result result)
    {
        const auto failure = FUNCTIONS[Index].returnsTruth ? static_cast<Result>(FALSE)
                                                           : static_cast<Result>(SOCKET_ERROR);
        return result == failure;
    }
};

template <uint32_t Slot>
constexpr WSPPROC_TABLE
MakeTable()
{
    return WSPPROC_TABLE{
        &Thunk<Slot, 0, &ServiceProvider::WSPAccept>::Call,
        &Thunk<Slot, 1, &ServiceProvider::WSPAddressToString>::Call,
        &Thunk<Slot, 2, &ServiceProvider::WSPAsyncSelect>::Call,
        &Thunk<Slot, 3, &ServiceProvider::WSPBind>::Call,
        &Thunk<Slot, 4, &ServiceProvider::WSPCancelBlockingCall>::Call,
        &Thunk<Slot, 5, &ServiceProvider::WSPCleanup>::Call,
        &Thunk<Slot, 6, &ServiceProvider::WSPCloseSocket>::Call,
        &Thunk<Slot, 7, &ServiceProvider::WSPConnect>::Call,
        &Thunk<Slot, 8, &ServiceProvider::WSPDuplicateSocket>::Call,
        &Thunk<Slot, 9, &ServiceProvider::WSPEnumNetworkEvents>::Call,
        &Thunk<Slot, 10, &ServiceProvider::WSPEventSelect>::Call,
        &Thunk<Slot, 11, &ServiceProvider::WSPGetOverlappedResult>::Call,
        &Thunk<Slot, 12, &ServiceProvider::WSPGetPeerName>::Call,
        &Thunk<Slot, 13, &ServiceProvider::WSPGetSockName>::Call,
        &Thunk<Slot, 14, &ServiceProvider::WSPGetSockOpt>::Call,
        &Thunk<Slot, 15, &ServiceProvider::WSPGetQOSByName>::Call,
        &Thunk<Slot, 16, &ServiceProvider::WSPIoctl>::Call,
        &Thunk<Slot, 17, &ServiceProvider::WSPJoinLeaf>::Call,
        &Thunk<Slot, 18, &ServiceProvider::WSPListen>::Call,
        &Thunk<Slot, 19, &ServiceProvider::WSPRecv>::Call,
        &Thunk<Slot, 20, &ServiceProvider::WSPRecvDisconnect>::Call,
        &Thunk<Slot, 21, &ServiceProvider::WSPRecvFrom>::Call,
        &Thunk<Slot, 22, &ServiceProvider::WSPSelect>::Call,
        &Thunk<Slot, 23, &ServiceProvider::WSPSend>::Call,
        &Thunk<Slot, 24, &ServiceProvider::WSPSendDisconnect>::Call,
        &Thunk<Slot, 25, &ServiceProvider::WSPSendTo>::Call,
        &Thunk<Slot, 26, &ServiceProvider::WSPSetSockOpt>::Call,
        &Thunk<Slot, 27, &ServiceProvider::WSPShutdown>::Call,
        &Thunk<Slot, 28, &ServiceProvider::WSPSocket>::Call,
        &Thunk<Slot, 29, &ServiceProvider::WSPStringToAddress>::Call,
    };
}

template <uint32_t... Slots>
constexpr std::array<WSPPROC_TABLE, sizeof...(Slots)>
MakeTables(std::integer_sequence<uint32_t, Slots...>)
{
    return {MakeTable<Slots>()...};
}

constexpr auto TABLES = MakeTables(std::make_integer_sequence<uint32_t, PROVIDER_SLOTS>());

} // namespace

const WSPPROC_TABLE&
GetThunkTable(uint32_t slot)
{
    return TABLES[slot];
}

bool
IsCompleteTable(const WSPPROC_TABLE& table)
{
    // The table is nothing but function pointers, so that it can be looked at as an array of them.
    using Function = void (*)();
    static_assert(sizeof(WSPPROC_TABLE) == 30 * sizeof(Function));
    Function functions[30];
    std::memcpy(functions, &table, sizeof(functions));
    return std::find(std::begin(functions), std::end(functions), nullptr) == std::end(functions);
}

} // namespace ns3::winsock
