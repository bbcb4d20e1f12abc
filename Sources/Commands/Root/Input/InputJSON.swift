import Foundation
import JobModel
import Operations

/// A verb's flags as a JSON object, as the AWS CLI takes them.
enum InputJSON {
  private static let input = "--cli-input-json"
  private static let skeleton = "--generate-cli-skeleton"
  /// Bytes; user data has 16 KiB at most.
  private static let longest = 1 << 20

  /// The arguments, with those of the JSON behind them; a flag that is given wins over its member.
  /// - Throws: usage, naming the member that is wrong.
  static func expand(_ arguments: [String]) throws -> [String] {
    guard let verb = arguments.first, let text = value(in: arguments),
      let known = try CommandTool.arguments(of: verb)
    else { return arguments }
    let members = try read(text)
    var added: [String] = []
    for member in members {
      guard let argument = known.first(where: { $0.member == member.name || $0.name == member.name.dashed }) else {
        let nearest = Suggestion.nearest(to: member.name, among: known.map(\.member))
        throw CommandFailure.usage(
          "\(input): '\(member.name.shown)' is no flag of geuse \(verb)"
            + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
      }
      guard !isGiven(argument, in: arguments) else { continue }
      added += try words(argument, member)
    }
    return arguments + added
  }

  /// The object with nothing set; nil where it is not asked for.
  static func skeleton(_ arguments: [String]) throws -> String? {
    guard let verb = arguments.first, arguments.prefix(while: { $0 != "--" }).contains(skeleton),
      let known = try CommandTool.arguments(of: verb)
    else { return nil }
    let members = known.map { JSONValue.Member($0.member, empty($0)) }
    return try Renderer.json(JSONValue.object(members), pretty: true)
  }

  private static func empty(_ argument: CommandTool.Argument) -> JSONValue {
    if argument.kind == .flag { return .bool(false) }
    if argument.name == "tag" { return .object([]) }
    if argument.isRepeating { return .array([]) }
    guard let value = argument.defaultValue else { return .null }
    return Int64(value) == nil ? .string(value) : .number(value)
  }

  private static func value(in arguments: [String]) -> String? {
    let flags = arguments.prefix { $0 != "--" }
    if let joined = flags.last(where: { $0.hasPrefix(input + "=") }) {
      return String(joined.dropFirst(input.count + 1))
    }
    guard let index = flags.lastIndex(of: input), index + 1 < flags.endIndex else { return nil }
    return flags[index + 1]
  }

  private static func read(_ text: String) throws -> [JSONValue.Member] {
    var bytes = Array(text.utf8)
    if text.hasPrefix("file://") {
      switch InputFile.read(String(text.dropFirst("file://".count)), atMost: longest) {
      case .success(let data): bytes = Array(data)
      case .failure(let reason): throw CommandFailure.usage("\(input) '\(text)' is not valid: \(reason.text)")
      }
    }
    do {
      guard case .object(let members) = try JSONReader.read(bytes) else {
        throw CommandFailure.usage("\(input) is not valid: an object such as the one of \(skeleton)")
      }
      return members
    } catch let error as JSONSyntaxError {
      let hint = text.hasPrefix("{") || text.hasPrefix("file://") ? "" : "; a file is named file://PATH"
      throw CommandFailure.usage("\(input) is not valid JSON: \(error.inWords(bytes))\(hint)")
    }
  }

  private static func isGiven(_ argument: CommandTool.Argument, in arguments: [String]) -> Bool {
    guard argument.kind != .positional else { return false }
    let flag = "--\(argument.name)"
    return arguments.contains { $0 == flag || $0.hasPrefix(flag + "=") }
  }

  private static func words(_ argument: CommandTool.Argument, _ member: JSONValue.Member) throws -> [String] {
    func wrong(_ allowed: String) -> CommandFailure {
      .usage("\(input): \(member.name) '\(member.value.inWords)' is not valid: \(allowed)")
    }
    switch (argument.kind, member.value) {
    case (_, .null), (.flag, .bool(false)): return []
    case (.flag, .bool(true)): return ["--\(argument.name)"]
    case (.flag, _): throw wrong("true or false")
    case (_, .object(let pairs)) where argument.name == "tag":
      return try pairs.flatMap { pair in
        guard let text = pair.value.flagText else { throw wrong("texts as values") }
        return ["--\(argument.name)", "\(pair.name)=\(text)"]
      }
    case (_, .array(let values)) where argument.isRepeating:
      return try values.flatMap { value in
        guard let text = value.flagText else { throw wrong("a list of texts or numbers") }
        return argument.kind == .positional ? [text] : ["--\(argument.name)=\(text)"]
      }
    default:
      guard let text = member.value.flagText else {
        throw wrong(argument.isRepeating ? "a list" : "a text or a number")
      }
      return argument.kind == .positional ? [text] : ["--\(argument.name)=\(text)"]
    }
  }
}

extension JSONValue {
  /// As a flag's value; nil where it is none.
  fileprivate var flagText: String? {
    switch self {
    case .string(let text), .number(let text): text
    default: nil
    }
  }
}

extension String {
  fileprivate var dashed: String { replacing("_", with: "-") }
}

extension JSONSyntaxError {
  /// `line 3, column 7: expected a value`
  fileprivate func inWords(_ bytes: [UInt8]) -> String {
    let before = bytes.prefix(max(0, column - 1))
    let newline = UInt8(ascii: "\n")
    let line = before.count { $0 == newline } + 1
    let start = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    return "line \(line), column \(column - start): \(reason)"
  }
}
