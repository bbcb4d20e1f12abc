import AWSCore
import Foundation
import JobModel
import Logging
import ServiceLifecycle
import Worker

/// Stays until some jobs are final, and works on them itself where nobody else does.
struct Follower {
  let store: any JobStore
  let options: FollowOptions
  let aws: AWSSettings
  private static let pause: Duration = .milliseconds(200)

  /// - Returns: the jobs as they ended.
  /// - Throws: exit 124 when the time is up, 78 when an own worker meets another account.
  func follow(_ ids: [JobID]) async throws -> [JobRecord] {
    let all = try await store.withDependents(ids)
    guard try await !somebodyWorks(for: ids) else { return try await watch(ids, own: all) }
    Console.error("no worker is running: working on these jobs here")
    let settings = WorkerSettings(only: all, until: .drained, pollInterval: WorkerCommand.pollInterval)
    let logger = WorkerRunning.logger(level: .critical)
    return try await WorkerRunning.run(settings, store: store, aws: aws, logger: logger) { worker in
      try await watch(ids, own: all, workingBeside: worker, logger: logger)
    }
  }

  /// Watches while that worker works, and sees the worker to its end whatever comes of it.
  private func watch(
    _ ids: [JobID], own all: [JobID], workingBeside worker: WorkerService, logger: Logger
  ) async throws -> [JobRecord] {
    let work = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [.init(service: worker, successTerminationBehavior: .gracefullyShutdownGroup)], logger: logger))
    return try await withThrowingTaskGroup(of: Result<[JobRecord], any Error>?.self) { group in
      group.addTask {
        try await work.run()
        return nil
      }
      group.addTask {
        do {
          let ended = try await watch(ids, own: all)
          // Jobs that hang on these may still be under way; the worker ends with the last of them.
          if try await !somethingIsLeft(all) { await work.triggerGracefulShutdown() }
          return .success(ended)
        } catch {
          // What it holds is finished or given back: the jobs go on with the next worker.
          await work.triggerGracefulShutdown()
          return .failure(error)
        }
      }
      var ended: [JobRecord] = []
      for try await result in group {
        if let result { ended = try result.get() }
      }
      return ended
    }
  }

  private func somebodyWorks(for ids: [JobID]) async throws -> Bool {
    let workers = try await store.workers().filter { $0.isAlive && !$0.isFollower }
    let queues = Set(try await store.jobs(Selection(ids: ids), limit: nil, attempts: false).map(\.queue))
    return queues.allSatisfy { queue in workers.contains { $0.queues.isEmpty || $0.queues.contains(queue) } }
  }

  private func somethingIsLeft(_ ids: [JobID]) async throws -> Bool {
    try await store.jobs(Selection(ids: ids), limit: nil, attempts: false).contains { !$0.state.isFinal }
  }

  private func watch(_ ids: [JobID], own: [JobID]) async throws -> [JobRecord] {
    let clock = ContinuousClock()
    let end = options.followTimeout.map { clock.now + $0.duration }
    var progress = FollowProgress()
    while true {
      let jobs = try await store.jobs(Selection(ids: own), limit: nil, attempts: false)
      progress.show(jobs, now: Timestamp.now())
      let asked = jobs.filter { ids.contains($0.id) }
      if asked.allSatisfy(\.state.isFinal) {
        progress.end()
        return asked.sorted { $0.id < $1.id }
      }
      if let end, clock.now >= end {
        progress.end()
        let left = asked.filter { !$0.state.isFinal }.map { "\($0.id)" }.joined(separator: " ")
        throw CommandFailure(
          .followTimedOut,
          "followed for \(DurationText.format(options.followTimeout?.duration ?? .zero)); not final: \(left)",
          hint: "the jobs go on; look again with: geuse status \(left) --follow")
      }
      try await clock.sleep(for: Self.pause)
    }
  }
}

extension Sequence where Element == JobRecord {
  /// - Throws: exit 1 where one of them failed or was cancelled.
  func requireSuccess() throws {
    let bad = filter { $0.state == .failed || $0.state == .cancelled }
    guard !bad.isEmpty else { return }
    let words = bad.map { "job \($0.id) \($0.state.rawValue)" }.joined(separator: ", ")
    throw CommandFailure(
      .failed, words, hint: "look: geuse status \(bad.map { "\($0.id)" }.joined(separator: " ")) --attempts")
  }
}
