// SPDX-License-Identifier: MIT
#include "options/help.h"

#include <utility>

namespace tokenlink_cli {
namespace {

constexpr char kOverview[] = R"(tokenlink - build, read, check and mass-produce Cloudflare API token template URLs

A template URL (a link) opens the dashboard's token form with permissions, scope and name already filled in.

  build        make one link from options   tokenlink build --preset dns-edit
  parse        show what a link contains    tokenlink parse 'https://dash.cloudflare.com/profile/api-tokens?...'
  lint         check links                  tokenlink lint - < links.txt
  batch        make one link per table row  tokenlink batch teams.csv --preset dns-edit --name '{team} deploy'
  explain      explain a link or a rule     tokenlink explain TL103
  permissions  list the known keys          tokenlink permissions workers
  presets      list the ready-made sets     tokenlink presets
  version      show the version             tokenlink version

Every command takes --help, --catalog FILE (more permission keys, as JSON) and --color auto|always|never.
Data goes to stdout, everything else to stderr. - means stdin.
Exit status: 0 success; 1 findings, or rows that failed; 2 an input could not be read; 3 wrong usage. Where the output
is a pipe that is closed early (| head -1), links that were not looked at count as not read.
)";

constexpr char kBuild[] = R"(tokenlink build - make one link from options

  tokenlink build --permissions dns:edit,zone:read --name 'Deploy bot'
  tokenlink build --preset workers-full --kind account

  --kind user|account    who owns the token: the person who opens the link (default), or the account
  --permissions LIST     dns:edit,zone:read, or a JSON list, or @FILE with either
  --preset NAME          a ready-made set instead (see tokenlink presets), with its token name
  --name NAME            the name of the token in the form
  --account-id ID        user links: one account, 32 hex digits (default *, all accounts)
  --zone-id ID           user links: one zone, 32 hex digits (default all)
  --allow RULE           make the link even if lint has this error, such as TL103 or wrong-key; TL101,TL103 for several
  --catalog FILE         more permission keys, which are then known

Prints the link on one line. What lint finds in it goes to stderr: warnings, or errors, and then no link is printed and
the exit status is 1. An empty id is refused: leave the option out, or write * or all.
)";

constexpr char kParse[] = R"(tokenlink parse - show what a link contains

  tokenlink parse 'https://dash.cloudflare.com/profile/api-tokens?...'
  tokenlink parse --json - < links.txt

  --json      one JSON object per link: input, kind, permissions, account_id, zone_id, name, extra, canonical,
              findings, finding_counts; or input, error, findings, finding_counts
  --strict    refuse every link that is not canonical to the byte

Links are arguments, or lines of stdin (-). If a link cannot be read, the exit status is 2; the others are still
printed.
)";

constexpr char kLint[] = R"(tokenlink lint - check links

  tokenlink lint 'https://dash.cloudflare.com/profile/api-tokens?...'
  tokenlink lint --fail-on warning - < links.txt

  --json                               one JSON object per link: input, kind, findings, finding_counts, error
  --fail-on error|warning|info|never   the lowest severity that makes the exit status 1 (default error);
                                       infos with nothing to correct do not (TL212, TL407)

Links are arguments, or lines of stdin (-). The report of a link starts with its worst finding; a link that cannot be
read is reported like any other. `tokenlink explain TL103` explains a rule.
)";

constexpr char kBatch[] = R"(tokenlink batch - make one link per table row

  tokenlink batch teams.csv --preset dns-edit --name '{team} deploy' -o links.csv
  tokenlink batch - --input-format jsonl --permissions dns:edit --format lines < teams.jsonl

  TABLE                         .csv, .tsv, .jsonl, or - for stdin; the first row names the columns
  --input-format csv|tsv|jsonl  the format of TABLE, whatever its name (default for stdin: csv)
  --delimiter C                 what separates the cells, in TABLE and in csv and tsv results: ; or | or the word tab
  --kind, --permissions, --preset, --name, --account-id, --zone-id, --allow
                                as for build; in name and ids, {column} is the row's value and {{ is a brace
  --format csv|tsv|jsonl|lines|markdown
                                csv, tsv and jsonl add `url` and `error` to the columns of the table (default csv)
  -o, --output FILE             appears under its name only when it is complete; a device, a pipe or an open file such as
                                /dev/stdout is written through
  --strict                      stop at the first row that fails
  --no-progress                 show no progress line

Columns named kind, permissions, preset, name, account_id and zone_id override the options row by row; where such a cell
is empty, the option applies. An id that is empty in both fails the row: * means all accounts, all means all zones. So
does a cell of the name that is empty or begins or ends with a blank, and a link in which lint has an error. Every row
is kept, in order; a row that fails has a sentence in `error`, and makes the exit status 1.
)";

constexpr char kExplain[] = R"(tokenlink explain - explain a link or a rule

  tokenlink explain 'https://dash.cloudflare.com/profile/api-tokens?...'
  tokenlink explain TL103
  tokenlink explain wrong-key
)";

constexpr char kPermissions[] = R"(tokenlink permissions - list the known permission keys

  tokenlink permissions
  tokenlink permissions 'kv storage'

  --json    one JSON object per key

Searches keys, labels, descriptions and use cases. Common wrong keys are found too, with the right key.
)";

constexpr char kPresets[] = R"(tokenlink presets - list the ready-made sets, each with both links

  tokenlink presets
  tokenlink presets --json

  --json    one JSON object per preset
)";

constexpr char kVersion[] = R"(tokenlink version - show the version

  tokenlink version
  tokenlink version --json
)";

constexpr std::pair<absl::string_view, absl::string_view> kPages[] = {
    {"build", kBuild},     {"parse", kParse},     {"lint", kLint},
    {"batch", kBatch},     {"explain", kExplain}, {"permissions", kPermissions},
    {"presets", kPresets}, {"version", kVersion},
};

}  // namespace

absl::string_view HelpText(absl::string_view command) {
  for (const auto& [name, page] : kPages) {
    if (name == command) return page;
  }
  return kOverview;
}

}  // namespace tokenlink_cli
