import JobModel

extension Sequence where Element == JobRecord {
  /// - Throws: exit 1 where one of them failed or was cancelled.
  func requireSuccess() throws {
    let bad = filter { $0.state == .failed || $0.state == .cancelled }
    guard !bad.isEmpty else { return }
    let words = bad.map { "job \($0.id) \($0.state.rawValue)" }.joined(separator: ", ")
    throw CommandFailure(
      .failed, words, hint: "look: geuse status \(bad.map { "\($0.id)" }.joined(separator: " ")) --attempts")
  }
}
