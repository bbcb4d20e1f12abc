import ArgumentParser
import JobModel

struct OpenOfferings: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "lets launches try again now what is closed")

  @Argument(help: ArgumentHelp("What to open, as 'geuse offerings' names it.", valueName: "name"))
  var names: [String] = []

  @Flag(help: "Everything that is closed.")
  var all = false

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    guard all != !names.isEmpty else { throw CommandFailure.usage("name what to open, or say --all") }
    let store = try await database.openExisting()
    let closed = try await store.closings(region: nil)
    let wanted = all ? closed : closed.filter { names.contains($0.key.name) }
    for name in names where !wanted.contains(where: { $0.key.name == name }) {
      throw CommandFailure(.failed, "'\(name)' is not closed", hint: "see what is: geuse offerings")
    }
    for (region, closings) in Dictionary(grouping: wanted, by: \.region) {
      try await store.open(region: region, keys: closings.map(\.key))
    }
    if output.output == .text {
      for closing in wanted { Console.data("opened: \(closing.key.name)") }
    } else {
      try output.renderer(store).closings(wanted)
    }
  }
}
