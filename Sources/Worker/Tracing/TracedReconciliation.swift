package import JobModel

/// A comparison with EC2 that keeps account of what was unknown and who got it.
package struct TracedReconciliation: Reconciliation {
  private let reconciliation: any Reconciliation
  private let trace: Trace

  package init(_ reconciliation: any Reconciliation, trace: Trace) {
    self.reconciliation = reconciliation
    self.trace = trace
  }

  package func compare(
    _ listed: [ListedInstance], region: String, consistency: Duration
  ) async throws -> [ListedInstance] {
    let unknown = try await reconciliation.compare(listed, region: region, consistency: consistency)
    trace.note("compared", TracedComparison(region: region, listed: listed.count, unknown: unknown))
    return unknown
  }

  package func unrecorded(
    _ listed: [ListedInstance]
  ) async throws -> (unknown: [ListedInstance], late: [ListedInstance]) {
    try await reconciliation.unrecorded(listed)
  }

  package func halts() async throws -> [RegionHalt] { try await reconciliation.halts() }

  package func launchRegions() async throws -> [String] { try await reconciliation.launchRegions() }

  package func adopt(_ request: AdoptedRequest, after window: Duration) async throws -> AdoptedRequest.Effect {
    try await trace.around(
      "adopt", TracedAdoption(request), answer: TracedAdoption.Answer.init,
      doing: {
        try await reconciliation.adopt(request, after: window)
      })
  }
}

struct TracedComparison: Encodable, Sendable {
  let region: String
  let listed: Int
  let unknown: [TracedInstance]

  init(region: String, listed: Int, unknown: [ListedInstance]) {
    self.region = region
    self.listed = listed
    self.unknown = unknown.map(TracedInstance.init)
  }
}

struct TracedAdoption: Encodable, Sendable {
  let uuid: String
  let clientToken: String
  /// By slot, in the order of the jobs that the result names.
  let instances: [TracedInstance]
  let terminates: Bool

  init(_ request: AdoptedRequest) {
    uuid = request.uuid
    clientToken = request.clientToken
    instances = request.slots.map { TracedInstance($0.instance) }
    terminates = request.terminates
  }

  struct Answer: Encodable, Sendable {
    let effect: String
    let jobs: [JobID]?

    init(_ effect: AdoptedRequest.Effect) {
      switch effect {
      case .adopted(let jobs, _): (self.effect, self.jobs) = ("adopted", jobs)
      case .refused: (self.effect, self.jobs) = ("refused", nil)
      }
    }
  }
}
