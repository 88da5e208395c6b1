// SPDX-License-Identifier: MIT
// Links to try fast paths on: canonical ones, others that mean the same, and both with something wrong.
#ifndef TOKENLINK_TESTS_UNIT_AGREEMENT_SAMPLES_H_
#define TOKENLINK_TESTS_UNIT_AGREEMENT_SAMPLES_H_

#include <functional>
#include <string>
#include <vector>

#include "support/random.h"

namespace tokenlink::test {

// Every "input" of tests/vectors/*.json that is a string.
std::vector<std::string> VectorInputs();

// Links of the lengths and shapes at which implementations change their ways.
std::vector<std::string> LinksAtTheLimits();

// A link that Build() has written, about keys of the catalog.
std::string BuiltLink(Random* random);

// A canonical link with keys, types, ids and a name that the linter reports, sound ones among them.
std::string FaultyLink(Random* random);

// A link written in a way of its own: order, escapes and white space vary, no fast path has a reason to decline it.
std::string WrittenLink(Random* random);
// A few of these, in which each style occurs.
std::vector<std::string> WrittenLinks(Random* random);

// A link put together from sound and unsound pieces, the sound ones more often.
std::string PiecedLink(Random* random);

// A link whose list is JSON of any shape, or no JSON.
std::string OddListLink(Random* random);

// One to three changes of a few bytes.
std::string Mutated(std::string link, Random* random);

// Every text that differs from `link` in one byte: changed, inserted, removed, doubled, or cut off there.
void ForEachOneByteChange(const std::string& link, const std::function<void(const std::string&)>& run);

}  // namespace tokenlink::test

#endif  // TOKENLINK_TESTS_UNIT_AGREEMENT_SAMPLES_H_
