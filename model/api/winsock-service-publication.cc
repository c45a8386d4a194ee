/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Services as programs publish and withdraw them.
 */

#include "winsock-name-space-calls.h"

#include "ns3/namespace-list.h"
#include "ns3/query-set.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-name-table.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <optional>

namespace ns3::winsock
{

namespace
{

/// @return what is to be done, or no value for an unknown operation or flag
std::optional<ServiceOperation>
ReadOperation(WSAESETSERVICEOP operation, DWORD flags)
{
    const bool multiple = flags == static_cast<DWORD>(SERVICE_MULTIPLE);
    if (flags != 0 && !multiple)
    {
        return std::nullopt;
    }
    switch (operation)
    {
    case RNRSERVICE_REGISTER:
        return multiple ? ServiceOperation::REGISTER_ADDRESSES : ServiceOperation::REGISTER;
    case RNRSERVICE_DEREGISTER:
        return multiple ? ServiceOperation::DEREGISTER_ADDRESSES : ServiceOperation::DEREGISTER;
    case RNRSERVICE_DELETE:
        return multiple ? ServiceOperation::REMOVE_ADDRESSES : ServiceOperation::REMOVE;
    default:
        return std::nullopt;
    }
}

/// Reads a service with the providers that are meant. @return 0 or an error
template <typename Set>
int
ReadAll(const Set* info, NameSpaceQuestion& scope, NameSpaceRecord& service)
{
    if (IsNowhere(info))
    {
        return WSAEINVAL;
    }
    const int error = ReadQuestion(info, scope);
    return error == 0 ? ReadService(info, service) : error;
}

/// Tells the providers that are meant. @return 0 or an error
int
Publish(const WinsockProcess& process,
        ServiceOperation operation,
        const NameSpaceQuestion& scope,
        const NameSpaceRecord& service)
{
    const NamespaceList providers = ChooseNamespaces(
        *process.GetNamespaces(), scope.nameSpace, scope.providerId ? &*scope.providerId : nullptr);
    if (providers.empty())
    {
        return WSAEINVAL;
    }
    const bool directory = FindNamespace(providers, NTDS_NAMESPACE_GUID) != nullptr;
    return directory ? WinsockNameTable::Get()->SetService(
                           operation, service, process.GetStack().GetNode())
                     : 0;
}

} // namespace

template <typename Set>
INT
WinsockNameSpaceCalls::SetService(ApiCall& call,
                                  const Set* info,
                                  WSAESETSERVICEOP operation,
                                  DWORD flags)
{
    int error = call.IsAllowed() ? 0 : call.GetError();
    NameSpaceQuestion scope;
    NameSpaceRecord service;
    const std::optional<ServiceOperation> wanted = ReadOperation(operation, flags);
    error = error == 0 ? ReadAll(info, scope, service) : error;
    error = error == 0 && !wanted ? WSAEINVAL : error;
    error = error == 0 ? Publish(GetProcess(), *wanted, scope, service) : error;
    call.SetError(error);
    return call.Finish(error == 0 ? 0 : SOCKET_ERROR);
}

INT
WinsockNameSpaceCalls::WSASetServiceW(LPWSAQUERYSETW lpqsRegInfo,
                                      WSAESETSERVICEOP essOperation,
                                      DWORD dwControlFlags)
{
    ApiCall call(m_thread,
                 "WSASetServiceW",
                 Arg("essOperation", essOperation),
                 Arg("dwControlFlags", dwControlFlags));
    return SetService(call, lpqsRegInfo, essOperation, dwControlFlags);
}

INT
WinsockNameSpaceCalls::WSASetServiceA(LPWSAQUERYSETA lpqsRegInfo,
                                      WSAESETSERVICEOP essOperation,
                                      DWORD dwControlFlags)
{
    ApiCall call(m_thread,
                 "WSASetServiceA",
                 Arg("essOperation", essOperation),
                 Arg("dwControlFlags", dwControlFlags));
    return SetService(call, lpqsRegInfo, essOperation, dwControlFlags);
}

} // namespace ns3::winsock
