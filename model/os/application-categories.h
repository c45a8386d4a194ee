/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef APPLICATION_CATEGORIES_H
#define APPLICATION_CATEGORIES_H

#include "ns3/winsock-types.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Which categories of layers the applications of one machine permit (R-CAT-52).
 *
 * An application is known by the path of its program and, where one program runs as several
 * applications, by its command line. Paths are compared as ProviderRegistry compares them, command
 * lines exactly.
 */
class ApplicationCategories
{
  public:
    /// The path of a program in the form in which paths are compared, and a command line.
    using Application = std::pair<std::string, std::string>;

    /**
     * Permits categories to an application, beside those that it permits already.
     * @param path of the program, UTF-8; may hold environment strings
     * @param commandLine UTF-8; empty for every instance of the program
     * @param categories LSP_* bits
     * @return what was permitted before, 0 for nothing
     */
    DWORD Permit(const std::string& path, const std::string& commandLine, DWORD categories);

    /**
     * @param path of the program
     * @param commandLine as it was given to Permit()
     * @return what the application permits; no value if that was never said
     */
    std::optional<DWORD> Find(const std::string& path, const std::string& commandLine) const;

    /**
     * Tells what a process is restricted to (R-LSP-1).
     * @param path of its program
     * @param commandLine with which it was started
     * @return what was said about the program with this command line, else about the program alone;
     *         0, which permits every layer, if neither was said
     */
    DWORD FindForProcess(const std::string& path, const std::string& commandLine) const;

    /// @return what applications permit, of those about which something was said
    const std::map<Application, DWORD>&
    GetAll() const
    {
        return m_permitted;
    }

  private:
    std::map<Application, DWORD> m_permitted; //!< LSP_* bits
};

} // namespace ns3::winsock

#endif /* APPLICATION_CATEGORIES_H */
