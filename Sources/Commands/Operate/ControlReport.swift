import JobModel

/// Says what an order did to each job, and fails where it did nothing.
enum ControlReport {
  /// - Parameters:
  ///   - verb: as in "requeue".
  ///   - byFilter: whether jobs were found by properties; those that cannot be changed are then only counted.
  static func check(_ results: [ControlResult], verb: String, byFilter: Bool) throws {
    var refused: [String] = []
    for result in results {
      switch result.effect {
      case .done: continue
      case .requested:
        Console.error("job \(result.id): \(verb) requested; it ends once its worker or its launch is through")
      case .refused(let reason): refused.append("job \(result.id) was not changed: \(reason)")
      }
    }
    guard !refused.isEmpty else { return }
    for line in refused.prefix(20) { Console.error(line) }
    if refused.count > 20 { Console.error("and \(refused.count - 20) more") }
    if !byFilter || refused.count == results.count {
      throw CommandFailure(.failed, "\(results.count - refused.count) of \(results.count) jobs changed")
    }
  }
}
