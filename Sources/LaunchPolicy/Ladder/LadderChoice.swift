package import JobModel

/// Which rung a launch takes now: a pure function of its ladder, of what is closed, and of the time.
package enum LadderChoice: Sendable, Equatable {
  /// This rung. Where `probing` names closings whose rest is over, their one try has to be had first.
  case take(Ladder.Step, probing: [ClosingKey])
  /// Nothing is open before that time.
  case wait(until: Timestamp)
  /// Nothing will be: on every rung stands something that time does not mend.
  case exhausted(Closing)

  /// - Parameters:
  ///   - closings: those of the region.
  ///   - taken: closings of which another launch has the one try, or that nobody may try yet.
  package static func choose(
    _ ladder: Ladder, closings: [Closing], now: Timestamp, taken: Set<ClosingKey> = []
  ) -> LadderChoice {
    let known = Dictionary(closings.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var earliest: Timestamp?
    var dead: Closing?
    var lapsing: [(step: Ladder.Step, keys: [ClosingKey], since: Timestamp)] = []
    for step in ordered(ladder, known) {
      // What a person closed needs no probe once its time is over.
      let standing = step.keys.compactMap { known[$0] }.filter {
        $0.key.scope != .operator || $0.blocks(at: now) != nil
      }
      if let end = standing.first(where: { $0.isForGood(at: now) }) {
        dead = dead ?? end
        continue
      }
      if let until = standing.compactMap({ $0.blocks(at: now) }).max() {
        // Fewer of them may fit: what is preferred is not given up before that is known.
        let isTriedForFewer = standing.allSatisfy { $0.batchLimit != nil || $0.blocks(at: now) == nil }
        if isTriedForFewer, lapsing.isEmpty { return .wait(until: earliest.map { min($0, until) } ?? until) }
        earliest = min(earliest ?? until, until)
        continue
      }
      let lapsed = standing.map(\.key)
      guard taken.isDisjoint(with: lapsed) else {
        earliest = min(earliest ?? now + RetryPolicy.probeSpacing, now + RetryPolicy.probeSpacing)
        if standing.contains(where: { $0.batchLimit != nil }), lapsing.isEmpty { break }
        continue
      }
      if let since = standing.map(\.reopensAt).max() {
        lapsing.append((step, lapsed, since))
      } else {
        // Behind what is preferred and may be tried again stands something open: the order decides.
        return lapsing.first.map { .take($0.step, probing: $0.keys) } ?? .take(step, probing: [])
      }
    }
    // Nothing is open: the rungs take turns, however long the ladder is.
    if let next = lapsing.min(by: { $0.since < $1.since }) { return .take(next.step, probing: next.keys) }
    if let earliest { return .wait(until: earliest) }
    return dead.map { .exhausted($0) } ?? .wait(until: now + RetryPolicy.probeSpacing)
  }

  /// The ladder's own order, but where neighbours differ in their zone alone, those first that EC2 named in a refusal
  /// of one of them. EC2 is not always right there: it orders and never excludes.
  static func ordered(_ ladder: Ladder, _ known: [ClosingKey: Closing]) -> [Ladder.Step] {
    var ordered: [Ladder.Step] = []
    var run: [Ladder.Step] = []
    for step in ladder.steps {
      if let last = run.last,
        last.rung.market != step.rung.market || last.rung.instanceType != step.rung.instanceType
      {
        ordered += bySuggestion(run, known)
        run = []
      }
      run.append(step)
    }
    return ordered + bySuggestion(run, known)
  }

  private static func bySuggestion(_ run: [Ladder.Step], _ known: [ClosingKey: Closing]) -> [Ladder.Step] {
    guard run.count > 1 else { return run }
    let newest = run.flatMap { $0.keys.compactMap { known[$0] } }.filter { !$0.suggestedZones.isEmpty }
      .max { $0.closedAt < $1.closedAt }
    guard let zones = newest?.suggestedZones else { return run }
    func place(_ step: Ladder.Step) -> Int {
      step.rung.availabilityZone.flatMap { zones.firstIndex(of: $0) } ?? zones.count
    }
    return run.enumerated().sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }.map(\.element)
  }
}
