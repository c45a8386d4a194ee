/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Classes of services as programs install, read and remove them.
 */

#include "winsock-name-space-calls.h"

#include "ns3/namespace-list.h"
#include "ns3/packed-block.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-installation-call.h"
#include "ns3/winsock-name-table.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace ns3::winsock
{

namespace
{

/// Reads what a program installs. @return whether nothing is missing
template <typename Info>
bool
ReadClass(const Info* from, ServiceClass& installed)
{
    if (IsNowhere(from))
    {
        return false;
    }
    const Info info = LoadObject(from);
    if (IsNowhere(info.lpServiceClassId) || IsNowhere(info.lpszServiceClassName) ||
        (info.dwCount != 0 && IsNowhere(info.lpClassInfos)))
    {
        return false;
    }
    installed.id = LoadObject(info.lpServiceClassId);
    installed.name = ReadFormText(info.lpszServiceClassName);
    for (DWORD i = 0; i < info.dwCount; ++i)
    {
        const auto value = LoadObject(info.lpClassInfos + i);
        if (IsNowhere(value.lpszName) || (value.dwValueSize != 0 && IsNowhere(value.lpValue)))
        {
            return false;
        }
        const auto* const bytes = static_cast<const BYTE*>(value.lpValue);
        installed.values.push_back({ReadFormText(value.lpszName),
                                    value.dwNameSpace,
                                    value.dwValueType,
                                    {bytes, bytes + value.dwValueSize}});
    }
    return true;
}

/// Writes a class, with its values for a name space, and all that it points to behind it.
template <typename Info>
std::size_t
PackClass(const ServiceClass& installed, DWORD nameSpace, Info* room)
{
    using Character = std::remove_pointer_t<decltype(Info::lpszServiceClassName)>;
    using Value = std::remove_pointer_t<decltype(Info::lpClassInfos)>;
    std::vector<const ServiceClassValue*> told;
    for (const ServiceClassValue& one : installed.values)
    {
        if (one.nameSpace == nameSpace || one.nameSpace == NS_ALL)
        {
            told.push_back(&one);
        }
    }
    PackedBlock block(room);
    Info* const place = block.Take<Info>(1);
    Value* const values = block.Take<Value>(told.size());
    Info info{};
    info.lpServiceClassId = block.Write(installed.id);
    info.lpszServiceClassName = block.WriteText<Character>(installed.name);
    info.dwCount = static_cast<DWORD>(told.size());
    info.lpClassInfos = told.empty() ? nullptr : values;
    for (std::size_t i = 0; i < told.size(); ++i)
    {
        const ServiceClassValue& one = *told[i];
        Value value{};
        value.lpszName = block.WriteText<Character>(one.name);
        value.dwNameSpace = one.nameSpace;
        value.dwValueType = one.type;
        value.dwValueSize = static_cast<DWORD>(one.bytes.size());
        value.lpValue = block.Write(one.bytes);
        PackedBlock::Put(values ? values + i : nullptr, value);
    }
    PackedBlock::Put(place, info);
    return block.GetUsed();
}

/// The name of a class: an installed one's, or that of the service at a port. @return empty for none
std::u16string
FindClassName(const ServiceClasses& classes, const GUID& id)
{
    if (const ServiceClass* const installed = classes.Find(id))
    {
        return installed->name;
    }
    const bool stream = IS_SVCID_TCP(&id);
    if ((!stream && !IS_SVCID_UDP(&id)) || RR_FROM_SVCID(&id) != 0)
    {
        return {};
    }
    const ServiceRecord* const known =
        WinsockNameTable::Get()->FindService(PORT_FROM_SVCID_TCP(&id), stream ? "tcp" : "udp");
    return known ? AnsiToUtf16(known->name) : std::u16string();
}

} // namespace

// ---------------------------------------------------------------- installing

template <typename Info>
INT
WinsockNameSpaceCalls::InstallClass(ApiCall& call, const Info* info)
{
    if (!call.IsAllowed())
    {
        return call.Finish(SOCKET_ERROR);
    }
    WinsockStack& stack = GetProcess().GetStack();
    ServiceClass installed;
    int error = stack.GetDialect() == Dialect::CE ? WSAEOPNOTSUPP : 0;
    error = error == 0 && !ReadClass(info, installed) ? WSAEINVAL : error;
    error = error == 0 && !GetProcess().IsAdministrator() ? WSAEACCES : error;
    if (error == 0 && !stack.GetServiceClasses().Install(std::move(installed)))
    {
        error = WSAEALREADY;
    }
    call.SetError(error);
    return call.Finish(error == 0 ? 0 : SOCKET_ERROR);
}

INT
WinsockNameSpaceCalls::WSAInstallServiceClassW(LPWSASERVICECLASSINFOW lpServiceClassInfo)
{
    ApiCall call(m_thread, "WSAInstallServiceClassW");
    return InstallClass(call, lpServiceClassInfo);
}

INT
WinsockNameSpaceCalls::WSAInstallServiceClassA(LPWSASERVICECLASSINFOA lpServiceClassInfo)
{
    ApiCall call(m_thread, "WSAInstallServiceClassA");
    return InstallClass(call, lpServiceClassInfo);
}

INT
WinsockNameSpaceCalls::WSARemoveServiceClass(LPGUID lpServiceClassId)
{
    ApiCall call(m_thread, "WSARemoveServiceClass", GuidArg{"lpServiceClassId", lpServiceClassId});
    if (!call.IsAllowed())
    {
        return call.Finish(SOCKET_ERROR);
    }
    WinsockStack& stack = GetProcess().GetStack();
    ServiceClasses& classes = stack.GetServiceClasses();
    int error = 0;
    if (stack.GetDialect() == Dialect::CE)
    {
        error = WSAEOPNOTSUPP;
    }
    else if (IsNowhere(lpServiceClassId))
    {
        error = WSAEINVAL;
    }
    else if (!classes.Find(*lpServiceClassId))
    {
        error = WSATYPE_NOT_FOUND;
    }
    else if (!GetProcess().IsAdministrator())
    {
        error = WSAEACCES;
    }
    else if (WinsockNameTable::Get()->GetDirectory().Uses(*lpServiceClassId))
    {
        error = WSAETOOMANYREFS;
    }
    else
    {
        classes.Remove(*lpServiceClassId);
    }
    call.SetError(error);
    return call.Finish(error == 0 ? 0 : SOCKET_ERROR);
}

// ---------------------------------------------------------------- reading

template <typename Info>
INT
WinsockNameSpaceCalls::GetClass(
    ApiCall& call, const GUID* provider, const GUID* id, LPDWORD size, Info* info)
{
    if (!call.IsAllowed())
    {
        return call.Finish(SOCKET_ERROR);
    }
    WinsockStack& stack = GetProcess().GetStack();
    const bool bad = IsNowhere(provider) || IsNowhere(id) || IsNowhere(size) || IsNowhere(info);
    const auto providers = GetProcess().GetNamespaces();
    const NamespaceEntry* const known = bad ? nullptr : FindNamespace(*providers, *provider);
    const ServiceClass* const installed = known ? stack.GetServiceClasses().Find(*id) : nullptr;
    if (stack.GetDialect() == Dialect::CE || !installed)
    {
        const int error = known ? WSATYPE_NOT_FOUND : WSAEINVAL;
        call.SetError(stack.GetDialect() == Dialect::CE ? WSAEOPNOTSUPP : error);
        return call.Finish(SOCKET_ERROR);
    }
    const auto needed =
        static_cast<DWORD>(PackClass(*installed, known->nameSpace, static_cast<Info*>(nullptr)));
    if (*size < needed)
    {
        *size = needed;
        call.SetError(WSAEFAULT);
        return call.Finish(SOCKET_ERROR);
    }
    PackClass(*installed, known->nameSpace, info);
    return call.Finish(0);
}

INT
WinsockNameSpaceCalls::WSAGetServiceClassInfoW(LPGUID lpProviderId,
                                               LPGUID lpServiceClassId,
                                               LPDWORD lpdwBufSize,
                                               LPWSASERVICECLASSINFOW lpServiceClassInfo)
{
    ApiCall call(
        m_thread, "WSAGetServiceClassInfoW", GuidArg{"lpServiceClassId", lpServiceClassId});
    return GetClass(call, lpProviderId, lpServiceClassId, lpdwBufSize, lpServiceClassInfo);
}

INT
WinsockNameSpaceCalls::WSAGetServiceClassInfoA(LPGUID lpProviderId,
                                               LPGUID lpServiceClassId,
                                               LPDWORD lpdwBufSize,
                                               LPWSASERVICECLASSINFOA lpServiceClassInfo)
{
    ApiCall call(
        m_thread, "WSAGetServiceClassInfoA", GuidArg{"lpServiceClassId", lpServiceClassId});
    return GetClass(call, lpProviderId, lpServiceClassId, lpdwBufSize, lpServiceClassInfo);
}

template <typename Character>
INT
WinsockNameSpaceCalls::GetClassName(ApiCall& call, const GUID* id, Character* name, LPDWORD length)
{
    if (!call.IsAllowed())
    {
        return call.Finish(SOCKET_ERROR);
    }
    WinsockStack& stack = GetProcess().GetStack();
    int error = stack.GetDialect() == Dialect::CE ? WSAEOPNOTSUPP : 0;
    error = error == 0 && IsNowhere(id) ? WSA_INVALID_PARAMETER : error;
    error = error == 0 && (IsBadPointer(name) || IsNowhere(length)) ? WSAEFAULT : error;
    const std::u16string text =
        error == 0 ? FindClassName(stack.GetServiceClasses(), *id) : std::u16string();
    error = error == 0 && text.empty() ? WSANO_DATA : error;
    if (error == 0)
    {
        PackedBlock counted(nullptr);
        counted.WriteText<Character>(text);
        const auto needed = static_cast<DWORD>(counted.GetUsed() / sizeof(Character));
        error = !name || *length < needed ? WSAEFAULT : 0;
        *length = needed;
    }
    if (error == 0)
    {
        PackedBlock(name).WriteText<Character>(text);
    }
    call.SetError(error);
    return call.Finish(error == 0 ? 0 : SOCKET_ERROR);
}

INT
WinsockNameSpaceCalls::WSAGetServiceClassNameByClassIdW(LPGUID lpServiceClassId,
                                                        LPWSTR lpszServiceClassName,
                                                        LPDWORD lpdwBufferLength)
{
    ApiCall call(m_thread,
                 "WSAGetServiceClassNameByClassIdW",
                 GuidArg{"lpServiceClassId", lpServiceClassId});
    return GetClassName(call, lpServiceClassId, lpszServiceClassName, lpdwBufferLength);
}

INT
WinsockNameSpaceCalls::WSAGetServiceClassNameByClassIdA(LPGUID lpServiceClassId,
                                                        LPSTR lpszServiceClassName,
                                                        LPDWORD lpdwBufferLength)
{
    ApiCall call(m_thread,
                 "WSAGetServiceClassNameByClassIdA",
                 GuidArg{"lpServiceClassId", lpServiceClassId});
    return GetClassName(call, lpServiceClassId, lpszServiceClassName, lpdwBufferLength);
}

} // namespace ns3::winsock
