// SPDX-License-Identifier: MIT
#include "options/help.h"

#include <map>

namespace tokenlink_cli {
namespace {

constexpr char kOverview[] = R"(tokenlink - build, read, check and mass-produce Cloudflare API token template URLs

A template URL (a link) opens the dashboard's token form with permissions, scope and name already filled in.

  build        one link from options      tokenlink build --preset dns-edit
  parse        what a link says           tokenlink parse 'https://dash.cloudflare.com/profile/api-tokens?...'
  lint         what is wrong with links   tokenlink lint - < links.txt
  batch        one link per table row     tokenlink batch teams.csv --preset dns-edit --name '{team} deploy'
  explain      a link or a rule in words  tokenlink explain TL103
  permissions  the known keys             tokenlink permissions workers
  presets      the ready-made sets        tokenlink presets
  version      this release               tokenlink version

Every command: --help, --catalog FILE (further permission keys, JSON), --color auto|always|never
Data goes to stdout, everything else to stderr; - is stdin.
Exit: 0 clean; 1 findings, or rows that failed; 2 an input could not be read; 3 usage.
)";

constexpr char kBuild[] = R"(tokenlink build - one link from options

  tokenlink build --permissions dns:edit,zone:read --name 'Deploy bot'
  tokenlink build --preset workers-full --kind account

  --kind user|account    who will own the token: the person who opens the link (default), or the account
  --permissions LIST     dns:edit,zone:read, or the JSON list, or @FILE that holds either
  --preset NAME          a ready-made set instead (see tokenlink presets); brings its token name along
  --name NAME            the token's name in the form
  --account-id ID        user links: one account, 32 hex digits (default *, all accounts)
  --zone-id ID           user links: one zone, 32 hex digits (default all)
  --catalog FILE         further permission keys, so that they are not warned about

The link is printed on one line. Keys the dashboard would ignore are warned about on stderr.
)";

constexpr char kParse[] = R"(tokenlink parse - what a link says

  tokenlink parse 'https://dash.cloudflare.com/profile/api-tokens?...'
  tokenlink parse --json - < links.txt

  --json      one JSON object per link: input, kind, permissions, account_id, zone_id, name, extra, canonical,
              findings; or input, error, findings
  --strict    refuse every link that is not canonical to the byte

Links are arguments, or lines of stdin (-). A link that cannot be read makes the exit code 2; the others are still
printed.
)";

constexpr char kLint[] = R"(tokenlink lint - what is wrong with links

  tokenlink lint 'https://dash.cloudflare.com/profile/api-tokens?...'
  tokenlink lint --fail-on warning - < links.txt

  --json                               one JSON object per link: input, kind, findings, error
  --fail-on error|warning|info|never   findings from here on make the exit code 1 (default error)

Links are arguments, or lines of stdin (-). `tokenlink explain TL103` tells more about a rule.
)";

constexpr char kBatch[] = R"(tokenlink batch - one link per table row

  tokenlink batch teams.csv --preset dns-edit --name '{team} deploy' -o links.csv
  tokenlink batch - --input-format jsonl --permissions dns:edit --format lines < teams.jsonl

  TABLE                         .csv, .tsv, .jsonl, or - for stdin; the first row names the columns
  --input-format csv|tsv|jsonl  what TABLE is, whatever it is called (stdin: csv)
  --kind, --permissions, --preset, --name, --account-id, --zone-id
                                as for build; in the last three {column} is the row's value and {{ is a brace
  --format csv|tsv|jsonl|lines|markdown
                                csv, tsv and jsonl add `url` and `error` to the table's own columns (default csv)
  -o, --output FILE             written beside FILE and renamed when it is complete
  --strict                      stop at the first row that fails
  --no-progress                 no progress line

Columns named kind, permissions, preset, name, account_id and zone_id override the options row by row; an empty cell
falls back to the option. Every row is kept, in order; a row that fails has a sentence in `error`.
)";

constexpr char kExplain[] = R"(tokenlink explain - a link or a rule in plain words

  tokenlink explain 'https://dash.cloudflare.com/profile/api-tokens?...'
  tokenlink explain TL103
  tokenlink explain wrong-key
)";

constexpr char kPermissions[] = R"(tokenlink permissions - the known permission keys

  tokenlink permissions
  tokenlink permissions 'kv storage'

  --json    one JSON object per key

QUERY is looked for in key, label, description and use cases; common wrong keys are found too, with the right one.
)";

constexpr char kPresets[] = R"(tokenlink presets - the ready-made sets, each with both links

  tokenlink presets
  tokenlink presets --json

  --json    one JSON object per preset
)";

constexpr char kVersion[] = R"(tokenlink version - this release

  tokenlink version
  tokenlink version --json
)";

}  // namespace

const char* HelpText(const std::string& command) {
  static const std::map<std::string, const char*> pages = {
      {"build", kBuild},     {"parse", kParse},     {"lint", kLint},
      {"batch", kBatch},     {"explain", kExplain}, {"permissions", kPermissions},
      {"presets", kPresets}, {"version", kVersion},
  };
  const auto page = pages.find(command);
  return page == pages.end() ? kOverview : page->second;
}

}  // namespace tokenlink_cli
