import AWSCore
import JobModel
import LaunchPolicy
import Logging
import Operations
import Worker

/// Finds the instances of this queue that are not on record, and does with them what was chosen.
struct InstanceDoctor {
  enum Choice { case adopt, terminate }

  let store: any JobStore
  let aws: AWSSettings
  /// How long an unanswered launch may still take effect.
  let window: Duration

  struct Report {
    /// How many living instances of this queue EC2 lists.
    var listed = 0
    /// Those that were not on record.
    var found: [FoundInstanceView] = []
  }

  /// - Parameter only: these instances, and those that were launched together with them; empty means all.
  func reconcile(_ regions: [String], _ choice: Choice?, only: Set<String>) async throws -> Report {
    do {
      return try await AWSRegions.during(aws) { clients in
        let reconciler = Reconciler(
          regions: BoundRegions(clients, accounts: store), ledger: store.tracedReconciliation, accounts: store,
          clocks: store.clocks,
          consistency: Settlement.Limits(ambiguityWindow: window).consistency,
          logger: WorkerRunning.logger(level: .critical))
        return try await reconcile(regions, reconciler, choice, only)
      }
    } catch let error as AWSError {
      throw CommandFailure(
        .failed, "instances could not be asked for: \(error)", hint: "a worker needs ec2:DescribeInstances, too")
    }
  }

  private func reconcile(
    _ regions: [String], _ reconciler: Reconciler, _ choice: Choice?, _ only: Set<String>
  ) async throws -> Report {
    var report = Report()
    var unknown: [(region: String, instances: [ListedInstance])] = []
    for region in regions {
      let comparison = try await reconciler.compare(region)
      report.listed += comparison.listed
      unknown.append((region, comparison.unknown))
    }
    // A mistyped id costs nothing: all are looked for before anything is done about one.
    let known = Set(unknown.flatMap(\.instances).map(\.resource.instanceID))
    if let missing = only.subtracting(known).min() {
      throw CommandFailure(
        .noSuchJob, "instance \(missing) is not among those of this queue that are not on record",
        hint: "see them: geuse doctor --reconcile")
    }
    for (region, instances) in unknown where !instances.isEmpty {
      report.found += try await deal(with: instances, in: region, choice, only)
      // Launching goes on where nothing is left to do.
      if choice != nil { _ = try await reconciler.compare(region) }
    }
    return report
  }

  private func deal(
    with unknown: [ListedInstance], in region: String, _ choice: Choice?, _ only: Set<String>
  ) async throws -> [FoundInstanceView] {
    let waiting = try await store.jobs(
      Selection(states: [.blocked, .scheduled, .ready, .retrying, .failed], kinds: [.launch]), limit: nil,
      attempts: false
    ).filter { $0.region == region }
    let plan = AdoptionPlan.requests(unknown, jobs: waiting, region: region, terminates: choice == .terminate)
    var found: [FoundInstanceView] = []
    for request in plan {
      let isChosen = only.isEmpty || request.slots.contains { only.contains($0.instance.resource.instanceID) }
      let effect = choice == nil || !isChosen ? nil : try await store.tracedReconciliation.adopt(request, after: window)
      found += views(of: request, after: effect)
    }
    return found
  }

  private func views(of request: AdoptedRequest, after effect: AdoptedRequest.Effect?) -> [FoundInstanceView] {
    request.slots.enumerated().map { index, slot in
      var view = FoundInstanceView(instance: slot.instance, region: request.region, fits: slot.job)
      switch effect {
      case .adopted(let jobs, let terminations):
        view.adoptedBy = jobs[index]
        view.terminatedBy = terminations.isEmpty ? nil : terminations[index]
      case .refused(let reason): view.refusal = reason
      case nil: break
      }
      return view
    }
  }
}
