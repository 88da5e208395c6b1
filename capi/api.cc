// SPDX-License-Identifier: MIT
// Identity, and the function table.
#include "boundary.h"

using namespace tokenlink;
using namespace tokenlink::capi;

namespace {

constexpr tokenlink_api kTable = {
    sizeof(tokenlink_api),
    TOKENLINK_ABI_MAJOR,
    TOKENLINK_ABI_MINOR,
    0,
#define F(returns, name, parameters, since_major, since_minor) &tokenlink_##name,
#include "generated/functions.def"
#undef F
};

}  // namespace

const char* tokenlink_version(void) { return TOKENLINK_VERSION; }

const char* tokenlink_status_name(tokenlink_status status) { return StatusName(status); }

tokenlink_status tokenlink_get_api(uint32_t abi_major, uint32_t min_minor, const tokenlink_api** out,
                                   tokenlink_error* err) {
  if (out != nullptr) *out = nullptr;
  TOKENLINK_CHECK(out != nullptr, "out is NULL");
  if (abi_major != TOKENLINK_ABI_MAJOR || min_minor > TOKENLINK_ABI_MINOR) {
    Error error;
    return Report(
        error,
        Fail(&error, Status::E_ABI, 0, "asked for ABI ", size_t{abi_major}, ".", size_t{min_minor}, ", this is ",
             size_t{TOKENLINK_ABI_MAJOR}, ".", size_t{TOKENLINK_ABI_MINOR}, " (tokenlink " TOKENLINK_VERSION ")"),
        err);
  }
  *out = &kTable;
  return Succeed(err);
}
