# Reading module-files.txt.
#
# winsock_read_files(<root>) sets in the caller's scope, for each section of <root>/module-files.txt,
#   winsock_<section>_sources   its .cc files
#   winsock_<section>_headers   its .h files
# as paths relative to <root>, in the order of the file. CMake configures again when the list changes.

function(winsock_read_files root)
    set(list_file ${root}/module-files.txt)
    if(NOT CMAKE_SCRIPT_MODE_FILE)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${list_file})
    endif()

    set(known model helper test examples tools bench bindings)
    foreach(section IN LISTS known)
        set(sources_of_${section} "")
        set(headers_of_${section} "")
    endforeach()

    # Brackets and semicolons mean something to CMake's own lists: they go before the text becomes one.
    file(READ ${list_file} lines)
    string(REPLACE "[" "<" lines "${lines}")
    string(REPLACE "]" ">" lines "${lines}")
    string(REPLACE ";" "," lines "${lines}")
    string(REPLACE "\n" ";" lines "${lines}")

    set(section "")
    foreach(line IN LISTS lines)
        string(REGEX REPLACE "#.*" "" line "${line}")
        string(STRIP "${line}" line)
        if(line STREQUAL "")
            continue()
        endif()
        if(line MATCHES "^<(.*)>$")
            set(section ${CMAKE_MATCH_1})
            if(NOT section IN_LIST known)
                message(FATAL_ERROR "module-files.txt: unknown section '${section}' (known: ${known})")
            endif()
            continue()
        endif()
        if(section STREQUAL "")
            message(FATAL_ERROR "module-files.txt: '${line}' stands before the first section")
        endif()
        if(NOT EXISTS ${root}/${line})
            message(FATAL_ERROR "module-files.txt lists '${line}' under '${section}', "
                                "but there is no such file: create it or take it off the list")
        endif()
        if(line MATCHES "\\.cc$")
            list(APPEND sources_of_${section} ${line})
        elseif(line MATCHES "\\.h$")
            list(APPEND headers_of_${section} ${line})
        else()
            message(FATAL_ERROR "module-files.txt: '${line}' is neither a .cc nor a .h file")
        endif()
    endforeach()

    foreach(section IN LISTS known)
        set(winsock_${section}_sources "${sources_of_${section}}" PARENT_SCOPE)
        set(winsock_${section}_headers "${headers_of_${section}}" PARENT_SCOPE)
    endforeach()
endfunction()
