import ArgumentParser
import JobModel

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "lets workers take again what was paused",
    discussion: """
      Ends the pause of just that queue or kind; --all ends every pause.

      EXAMPLES
        geuse resume --queue gpu
        geuse resume --all
      """)

  @OptionGroup(title: "What") var what: PauseScopeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    let scope = try what.scope(to: "resume")
    let store = try await database.openExisting()
    let ended = try await store.resume(what.all ? nil : scope, by: .current)
    try output.renderer(store).pauses(ended)
    for pause in ended { Console.error("resumed: \(pause.scope)") }
    let left = try await store.pauses().map(\.scope)
    if ended.isEmpty {
      let rest = left.isEmpty ? "" : "; paused: \(left.map(\.description).joined(separator: ", "))"
      Console.error(what.all ? "nothing is paused" : "\(scope) is not paused by itself\(rest)")
    } else if !left.isEmpty {
      Console.error("still paused: \(left.map(\.description).joined(separator: ", "))")
    }
  }
}
