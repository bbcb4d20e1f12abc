import JobModel

/// Says what an order did to each job, and fails where it did nothing.
enum ControlReport {
  /// - Parameters:
  ///   - requested: what is said of a job to which it will happen later.
  ///   - byFilter: whether jobs were found by properties; those that cannot be changed are then only counted.
  static func check(_ results: [ControlResult], requested: String, byFilter: Bool) throws {
    say(results, requested: requested)
    try check(results, byFilter: byFilter)
  }

  static func say(_ results: [ControlResult], requested: String) {
    var refused: [String] = []
    for result in results {
      switch result.effect {
      case .done: continue
      case .requested: Console.error("job \(result.id): \(requested)")
      case .refused(let reason): refused.append("job \(result.id) was not changed: \(reason)")
      }
    }
    for line in refused.prefix(20) { Console.error(line) }
    if refused.count > 20 { Console.error("and \(refused.count - 20) more") }
  }

  static func check(_ results: [ControlResult], byFilter: Bool) throws {
    let refused = results.filter { if case .refused = $0.effect { true } else { false } }.count
    guard refused > 0, !byFilter || refused == results.count else { return }
    throw CommandFailure(.failed, "\(results.count - refused) of \(CountText.of(results.count, "job")) changed")
  }
}
