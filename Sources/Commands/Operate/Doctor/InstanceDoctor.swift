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

  /// - Parameter only: these instances, and those that were launched together with them; empty means all.
  func reconcile(_ regions: [String], _ choice: Choice?, only: Set<String>) async throws -> [FoundInstanceView] {
    let clients = try AWSRegions(aws)
    let reconciler = Reconciler(
      regions: BoundRegions(clients, accounts: store), ledger: store.tracedReconciliation, accounts: store,
      logger: WorkerRunning.logger(level: .critical))
    do {
      var found: [FoundInstanceView] = []
      for region in regions { found += try await reconcile(region, reconciler, choice, only) }
      await clients.shutdown()
      return found
    } catch let error as AWSError {
      await clients.shutdown()
      throw CommandFailure(
        .failed, "instances could not be asked for: \(error)", hint: "a worker needs ec2:DescribeInstances, too")
    } catch {
      await clients.shutdown()
      throw error
    }
  }

  private func reconcile(
    _ region: String, _ reconciler: Reconciler, _ choice: Choice?, _ only: Set<String>
  ) async throws -> [FoundInstanceView] {
    let unknown = try await reconciler.compare(region).unknown
    guard !unknown.isEmpty else { return [] }
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
    // Launching goes on where nothing is left to do.
    if choice != nil { _ = try await reconciler.compare(region) }
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
