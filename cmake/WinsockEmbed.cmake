# Putting data into the library.
#
# winsock_embed_profiles(<root> <source>) writes <source>, a C++ file that defines what
# model/os/device-profile-data.h declares: the text of <root>/data/device-profiles.json. CMake
# configures again when that file changes. wscript writes the same.

function(winsock_embed_profiles root source)
    set(data_file ${root}/data/device-profiles.json)
    if(NOT CMAKE_SCRIPT_MODE_FILE)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${data_file})
    endif()

    # Compilers need not accept long literals, so the text is cut.
    set(piece_length 8000)
    file(READ ${data_file} data)
    string(LENGTH "${data}" length)
    set(text "#include \"ns3/device-profile-data.h\"\n\n")
    string(APPEND text "const char* const ns3::winsock::DEVICE_PROFILE_DATA[] = {\n")
    set(begin 0)
    while(begin LESS length)
        string(SUBSTRING "${data}" ${begin} ${piece_length} piece)
        string(APPEND text "R\"json(${piece})json\",\n")
        math(EXPR begin "${begin} + ${piece_length}")
    endwhile()
    string(APPEND text "nullptr};\n")

    # What depends on the file is compiled again only when it differs.
    if(EXISTS ${source})
        file(READ ${source} present)
        if(present STREQUAL text)
            return()
        endif()
    endif()
    file(WRITE ${source} "${text}")
endfunction()
