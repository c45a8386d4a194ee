/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "codec-transform.h"

#include "ns3/abort.h"

namespace ns3::winsock
{

namespace
{

/// Leaves the bytes as they are: all that a codec adds is its frames.
class IdentityTransform : public CodecTransform
{
  public:
    void
    Apply(const char* data, std::size_t length, std::vector<char>& wire) override
    {
        wire.insert(wire.end(), data, data + length);
    }

    bool
    Undo(const char* wire, std::size_t length, std::vector<char>& data) override
    {
        data.insert(data.end(), wire, wire + length);
        return true;
    }
};

/// Combines the bytes with those of a key, which begins again whenever it is used up.
class XorTransform : public CodecTransform
{
  public:
    explicit XorTransform(const std::string& key)
        : m_key(key)
    {
    }

    void
    Apply(const char* data, std::size_t length, std::vector<char>& wire) override
    {
        for (std::size_t i = 0; i < length; ++i)
        {
            wire.push_back(static_cast<char>(data[i] ^ m_key[m_next]));
            m_next = (m_next + 1) % m_key.size();
        }
    }

    bool
    Undo(const char* wire, std::size_t length, std::vector<char>& data) override
    {
        Apply(wire, length, data);
        return true;
    }

  private:
    std::string m_key;     //!< not empty
    std::size_t m_next{0}; //!< which byte of it is next
};

/// Writes each byte as two letters from a to p: twice the length, and not every text is possible.
class ExpandTransform : public CodecTransform
{
  public:
    void
    Apply(const char* data, std::size_t length, std::vector<char>& wire) override
    {
        for (std::size_t i = 0; i < length; ++i)
        {
            const auto byte = static_cast<unsigned char>(data[i]);
            wire.push_back(static_cast<char>('a' + byte / 16));
            wire.push_back(static_cast<char>('a' + byte % 16));
        }
    }

    bool
    Undo(const char* wire, std::size_t length, std::vector<char>& data) override
    {
        for (std::size_t i = 0; i + 1 < length; i += 2)
        {
            if (!IsLetter(wire[i]) || !IsLetter(wire[i + 1]))
            {
                return false;
            }
            data.push_back(static_cast<char>((wire[i] - 'a') * 16 + (wire[i + 1] - 'a')));
        }
        return length % 2 == 0;
    }

  private:
    static bool
    IsLetter(char letter)
    {
        return letter >= 'a' && letter <= 'p';
    }
};

} // namespace

std::unique_ptr<CodecTransform>
MakeCodecTransform(const std::string& name, const std::string& key)
{
    if (name == "Identity")
    {
        return std::make_unique<IdentityTransform>();
    }
    if (name == "Expand")
    {
        return std::make_unique<ExpandTransform>();
    }
    NS_ABORT_MSG_UNLESS(name == "Xor",
                        "CodecLibrary::Transform is \""
                            << name
                            << "\": choose Identity, Xor or Expand, or derive a library that"
                            << " makes a transform of its own.");
    NS_ABORT_MSG_IF(key.empty(), "CodecLibrary::Key is empty: the transform Xor needs a key.");
    return std::make_unique<XorTransform>(key);
}

} // namespace ns3::winsock
