/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "name-space-test-support.h"

#include "scene-test-support.h"

#include "ns3/winsock-text-encoding.h"

#include <cstring>

namespace ns3::winsock::test
{

INT
BeginQuery(Winsock& ws, ServiceQuery query, HANDLE& handle)
{
    WSAQUERYSETW set{};
    set.dwSize = sizeof(set);
    set.lpszServiceInstanceName = query.name.empty() ? nullptr : query.name.data();
    set.lpServiceClassId = &query.classId;
    set.dwNameSpace = query.nameSpace;
    set.dwNumberOfProtocols = static_cast<DWORD>(query.protocols.size());
    set.lpafpProtocols = query.protocols.data();
    set.lpVersion = query.version ? &*query.version : nullptr;
    set.lpNSProviderId = query.providerId ? &*query.providerId : nullptr;
    return ws.WSALookupServiceBegin(&set, query.flags, &handle);
}

std::string
TextOf(const WSAQUERYSETW& set)
{
    std::string text = set.dwOutputFlags & RESULT_IS_ALIAS ? "alias " : "";
    text += set.lpszServiceInstanceName ? Utf16ToUtf8(set.lpszServiceInstanceName) : "-";
    for (DWORD i = 0; i < set.dwNumberOfCsAddrs; ++i)
    {
        const CSADDR_INFO& info = set.lpcsaBuffer[i];
        const SOCKADDR* const address = info.RemoteAddr.lpSockaddr;
        text += i == 0 ? ": " : " ";
        text += address->sa_family == AF_INET
                    ? TextOf(*reinterpret_cast<const SOCKADDR_IN*>(address))
                    : TextOf(*reinterpret_cast<const SOCKADDR_IN6*>(address));
        text += "/" + std::to_string(info.iSocketType) + "/" + std::to_string(info.iProtocol);
    }
    return text;
}

std::string
AskAll(Winsock& ws, const ServiceQuery& query)
{
    HANDLE handle = nullptr;
    if (BeginQuery(ws, query, handle) != 0)
    {
        return Scene::NameOf(ws.WSAGetLastError());
    }
    std::string all;
    for (;;)
    {
        alignas(WSAQUERYSETW) char buffer[2048];
        DWORD length = sizeof(buffer);
        auto* const set = reinterpret_cast<WSAQUERYSETW*>(buffer);
        if (ws.WSALookupServiceNext(handle, query.flags, &length, set) != 0)
        {
            break;
        }
        all += (all.empty() ? "" : "; ") + TextOf(*set);
    }
    const std::string end = Scene::NameOf(ws.WSAGetLastError());
    ws.WSALookupServiceEnd(handle);
    return end == Scene::NameOf(WSA_E_NO_MORE) ? all : all + "; " + end;
}

PublishedService::PublishedService(const std::u16string& name, const GUID& classId)
    : m_name(name),
      m_classId(classId)
{
}

PublishedService&
PublishedService::At(const SOCKADDR_IN& address)
{
    m_addresses.push_back(address);
    return *this;
}

WSAQUERYSETW&
PublishedService::GetSet()
{
    m_infos.clear();
    for (SOCKADDR_IN& address : m_addresses)
    {
        CSADDR_INFO info{};
        info.LocalAddr = {reinterpret_cast<SOCKADDR*>(&address), sizeof(address)};
        info.RemoteAddr = info.LocalAddr;
        info.iSocketType = SOCK_STREAM;
        info.iProtocol = IPPROTO_TCP;
        m_infos.push_back(info);
    }
    m_set.dwSize = sizeof(m_set);
    m_set.lpszServiceInstanceName = m_name.data();
    m_set.lpServiceClassId = &m_classId;
    m_set.dwNumberOfCsAddrs = static_cast<DWORD>(m_infos.size());
    m_set.lpcsaBuffer = m_infos.data();
    return m_set;
}

INT
PublishedService::Set(Winsock& ws, WSAESETSERVICEOP operation, DWORD flags)
{
    return ws.WSASetService(&GetSet(), operation, flags);
}

} // namespace ns3::winsock::test
