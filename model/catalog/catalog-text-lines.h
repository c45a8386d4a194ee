/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_TEXT_LINES_H
#define CATALOG_TEXT_LINES_H

#include "ns3/catalog-text.h"
#include "ns3/winsock-types.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The lines of a netsh listing, read one after the other as labels with values.
 *
 * Every reading call looks at the current line and goes on to the next if it understood it. The
 * first line that is not as expected becomes the problem, which later ones do not replace.
 */
class CatalogTextLines
{
  public:
    /** @param text UTF-8; must live as long as the object */
    explicit CatalogTextLines(std::string_view text);

    /** @return whether a line was not as expected */
    bool
    HasFailed() const
    {
        return !m_problem.expected.empty();
    }

    /** @return the problem; empty if there is none */
    const CatalogTextProblem&
    GetProblem() const
    {
        return m_problem;
    }

    /** @return whether no line is left */
    bool
    IsAtEnd() const
    {
        return m_next == m_lines.size();
    }

    /** @return place of the current line, counted from 0 */
    std::size_t
    GetPosition() const
    {
        return m_next;
    }

    /** @return the current line without blanks around it; empty at the end */
    std::string_view Line() const;

    /** @return the current line as it is; not to be called at the end */
    std::string_view
    RawLine() const
    {
        return m_lines[m_next];
    }

    /** @brief Goes to the next line; not to be called at the end. */
    void
    Advance()
    {
        ++m_next;
    }

    /** @brief Goes to the line before; not to be called at the first. */
    void
    StepBack()
    {
        --m_next;
    }

    /** @brief Goes to the end. */
    void
    SkipRest()
    {
        m_next = m_lines.size();
    }

    /**
     * @brief Goes to the next line that is not empty.
     * @return number of lines passed over
     */
    int SkipEmptyLines();

    /**
     * @brief Notes a problem.
     * @param position the line, counted from 0
     * @param expected what should stand there
     * @param found what stands there
     * @return false, for the caller to return
     */
    bool Fail(std::size_t position, std::string expected, std::string found);

    /**
     * @brief Notes that the current line is not as expected.
     * @param expected what should stand there
     * @return false, for the caller to return
     */
    bool FailHere(std::string expected);

    /**
     * @brief Reads "Label:   value".
     * @param label the label without its colon
     * @param value receives the text after it
     * @return whether the line has the label
     */
    bool ReadText(std::string_view label, std::string& value);

    /**
     * @brief Reads "Label:   value" with a whole number, decimal or with 0x.
     * @param label the label without its colon
     * @param least smallest number allowed
     * @param most largest number allowed
     * @param value receives the number
     * @return whether the line has the label and such a number
     */
    bool
    ReadNumber(std::string_view label, std::int64_t least, std::int64_t most, std::int64_t& value);

    /**
     * @brief Reads "Label:   value" with any number that fits a member.
     * @param label the label without its colon
     * @param member receives the number
     * @return whether the line has the label and such a number
     */
    template <typename MEMBER>
    bool
    ReadMember(std::string_view label, MEMBER& member)
    {
        using Limits = std::numeric_limits<MEMBER>;
        std::int64_t value = 0;
        const bool read = ReadNumber(label, Limits::min(), Limits::max(), value);
        member = static_cast<MEMBER>(value);
        return read;
    }

    /**
     * @brief Reads "Label:   value" with a GUID in braces.
     * @param label the label without its colon
     * @param guid receives the GUID
     * @return whether the line has the label and a GUID
     */
    bool ReadGuid(std::string_view label, GUID& guid);

  private:
    std::vector<std::string_view> m_lines; //!< Without line ends.
    std::size_t m_next{0};                 //!< The current line.
    CatalogTextProblem m_problem;          //!< The first problem.
};

/**
 * @ingroup winsock
 * @param text any text
 * @return the text in double quotes
 */
std::string Quoted(std::string_view text);

} // namespace ns3::winsock

#endif // CATALOG_TEXT_LINES_H
