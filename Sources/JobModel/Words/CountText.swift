/// Numbers of things, for people.
package enum CountText {
  /// `1 job`, `12 jobs`.
  package static func of(_ count: Int, _ thing: String) -> String { count == 1 ? "1 \(thing)" : "\(count) \(thing)s" }

  /// `4, 5, 6`; of many the first twenty, and how many there are besides.
  package static func listing(_ ids: [JobID]) -> String {
    ids.prefix(20).map(String.init).joined(separator: ", ") + (ids.count > 20 ? " and \(ids.count - 20) more" : "")
  }
}
