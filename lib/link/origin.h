// SPDX-License-Identifier: MIT
// The part of a link before its query: scheme, host, path. Hosts are compared by their bytes: a name that merely
// resembles the dashboard's, or that a browser would first have to normalize, is refused.
#ifndef TOKENLINK_LIB_LINK_ORIGIN_H_
#define TOKENLINK_LIB_LINK_ORIGIN_H_

#include "query/query.h"

namespace tokenlink {

enum class Page : uint8_t { kProfile, kRoot, kDeploy };

struct Origin {
  Page page = Page::kRoot;
  Span create;                 // "/create" at the end of the profile page's path
  Span query;                  // without its ? and #; empty if there is none
  size_t fragment = kNowhere;  // the #

  Status status = Status::OK;  // E_SCHEME, E_HOST, E_PATH
  size_t fault = 0;            // offset in the text
  Str what;                    // a sentence
};

Origin ReadOrigin(Str text);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_ORIGIN_H_
