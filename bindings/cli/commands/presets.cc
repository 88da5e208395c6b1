// SPDX-License-Identifier: MIT
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/types/span.h>
#include <unistd.h>

#include "commands/commands.h"
#include "commands/json.h"
#include "library/abi.h"
#include "library/status.h"
#include "terminal/style.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

std::string PresetLink(const tokenlink_preset& preset, int32_t kind) {
  const tokenlink_request request =
      MakeRequest(kind, {preset.permissions, preset.permission_count}, {}, {}, ToView(preset.token_name));
  char link[TOKENLINK_MAX_LINK];
  size_t size = 0;
  tokenlink_build(&request, link, sizeof link, &size, nullptr);
  return std::string(link, size);
}

void WriteJson(const tokenlink_preset& preset, JsonWriter* json) {
  json->Open('{');
  json->Member("preset", ToView(preset.name));
  json->Member("group", ToView(preset.group));
  json->Member("use_case", ToView(preset.use_case));
  json->Member("name", ToView(preset.token_name));
  WritePermissions(preset.permissions, preset.permission_count, json);
  json->Member("user_url", PresetLink(preset, TOKENLINK_KIND_USER));
  json->Member("account_url", PresetLink(preset, TOKENLINK_KIND_ACCOUNT));
  json->Close('}');
  json->EndLine();
}

std::string PresetText(const tokenlink_preset& preset, const Style& style) {
  const std::string permissions =
      absl::StrJoin(absl::MakeConstSpan(preset.permissions, preset.permission_count), ",",
                    [](std::string* out, const auto& each) { absl::StrAppend(out, PermissionText(each)); });
  return absl::StrCat("\n  ", style.Bold(Padded(ToView(preset.name), 20)), ToView(preset.use_case), "; ", permissions,
                      "\n    user     ", PresetLink(preset, TOKENLINK_KIND_USER), "\n    account  ",
                      PresetLink(preset, TOKENLINK_KIND_ACCOUNT), "\n");
}

}  // namespace

absl::StatusOr<ExitCode> RunPresets(const Options& options) {
  if (!options.words.empty()) return UsageError("presets takes no argument such as ", Quoted(options.words[0]));
  const Style style = StyleFor(STDOUT_FILENO, options.color);
  TextBuffer text;
  JsonWriter json(&text);
  std::string group;
  auto preset = Sized<tokenlink_preset>();
  for (size_t i = 0; tokenlink_preset_at(i, &preset) == TOKENLINK_OK; ++i) {
    if (options.json) {
      WriteJson(preset, &json);
      continue;
    }
    if (group != ToView(preset.group)) {
      text += absl::StrCat(group.empty() ? "" : "\n", style.Bold(ToView(preset.group)), "\n");
      group = std::string(ToView(preset.group));
    }
    text += PresetText(preset, style);
  }
  return PrintData(text.view());
}

}  // namespace tokenlink_cli
