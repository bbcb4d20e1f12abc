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
    let lines = lines(results, requested: requested)
    if !lines.isEmpty { Console.error(CommandFailure.listing(lines)) }
  }

  /// One for all of whom the same is to be said, in the order of the first ones.
  static func lines(_ results: [ControlResult], requested: String) -> [String] {
    var alike: [ControlResult.Effect: [JobID]] = [:]
    var order: [ControlResult.Effect] = []
    for result in results where result.effect != .done {
      if alike[result.effect] == nil { order.append(result.effect) }
      alike[result.effect, default: []].append(result.id)
    }
    return order.map { effect in
      let ids = alike[effect] ?? []
      guard case .refused(let reason) = effect else { return "\(CountText.naming(ids)): \(requested)" }
      return CountText.naming(ids)
        + (ids.count == 1 ? " was not changed: \(reason)" : " were not changed: each \(reason)")
    }
  }

  static func check(_ results: [ControlResult], byFilter: Bool) throws {
    let refused = results.filter { if case .refused = $0.effect { true } else { false } }.count
    guard refused > 0, !byFilter || refused == results.count else { return }
    throw CommandFailure(.failed, "\(results.count - refused) of \(CountText.of(results.count, "job")) changed")
  }
}
