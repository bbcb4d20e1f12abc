import AWSCore
import JobModel
import Logging
import ServiceLifecycle
import Worker

/// Stays until some jobs are final, and works on them itself as soon as nobody else does.
struct Follower {
  let store: any JobStore
  let options: FollowOptions
  let aws: AWSSettings

  /// - Returns: the jobs as they ended.
  /// - Throws: exit 124 when the time is up, 78 when an own worker meets another account.
  func follow(_ ids: [JobID]) async throws -> [JobRecord] {
    let watch = JobWatch(
      store: store, ids: ids, related: try await store.related(to: ids), timeout: options.followTimeout?.duration)
    while true {
      if let ended = try await watch.run(whileOthersWork: true) { return ended }
      Console.error("no worker is running: working on these jobs here")
      if let ended = try await work(beside: watch) { return ended }
    }
  }

  /// Watches while a worker of its own works, and sees that worker to its end whatever comes of the watching.
  /// - Returns: nil where the worker ended before the jobs were seen to be final.
  private func work(beside watch: JobWatch) async throws -> [JobRecord]? {
    let settings = WorkerSettings(
      only: watch.related, until: .drained, callLimits: try Variables.callLimits(),
      pollInterval: WorkerCommand.pollInterval)
    let logger = WorkerRunning.logger(level: .critical)
    return try await WorkerRunning.run(settings, store: store, aws: aws, logger: logger) { worker in
      let service = ServiceGroup(
        configuration: ServiceGroupConfiguration(
          services: [.init(service: worker, successTerminationBehavior: .gracefullyShutdownGroup)], logger: logger))
      return try await withThrowingTaskGroup(of: Result<[JobRecord]?, any Error>.self) { group in
        group.addTask {
          // It ends by itself, with the last related job and the last termination.
          try await service.run()
          return .success(nil)
        }
        group.addTask { await Self.see(watch, beside: service) }
        var ended: [JobRecord]?
        for try await result in group {
          if let jobs = try result.get() { ended = jobs } else { group.cancelAll() }
        }
        return ended
      }
    }
  }

  /// Once it need not be followed any longer the worker takes nothing more: what it holds is finished or given back,
  /// and the jobs go on with the next one.
  private static func see(_ watch: JobWatch, beside service: ServiceGroup) async -> Result<[JobRecord]?, any Error> {
    do {
      let ended = try await watch.run(whileOthersWork: false)
      if await watch.reachesItsTime() { await service.triggerGracefulShutdown() }
      return .success(ended)
    } catch {
      await service.triggerGracefulShutdown()
      return .failure(error)
    }
  }
}
