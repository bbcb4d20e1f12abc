package import JobModel

/// A ledger that keeps account of requests, sends, answers and settlements.
package struct TracedLaunchLedger: LaunchLedger {
  private let ledger: any LaunchLedger
  private let trace: Trace

  package init(_ ledger: any LaunchLedger, trace: Trace) {
    self.ledger = ledger
    self.trace = trace
  }

  package func open(_ request: NewLaunchRequest) async throws -> (request: LaunchRequest, fence: Fence)? {
    try await trace.around(
      "open", TracedOpening(request), answer: { TracedOpening.Answer(request: $0?.fence) },
      doing: {
        try await ledger.open(request)
      })
  }

  package func launchRequest(_ id: Int64) async throws -> LaunchRequest? {
    let request = try await ledger.launchRequest(id)
    // The line that told its id may have died with whoever opened it.
    if let request { trace.note("taken-over", TracedTakeover(id: request.id, uuid: request.uuid)) }
    return request
  }

  package func recordSend(_ request: Fence, signedAt: Timestamp, worker: String) async throws -> Int64 {
    let intent = TracedSend(request: TracedFence(request), signedAt: signedAt, worker: worker)
    return try await trace.around(
      "send", intent, answer: { TracedSend.Answer(send: $0) },
      doing: {
        try await ledger.recordSend(request, signedAt: signedAt, worker: worker)
      })
  }

  package func holds(_ request: Fence) async throws -> Bool {
    let holds = try await ledger.holds(request)
    trace.note("held", TracedSend.Check(request: TracedFence(request), holds: holds))
    return holds
  }

  package func recordAnswer(_ send: Int64, _ answer: SendAnswer) async throws {
    try await trace.around(
      "answer", TracedAnswer(send: send, answer), answer: { TracedDone() },
      doing: {
        try await ledger.recordAnswer(send, answer)
      })
  }

  package func close(_ closing: LaunchClosing) async throws -> Bool {
    try await trace.around(
      "close", TracedClosing(closing), answer: { TracedAcceptance(accepted: [$0]) },
      doing: {
        try await ledger.close(closing)
      })
  }

  package func hold(_ request: Fence, until: Timestamp, error: JobError, rung: Rung, calls: Int) async throws -> Bool {
    let intent = TracedHold(request: TracedFence(request), until: until, code: error.code)
    return try await trace.around(
      "hold", intent, answer: { TracedAcceptance(accepted: [$0]) },
      doing: {
        try await ledger.hold(request, until: until, error: error, rung: rung, calls: calls)
      })
  }

  package func noteAbsence(_ request: Fence) async throws {
    try await ledger.noteAbsence(request)
    trace.note("absent", TracedFence(request))
  }

  package func recordGone(region: String, instanceIDs: [String]) async throws {
    try await ledger.recordGone(region: region, instanceIDs: instanceIDs)
    for id in instanceIDs { trace.note("gone", TracedGone(region: region, instance: id)) }
  }

  package func relaunch(_ order: Relaunch) async throws -> Relaunch.Effect {
    let intent = TracedRelaunch(wait: TracedFence(order.wait), code: order.error.code)
    return try await trace.around(
      "relaunch", intent, answer: TracedRelaunch.Answer.init,
      doing: {
        try await ledger.relaunch(order)
      })
  }
}
