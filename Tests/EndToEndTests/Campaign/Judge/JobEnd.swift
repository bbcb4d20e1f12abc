/// How a job stands at the end, by the traces alone.
struct JobEnd: Sendable {
  let job: Int
  /// The last decision that was accepted, or that may have been: whose token nobody has claimed anew since, and which no
  /// accepted decision has ended.
  let last: Decision?
  /// The newest token that anybody was seen to hold.
  let newestToken: Int?
  /// Whether it was ordered to run again after that.
  let isReopened: Bool
  let cancellation: Cancellation
  let rescues: Int

  enum Cancellation: Sendable {
    case never
    /// In time to make its launch end as cancelled.
    case certain(keepsInstance: Bool)
    /// Perhaps too late, or its effect is not known.
    case possible
  }

  init(_ job: Int, decisions: [Decision], sightings: [Int: Int], orders: [Order], rescues: Int) {
    self.job = job
    self.rescues = rescues
    let newest = max(sightings.keys.max() ?? 0, decisions.compactMap(\.token).max() ?? 0)
    newestToken = newest > 0 ? newest : nil
    let ended = Set(decisions.filter { $0.fate == .accepted && $0.endsToken }.compactMap(\.token))
    let counted = decisions.filter { decision in
      let token = decision.token ?? newest
      return decision.fate == .accepted || decision.fate == .unknown && token == newest && !ended.contains(token)
    }
    let last = counted.max { ($0.token ?? 0, $0.begun) < ($1.token ?? 0, $1.begun) }
    self.last = last
    let reopened = orders.filter { $0.verb != "cancel" && $0.effect != "refused" && $0.effect != "failed" }
    isReopened = reopened.contains { $0.begun > last?.begun ?? 0 }
    cancellation = Self.cancellation(orders, last, reopened: reopened.compactMap { $0.ended }.max() ?? 0)
  }

  /// Cancellations from before the job was ordered to run again count no more.
  private static func cancellation(_ orders: [Order], _ last: Decision?, reopened: Int) -> Cancellation {
    let cancels = orders.filter { $0.verb == "cancel" && $0.effect != "refused" && ($0.ended ?? .max) >= reopened }
    guard let cancel = cancels.last else { return .never }
    if cancels.count == 1, cancel.effect == "requested", let ended = cancel.ended, ended < last?.begun ?? 0,
      cancel.begun > reopened
    {
      return .certain(keepsInstance: cancel.keepsInstance)
    }
    return .possible
  }

  var mayBeCancelled: Bool {
    if case .never = cancellation { false } else { true }
  }

  /// The instance that it succeeded with.
  var instance: String? { last?.outcome == "succeed" ? last?.instance : nil }

  /// Whether the last that is known of it is its end.
  var isEnded: Bool {
    guard let last, !isReopened, last.isFinal else { return false }
    return last.token == nil || last.token == newestToken
  }
}

extension History {
  /// Every job that was claimed, decided about or ordered about.
  func ends() -> [Int: JobEnd] {
    let byJob = Dictionary(grouping: decisions, by: \.job)
    let orders = Dictionary(grouping: self.orders, by: \.job)
    var ends: [Int: JobEnd] = [:]
    for job in Set(byJob.keys).union(sightings.keys).union(orders.keys) {
      ends[job] = JobEnd(
        job, decisions: byJob[job] ?? [], sightings: sightings[job] ?? [:], orders: orders[job] ?? [],
        rescues: rescues[job] ?? 0)
    }
    return ends
  }
}
