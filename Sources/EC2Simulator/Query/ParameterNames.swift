/// The names that an action knows, with `N` for every number in a list.
struct ParameterNames: Sendable {
  private let names: Set<String>

  /// - Parameter names: separated by white space.
  init(_ names: String) {
    self.names = Set(names.split(whereSeparator: \.isWhitespace).map(String.init))
      .union(["Action", "Version", "DryRun"])
  }

  /// Throws `UnknownParameter` for the first name, in alphabetical order, that the action does not know.
  func check(_ parameters: Parameters) throws(APIError) {
    for name in parameters.flat.keys.sorted() where !names.contains(Self.general(name)) {
      throw .unknownParameter(name)
    }
  }

  private static func general(_ name: String) -> String {
    name.split(separator: ".", omittingEmptySubsequences: false)
      .map { $0.utf8.allSatisfy { (48...57).contains($0) } && !$0.isEmpty ? "N" : $0 }
      .joined(separator: ".")
  }
}
