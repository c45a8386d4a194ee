/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "query-set.h"

#include "ns3/packed-block.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-name-service-constants.h"
#include "ns3/winsock-pointer.h"

#include <type_traits>

namespace ns3::winsock
{

namespace
{

/// Reads an object that need not be there.
template <typename T>
std::optional<T>
LoadOptional(const T* from)
{
    return from ? std::optional<T>(LoadObject(from)) : std::nullopt;
}

/// Whether an array is there that a count promises.
bool
IsMissing(const void* array, DWORD count)
{
    return count != 0 && !array;
}

template <typename Set>
int
ReadAnyQuestion(const Set* from, NameSpaceQuestion& question)
{
    const Set set = LoadObject(from);
    if (set.dwSize != sizeof(Set) || IsMissing(set.lpafpProtocols, set.dwNumberOfProtocols))
    {
        return WSAEINVAL;
    }
    if (IsBadPointer(set.lpszServiceInstanceName) || IsBadPointer(set.lpServiceClassId) ||
        IsBadPointer(set.lpVersion) || IsBadPointer(set.lpNSProviderId) ||
        IsBadPointer(set.lpafpProtocols))
    {
        return WSAEFAULT;
    }
    question.name = ReadFormText(set.lpszServiceInstanceName);
    question.classId = LoadOptional(set.lpServiceClassId);
    question.version = LoadOptional(set.lpVersion);
    question.nameSpace = set.dwNameSpace;
    question.providerId = LoadOptional(set.lpNSProviderId);
    for (DWORD i = 0; i < set.dwNumberOfProtocols; ++i)
    {
        question.protocols.push_back(LoadObject(set.lpafpProtocols + i));
    }
    return 0;
}

/// Reads the address that a service listens at. @return 0 or an error
int
ReadEndPoint(const CSADDR_INFO& from, ServiceEndPoint& endPoint)
{
    const SOCKET_ADDRESS& listening = from.LocalAddr.lpSockaddr ? from.LocalAddr : from.RemoteAddr;
    const int length = listening.iSockaddrLength;
    if (IsBadPointer(listening.lpSockaddr))
    {
        return WSAEFAULT;
    }
    endPoint.type = from.iSocketType;
    endPoint.protocol = from.iProtocol;
    const bool read =
        WinsockSocketAddress::Read(listening.lpSockaddr, length, AF_INET, endPoint.address) == 0 ||
        WinsockSocketAddress::Read(listening.lpSockaddr, length, AF_INET6, endPoint.address) == 0;
    return read ? 0 : WSAEINVAL;
}

template <typename Set>
int
ReadAnyService(const Set* from, NameSpaceRecord& service)
{
    const Set set = LoadObject(from);
    if (!set.lpszServiceInstanceName || !set.lpServiceClassId ||
        IsMissing(set.lpcsaBuffer, set.dwNumberOfCsAddrs))
    {
        return WSAEINVAL;
    }
    if (IsBadPointer(set.lpszComment) || IsBadPointer(set.lpcsaBuffer) || IsBadPointer(set.lpBlob))
    {
        return WSAEFAULT;
    }
    service.name = ReadFormText(set.lpszServiceInstanceName);
    service.classId = LoadObject(set.lpServiceClassId);
    service.version = LoadOptional(set.lpVersion);
    if (set.lpszComment)
    {
        service.comment = ReadFormText(set.lpszComment);
    }
    for (DWORD i = 0; i < set.dwNumberOfCsAddrs; ++i)
    {
        service.endPoints.emplace_back();
        if (const int error =
                ReadEndPoint(LoadObject(set.lpcsaBuffer + i), service.endPoints.back()))
        {
            return error;
        }
    }
    if (const std::optional<BLOB> blob = LoadOptional(set.lpBlob))
    {
        if (IsBadPointer(blob->pBlobData) || IsMissing(blob->pBlobData, blob->cbSize))
        {
            return WSAEFAULT;
        }
        service.blob.emplace(blob->pBlobData, blob->pBlobData + blob->cbSize);
    }
    return service.name.empty() ? WSAEINVAL : 0;
}

/// Writes a socket address.
SOCKET_ADDRESS
PackAddress(const WinsockSocketAddress& address, PackedBlock& block)
{
    SOCKADDR_IN6 storage{};
    INT length = sizeof(storage);
    address.Write(reinterpret_cast<SOCKADDR*>(&storage), &length);
    SOCKADDR_IN6* const place = block.Take<SOCKADDR_IN6>(1);
    PackedBlock::Put(place, storage);
    return {reinterpret_cast<SOCKADDR*>(place), length};
}

/// Writes the addresses of a service.
CSADDR_INFO*
PackEndPoints(const std::vector<ServiceEndPoint>& endPoints, bool asService, PackedBlock& block)
{
    CSADDR_INFO* const places = block.Take<CSADDR_INFO>(endPoints.size());
    for (std::size_t i = 0; i < endPoints.size(); ++i)
    {
        const ServiceEndPoint& one = endPoints[i];
        WinsockSocketAddress any;
        any.ipv6 = one.address.ipv6;
        CSADDR_INFO info{};
        info.LocalAddr = PackAddress(asService ? one.address : any, block);
        info.RemoteAddr = PackAddress(asService ? any : one.address, block);
        info.iSocketType = one.type;
        info.iProtocol = one.protocol;
        PackedBlock::Put(places ? places + i : nullptr, info);
    }
    return places;
}

/// Writes what belongs to a service alone and is not its name or addresses.
template <typename Set>
void
PackDetails(const NameSpaceRecord& record, DWORD flags, Set& set, PackedBlock& block)
{
    using Character = std::remove_pointer_t<decltype(Set::lpszComment)>;
    if ((flags & LUP_RETURN_VERSION) && record.version)
    {
        set.lpVersion = block.Write(*record.version);
    }
    if ((flags & LUP_RETURN_COMMENT) && record.comment)
    {
        set.lpszComment = block.WriteText<Character>(*record.comment);
    }
    if ((flags & LUP_RETURN_BLOB) && record.blob)
    {
        BYTE* const data = block.Write(*record.blob);
        set.lpBlob = block.Write(BLOB{static_cast<ULONG>(record.blob->size()), data});
    }
}

template <typename Set>
std::size_t
PackAnyQuerySet(const NameSpaceRecord& record, DWORD flags, Set* room)
{
    using Character = std::remove_pointer_t<decltype(Set::lpszComment)>;
    PackedBlock block(room);
    Set* const place = block.Take<Set>(1);
    Set set{};
    set.dwSize = sizeof(Set);
    set.dwNameSpace = record.nameSpace;
    set.dwOutputFlags = record.outputFlags;
    set.lpNSProviderId = block.Write(record.providerId);
    if (flags & LUP_RETURN_NAME)
    {
        set.lpszServiceInstanceName = block.WriteText<Character>(record.name);
    }
    if (flags & LUP_RETURN_TYPE)
    {
        set.lpServiceClassId = block.Write(record.classId);
    }
    if ((flags & LUP_RETURN_ADDR) && !record.endPoints.empty())
    {
        set.dwNumberOfCsAddrs = static_cast<DWORD>(record.endPoints.size());
        set.lpcsaBuffer = PackEndPoints(record.endPoints, (flags & LUP_RES_SERVICE) != 0, block);
    }
    PackDetails(record, flags, set, block);
    PackedBlock::Put(place, set);
    return block.GetUsed();
}

} // namespace

int
ReadQuestion(const WSAQUERYSETA* set, NameSpaceQuestion& question)
{
    return ReadAnyQuestion(set, question);
}

int
ReadQuestion(const WSAQUERYSETW* set, NameSpaceQuestion& question)
{
    return ReadAnyQuestion(set, question);
}

int
ReadService(const WSAQUERYSETA* set, NameSpaceRecord& service)
{
    return ReadAnyService(set, service);
}

int
ReadService(const WSAQUERYSETW* set, NameSpaceRecord& service)
{
    return ReadAnyService(set, service);
}

std::size_t
PackQuerySet(const NameSpaceRecord& record, DWORD flags, WSAQUERYSETA* room)
{
    return PackAnyQuerySet(record, flags, room);
}

std::size_t
PackQuerySet(const NameSpaceRecord& record, DWORD flags, WSAQUERYSETW* room)
{
    return PackAnyQuerySet(record, flags, room);
}

} // namespace ns3::winsock
