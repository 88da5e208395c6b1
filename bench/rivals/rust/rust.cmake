# SPDX-License-Identifier: MIT
# Builds the rivals in Rust by cargo, when CMake configures: cargo knows itself what is up to date. Sets
# TOKENLINK_BENCH_RUST and makes the target tokenlink_rust_rivals.
set(TOKENLINK_BENCH_RUST OFF)
set(_crate "${CMAKE_CURRENT_LIST_DIR}")
set(_target "${CMAKE_BINARY_DIR}/rust")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  "${_crate}/Cargo.toml" "${_crate}/Cargo.lock" "${_crate}/src/lib.rs" "${_crate}/src/build.rs"
  "${_crate}/src/parse.rs" "${_crate}/src/percent.rs" "${_crate}/../../programs/batch.rs")

find_program(TOKENLINK_CARGO cargo)
if(NOT TOKENLINK_CARGO)
  message(STATUS "bench: no cargo")
  return()
endif()
message(STATUS "bench: building the rivals in Rust")
execute_process(COMMAND "${TOKENLINK_CARGO}" build --release --locked --quiet --manifest-path "${_crate}/Cargo.toml"
                        --target-dir "${_target}"
                RESULT_VARIABLE _failed)
if(_failed)
  message(WARNING "bench: the rivals in Rust could not be built")
  return()
endif()

# ada's own C++ is inside the crate: its header is there, its objects are in our static library.
execute_process(COMMAND "${TOKENLINK_CARGO}" metadata --format-version 1 --locked --manifest-path "${_crate}/Cargo.toml"
                OUTPUT_VARIABLE _metadata RESULT_VARIABLE _failed ERROR_QUIET)
if(_failed OR NOT _metadata MATCHES "\"manifest_path\":\"([^\"]*/ada-url-[0-9.]+)/Cargo.toml\"")
  message(WARNING "bench: ada's header was not found")
  return()
endif()
set(_ada "${CMAKE_MATCH_1}/deps")

add_library(tokenlink_rust_rivals INTERFACE)
target_include_directories(tokenlink_rust_rivals SYSTEM INTERFACE "${_ada}")
target_link_libraries(tokenlink_rust_rivals INTERFACE "${_target}/release/librivals.a" dl pthread m)
file(READ "${_crate}/Cargo.lock" _lock)
foreach(_name percent-encoding serde_json url ada-url)
  if(NOT _lock MATCHES "name = \"${_name}\"\nversion = \"([^\"]+)\"")
    message(FATAL_ERROR "bench: Cargo.lock has no ${_name}")
  endif()
  string(TOUPPER "${_name}" _upper)
  string(REPLACE "-" "_" _upper "${_upper}")
  target_compile_definitions(tokenlink_rust_rivals INTERFACE "RIVAL_${_upper}_VERSION=\"${CMAKE_MATCH_1}\"")
endforeach()
set(TOKENLINK_BENCH_RUST ON)
