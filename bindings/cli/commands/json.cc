// SPDX-License-Identifier: MIT
#include "commands/json.h"

#include "commands/describe.h"

namespace tokenlink_cli {
namespace {

void WriteFinding(const tokenlink_finding& finding, JsonWriter* json) {
  json->Open('{');
  json->Member("rule", RuleId(finding.rule));
  json->Member("severity", SeverityName(finding.severity));
  json->Member("offset", finding.offset);
  json->Member("length", finding.length);
  json->Member("message", ToView(finding.message));
  WriteTextOrNull("fix", finding.fix, json);
  json->Close('}');
}

}  // namespace

void WriteTextOrNull(tokenlink_str text, JsonWriter* json) {
  if (IsAbsent(text)) {
    json->Null();
  } else {
    json->Text(ToView(text));
  }
}

void WriteKind(const tokenlink_link& link, JsonWriter* json) {
  WriteTextOrNull("kind", link.kind == 0 ? tokenlink_str{} : ToAbi(KindName(link.kind)), json);
}

void WritePermissions(const tokenlink_permission* permissions, size_t count, JsonWriter* json) {
  json->Name("permissions");
  json->Open('[');
  for (const tokenlink_permission& permission : absl::MakeConstSpan(permissions, count)) {
    json->Open('{');
    WriteTextOrNull("key", permission.key, json);
    WriteTextOrNull("type", permission.type, json);
    json->Close('}');
  }
  json->Close(']');
}

void WriteError(const ApiError& error, JsonWriter* json) {
  json->Name("error");
  json->Open('{');
  json->Member("code", tokenlink_status_name(error.status));
  json->Member("offset", error.offset);
  json->Member("message", error.sentence());
  json->Close('}');
}

void WriteFindings(const tokenlink_link& link, JsonWriter* json) {
  json->Name("findings");
  json->Open('[');
  for (const tokenlink_finding& finding : absl::MakeConstSpan(link.findings, link.finding_count)) {
    WriteFinding(finding, json);
  }
  json->Close(']');
  FindingCounts counts;
  counts.Add(link);
  json->Name("finding_counts");
  json->Open('{');
  json->Member("error", counts.errors);
  json->Member("warning", counts.warnings);
  json->Member("info", counts.notes);
  json->Close('}');
}

}  // namespace tokenlink_cli
