// SPDX-License-Identifier: MIT
// The limit: memcpy of the finished result into a hot buffer. The C library's own call, since sizes vary.
#include <cstring>

#include "rivals/rival.h"

namespace tokenlink_bench {
namespace {

struct Buffer {
  std::vector<char> bytes;
  size_t size = 0;
};

void Copy(Job& job, const char* name, const Texts& from, bool results) {
  size_t longest = 0;
  for (const std::string& t : from) longest = std::max(longest, t.size());
  auto buffer = std::make_shared<Buffer>();
  buffer->bytes.resize(longest);
  const Job* j = &job;
  job.Add(
      name, "", buffer,
      [&from](Buffer& b, size_t i) {
        b.size = from[i].size();
        memcpy(b.bytes.data(), from[i].data(), b.size);
      },
      [&from, j, results](const Buffer& b, size_t i) -> std::string {
        const std::string copy(b.bytes.data(), b.size);
        // A copy of the input cannot be the job's result: it is compared with the input.
        return results ? copy : copy == from[i] ? j->expected()[i] : copy;
      });
}

void Text(Job& job, const Texts& texts) { Copy(job, "memcpy of the input", texts, false); }
void Built(Job& job, const Requests&) { Copy(job, "memcpy of the link", job.expected(), true); }
void Rendered(Job& job, const std::string&, const Texts&) { Copy(job, "memcpy of the link", job.expected(), true); }
void Parsed(Job& job, const Texts& links) { Copy(job, "memcpy of the link", links, false); }

}  // namespace

const Rival kMemcpy = {&Text, &Text, &Built, &Rendered, &Parsed};

}  // namespace tokenlink_bench
