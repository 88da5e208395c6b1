# SPDX-License-Identifier: MIT
# Abseil's imported targets, from its archives: Debian's CMake files name the shared libraries, and the program has to be
# one file. The targets become visible everywhere, because tests link them too.
find_package(absl REQUIRED)
get_property(_targets DIRECTORY PROPERTY IMPORTED_TARGETS)
foreach(_target IN LISTS _targets)
  if(NOT _target MATCHES "^absl::")
    continue()
  endif()
  set_target_properties(${_target} PROPERTIES IMPORTED_GLOBAL TRUE)
  get_target_property(_shared ${_target} IMPORTED_LOCATION_NONE)
  string(REGEX REPLACE "[.]so[.0-9]*$" ".a" _archive "${_shared}")
  if(_archive AND EXISTS "${_archive}")
    set_target_properties(${_target} PROPERTIES IMPORTED_LOCATION_NONE "${_archive}")
  endif()
endforeach()
