// SPDX-License-Identifier: MIT
#include "link/build_fast.h"

#include "kernel/choose.h"
#include "link/build.h"

namespace tokenlink {
namespace {

static_assert(sizeof(KeyAndType) == sizeof(Permission) && offsetof(KeyAndType, type) == offsetof(Permission, type) &&
              offsetof(View, len) == offsetof(KeyAndType, key_size));

// The longest link without its objects and its name's value: a user link with two ids.
constexpr size_t kLongestFrame =
    kUserPrefix.size() + 6 + kAccountIdIs.size() + 32 + kZoneIdIs.size() + 32 + kNameIs.size();
static_assert(kLongestFrame > kAccountPrefix.size() + 6 + kNameIs.size());

bool IsNull(const View& text) { return text.ptr == nullptr && text.len > 0; }

// Null if an id is not valid.
char* PutScope(const View& account_id, const View& zone_id, char* at) {
  if (IsNull(account_id) || IsNull(zone_id)) return nullptr;
  if (CheckAccountId(account_id, nullptr) != Status::OK || CheckZoneId(zone_id, nullptr) != Status::OK) return nullptr;
  at = Put(EncodedAccountId(account_id), Put(kAccountIdIs, at));
  return Put(EncodedZoneId(zone_id), Put(kZoneIdIs, at));
}

}  // namespace

bool TryBuild(const Request& request, char* out, size_t cap, size_t* need) {
  const View& name = request.name;
  const bool user = request.kind == Kind::kUser;
  const bool everywhere = request.account_id.len == 0 && request.zone_id.len == 0;
  if (!user && (request.kind != Kind::kAccount || !everywhere)) return false;
  if (name.len > kMaxLink || IsNull(name) || request.permissions.data() == nullptr) return false;
  // The size of everything but the objects is at most this.
  const size_t frame = kLongestFrame + 3 * name.len;
  if (cap < frame) return false;
  const Kernel kernel = ActiveKernel();
  char* at = user ? PutLiteral(kUserListText, out) : PutLiteral(kAccountListText, out);
  at = kernel.encode_objects(reinterpret_cast<const KeyAndType*>(request.permissions.data()),
                             request.permissions.size(), at, out + (cap - frame) + static_cast<size_t>(at - out));
  if (at == nullptr) return false;
  if (user && everywhere && name.len > 0) {
    at = PutLiteral(kUsualText, at);
  } else {
    at = PutLiteral("%5D", at);
    if (user) {
      at = everywhere ? PutLiteral(kEverywhereText, at) : PutScope(request.account_id, request.zone_id, at);
    }
    if (at == nullptr) return false;
    if (name.len > 0) at = PutLiteral(kNameIsText, at);
  }
  if (name.len > 0) {
    unsigned traits = 0;
    at += kernel.encode_text(name.ptr, name.len, at, static_cast<size_t>(out + cap - at), &traits);
    // Only a byte beyond ASCII can be ill-formed, and only that or a control character can be a control character.
    if (traits != 0 && (traits != kHasNonAscii || kernel.check_utf8(name.ptr, name.len) != 0)) return false;
  }
  const size_t size = static_cast<size_t>(at - out);
  if (size > kMaxLink) return false;
  *need = size;
  return true;
}

}  // namespace tokenlink
