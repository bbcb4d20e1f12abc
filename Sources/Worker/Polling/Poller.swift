import AWSCore
import EC2
import JobModel
import LaunchPolicy
import Logging

/// Watches every instance that a wait is parked on: one process at a time for each region.
struct Poller: Sendable {
  /// How many ids DescribeInstanceStatus takes.
  static let idsPerCall = 100
  private static let looksPerRound = 1_000
  private static let afterBadCredentials: Duration = .seconds(60)

  let context: WorkerContext
  let stop: WorkerStop
  let wake: WakeSignal

  /// Goes on until its task is cancelled, then lets another worker take over at once.
  func run() async {
    await watch()
    let regions = (try? await context.store.queue.pollingRegions()) ?? []
    for region in regions { try? await context.store.leases.yield(leaseName(region), holder: context.settings.id) }
  }

  private func watch() async {
    while !Task.isCancelled {
      var pause = min(context.settings.pollInterval / 4, .seconds(1))
      do {
        for region in try await context.store.queue.pollingRegions() { try await poll(region) }
      } catch is CancellationError {
        return
      } catch let error as StoreError {
        if case .boundElsewhere = error {
          stop.fail(error)
          return wake.signal()
        }
        context.logger.error("polling failed", metadata: ["error": "\(error)"])
      } catch let error as AWSError where ErrorClass(error) == .credentials {
        context.logger.error("polling stopped, the credentials do not work", metadata: ["error": "\(error)"])
        await context.regions.refreshCredentials()
        pause = Self.afterBadCredentials
      } catch {
        context.logger.warning("polling failed", metadata: ["error": "\(error)"])
      }
      try? await context.clock.sleep(for: pause)
    }
  }

  private func leaseName(_ region: String) -> String { "poller/\(region)" }

  private func poll(_ region: String) async throws {
    let name = leaseName(region)
    let holder = context.settings.id
    guard try await context.store.leases.acquire(name, holder: holder, lease: context.settings.lease) else { return }
    do {
      let due = try await context.store.queue.duePolls(region: region, limit: Self.looksPerRound)
      guard !due.isEmpty else { return }
      let client = try await context.regions.client(for: region)
      for part in due.chunks(of: Self.idsPerCall) { try await look(at: part, client) }
    } catch {
      // Another worker may fare better.
      try? await context.store.leases.yield(name, holder: holder)
      throw error
    }
  }

  private func look(at jobs: [PollingJob], _ client: any EC2API) async throws {
    let views = try await InstanceLook(client: client).look(at: jobs, now: context.now())
    var finishes: [JobFinish] = []
    for job in jobs {
      guard let view = views[job.instanceID] else { continue }
      if view.instance?.isGone == true {
        try await context.store.ledger.recordGone(region: client.region, instanceID: job.instanceID)
      }
      finishes.append(finish(job, view))
    }
    for (finish, accepted) in zip(finishes, try await context.store.queue.finish(finishes)) where accepted {
      context.logger.log(finish.outcome, job: finish.fence.id)
    }
    wake.signal()
  }

  private func finish(_ job: PollingJob, _ view: WaitVerdict.View) -> JobFinish {
    let now = context.now()
    let outcome: JobOutcome =
      switch WaitVerdict.judge(job, view, now: now) {
      case .reached(let resource): .succeed(.resource(resource))
      case .failed(let error): .fail(error)
      case .keepWaiting(let runningSince):
        .poll(
          PollPlan(
            instanceID: job.instanceID, nextLook: now + context.settings.pollInterval, runningSince: runningSince))
      }
    return JobFinish(job.fence, outcome, calls: 1)
  }
}
