import JobModel

/// Reads the members of one JSON object by name and notes what is wrong with them; null is as good as left out.
struct FieldReader {
  let line: Int
  /// What the names of its members begin with in messages: `spec.`; empty for the line itself.
  let path: String
  private let members: [JSONValue.Member]
  private var known: [String] = []
  private(set) var problems: [FieldProblem] = []

  init(_ members: [JSONValue.Member], line: Int, path: String = "") {
    self.members = members
    self.line = line
    self.path = path
  }

  /// The value of a member, which is then known.
  mutating func value(_ name: String) -> JSONValue? {
    known.append(name)
    let value = members.first { $0.name == name }?.value
    return value == .null ? nil : value
  }

  mutating func refuse(_ name: String, _ value: JSONValue, allowed: String) {
    refuse(name, value.inWords, allowed: allowed)
  }

  mutating func refuse(_ name: String, _ value: String, allowed: String) {
    problems.append(FieldProblem(line: line, path: path + name, value: value, allowed: allowed))
  }

  mutating func miss(_ name: String, allowed: String) {
    problems.append(FieldProblem(line: line, "\(path)\(name) is missing: \(allowed)"))
  }

  /// - Parameter secret: never repeat the value.
  mutating func string(_ name: String, length: ClosedRange<Int> = 1...2_048, secret: Bool = false) -> String? {
    guard let value = value(name) else { return nil }
    guard case .string(let text) = value else {
      refuse(name, secret ? "…" : value.inWords, allowed: "a text")
      return nil
    }
    guard length.contains(text.unicodeScalars.count) else {
      let allowed = "\(length.lowerBound) to \(length.upperBound) characters"
      refuse(name, secret ? "…" : value.inWords, allowed: allowed)
      return nil
    }
    guard secret || text.isOneLine else {
      refuse(name, value.inWords, allowed: "one line")
      return nil
    }
    return text
  }

  mutating func integer(_ name: String, _ range: ClosedRange<Int>) -> Int? {
    guard let value = value(name) else { return nil }
    guard case .number(let text) = value, let number = Int(text), range.contains(number) else {
      let isAny = range == Int.min...Int.max
      refuse(
        name, value,
        allowed: isAny ? "a whole number" : "a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  mutating func flag(_ name: String) -> Bool? {
    guard let value = value(name) else { return nil }
    guard case .bool(let flag) = value else {
      refuse(name, value, allowed: "true or false")
      return nil
    }
    return flag
  }

  mutating func word<Word>(_ name: String, as type: Word.Type = Word.self) -> Word?
  where Word: RawRepresentable & CaseIterable, Word.RawValue == String {
    guard let value = value(name) else { return nil }
    guard case .string(let text) = value, let word = Word(rawValue: text) else {
      refuse(name, value, allowed: Self.words(type))
      return nil
    }
    return word
  }

  mutating func strings(_ name: String) -> [String]? {
    list(name, of: "texts") { if case .string(let text) = $0 { text } else { nil } }
  }

  mutating func words<Word>(_ name: String, as type: Word.Type = Word.self) -> [Word]?
  where Word: RawRepresentable & CaseIterable, Word.RawValue == String {
    list(name, of: Self.words(type)) { if case .string(let text) = $0 { Word(rawValue: text) } else { nil } }
  }

  /// An object of texts, as tags are.
  mutating func texts(_ name: String) -> [String: String]? {
    guard let value = value(name) else { return nil }
    guard case .object(let members) = value else {
      refuse(name, value, allowed: #"an object of texts, such as {"Team": "ops"}"#)
      return nil
    }
    var texts: [String: String] = [:]
    for member in members {
      if case .string(let text) = member.value {
        texts[member.name] = text
      } else {
        refuse("\(name).\(member.name.shown)", member.value, allowed: "a text")
      }
    }
    return texts
  }

  /// Notes every member that nobody asked for.
  mutating func finish(what: String) {
    let unknown = members.map(\.name).filter { !known.contains($0) }
    for name in unknown.prefix(Self.shownFields) {
      let hint =
        Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
        ?? "known are \(known.joined(separator: ", "))"
      problems.append(FieldProblem(line: line, "\(path)\(name.shown) is no field of \(what): \(hint)"))
    }
    if unknown.count > Self.shownFields {
      problems.append(FieldProblem(line: line, "and \(unknown.count - Self.shownFields) more are no fields of \(what)"))
    }
  }

  private static let shownFields = 20

  private mutating func list<Element>(
    _ name: String, of elements: String, _ read: (JSONValue) -> Element?
  ) -> [Element]? {
    guard let value = value(name) else { return nil }
    guard case .array(let values) = value else {
      refuse(name, value, allowed: "a list of \(elements)")
      return nil
    }
    var list: [Element] = []
    for (index, value) in values.enumerated() {
      if let element = read(value) {
        list.append(element)
      } else {
        refuse("\(name)[\(index)]", value, allowed: elements)
      }
    }
    // A list of which nothing can be read is not an empty one.
    return list.isEmpty && !values.isEmpty ? nil : list
  }

  private static func words<Word>(_ type: Word.Type) -> String
  where Word: RawRepresentable & CaseIterable, Word.RawValue == String {
    type.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
