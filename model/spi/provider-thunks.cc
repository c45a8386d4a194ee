/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "provider-thunks.h"

#include "ns3/call-scope.h"
#include "ns3/provider-loader.h"
#include "ns3/typed-spi-call.h"
#include "ns3/winsock-process.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// Lets a provider, or its gate, serve a call, and makes the call visible.
int64_t
Serve(WinsockThread& thread, ServiceProvider& provider, CallGate* gate, SpiCall& call)
{
    CallScope scope(thread, provider.GetName(), call.GetName(), call);
    const int64_t result = gate ? gate->Cross(call) : call.Proceed();
    return scope.Leave(result, call.IsFailure(result) ? call.GetError() : 0);
}

/// The functions of one slot that stand for one method.
template <uint32_t Slot, uint32_t Place, auto Method>
struct Thunk;

template <uint32_t Slot,
          uint32_t Place,
          typename Result,
          typename... Arguments,
          Result (ServiceProvider::*Method)(Arguments...)>
struct Thunk<Slot, Place, Method>
{
    /// The road to a provider's method.
    static Result
    Call(Arguments... arguments)
    {
        WinsockThread& thread = *WinsockThread::GetCurrent();
        // A call that waits may outlive the provider's last WSPCleanup.
        const Ptr<ServiceProvider> provider = thread.GetProcess().GetProviders().GetInSlot(Slot);
        if (!CallScope::IsWatched(thread))
        {
            return ((*provider).*Method)(arguments...);
        }
        TypedSpiCall<Place, Method> call(*provider, arguments...);
        return static_cast<Result>(Serve(thread, *provider, nullptr, call));
    }

    /// The road through a provider's gate.
    static Result
    CallGated(Arguments... arguments)
    {
        WinsockThread& thread = *WinsockThread::GetCurrent();
        const Ptr<ServiceProvider> provider = thread.GetProcess().GetProviders().GetInSlot(Slot);
        TypedSpiCall<Place, Method> call(*provider, arguments...);
        return static_cast<Result>(Serve(thread, *provider, provider->GetCallGate(), call));
    }

    /// @return the function that a table gets
    static constexpr auto
    Get(bool gated)
    {
        return gated ? &Thunk::CallGated : &Thunk::Call;
    }
};

template <uint32_t Slot>
constexpr WSPPROC_TABLE
MakeTable(bool gated)
{
    return WSPPROC_TABLE{
        Thunk<Slot, 0, &ServiceProvider::WSPAccept>::Get(gated),
        Thunk<Slot, 1, &ServiceProvider::WSPAddressToString>::Get(gated),
        Thunk<Slot, 2, &ServiceProvider::WSPAsyncSelect>::Get(gated),
        Thunk<Slot, 3, &ServiceProvider::WSPBind>::Get(gated),
        Thunk<Slot, 4, &ServiceProvider::WSPCancelBlockingCall>::Get(gated),
        Thunk<Slot, 5, &ServiceProvider::WSPCleanup>::Get(gated),
        Thunk<Slot, 6, &ServiceProvider::WSPCloseSocket>::Get(gated),
        Thunk<Slot, 7, &ServiceProvider::WSPConnect>::Get(gated),
        Thunk<Slot, 8, &ServiceProvider::WSPDuplicateSocket>::Get(gated),
        Thunk<Slot, 9, &ServiceProvider::WSPEnumNetworkEvents>::Get(gated),
        Thunk<Slot, 10, &ServiceProvider::WSPEventSelect>::Get(gated),
        Thunk<Slot, 11, &ServiceProvider::WSPGetOverlappedResult>::Get(gated),
        Thunk<Slot, 12, &ServiceProvider::WSPGetPeerName>::Get(gated),
        Thunk<Slot, 13, &ServiceProvider::WSPGetSockName>::Get(gated),
        Thunk<Slot, 14, &ServiceProvider::WSPGetSockOpt>::Get(gated),
        Thunk<Slot, 15, &ServiceProvider::WSPGetQOSByName>::Get(gated),
        Thunk<Slot, 16, &ServiceProvider::WSPIoctl>::Get(gated),
        Thunk<Slot, 17, &ServiceProvider::WSPJoinLeaf>::Get(gated),
        Thunk<Slot, 18, &ServiceProvider::WSPListen>::Get(gated),
        Thunk<Slot, 19, &ServiceProvider::WSPRecv>::Get(gated),
        Thunk<Slot, 20, &ServiceProvider::WSPRecvDisconnect>::Get(gated),
        Thunk<Slot, 21, &ServiceProvider::WSPRecvFrom>::Get(gated),
        Thunk<Slot, 22, &ServiceProvider::WSPSelect>::Get(gated),
        Thunk<Slot, 23, &ServiceProvider::WSPSend>::Get(gated),
        Thunk<Slot, 24, &ServiceProvider::WSPSendDisconnect>::Get(gated),
        Thunk<Slot, 25, &ServiceProvider::WSPSendTo>::Get(gated),
        Thunk<Slot, 26, &ServiceProvider::WSPSetSockOpt>::Get(gated),
        Thunk<Slot, 27, &ServiceProvider::WSPShutdown>::Get(gated),
        Thunk<Slot, 28, &ServiceProvider::WSPSocket>::Get(gated),
        Thunk<Slot, 29, &ServiceProvider::WSPStringToAddress>::Get(gated),
    };
}

template <uint32_t... Slots>
constexpr std::array<WSPPROC_TABLE, sizeof...(Slots)>
MakeTables(bool gated, std::integer_sequence<uint32_t, Slots...>)
{
    return {MakeTable<Slots>(gated)...};
}

constexpr std::make_integer_sequence<uint32_t, PROVIDER_SLOTS> SLOTS;
constexpr auto TABLES = MakeTables(false, SLOTS);
constexpr auto GATED_TABLES = MakeTables(true, SLOTS);

} // namespace

const WSPPROC_TABLE&
GetThunkTable(uint32_t slot, bool gated)
{
    return gated ? GATED_TABLES[slot] : TABLES[slot];
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
