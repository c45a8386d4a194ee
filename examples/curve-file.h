/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CURVE_FILE_H
#define CURVE_FILE_H

// The curves of an example as a file of comma-separated values, which doc/curves.py draws.

#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace curve_file
{

/// A file with a column for each curve. Without a name nothing is written.
class CurveFile
{
  public:
    /**
     * @param path of the file; may be empty
     * @param columns names; the first is that of the horizontal axis
     */
    CurveFile(const std::string& path, const std::vector<std::string>& columns)
        : m_path(path)
    {
        if (!path.empty())
        {
            m_file.open(path);
            WriteLine(columns);
        }
    }

    /// @param values one for each column, numbers or texts
    template <typename T>
    void
    Add(const std::vector<T>& values)
    {
        if (!m_path.empty())
        {
            WriteLine(values);
        }
    }

    /// @return whether everything is in the file; if not, the user has been told
    bool
    Finish()
    {
        m_file.flush();
        if (!m_path.empty() && !m_file)
        {
            std::cerr << "Cannot write " << m_path
                      << ": give a file in a folder that exists with --out=FILE.\n";
            return false;
        }
        return true;
    }

  private:
    template <typename T>
    void
    WriteLine(const std::vector<T>& values)
    {
        const char* separator = "";
        for (const T& value : values)
        {
            m_file << separator << value;
            separator = ",";
        }
        m_file << "\n";
    }

    std::string m_path;
    std::ofstream m_file;
};

} // namespace curve_file

#endif /* CURVE_FILE_H */
