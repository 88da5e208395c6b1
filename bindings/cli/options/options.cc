// SPDX-License-Identifier: MIT
#include "options/options.h"

#include <absl/algorithm/container.h>
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "library/status.h"
#include "terminal/nearest.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

struct Choice {
  const char* option;
  std::string value;
  std::vector<std::string> allowed;
};

std::vector<std::string> LongOptions(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back(absl::StrCat("--", name));
  }
  return names;
}

absl::Status UnknownOption(const CLI::App& command, const std::string& word) {
  const std::string option = word.substr(0, word.find('='));
  return UsageError("unknown option ", Quoted(option),
                    absl::StartsWith(option, "--") ? DidYouMean(option, LongOptions(command)) : "");
}

absl::Status CheckChoices(const Options& options) {
  const Choice choices[] = {
      {"--color", options.color, {"auto", "always", "never"}},
      {"--kind", options.kind, {"user", "account"}},
      {"--fail-on", options.fail_on, {"error", "warning", "info", "never"}},
      {"--format", options.format, {"csv", "tsv", "jsonl", "lines", "markdown"}},
      {"--input-format", options.input_format.value_or("csv"), {"csv", "tsv", "jsonl"}},
  };
  for (const Choice& choice : choices) {
    if (absl::c_linear_search(choice.allowed, choice.value)) continue;
    return UsageError(choice.option, " must be ", Enumerated(choice.allowed, " or "), ", not ", Quoted(choice.value));
  }
  return absl::OkStatus();
}

// `--account-id "$UNSET"` must not mean all accounts.
absl::Status CheckEmptyValues(const Options& options) {
  const auto empty = [](const std::optional<std::string>& value) { return value && value->empty(); };
  if (empty(options.account_id))
    return UsageError("--account-id is empty; to mean all accounts, write * or leave it out");
  if (empty(options.zone_id)) return UsageError("--zone-id is empty; to mean all zones, write all or leave it out");
  if (empty(options.output)) return UsageError("-o needs a file name");
  return absl::OkStatus();
}

// Words for characters that are hard to type. The characters of a link must stay without quotes.
absl::Status ReadDelimiter(std::optional<std::string>* delimiter) {
  if (!*delimiter) return absl::OkStatus();
  std::string& value = **delimiter;
  for (const auto& [word, character] :
       {std::pair("tab", "\t"), {"\\t", "\t"}, {"comma", ","}, {"semicolon", ";"}, {"pipe", "|"}}) {
    if (value == word) value = character;
  }
  const bool is_usual = value.size() == 1 && !absl::ascii_isalnum(value[0]) && absl::ascii_isascii(value[0]) &&
                        !absl::StrContains("\"\r\n -._~%:/?&=", value) && value[0] != 0;
  if (is_usual) return absl::OkStatus();
  return UsageError("--delimiter must be one character such as ; or | or the word tab, not ", Quoted(value));
}

// CLI11 takes whatever follows an option as its value, even another option.
absl::Status CheckForgottenValues(const CLI::App& command) {
  const std::vector<std::string> names = LongOptions(command);
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_expected_max() == 0) continue;  // a flag
    for (const std::string& value : option->results()) {
      if (!absl::c_linear_search(names, value)) continue;
      const std::string name = absl::StrCat("--", option->get_lnames().front());
      return UsageError(name, " needs a value (if that is the value, write ", name, "=", value, ")");
    }
  }
  return absl::OkStatus();
}

// CLI11's messages name types and counts; ours say what to type.
absl::Status Translated(const CLI::ParseError& error) {
  const std::string what = error.what();
  const std::string option = what.substr(0, what.find(':'));
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    if (absl::StrContains(what, "missing")) return UsageError(option, " needs a value");
    if (absl::StrContains(what, "At Most")) return UsageError(option, " is given more than once");
  }
  return UsageError(Printable(what));
}

class Parser {
 public:
  Parser() {
    AddCommonOptions(&app_);
    AddLinkOptions(AddCommand("build"));

    CLI::App* parse = AddCommand("parse");
    parse->add_flag("--json", options_.json);
    parse->add_flag("--strict", options_.strict);

    CLI::App* lint = AddCommand("lint");
    lint->add_flag("--json", options_.json);
    lint->add_option("--fail-on", options_.fail_on);

    CLI::App* batch = AddCommand("batch");
    AddLinkOptions(batch);
    batch->add_option("--format", options_.format);
    batch->add_option("--input-format", options_.input_format);
    batch->add_option("--delimiter", options_.delimiter);
    batch->add_option("-o,--output", options_.output);
    batch->add_flag("--strict", options_.strict);
    batch->add_flag("--no-progress", options_.no_progress);

    AddCommand("explain");
    for (const char* name : {"permissions", "presets", "version"}) AddCommand(name)->add_flag("--json", options_.json);
  }

  absl::StatusOr<Options> Parse(std::vector<std::string> arguments, std::string* command) {
    // CLI11 forgets a "--" when it leaves a subcommand, so everything after it is taken out first.
    const auto dashes = absl::c_find(arguments, "--");
    std::vector<std::string> verbatim;
    if (dashes != arguments.end()) verbatim.assign(dashes + 1, arguments.end());
    arguments.erase(dashes, arguments.end());
    absl::c_reverse(arguments);  // the order that CLI11 wants
    absl::Status status;
    try {
      app_.parse(arguments);
    } catch (const CLI::ParseError& error) {
      status = Translated(error);
    }
    for (const CLI::App* used : app_.get_subcommands()) options_.command = used->get_name();
    *command = options_.command;
    if (status.ok()) status = CheckWords(verbatim, command);
    if (!status.ok()) return status;
    return options_;
  }

 private:
  void AddCommonOptions(CLI::App* app) {
    app->set_help_flag();
    app->allow_extras();
    app->add_flag("-h,--help", options_.help);
    app->add_option("--color", options_.color);
    app->add_option("--catalog", options_.catalog);
  }

  CLI::App* AddCommand(const std::string& name) {
    CLI::App* command = app_.add_subcommand(name);
    AddCommonOptions(command);
    names_.push_back(name);
    return command;
  }

  void AddLinkOptions(CLI::App* command) {
    command->add_option("--kind", options_.kind);
    command->add_option("--permissions", options_.permissions);
    command->add_option("--preset", options_.preset);
    command->add_option("--name", options_.name);
    command->add_option("--account-id", options_.account_id);
    command->add_option("--zone-id", options_.zone_id);
    command->add_option("--allow", options_.allow)->allow_extra_args(false);
  }

  absl::Status CheckWords(const std::vector<std::string>& verbatim, std::string* command) {
    absl::Status status = CheckForgottenValues(app_);
    if (!status.ok()) return status;
    std::vector<std::string> stray = app_.remaining();
    if (stray.empty() && options_.command.empty()) stray = verbatim;
    if (!stray.empty()) return InsteadOfCommand(stray[0], command);
    if (options_.command.empty()) return absl::OkStatus();

    const CLI::App& used = *app_.get_subcommand(options_.command);
    status = CheckForgottenValues(used);
    if (!status.ok()) return status;
    for (const std::string& word : used.remaining()) {
      if (word.size() > 1 && word[0] == '-') return UnknownOption(used, word);
      options_.words.push_back(word);
    }
    options_.words.insert(options_.words.end(), verbatim.begin(), verbatim.end());
    status = CheckChoices(options_);
    status.Update(CheckEmptyValues(options_));
    status.Update(ReadDelimiter(&options_.delimiter));
    return status;
  }

  // A word in the place of the command.
  absl::Status InsteadOfCommand(const std::string& word, std::string* command) {
    if (word == "--version") {
      options_.command = "version";
    } else if (word == "help") {
      options_.help = true;
    } else if (absl::StartsWith(word, "-")) {
      return UnknownOption(app_, word);
    } else {
      command->clear();  // help is about this word, not about a command that follows it
      return UsageError("unknown command ", Quoted(word), DidYouMean(word, names_));
    }
    return absl::OkStatus();
  }

  CLI::App app_;
  Options options_;
  std::vector<std::string> names_;
};

}  // namespace

absl::StatusOr<Options> ParseArguments(int argc, char** argv, std::string* command) {
  return Parser().Parse(std::vector<std::string>(argv + 1, argv + argc), command);
}

}  // namespace tokenlink_cli
