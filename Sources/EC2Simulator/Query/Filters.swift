/// The `Filter.N` list of a Describe call: all filters must hold, of each any value.
///
/// Values may hold the wildcards `*` and `?`; a backslash takes their meaning away.
/// Source: AWS, "Filtering" in the EC2 API reference.
struct Filters: Sendable {
  struct Filter: Sendable {
    let name: String
    let values: [String]
  }

  let all: [Filter]

  /// - Parameter names: the names that the action knows; `tag:KEY`, `tag-key` and `tag-value` are known to all.
  init(_ parameters: Parameters, names: Set<String>) throws(APIError) {
    var all: [Filter] = []
    for item in parameters.items("Filter") {
      let name = try item.required("Name")
      guard names.contains(name) || name.hasPrefix("tag:") || ["tag-key", "tag-value"].contains(name) else {
        throw .invalidParameterValue("The filter '\(name)' is invalid")
      }
      all.append(Filter(name: name, values: item.list("Value")))
    }
    self.all = all
  }

  /// The values of the first filter of that name that has no wildcards, for a look-up by index.
  func exactValues(_ name: String) -> [String]? {
    guard let filter = all.first(where: { $0.name == name }) else { return nil }
    return filter.values.contains(where: Glob.isPattern) ? nil : filter.values
  }

  /// - Parameter values: a thing's values under a filter's name; none means that it has none.
  func match(tags: Tags, values: (String) -> [String]) -> Bool {
    all.allSatisfy { filter in
      let actual =
        switch filter.name {
        case "tag-key": tags.all.map(\.key)
        case "tag-value": tags.all.map(\.value)
        case let name where name.hasPrefix("tag:"): tags[String(name.dropFirst(4))].map { [$0] } ?? []
        default: values(filter.name)
        }
      return filter.values.contains { pattern in actual.contains { Glob.matches($0, pattern) } }
    }
  }
}
