/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "packed-catalog-item.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace ns3::winsock
{

namespace
{

constexpr std::size_t PATH_BYTES = 260;

/// Puts members behind each other, whatever the byte order of the machine that does it.
class Packer
{
  public:
    /// Adds a number. @param number its value @param bytes how many, the lowest first
    void
    operator()(std::uint32_t number, std::size_t bytes)
    {
        for (std::size_t i = 0; i < bytes; ++i)
        {
            packed.push_back(static_cast<BYTE>(number >> 8 * i));
        }
    }

    std::vector<BYTE> packed; //!< So far.
};

/// Takes members from the front.
class Unpacker
{
  public:
    Unpacker(const std::vector<BYTE>& bytes, std::size_t position)
        : m_bytes(bytes),
          m_position(position)
    {
    }

    /// Takes a number. @param number gets it @param bytes how many, the lowest first
    template <typename Number>
    void
    operator()(Number& number, std::size_t bytes)
    {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i)
        {
            value |= std::uint32_t{m_bytes[m_position++]} << 8 * i;
        }
        number = static_cast<Number>(value);
    }

  private:
    const std::vector<BYTE>& m_bytes;
    std::size_t m_position;
};

/// Hands each member of a GUID to what packs or unpacks it.
template <typename Guid, typename Visitor>
void
VisitGuid(Guid& guid, Visitor& visit)
{
    visit(guid.Data1, 4);
    visit(guid.Data2, 2);
    visit(guid.Data3, 2);
    for (auto& byte : guid.Data4)
    {
        visit(byte, 1);
    }
}

/// Hands each member of a structure, in their order, to what packs or unpacks it.
template <typename Info, typename Visitor>
void
VisitMembers(Info& info, Visitor& visit)
{
    visit(info.dwServiceFlags1, 4);
    visit(info.dwServiceFlags2, 4);
    visit(info.dwServiceFlags3, 4);
    visit(info.dwServiceFlags4, 4);
    visit(info.dwProviderFlags, 4);
    VisitGuid(info.ProviderId, visit);
    visit(info.dwCatalogEntryId, 4);
    visit(info.ProtocolChain.ChainLen, 4);
    for (auto& slot : info.ProtocolChain.ChainEntries)
    {
        visit(slot, 4);
    }
    visit(info.iVersion, 4);
    visit(info.iAddressFamily, 4);
    visit(info.iMaxSockAddr, 4);
    visit(info.iMinSockAddr, 4);
    visit(info.iSocketType, 4);
    visit(info.iProtocol, 4);
    visit(info.iProtocolMaxOffset, 4);
    visit(info.iNetworkByteOrder, 4);
    visit(info.iSecurityScheme, 4);
    visit(info.dwMessageSize, 4);
    visit(info.dwProviderReserved, 4);
    for (auto& unit : info.szProtocol)
    {
        visit(unit, 2);
    }
}

} // namespace

std::vector<BYTE>
PackGuid(const GUID& guid)
{
    Packer packer;
    VisitGuid(guid, packer);
    return packer.packed;
}

GUID
UnpackGuid(const std::vector<BYTE>& bytes)
{
    GUID guid{};
    Unpacker unpacker(bytes, 0);
    VisitGuid(guid, unpacker);
    return guid;
}

std::vector<BYTE>
PackCatalogItem(const CatalogEntry& entry)
{
    std::string path = Utf16ToAnsi(Utf8ToUtf16(entry.libraryPath));
    path.resize(PATH_BYTES - 1); // zeros up to the end, and the terminator
    Packer packer;
    packer.packed.assign(path.begin(), path.end());
    packer.packed.push_back(0);
    VisitMembers(entry.info, packer);
    return packer.packed;
}

std::string
UnpackCatalogItem(const std::vector<BYTE>& bytes, CatalogEntry& entry)
{
    if (bytes.size() != PACKED_CATALOG_ITEM_BYTES)
    {
        return std::to_string(bytes.size()) + " bytes";
    }
    const auto pathEnd = bytes.begin() + PATH_BYTES;
    const auto end = std::find(bytes.begin(), pathEnd, 0);
    if (end == pathEnd)
    {
        return "a path without an end";
    }
    entry.libraryPath = Utf16ToUtf8(AnsiToUtf16(std::string(bytes.begin(), end)));
    Unpacker unpacker(bytes, PATH_BYTES);
    VisitMembers(entry.info, unpacker);
    entry.info.szProtocol[WSAPROTOCOL_LEN] = 0;
    return "";
}

} // namespace ns3::winsock
