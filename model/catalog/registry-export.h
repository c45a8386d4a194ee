/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_REGISTRY_EXPORT_H
#define WINSOCK_REGISTRY_EXPORT_H

#include "ns3/catalog-text.h"
#include "ns3/winsock-types.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A value of a registry key.
 */
struct RegistryValue
{
    /** What a value holds. */
    enum class Kind
    {
        TEXT,   //!< REG_SZ or REG_EXPAND_SZ
        NUMBER, //!< REG_DWORD
        BYTES,  //!< REG_BINARY, and all that nobody here has to understand
    };

    Kind kind{Kind::BYTES};    //!< What it holds.
    std::string name{};        //!< In UTF-8; empty for the default value.
    std::string text{};        //!< In UTF-8.
    DWORD number{0};           //!< A number.
    std::vector<BYTE> bytes{}; //!< Bytes.
    std::size_t line{0};       //!< Where it stands in the file, counted from 1.
};

/**
 * @ingroup winsock
 * @brief A registry key with its values.
 */
struct RegistryKey
{
    std::string path{};                  //!< From the root on, in UTF-8.
    std::vector<RegistryValue> values{}; //!< In the order of the file.
    std::size_t line{0};                 //!< Where it stands in the file, counted from 1.

    /**
     * @param name of a value, in any case
     * @return the value, or nullptr
     */
    const RegistryValue* Find(std::string_view name) const;
};

/**
 * @ingroup winsock
 * @brief What a .reg file holds, or why it could not be read.
 */
struct RegistryExport
{
    std::vector<RegistryKey> keys{}; //!< In the order of the file.
    CatalogTextProblem problem{};    //!< Why reading ended early.

    /** @return whether everything was read */
    explicit operator bool() const
    {
        return problem.expected.empty();
    }
};

/**
 * @ingroup winsock
 * @brief Reads what Windows' registry editor exports.
 *
 * Both forms are taken: "Windows Registry Editor Version 5.00" and "REGEDIT4", in UTF-16 or UTF-8 with
 * or without a mark, or in the ANSI code page. Keys and values that are to be deleted are skipped.
 *
 * @param text the whole file
 * @return its keys, or the problem
 */
RegistryExport ReadRegistryExport(std::string_view text);

/**
 * @ingroup winsock
 * @brief Writes keys as the registry editor does.
 * @param keys what to write
 * @return the bytes of the file: "Windows Registry Editor Version 5.00", in UTF-16 with its mark
 */
std::string WriteRegistryExport(const std::vector<RegistryKey>& keys);

} // namespace ns3::winsock

#endif // WINSOCK_REGISTRY_EXPORT_H
