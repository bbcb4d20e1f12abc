/// Numbers of things, for people.
package enum CountText {
  /// `1 job`, `12 jobs`.
  package static func of(_ count: Int, _ thing: String) -> String { count == 1 ? "1 \(thing)" : "\(count) \(thing)s" }

  /// `4, 5, 6`; of many the first twenty, and how many there are besides.
  package static func listing(_ ids: [JobID]) -> String {
    ids.prefix(20).map(String.init).joined(separator: ", ") + (ids.count > 20 ? " and \(ids.count - 20) more" : "")
  }

  /// `job 4`, `jobs 4, 5, 6`; of many as ``listing(_:)``.
  package static func naming(_ jobs: [JobID]) -> String { "\(jobs.count == 1 ? "job" : "jobs") \(listing(jobs))" }

  /// The same as arguments of a command, of which a reader sees that there are more.
  package static func arguments(_ ids: [Int64]) -> String {
    ids.prefix(20).map(String.init).joined(separator: " ") + (ids.count > 20 ? " …" : "")
  }
}
