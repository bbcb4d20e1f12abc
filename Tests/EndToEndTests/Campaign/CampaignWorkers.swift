import Foundation
import Subprocess

/// Worker processes in slots, each made to end as its fate wants, until the storm is over.
struct CampaignWorkers: Sendable {
  let sandbox: Sandbox
  let database: any CampaignDatabase
  let settings: CampaignSettings
  let tally: CampaignTally
  let points: Turns
  let places: Turns
  let isOver: @Sendable () -> Bool

  static let arguments = [
    "worker", "--lease", CampaignSettings.lease.flag, "--ambiguity-window", CampaignSettings.window.flag,
    "--concurrency", "4", "--log-level", "notice",
  ]

  /// Three workers do what is left; nobody harms them.
  static func drain(_ sandbox: Sandbox) async throws -> [Finished] {
    try await withThrowingTaskGroup(of: Finished.self) { group in
      for _ in 0..<3 {
        group.addTask { try await sandbox.geuse(arguments + ["--until-drained"]) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  func run(slot: Int) async throws {
    var fates = WorkerFates(
      random: settings.random("slot \(slot)"), points: points, places: places, mostTimes: settings.mostTimes)
    var number = 0
    while !isOver() {
      number += 1
      try await live(fates.next(), slot: slot, name: "worker-\(slot)-\(number)")
    }
  }

  private func live(_ fate: WorkerFate, slot: Int, name: String) async throws {
    let command = database.command(slot: slot, GeuseBinary.path, Self.arguments)
    let ended = try await sandbox.during(command.program, command.arguments, variables: variables(fate)) { process in
      // A worker that ended by itself needs nobody to see it through.
      let watch = Task { try await see(process, through: fate) }
      _ = await process.error.wait { _ in false }
      watch.cancel()
      return try await watch.value
    }
    let status = ended.finished.status
    let reached = status == .signaled(9) && !ended.result
    switch fate {
    case .dies(let point, _): points.giveBack(point, reached: reached)
    case .stopsItself(let place, _, _, _): places.giveBack(place, reached: true)
    default: break
    }
    tally.change {
      $0.workers += 1
      if status == .signaled(9) { $0.kills += 1 } else { $0.stops += 1 }
      if reached, case .dies(let point, _) = fate { $0.crashed[point, default: 0] += 1 }
    }
    // One that is asked to end before it can hear it ends of that.
    var expected: [TerminationStatus] = [.signaled(9), .exited(0)]
    if case .stopped = fate { expected.append(.signaled(15)) }
    let isExcused = database.excuses(ended.finished)
    // As a supervisor would wait before it starts the next one.
    if isExcused { try await Task.sleep(for: .milliseconds(500)) }
    if !expected.contains(status), !isExcused {
      tally.surprise("\(name): \(status)\n\(ended.finished.error.suffix(2_000))")
    }
    let log = ended.finished.error.split(separator: "\n").suffix(400).joined(separator: "\n")
    try Data("\(fate): \(status)\n\(log)\n".utf8)
      .write(to: settings.folder.appending(path: "workers/\(name).log"))
  }

  private func variables(_ fate: WorkerFate) -> [String: String] {
    switch fate {
    case .dies(let point, let time): ["GEUSE_CRASH_AT": "\(point):\(time)"]
    case .stopsItself(let point, let time, _, _): ["GEUSE_STOP_AT": "\(point):\(time)"]
    default: [:]
    }
  }

  /// - Returns: whether it was this that ended it.
  private func see(_ process: RunningProcess, through fate: WorkerFate) async throws -> Bool {
    do {
      switch fate {
      case .killed(let delay):
        try await Task.sleep(for: delay)
        process.send(.kill)
      case .stopped(let delay):
        try await Task.sleep(for: delay)
        process.stop()
      case .dies:
        try await Task.sleep(for: settings.patience)
        process.send(.kill)
      case .suspended(let delay, let sleep, let life):
        try await Task.sleep(for: delay)
        process.send(.suspend)
        try await wake(process, after: sleep, at: "anywhere")
        try await Task.sleep(for: life)
        process.send(.kill)
      case .stopsItself(let point, _, let sleep, let life):
        if try await process.sleeps(within: settings.patience) { try await wake(process, after: sleep, at: point) }
        try await Task.sleep(for: life)
        process.send(.kill)
      }
      return true
    } catch is CancellationError {
      return false
    }
  }

  private func wake(_ process: RunningProcess, after sleep: Duration, at point: String) async throws {
    try await Task.sleep(for: sleep)
    process.send(.resume)
    tally.change {
      $0.zombies += 1
      if sleep > CampaignSettings.window { $0.longZombies += 1 }
      $0.slept[point, default: 0] += 1
    }
  }
}

extension RunningProcess {
  /// Whether it is seen to have been stopped within that time.
  func sleeps(within patience: Duration) async throws -> Bool {
    let end = ContinuousClock.now + patience
    while ContinuousClock.now < end {
      let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
      // The state stands behind the name, which stands in brackets.
      if status?.split(separator: ")").last?.hasPrefix(" T") == true { return true }
      try await Task.sleep(for: .milliseconds(50))
    }
    return false
  }
}

extension Duration {
  /// As a flag takes it.
  var flag: String { "\(components.seconds)s" }
}
