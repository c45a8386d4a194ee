/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_SQLITE_ERROR_H
#define WINSOCK_SQLITE_ERROR_H

#include <stdexcept>
#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Why work on a SQLite file failed.
 */
enum class SqliteProblem
{
    UNAVAILABLE,    //!< The module was built without SQLite.
    CANNOT_OPEN,    //!< There is no such file, or it may not be read or made.
    NO_DATABASE,    //!< The file is no SQLite database, or a damaged one.
    OTHER_CONTENT,  //!< It is a database of something else.
    NEWER_VERSION,  //!< A newer release of the module wrote it.
    OLDER_VERSION,  //!< An older release wrote it, and it was opened for reading only.
    READ_ONLY,      //!< It may not be written.
    LOCKED,         //!< Another program works on it.
    FULL,           //!< The disk, or what the file may take of it, is full.
    DISK,           //!< The disk failed.
    NOT_CONSISTENT, //!< What was to be stored breaks a constraint of the schema.
    NOT_FOUND,      //!< What was asked for is not in the file.
    THERE_ALREADY,  //!< What was to be made is in the file.
    OTHER,          //!< None of these, such as wrong SQL.
};

/**
 * @ingroup winsock
 * @brief Says that work on a SQLite file failed; what() names the file, what is wrong with it, and the
 *        mend, as sentences without the last full stop.
 *
 * What was written in the transaction that failed is not in the file.
 */
class SqliteError : public std::runtime_error
{
  public:
    /**
     * @param problem the kind of failure
     * @param text the sentences
     */
    SqliteError(SqliteProblem problem, const std::string& text)
        : std::runtime_error(text),
          m_problem(problem)
    {
    }

    /** @return the kind of failure */
    SqliteProblem
    GetProblem() const
    {
        return m_problem;
    }

  private:
    SqliteProblem m_problem; //!< The kind of failure.
};

} // namespace ns3::winsock

#endif // WINSOCK_SQLITE_ERROR_H
