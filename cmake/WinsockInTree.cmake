# The module inside an ns-3 tree (contrib/winsock): ns-3's own macros build it.

find_library(WINSOCK_BOOST_CONTEXT_LIBRARY boost_context)
find_path(WINSOCK_BOOST_INCLUDE_DIR boost/context/fiber.hpp)
mark_as_advanced(WINSOCK_BOOST_CONTEXT_LIBRARY WINSOCK_BOOST_INCLUDE_DIR)
if(NOT WINSOCK_BOOST_CONTEXT_LIBRARY OR NOT WINSOCK_BOOST_INCLUDE_DIR)
    message(FATAL_ERROR "The winsock module needs Boost.Context, which is not installed. "
                        "On Debian and Ubuntu: apt-get install libboost-context-dev")
endif()

add_definitions(-DWINSOCK_TEST_DATA_DIR="${CMAKE_CURRENT_SOURCE_DIR}/test/data")

build_lib(
    LIBNAME winsock
    SOURCE_FILES ${winsock_model_sources} ${winsock_helper_sources}
    HEADER_FILES ${winsock_model_headers} ${winsock_helper_headers}
    LIBRARIES_TO_LINK ${libcore}
                      ${libnetwork}
                      ${libinternet}
                      ${WINSOCK_BOOST_CONTEXT_LIBRARY}
    TEST_SOURCES ${winsock_test_sources}
)
