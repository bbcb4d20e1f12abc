import ArgumentParser
import JobModel

/// How the answer is printed.
struct OutputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("text, json (one array or object) or jsonl (one job a line).", valueName: "format"))
  var output: OutputFormat = .text

  func renderer(showsUserData: Bool = false) -> Renderer {
    Renderer(
      format: output, now: Timestamp.now(), showsUserData: showsUserData,
      screen: output == .text ? .standardOutput : .plain)
  }
}
