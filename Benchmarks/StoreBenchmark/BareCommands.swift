import ArgumentParser
import Foundation
import JobModel

struct BareFill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "grdb-fill")
  @OptionGroup var load: LoadOptions
  @Option(help: "How many jobs.") var ready = 100_000

  func run() async throws {
    let queue = try BareQueue(load)
    let began = ContinuousClock.now
    var left = ready
    while left > 0 {
      try queue.enqueue(min(left, load.batch))
      left -= min(left, load.batch)
    }
    try Report.print(["jobs": Double(ready), "seconds": (ContinuousClock.now - began).inSeconds])
  }
}

struct BareEnqueue: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "grdb-enqueue")
  @OptionGroup var load: LoadOptions

  func run() async throws {
    let queue = try BareQueue(load)
    load.waitForStart()
    let began = ContinuousClock.now
    let end = began + .seconds(load.seconds)
    var jobs = 0
    while ContinuousClock.now < end {
      try queue.enqueue(1)
      jobs += 1
    }
    try Report.print(["jobs": Double(jobs), "seconds": (ContinuousClock.now - began).inSeconds])
  }
}

struct BareCycle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "grdb-cycle")
  @OptionGroup var load: LoadOptions

  func run() async throws {
    let queue = try BareQueue(load)
    let worker = "bench:\(ProcessInfo.processInfo.processIdentifier):0"
    load.waitForStart()
    let began = ContinuousClock.now
    let end = began + .seconds(load.seconds)
    var latencies = Latencies()
    var cycles = 0
    var held: [BareQueue.Held] = []
    while ContinuousClock.now < end {
      let asked = ContinuousClock.now
      let next = try queue.exchange(held, worker: worker, batch: load.batch)
      latencies.note(ContinuousClock.now - asked)
      cycles += held.count
      held = next
      guard !held.isEmpty else { break }
    }
    let seconds = (ContinuousClock.now - began).inSeconds
    try Report.print(latencies.facts.merging(["cycles": Double(cycles), "seconds": seconds, "busy_errors": 0]) { $1 })
  }
}
