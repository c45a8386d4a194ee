# SQLite, through SQLiteCpp: for catalogs and records of runs in files.
#
# The module builds without them, and then says what is missing when such a file is asked for. Sets
#   WINSOCK_HAS_SQLITE           whether both are there
#   winsock_sqlite_libraries     what to link
#   winsock_sqlite_include_dirs  where their headers are
# WINSOCK_SQLITE=OFF leaves SQLite out on purpose.

option(WINSOCK_SQLITE "Catalogs and run records in SQLite files when SQLiteCpp is there" ON)

find_library(WINSOCK_SQLITECPP_LIBRARY SQLiteCpp)
find_library(WINSOCK_SQLITE3_LIBRARY sqlite3)
find_path(WINSOCK_SQLITECPP_INCLUDE_DIR SQLiteCpp/SQLiteCpp.h)
find_path(WINSOCK_SQLITE3_INCLUDE_DIR sqlite3.h)
mark_as_advanced(WINSOCK_SQLITECPP_LIBRARY WINSOCK_SQLITE3_LIBRARY WINSOCK_SQLITECPP_INCLUDE_DIR
                 WINSOCK_SQLITE3_INCLUDE_DIR)

set(WINSOCK_HAS_SQLITE OFF)
set(winsock_sqlite_libraries "")
set(winsock_sqlite_include_dirs "")
if(WINSOCK_SQLITE AND WINSOCK_SQLITECPP_LIBRARY AND WINSOCK_SQLITE3_LIBRARY
   AND WINSOCK_SQLITECPP_INCLUDE_DIR AND WINSOCK_SQLITE3_INCLUDE_DIR)
    set(WINSOCK_HAS_SQLITE ON)
    set(winsock_sqlite_libraries ${WINSOCK_SQLITECPP_LIBRARY} ${WINSOCK_SQLITE3_LIBRARY})
    set(winsock_sqlite_include_dirs ${WINSOCK_SQLITECPP_INCLUDE_DIR} ${WINSOCK_SQLITE3_INCLUDE_DIR})
else()
    message(STATUS "winsock: catalogs and run records in SQLite files are left out: they need "
                   "SQLiteCpp (Debian: libsqlitecpp-dev libsqlite3-dev)")
endif()
