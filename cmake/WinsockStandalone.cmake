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

find_package(ns3 MODULE REQUIRED COMPONENTS core network internet applications point-to-point csma)
find_package(Boost 1.66 REQUIRED COMPONENTS context)

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

add_compile_options(-Wall -Wextra)
if(WINSOCK_SANITIZE)
    add_compile_options(-fsanitize=${WINSOCK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${WINSOCK_SANITIZE})
endif()

# --- Headers: flat under ns3/, as everywhere in ns-3 ----------------------------------------------

set(winsock_headers ${winsock_model_headers} ${winsock_helper_headers})
set(winsock_include_dir ${PROJECT_BINARY_DIR}/include)
file(REMOVE_RECURSE ${winsock_include_dir}/ns3)
file(MAKE_DIRECTORY ${winsock_include_dir}/ns3)
set(module_header "// Every header of the winsock module.\n#ifndef NS3_MODULE_WINSOCK\n#define NS3_MODULE_WINSOCK\n\n")
foreach(header IN LISTS winsock_headers)
    get_filename_component(name ${header} NAME)
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${header} ${winsock_include_dir}/ns3/${name} SYMBOLIC)
    string(APPEND module_header "#include \"${name}\"\n")
endforeach()
string(APPEND module_header "\n#endif // NS3_MODULE_WINSOCK\n")
file(CONFIGURE OUTPUT ${winsock_include_dir}/ns3/winsock-module.h CONTENT "${module_header}" @ONLY)

# --- The library ----------------------------------------------------------------------------------

set(winsock_library_sources ${winsock_model_sources} ${winsock_helper_sources})
if(NOT winsock_library_sources)
    file(TOUCH ${PROJECT_BINARY_DIR}/empty.cc)
    set(winsock_library_sources ${PROJECT_BINARY_DIR}/empty.cc)
endif()
add_library(winsock SHARED ${winsock_library_sources})
set_target_properties(winsock PROPERTIES OUTPUT_NAME ns3-winsock LINKER_LANGUAGE CXX)
target_include_directories(winsock PUBLIC $<BUILD_INTERFACE:${winsock_include_dir}>)
target_link_libraries(winsock PUBLIC ns3::internet ns3::network ns3::core Boost::context)

install(TARGETS winsock LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES ${winsock_headers} ${winsock_include_dir}/ns3/winsock-module.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/ns3)

# What tests, examples and benchmarks use besides.
add_library(winsock-scenario INTERFACE)
target_link_libraries(winsock-scenario INTERFACE winsock ns3::applications ns3::point-to-point ns3::csma)

# --- Tests, examples, benchmarks, Python ----------------------------------------------------------

enable_testing()
add_executable(winsock-test-runner test/test-main.cc ${winsock_test_sources})
target_link_libraries(winsock-test-runner PRIVATE winsock-scenario)
target_compile_definitions(winsock-test-runner
                           PRIVATE WINSOCK_TEST_DATA_DIR="${PROJECT_SOURCE_DIR}/test/data")

foreach(source IN LISTS winsock_examples_sources)
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE winsock-scenario)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/examples)
endforeach()

if(winsock_bench_sources)
    add_executable(winsock-bench ${winsock_bench_sources})
    target_link_libraries(winsock-bench PRIVATE winsock-scenario)
endif()
