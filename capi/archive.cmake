# SPDX-License-Identifier: MIT
# Makes libtokenlink.a define tokenlink_* names alone, so that its simdjson cannot be mistaken for the program's own. The
# objects are linked into one, in which every other name then becomes local.

# ld: a section group left in place would be discarded in favor of the program's group of the same name, and the local
# symbols of the discarded group with it.
set(_join "${CMAKE_LINKER}" -r --force-group-allocation)
set(_hide "${CMAKE_OBJCOPY}" --wildcard "--keep-global-symbol=tokenlink_*")

# Tries both tools on an object of the target: lld lacks the option, and another machine's objcopy cannot read the file.
function(_tokenlink_probe_archive_tools result)
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/archive_probe")
  file(WRITE "${folder}/probe.cc" "inline int& Count() { static int n; return n; }\nint Add() { return ++Count(); }\n")
  set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
  try_compile(compiled "${folder}" "${folder}/probe.cc" COPY_FILE "${folder}/probe.a")
  execute_process(COMMAND ${_join} -o "${folder}/probe.o" --whole-archive "${folder}/probe.a" RESULT_VARIABLE code
                  OUTPUT_QUIET ERROR_QUIET)
  if(code EQUAL 0)
    execute_process(COMMAND ${_hide} "${folder}/probe.o" RESULT_VARIABLE code OUTPUT_QUIET ERROR_QUIET)
  endif()
  if(compiled AND code EQUAL 0)
    set(${result} TRUE CACHE INTERNAL "")
  else()
    message(STATUS "libtokenlink.a keeps all its names: ${CMAKE_LINKER} or ${CMAKE_OBJCOPY} cannot hide them")
    set(${result} FALSE CACHE INTERNAL "")
  endif()
endfunction()

# tokenlink_archive_objects(RESULT OBJECTS...): what to archive in place of the objects. A sanitized build archives them
# as they are: the sanitizers' own sections and symbols must stay in their groups.
function(tokenlink_archive_objects result)
  if(TOKENLINK_SANITIZE)
    set(${result} ${ARGN} PARENT_SCOPE)
    return()
  endif()
  if(NOT DEFINED TOKENLINK_ARCHIVE_TOOLS_WORK)
    _tokenlink_probe_archive_tools(TOKENLINK_ARCHIVE_TOOLS_WORK)
  endif()
  if(NOT TOKENLINK_ARCHIVE_TOOLS_WORK)
    set(${result} ${ARGN} PARENT_SCOPE)
    return()
  endif()
  set(object "${CMAKE_CURRENT_BINARY_DIR}/tokenlink${CMAKE_CXX_OUTPUT_EXTENSION}")
  add_custom_command(OUTPUT "${object}" COMMAND ${_join} -o "${object}.new" ${ARGN} COMMAND ${_hide} "${object}.new"
                     COMMAND "${CMAKE_COMMAND}" -E rename "${object}.new" "${object}" DEPENDS ${ARGN}
                     COMMAND_EXPAND_LISTS VERBATIM)
  set_source_files_properties("${object}" PROPERTIES EXTERNAL_OBJECT TRUE GENERATED TRUE)
  set(${result} "${object}" PARENT_SCOPE)
endfunction()
