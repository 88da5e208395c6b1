// SPDX-License-Identifier: MIT
#include "options/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string_view>
#include <utility>

#include "io/errors.h"
#include "terminal/nearest.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

const std::vector<std::string> kKinds = {"user", "account"};
const std::vector<std::string> kColors = {"auto", "always", "never"};
const std::vector<std::string> kThresholds = {"error", "warning", "info", "never"};
const std::vector<std::string> kFormats = {"csv", "tsv", "jsonl", "lines", "markdown"};
const std::vector<std::string> kInputFormats = {"csv", "tsv", "jsonl"};

std::vector<std::string> LongOptions(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

void RefuseUnknownOption(const CLI::App& command, const std::string& word) {
  const std::string option = word.substr(0, word.find('='));
  std::string message = "unknown option " + Quoted(option);
  message += option.starts_with("--") ? DidYouMean(option, LongOptions(command)) : std::string();
  throw UsageError(message);
}

void CheckChoice(const std::string& option, const std::string& value, const std::vector<std::string>& choices) {
  if (std::find(choices.begin(), choices.end(), value) != choices.end()) return;
  throw UsageError(option + " must be " + Joined(choices, " or ") + ", not " + Quoted(value));
}

// An option's value is whatever follows it, and that is another option where the value was forgotten.
void RefuseForgottenValues(const CLI::App& command) {
  const std::vector<std::string> names = LongOptions(command);
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_expected_max() == 0) continue;  // a flag
    for (const std::string& value : option->results()) {
      if (std::find(names.begin(), names.end(), value) == names.end()) continue;
      const std::string name = "--" + option->get_lnames().front();
      throw UsageError(name + " needs a value (if that is the value, write " + name + "=" + value + ")");
    }
  }
}

// CLI11's sentences name types and counts; these say what the person has to type.
[[noreturn]] void Rethrow(const CLI::ParseError& error) {
  const std::string what = error.what();
  const std::string option = what.substr(0, what.find(':'));
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    if (what.find("missing") != std::string::npos) {
      throw UsageError(option + " needs a value");
    }
    if (what.find("At Most") != std::string::npos) throw UsageError(option + " is given more than once");
  }
  throw UsageError(Printable(what));
}

class Line {
 public:
  Line() : app_("") {
    Prepare(&app_);
    CLI::App* build = Command("build");
    LinkOptions(build);

    CLI::App* parse = Command("parse");
    parse->add_flag("--json", options_.json);
    parse->add_flag("--strict", options_.strict);

    CLI::App* lint = Command("lint");
    lint->add_flag("--json", options_.json);
    lint->add_option("--fail-on", options_.fail_on);

    CLI::App* batch = Command("batch");
    LinkOptions(batch);
    batch->add_option("--format", options_.format);
    batch->add_option("--input-format", options_.input_format);
    batch->add_option("-o,--output", options_.output);
    batch->add_flag("--strict", options_.strict);
    batch->add_flag("--no-progress", options_.no_progress);

    Command("explain");
    for (const char* name : {"permissions", "presets", "version"}) Command(name)->add_flag("--json", options_.json);
  }

  Options Parse(std::vector<std::string> arguments, std::string* command) {
    // CLI11 forgets a "--" when it climbs out of a subcommand, so everything after it is taken out first.
    const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
    std::vector<std::string> verbatim;
    if (dashes != arguments.end()) verbatim.assign(dashes + 1, arguments.end());
    arguments.erase(dashes, arguments.end());
    std::reverse(arguments.begin(), arguments.end());  // what CLI11 asks for
    try {
      app_.parse(arguments);
    } catch (const CLI::ParseError& error) {
      SetCommand(command);
      Rethrow(error);
    }
    SetCommand(command);
    CheckWords(verbatim, command);
    return options_;
  }

 private:
  void Prepare(CLI::App* app) {
    app->set_help_flag();
    app->allow_extras();
    app->add_flag("-h,--help", options_.help);
    app->add_option("--color", options_.color);
    app->add_option("--catalog", options_.catalog);
  }

  CLI::App* Command(const std::string& name) {
    CLI::App* command = app_.add_subcommand(name);
    Prepare(command);
    names_.push_back(name);
    return command;
  }

  void LinkOptions(CLI::App* command) {
    command->add_option("--kind", options_.kind);
    command->add_option("--permissions", options_.permissions);
    command->add_option("--preset", options_.preset);
    command->add_option("--name", options_.name);
    command->add_option("--account-id", options_.account_id);
    command->add_option("--zone-id", options_.zone_id);
  }

  void SetCommand(std::string* command) {
    for (const CLI::App* used : app_.get_subcommands()) options_.command = used->get_name();
    *command = options_.command;
  }

  void CheckWords(const std::vector<std::string>& verbatim, std::string* command) {
    RefuseForgottenValues(app_);
    std::vector<std::string> stray = app_.remaining();
    if (stray.empty() && options_.command.empty()) stray = verbatim;
    if (!stray.empty()) return Stray(stray[0], command);
    if (options_.command.empty()) return;

    const CLI::App& used = *app_.get_subcommand(options_.command);
    RefuseForgottenValues(used);
    for (const std::string& word : used.remaining()) {
      if (word.size() > 1 && word[0] == '-') RefuseUnknownOption(used, word);
      options_.words.push_back(word);
    }
    options_.words.insert(options_.words.end(), verbatim.begin(), verbatim.end());
    CheckChoice("--color", options_.color, kColors);
    CheckChoice("--kind", options_.kind, kKinds);
    CheckChoice("--fail-on", options_.fail_on, kThresholds);
    CheckChoice("--format", options_.format, kFormats);
    if (options_.input_format) CheckChoice("--input-format", *options_.input_format, kInputFormats);
  }

  // A word where the command should stand.
  void Stray(const std::string& word, std::string* command) {
    if (word == "--version") {
      options_.command = "version";
    } else if (word == "help") {
      options_.help = true;
    } else if (word.starts_with("-")) {
      RefuseUnknownOption(app_, word);
    } else {
      command->clear();  // the word, not what comes after it, is what help has to be about
      throw UsageError("unknown command " + Quoted(word) + DidYouMean(word, names_));
    }
  }

  CLI::App app_;
  Options options_;
  std::vector<std::string> names_;
};

}  // namespace

Options ParseArguments(int argc, char** argv, std::string* command) {
  return Line().Parse(std::vector<std::string>(argv + 1, argv + argc), command);
}

}  // namespace tokenlink_cli
