// SPDX-License-Identifier: MIT
// The whole of simdjson, for the command line, the tests and the benchmark. Its dispatcher would let the environment
// variable SIMDJSON_FORCE_IMPLEMENTATION, which may be meant for another program, choose an implementation that is not
// compiled in, and every parse would fail. So it sees an empty environment.
#include <cstdlib>

#define getenv(name) static_cast<char*>(nullptr)
#include "simdjson.cpp"
