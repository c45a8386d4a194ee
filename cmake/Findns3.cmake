# Finds an installed ns-3 without its CMake package or its pkg-config files.
#
# Debian's libns3-dev ships both, and neither works with that package alone: the first insists on
# programs of another package, both want development files of libraries that users of ns-3 never
# touch. The shared libraries know themselves what they need, so naming them is enough.
#
# Components are module names (core, network, internet ...). For each one an imported target
# ns3::<component> comes into being. Also set:
#   ns3_VERSION        such as 3.37
#   ns3_INCLUDE_DIR    the directory above ns3/
#   ns3_LOG_ENABLED    whether the libraries were built with logging. This is part of the binary
#                      interface: some classes have members only then, so that everything that is
#                      compiled against the headers must say the same (NS3_LOG_ENABLE). The imported
#                      targets carry the definition.
#
# CMAKE_PREFIX_PATH or ns3_ROOT point it at an ns-3 of the user's own.

find_path(ns3_INCLUDE_DIR ns3/core-config.h)

# Libraries carry the version and the build profile in their names, except in Debian.
set(ns3_name_prefixes ns3)
foreach(minor RANGE 60 36 -1)
    list(APPEND ns3_name_prefixes ns3.${minor} ns3-dev)
endforeach()

set(ns3_required_variables ns3_INCLUDE_DIR)
foreach(component IN LISTS ns3_FIND_COMPONENTS)
    set(names "")
    foreach(prefix IN LISTS ns3_name_prefixes)
        foreach(profile "" -default -release -optimized -debug)
            list(APPEND names ${prefix}-${component}${profile})
        endforeach()
    endforeach()
    find_library(ns3_${component}_LIBRARY NAMES ${names})
    mark_as_advanced(ns3_${component}_LIBRARY)
    if(ns3_${component}_LIBRARY)
        set(ns3_${component}_FOUND TRUE)
    endif()
    list(APPEND ns3_required_variables ns3_${component}_LIBRARY)
endforeach()

set(ns3_VERSION "")
if(EXISTS ${ns3_INCLUDE_DIR}/ns3/version-defines.h)
    file(STRINGS ${ns3_INCLUDE_DIR}/ns3/version-defines.h ns3_version_lines
         REGEX "define NS3_VERSION_(MAJOR|MINOR) ")
    string(REGEX REPLACE ".*MAJOR +([0-9]+).*MINOR +([0-9]+).*" "\\1.\\2" ns3_VERSION
                         "${ns3_version_lines}")
elseif(ns3_core_LIBRARY MATCHES "libns(3\\.[0-9]+)-core")
    set(ns3_VERSION ${CMAKE_MATCH_1})
endif()

# The core library defines ParameterLogger in either case; its users name it only with logging on.
if(ns3_internet_LIBRARY AND NOT DEFINED CACHE{ns3_LOG_ENABLED})
    execute_process(COMMAND ${CMAKE_NM} -D -C ${ns3_internet_LIBRARY}
                    OUTPUT_VARIABLE ns3_symbols ERROR_VARIABLE ns3_nm_error
                    RESULT_VARIABLE ns3_nm_result)
    if(NOT ns3_nm_result EQUAL 0)
        message(FATAL_ERROR "Cannot read the symbols of ${ns3_internet_LIBRARY}: ${ns3_nm_error}")
    endif()
    string(FIND "${ns3_symbols}" "ns3::ParameterLogger" ns3_position)
    if(ns3_position EQUAL -1)
        set(ns3_log_found OFF)
    else()
        set(ns3_log_found ON)
    endif()
    set(ns3_LOG_ENABLED ${ns3_log_found} CACHE BOOL "Was ns-3 built with NS3_LOG_ENABLE?")
    mark_as_advanced(ns3_LOG_ENABLED)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
    ns3
    REQUIRED_VARS ${ns3_required_variables}
    VERSION_VAR ns3_VERSION
    REASON_FAILURE_MESSAGE "On Debian: apt-get install libns3-dev")

if(ns3_FOUND)
    foreach(component IN LISTS ns3_FIND_COMPONENTS)
        if(NOT TARGET ns3::${component})
            add_library(ns3::${component} SHARED IMPORTED)
            set_target_properties(
                ns3::${component}
                PROPERTIES IMPORTED_LOCATION ${ns3_${component}_LIBRARY}
                           INTERFACE_INCLUDE_DIRECTORIES ${ns3_INCLUDE_DIR}
                           INTERFACE_COMPILE_DEFINITIONS "$<$<BOOL:${ns3_LOG_ENABLED}>:NS3_LOG_ENABLE>")
        endif()
    endforeach()
endif()
mark_as_advanced(ns3_INCLUDE_DIR)
