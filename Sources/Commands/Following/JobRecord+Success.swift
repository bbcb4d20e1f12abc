import JobModel

extension Sequence where Element == JobRecord {
  /// - Throws: exit 1 where one of them failed or was cancelled.
  func requireSuccess() throws {
    let bad = filter { $0.state == .failed || $0.state == .cancelled }
    guard !bad.isEmpty else { return }
    let words = bad.prefix(20).map { "job \($0.id) \($0.state.rawValue)" }.joined(separator: ", ")
    let more = bad.count > 20 ? " and \(bad.count - 20) more" : ""
    throw CommandFailure(
      .failed, words + more, hint: "look: geuse status \(CountText.arguments(bad.map(\.id))) --attempts")
  }
}
