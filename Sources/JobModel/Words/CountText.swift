/// Numbers of things, for people.
package enum CountText {
  /// `1 job`, `12 jobs`.
  package static func of(_ count: Int, _ thing: String) -> String { count == 1 ? "1 \(thing)" : "\(count) \(thing)s" }
}
