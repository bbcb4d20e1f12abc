import AWSCore
import JobModel
import LaunchPolicy
import Logging

extension LaunchSettler {
  func closeRefused() async throws {
    // A refusal closes its offering, so it must be news: whoever took the launch over may have launched there since.
    guard try await context.store.ledger.holds(fence) else { throw StoreError.leaseLost(fence) }
    if let refusal, let limit = BatchLimit.next(after: refusal, count: request.count) {
      return try await closeForFewer(refusal, limit)
    }
    let next = try await nextRung()
    var members: [JobID: JobOutcome] = [:]
    let waited = refusal.map { ErrorClass($0) } == .propagation ? timeRefused : nil
    for job in jobs {
      let error = refusal.map {
        LaunchAdvice.describe($0, job: job.id, spec: spec, rung: request.rung, waited: waited)
      }
      if let next, let error, !job.cancelRequested {
        members[job.id] = LadderDecision.outcome(
          afterRefusal: error, next.chosen.choice, ladder: next.ladder, closings: next.chosen.closings, job: job,
          spec: spec, region: request.region, now: context.now())
      } else {
        members[job.id] = LaunchMembers.refused(job, error, now: context.now(), random: context.random())
      }
    }
    try await close(.refused, members: members)
  }

  /// The same rung again, for fewer of them at once: the refusal of all says nothing about each. One call at a time
  /// finds out how many; all others wait for it.
  private func closeForFewer(_ refusal: AWSError, _ limit: Int) async throws {
    if let closing = Refusal(refusal, rung: request.rung, spec: spec, specID: specID, batchLimit: limit) {
      try await context.store.offerings.remember(
        ladder: ladder().steps.map(\.keys), spec: specID, region: request.region)
      try await context.store.offerings.close([closing])
    }
    var members: [JobID: JobOutcome] = [:]
    for job in jobs {
      var error = LaunchAdvice.describe(refusal, job: job.id, spec: spec, rung: request.rung)
      error.message += "; it was said of \(request.count) instances together, at most \(limit) are asked for next"
      members[job.id] =
        job.cancelRequested ? .release : job.retryOrFail(error, counted: false, after: .zero, now: context.now())
    }
    try await close(.refused, members: members)
  }

  /// For how long EC2 has said the same.
  private var timeRefused: Duration? {
    request.sends.last.map { context.now() - request.sends.sameRefusalSince($0) }
  }

  /// Remembers what the refusal closes and finds what is open next; nil where it says nothing about the rung.
  private func nextRung() async throws -> (ladder: Ladder, chosen: RungChooser.Chosen)? {
    guard let refusal, let closing = Refusal(refusal, rung: request.rung, spec: spec, specID: specID) else {
      return nil
    }
    let ladder = try await ladder()
    try await context.store.offerings.close([closing])
    try await context.store.offerings.remember(
      ladder: ladder.steps.map(\.keys), spec: specID, region: request.region)
    return (ladder, try await context.chooser(region: request.region).preview(ladder))
  }

  private func ladder() async throws -> Ladder {
    do {
      return try await LadderBuilder(
        facts: context.store.facts, client: client, questions: context.questions, logger: context.logger
      ).build(spec, specID: specID).ladder
    } catch let error as AWSError {
      // What the region is like was known when the launch began; that it is not now must not hold up the end.
      context.logger.warning("the ladder could not be made", metadata: ["error": "\(error)"])
      return Ladder(steps: [
        Ladder.Step(rung: request.rung, keys: ClosingKey.keys(of: request.rung, in: spec, specID: specID))
      ])
    }
  }
}
