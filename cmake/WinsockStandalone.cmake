# The module outside an ns-3 tree, against an installed ns-3.

include(GNUInstallDirs)

set(WINSOCK_CXX_STANDARD "" CACHE STRING "C++ standard; empty: the one that the found ns-3 needs")
set(WINSOCK_SANITIZE "" CACHE STRING "Sanitizers, such as address,undefined; empty: none")
option(WINSOCK_PYTHON "Build the Python module when pybind11 is there" ON)

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

# --- What it is built with ------------------------------------------------------------------------

list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
find_package(ns3 MODULE REQUIRED COMPONENTS core network internet applications point-to-point csma
                                       config-store wifi mobility)
find_package(Boost 1.66 REQUIRED COMPONENTS context)

find_path(WINSOCK_JSON_INCLUDE_DIR nlohmann/json.hpp)
mark_as_advanced(WINSOCK_JSON_INCLUDE_DIR)
if(NOT WINSOCK_JSON_INCLUDE_DIR)
    message(FATAL_ERROR "The winsock module needs JSON for Modern C++ (nlohmann/json.hpp), which is "
                        "not installed. On Debian and Ubuntu: apt-get install nlohmann-json3-dev")
endif()

include(${CMAKE_CURRENT_LIST_DIR}/WinsockSqlite.cmake)

find_program(WINSOCK_CCACHE ccache)
mark_as_advanced(WINSOCK_CCACHE)
if(WINSOCK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${WINSOCK_CCACHE})
endif()

# The headers of ns-3 demand more of the language from release to release.
if(WINSOCK_CXX_STANDARD)
    set(CMAKE_CXX_STANDARD ${WINSOCK_CXX_STANDARD})
elseif(ns3_VERSION VERSION_GREATER_EQUAL 3.46)
    set(CMAKE_CXX_STANDARD 23)
elseif(ns3_VERSION VERSION_GREATER_EQUAL 3.41)
    set(CMAKE_CXX_STANDARD 20)
else()
    set(CMAKE_CXX_STANDARD 17)
endif()
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

# Line numbers are enough to read a backtrace, and a fifth faster to compile than all of -g.
add_compile_options(-Wall -Wextra -Wpedantic $<$<CONFIG:RelWithDebInfo>:-g1>)
if(WINSOCK_SANITIZE)
    # The checks confuse the compiler's own warning about uninitialized variables, and a lower
    # optimization level halves the time that the instrumented code takes to compile.
    add_compile_options(-fsanitize=${WINSOCK_SANITIZE} -fno-sanitize-recover=all
                        -fno-omit-frame-pointer -O1 -Wno-maybe-uninitialized)
    add_link_options(-fsanitize=${WINSOCK_SANITIZE})
endif()

# --- Headers: flat under ns3/, as everywhere in ns-3 ----------------------------------------------

set(winsock_headers ${winsock_model_headers} ${winsock_helper_headers})
set(winsock_include_dir ${PROJECT_BINARY_DIR}/include)
set(module_header_text "// Every header of the winsock module.\n")
string(APPEND module_header_text "#ifndef NS3_MODULE_WINSOCK\n#define NS3_MODULE_WINSOCK\n\n")
set(winsock_header_names winsock-module.h)
file(MAKE_DIRECTORY ${winsock_include_dir}/ns3)
foreach(header IN LISTS winsock_headers)
    get_filename_component(name ${header} NAME)
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${header} ${winsock_include_dir}/ns3/${name} SYMBOLIC)
    string(APPEND module_header_text "#include \"${name}\"\n")
    list(APPEND winsock_header_names ${name})
endforeach()
string(APPEND module_header_text "\n#endif // NS3_MODULE_WINSOCK\n")
file(CONFIGURE OUTPUT ${winsock_include_dir}/ns3/winsock-module.h CONTENT "${module_header_text}"
     @ONLY)

# A header that is no longer listed must not stay within reach.
file(GLOB linked_names RELATIVE ${winsock_include_dir}/ns3 ${winsock_include_dir}/ns3/*)
foreach(name IN LISTS linked_names)
    if(NOT name IN_LIST winsock_header_names)
        file(REMOVE ${winsock_include_dir}/ns3/${name})
    endif()
endforeach()

# --- The library ----------------------------------------------------------------------------------

set(winsock_library_sources ${winsock_model_sources} ${winsock_helper_sources})
if(NOT winsock_library_sources)
    file(TOUCH ${PROJECT_BINARY_DIR}/empty.cc)
    set(winsock_library_sources ${PROJECT_BINARY_DIR}/empty.cc)
endif()
set(winsock_profile_source ${PROJECT_BINARY_DIR}/device-profile-data.cc)
winsock_embed_profiles(${PROJECT_SOURCE_DIR} ${winsock_profile_source})
add_library(winsock SHARED ${winsock_library_sources} ${winsock_profile_source})
set_target_properties(winsock PROPERTIES OUTPUT_NAME ns3-winsock)
target_include_directories(winsock PUBLIC ${winsock_include_dir})
target_include_directories(winsock SYSTEM PRIVATE ${WINSOCK_JSON_INCLUDE_DIR})
target_link_libraries(winsock PUBLIC ns3::internet ns3::network ns3::core Boost::context)
if(UNIX AND NOT APPLE)
    # Calls inside the library go straight to their functions: a third off the way through the API.
    target_link_options(winsock PRIVATE LINKER:-Bsymbolic-functions)
endif()
if(WINSOCK_HAS_SQLITE)
    target_compile_definitions(winsock PRIVATE WINSOCK_HAS_SQLITE)
    target_include_directories(winsock SYSTEM PRIVATE ${winsock_sqlite_include_dirs})
    target_link_libraries(winsock PRIVATE ${winsock_sqlite_libraries})
endif()

install(TARGETS winsock LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES ${winsock_headers} ${winsock_include_dir}/ns3/winsock-module.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/ns3)

# What the programs around the library use besides.
add_library(winsock-scenario INTERFACE)
target_link_libraries(winsock-scenario INTERFACE winsock ns3::applications ns3::point-to-point
                                                 ns3::csma)
target_compile_definitions(winsock-scenario
                           INTERFACE WINSOCK_TEST_DATA_DIR="${PROJECT_SOURCE_DIR}/test/data")

# --- Tests: one CTest test for each suite ---------------------------------------------------------

enable_testing()
# What a suite runs and a program as well: the rows of other implementations, from any folder, and random
# programs, for hours.
function(winsock_shared_tests name pattern)
    set(sources ${winsock_test_sources})
    list(FILTER sources INCLUDE REGEX ${pattern})
    add_library(${name} OBJECT ${sources})
    target_link_libraries(${name} PUBLIC winsock-scenario)
endfunction()

set(shared_pattern "^test/(catalog-test-support|scenario-test-support)")
set(oracle_pattern "^test/oracle/")
set(soak_pattern "^test/soak/")
winsock_shared_tests(winsock-test-support ${shared_pattern})
winsock_shared_tests(winsock-oracle ${oracle_pattern})
winsock_shared_tests(winsock-soak-world ${soak_pattern})
add_executable(winsock-oracle-runner test/oracle/oracle-main.cc)
target_link_libraries(winsock-oracle-runner PRIVATE winsock-oracle winsock-test-support)
add_executable(winsock-soak test/soak/soak-main.cc)
target_link_libraries(winsock-soak PRIVATE winsock-soak-world winsock-test-support)

set(suite_sources ${winsock_test_sources})
foreach(pattern IN ITEMS ${shared_pattern} ${oracle_pattern} ${soak_pattern})
    list(FILTER suite_sources EXCLUDE REGEX ${pattern})
endforeach()
add_executable(winsock-test-runner test/test-main.cc ${suite_sources})
target_link_libraries(winsock-test-runner PRIVATE winsock-oracle winsock-soak-world
                                                  winsock-test-support ns3::config-store)

set(suites_file ${PROJECT_BINARY_DIR}/winsock-suites.cmake)
add_custom_command(
    TARGET winsock-test-runner POST_BUILD
    COMMAND ${CMAKE_COMMAND} -D runner=$<TARGET_FILE:winsock-test-runner> -D output=${suites_file}
            -P ${CMAKE_CURRENT_LIST_DIR}/WinsockSuites.cmake
    BYPRODUCTS ${suites_file}
    VERBATIM)
file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/winsock-tests.cmake
     CONTENT "include(\"${suites_file}\" OPTIONAL)\n")
set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${PROJECT_BINARY_DIR}/winsock-tests.cmake)

# --- The program winsock-catalog ------------------------------------------------------------------

find_path(WINSOCK_CLI11_INCLUDE_DIR CLI/CLI.hpp)
mark_as_advanced(WINSOCK_CLI11_INCLUDE_DIR)
if(WINSOCK_CLI11_INCLUDE_DIR)
    add_executable(winsock-catalog ${winsock_tools_sources})
    target_link_libraries(winsock-catalog PRIVATE winsock)
    target_include_directories(winsock-catalog SYSTEM PRIVATE ${WINSOCK_CLI11_INCLUDE_DIR})
    file(RELATIVE_PATH programs_to_library /${CMAKE_INSTALL_BINDIR} /${CMAKE_INSTALL_LIBDIR})
    set_target_properties(winsock-catalog PROPERTIES INSTALL_RPATH "$ORIGIN/${programs_to_library}")
    install(TARGETS winsock-catalog RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
else()
    message(STATUS "The program winsock-catalog is left out: it needs CLI11, which is not installed "
                   "(Debian: libcli11-dev)")
endif()

# --- Examples and benchmarks ----------------------------------------------------------------------

add_custom_target(winsock-examples)
foreach(source IN LISTS winsock_examples_sources)
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE winsock-scenario)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/examples)
    add_dependencies(winsock-examples ${name})
endforeach()
if(TARGET winsock-fleet)
    target_link_libraries(winsock-fleet PRIVATE ns3::wifi ns3::mobility)
endif()

if(winsock_bench_sources)
    add_executable(winsock-bench ${winsock_bench_sources})
    target_link_libraries(winsock-bench PRIVATE winsock-scenario)
endif()

# --- Python ---------------------------------------------------------------------------------------
# The package bindings/ns3_winsock and, inside it, the extension module _native.

if(WINSOCK_PYTHON AND winsock_bindings_sources)
    # The system's Python, not one that happens to come first in PATH: its version and libraries are
    # the ones that Debian's pybind11 was packaged with. -DPython_EXECUTABLE=... chooses another.
    if(NOT Python_EXECUTABLE AND EXISTS /usr/bin/python3)
        set(Python_EXECUTABLE /usr/bin/python3)
    endif()
    set(PYBIND11_FINDPYTHON ON)
    find_package(Python 3.6 COMPONENTS Interpreter Development.Module)
    find_package(pybind11 2.6 CONFIG QUIET)
    if(Python_Development.Module_FOUND AND pybind11_FOUND)
        message(STATUS "Python module: for ${Python_EXECUTABLE} (${Python_VERSION})")
        set(python_package_dir ${PROJECT_BINARY_DIR}/python/ns3_winsock)
        file(GLOB python_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/bindings/ns3_winsock/*.py
             ${PROJECT_SOURCE_DIR}/bindings/ns3_winsock/*.pyi
             ${PROJECT_SOURCE_DIR}/bindings/ns3_winsock/py.typed)
        file(MAKE_DIRECTORY ${python_package_dir})
        foreach(file IN LISTS python_files)
            get_filename_component(name ${file} NAME)
            file(CREATE_LINK ${file} ${python_package_dir}/${name} SYMBOLIC)
        endforeach()

        execute_process(
            COMMAND ${Python_EXECUTABLE} -c
                    "import os, sysconfig; print(os.path.basename(sysconfig.get_path('purelib')))"
            OUTPUT_VARIABLE packages OUTPUT_STRIP_TRAILING_WHITESPACE)
        set(python_install_dir
            lib/python${Python_VERSION_MAJOR}.${Python_VERSION_MINOR}/${packages}/ns3_winsock)
        file(RELATIVE_PATH package_to_library /${python_install_dir} /${CMAKE_INSTALL_LIBDIR})

        # pybind11's link-time optimization costs more than it gives here.
        pybind11_add_module(winsock-python NO_EXTRAS ${winsock_bindings_sources})
        target_link_libraries(winsock-python PRIVATE winsock-scenario)
        set_target_properties(winsock-python PROPERTIES
            OUTPUT_NAME _native
            LIBRARY_OUTPUT_DIRECTORY ${python_package_dir}
            INSTALL_RPATH "$ORIGIN/${package_to_library}")
        install(TARGETS winsock-python LIBRARY DESTINATION ${python_install_dir})
        install(FILES ${python_files} DESTINATION ${python_install_dir})
    else()
        message(STATUS "Python module: not built (on Debian: apt-get install pybind11-dev python3-dev)")
    endif()
endif()
