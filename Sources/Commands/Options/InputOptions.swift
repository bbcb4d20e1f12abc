import ArgumentParser

/// A verb's flags as a JSON object; `InputJSON` has put them among the arguments before this is parsed.
struct InputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Flags as a JSON object, text or file://PATH; what is given as a flag wins.", valueName: "json"))
  var cliInputJson: String?

  @Flag(help: "Print such an object with nothing set, do nothing.")
  var generateCliSkeleton = false
}
