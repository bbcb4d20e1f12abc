import ArgumentParser
import JobModel

/// How the answer is printed.
struct OutputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("text, json (one array or object) or jsonl (one job a line).", valueName: "format"))
  var output: OutputFormat = .text

  /// - Parameter store: by whose clock "2m ago" is told.
  func renderer(_ store: any Timekeeping, showsUserData: Bool = false) -> Renderer {
    renderer(at: store.clocks.now(), showsUserData: showsUserData)
  }

  func renderer(at now: Timestamp, showsUserData: Bool = false) -> Renderer {
    Renderer(
      format: output, now: now, showsUserData: showsUserData, screen: output == .text ? .standardOutput : .plain)
  }
}
