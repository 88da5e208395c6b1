// SPDX-License-Identifier: MIT
#include "rivals/rival.h"

namespace tokenlink_bench {

std::vector<const Rival*> AllRivals() {
  std::vector<const Rival*> rivals = {&kTokenlink, &kMemcpy};
#ifdef RIVAL_RUST
  rivals.insert(rivals.end(), {&kAda, &kAdaSimdjson, &kRust});
#endif
#ifdef RIVAL_BOOST
  rivals.push_back(&kBoost);
#endif
#ifdef RIVAL_CURL
  rivals.push_back(&kCurl);
#endif
#ifdef RIVAL_URIPARSER
  rivals.push_back(&kUriparser);
#endif
#ifdef RIVAL_GLIB
  rivals.push_back(&kGlib);
#endif
  return rivals;
}

}  // namespace tokenlink_bench
