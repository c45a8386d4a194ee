# Runs after each link of the test runner: asks it for its suites and writes one CTest test for each.
#
#   cmake -D runner=<program> -D output=<file> -P WinsockSuites.cmake

set(ENV{ASAN_OPTIONS} detect_leaks=0)
execute_process(COMMAND ${runner} --list OUTPUT_VARIABLE suites RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "${runner} --list failed: ${result}")
endif()

set(script "")
string(REGEX MATCHALL "[^ \n]+" suites "${suites}")
foreach(suite IN LISTS suites)
    string(APPEND script
           "add_test([==[${suite}]==] [==[${runner}]==] --verbose [==[--suite=${suite}]==])\n"
           "set_tests_properties([==[${suite}]==] PROPERTIES TIMEOUT 300)\n")
endforeach()
file(WRITE ${output} "${script}")
