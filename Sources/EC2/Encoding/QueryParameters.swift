import AWSCore

/// Collects an action's parameters in the naming of EC2's Query protocol: `Name`, `Name.N`, `Outer.Inner`.
struct QueryParameters {
  private(set) var pairs: [(String, String)] = []

  mutating func add(_ name: String, _ value: String?) {
    if let value { pairs.append((name, value)) }
  }

  mutating func add(_ name: String, _ value: Int?) {
    add(name, value.map(String.init))
  }

  mutating func add(_ name: String, _ value: Bool?) {
    add(name, value.map { $0 ? "true" : "false" })
  }

  /// `name.1`, `name.2`, …
  mutating func add(_ name: String, _ values: [String]) {
    for (index, value) in values.enumerated() { add("\(name).\(index + 1)", value) }
  }

  mutating func add(_ filters: [EC2Filter]) {
    for (index, filter) in filters.enumerated() {
      add("Filter.\(index + 1).Name", filter.name)
      add("Filter.\(index + 1).Value", filter.values)
    }
  }

  /// - Parameter prefix: what stands before `Tag.N`, with its dot.
  mutating func add(_ tags: [ResourceTag], prefix: String = "") {
    for (index, tag) in tags.enumerated() {
      add("\(prefix)Tag.\(index + 1).Key", tag.key)
      add("\(prefix)Tag.\(index + 1).Value", tag.value)
    }
  }

  func encoded(_ action: String) -> EncodedQuery {
    EncodedQuery(action: action, version: EC2Client.version, parameters: pairs)
  }
}
