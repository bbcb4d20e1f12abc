import ArgumentParser
import Foundation
import JobModel

/// Finishes what it holds and claims the next in one transaction, for some time.
struct Cycle: AsyncParsableCommand {
  @OptionGroup var load: LoadOptions

  func run() async throws {
    let store = try await load.store()
    // As workers claim where the batch is what one call takes; the store knows other sizes, too.
    let most = JobBatch.most(.terminate)
    let isBatched = load.batch % most == 0
    let claim = Claim(
      holder: "bench:\(ProcessInfo.processInfo.processIdentifier):0", limit: isBatched ? load.batch / most : load.batch,
      isBatched: isBatched, lease: .seconds(30))
    load.waitForStart()
    let began = ContinuousClock.now
    let end = began + .seconds(load.seconds)
    var latencies = Latencies()
    var cycles = 0
    var busyErrors = 0
    var held: [ClaimedJob] = []
    while ContinuousClock.now < end {
      let asked = ContinuousClock.now
      let exchange: Exchange
      do {
        exchange = try await store.finish(
          held.map { JobFinish($0.fence, .succeed(NoWork.result)) }, claiming: claim)
      } catch is StoreError {
        // What its user would be told of the lock; nothing else is wrong here.
        busyErrors += 1
        continue
      }
      latencies.note(ContinuousClock.now - asked)
      cycles += exchange.accepted.count(where: \.self)
      held = exchange.claimed
      guard !held.isEmpty else { break }
    }
    let seconds = (ContinuousClock.now - began).inSeconds
    _ = try await store.finish(held.map { JobFinish($0.fence, .release) })
    try Report.print(
      latencies.facts.merging(["cycles": Double(cycles), "seconds": seconds, "busy_errors": Double(busyErrors)]) { $1 })
  }
}
