import ArgumentParser
import Foundation

/// What the parser knows of a verb's flags, read from its own description of itself.
struct CommandTool: Decodable {
  struct Argument: Decodable {
    enum Kind: String, Decodable { case positional, option, flag }
    struct Name: Decodable {
      let name: String
    }
    let kind: Kind
    let preferredName: Name?
    let valueName: String?
    let isRepeating: Bool
    let sectionTitle: String?
    let defaultValue: String?
    let shouldDisplay: Bool

    /// As the command line has it, without dashes.
    var name: String { preferredName?.name ?? valueName ?? "" }
    /// As JSON has it: lists in the plural.
    var member: String {
      let word = name.replacing("-", with: "_")
      guard isRepeating, !word.hasSuffix("s") || word.hasSuffix("ss") else { return word }
      return word + (word.hasSuffix("ss") ? "es" : "s")
    }
  }
  struct Command: Decodable {
    let commandName: String
    let arguments: [Argument]?
    let subcommands: [Command]?
  }
  private let command: Command

  /// Where and how the answer goes, and what only this feature is about, is no part of a request.
  private static let otherSections: Set = ["Output", "Database", "AWS", "Following", "Input"]

  private static func described() throws -> Command {
    try JSONDecoder().decode(CommandTool.self, from: Data(GeuseCommand._dumpHelp().utf8)).command
  }

  private static func command(_ verb: String) throws -> Command? {
    try described().subcommands?.first { $0.commandName == verb }
  }

  /// Every flag of a verb, with its dashes; none where there is no such verb.
  static func flags(of verb: String) -> [String] {
    let found = try? command(verb)
    return (found?.arguments ?? []).filter { $0.kind != .positional && $0.shouldDisplay }.map { "--\($0.name)" }
  }

  /// An option that takes one value and is given more than once, with its dashes; the parser would take the last.
  static func repeatedOption(in arguments: [String]) -> String? {
    let given = arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }
      .map { String($0.prefix { $0 != "=" }) }
    // Mostly none, and the description of all commands is long.
    let twice = Dictionary(grouping: given) { $0 }.filter { $0.value.count > 1 }.keys
    guard !twice.isEmpty, var command = try? described() else { return nil }
    for word in arguments {
      guard let next = command.subcommands?.first(where: { $0.commandName == word }) else { break }
      command = next
    }
    let single = (command.arguments ?? []).filter { $0.kind == .option && !$0.isRepeating }.map { "--\($0.name)" }
    return single.first(where: twice.contains)
  }

  /// The flags and ids that a verb takes as JSON; nil where it takes none.
  static func arguments(of verb: String) throws -> [Argument]? {
    guard let all = try command(verb)?.arguments, all.contains(where: { $0.name == "cli-input-json" }) else {
      return nil
    }
    return all.filter { argument in
      argument.shouldDisplay && !["help", "version"].contains(argument.name)
        && !(argument.sectionTitle.map(otherSections.contains) ?? false)
    }
  }
}
