/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PACKED_BLOCK_H
#define PACKED_BLOCK_H

#include "ns3/winsock-text-encoding.h"
#include "ns3/winsock-types.h"

#include <cstddef>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A program's buffer that gets structures and, behind them, what these point to.
 *
 * Without a buffer it only counts. The buffer may begin anywhere: everything is copied bytewise.
 */
class PackedBlock
{
  public:
    /// @param room of the program's, or null
    explicit PackedBlock(void* room)
        : m_room(static_cast<char*>(room))
    {
    }

    /// @return room for some objects, or null without a buffer
    template <typename T>
    T*
    Take(std::size_t count)
    {
        m_used = (m_used + alignof(T) - 1) / alignof(T) * alignof(T);
        T* const place = m_room ? reinterpret_cast<T*>(m_room + m_used) : nullptr;
        m_used += count * sizeof(T);
        return place;
    }

    /// Fills what Take() gave. @param place null without a buffer @param value copied there
    template <typename T>
    static void
    Put(T* place, const T& value)
    {
        PutBytes(place, &value, sizeof(T));
    }

    /// @param value an object @return its copy in the buffer
    template <typename T>
    T*
    Write(const T& value)
    {
        T* const place = Take<T>(1);
        Put(place, value);
        return place;
    }

    /// @param bytes an array @return its copy in the buffer, aligned for any object
    BYTE*
    Write(const std::vector<BYTE>& bytes)
    {
        Take<std::max_align_t>(0);
        BYTE* const place = Take<BYTE>(bytes.size());
        PutBytes(place, bytes.data(), bytes.size());
        return place;
    }

    /**
     * @tparam Character of the program's structure: CHAR for ANSI text, WCHAR for wide text
     * @param text a text
     * @return its copy in the buffer, ended by zero
     */
    template <typename Character>
    Character*
    WriteText(const std::u16string& text)
    {
        const auto form = ToForm(text, Character());
        Character* const place = Take<Character>(form.size() + 1);
        PutBytes(place, form.c_str(), (form.size() + 1) * sizeof(Character));
        return place;
    }

    /// @return bytes taken
    std::size_t
    GetUsed() const
    {
        return m_used;
    }

  private:
    /// @return the text of an A form
    static std::string
    ToForm(const std::u16string& text, CHAR)
    {
        return Utf16ToAnsi(text);
    }

    /// @return the text of a W form
    static std::u16string
    ToForm(const std::u16string& text, WCHAR)
    {
        return text;
    }

    /// Copies bytes, if there is a buffer and something to be copied.
    static void
    PutBytes(void* place, const void* data, std::size_t bytes)
    {
        if (place && bytes != 0)
        {
            std::memcpy(place, data, bytes);
        }
    }

    char* m_room;          //!< the buffer, or null
    std::size_t m_used{0}; //!< bytes taken
};

/// @ingroup winsock
/// @param from an object of a program's, wherever it begins; @return a copy
template <typename T>
T
LoadObject(const T* from)
{
    T value;
    std::memcpy(&value, from, sizeof(value));
    return value;
}

/// @ingroup winsock
/// @param text of an A form, or null; @return the same in UTF-16
inline std::u16string
ReadFormText(const CHAR* text)
{
    return text ? AnsiToUtf16(text) : std::u16string();
}

/// @ingroup winsock
/// @param text of a W form, or null; @return the same
inline std::u16string
ReadFormText(const WCHAR* text)
{
    return text ? std::u16string(text) : std::u16string();
}

} // namespace ns3::winsock

#endif /* PACKED_BLOCK_H */
