import ArgumentParser
import JobModel

/// Enqueues many jobs a transaction; some of them are claimed and finished at once.
struct Fill: AsyncParsableCommand {
  @OptionGroup var load: LoadOptions
  @Option(help: "How many jobs are left ready.") var ready = 100_000
  @Option(help: "How many are finished first.") var finished = 0

  func run() async throws {
    let store = try await load.store()
    if finished > 0 {
      try await enqueue(finished, into: store)
      let claim = Claim(holder: "fill", limit: 10_000, lease: .seconds(600))
      while case let jobs = try await store.claim(claim), !jobs.isEmpty {
        _ = try await store.finish(jobs.map { JobFinish($0.fence, .succeed(NoWork.result)) })
      }
    }
    let began = ContinuousClock.now
    try await enqueue(ready, into: store)
    try Report.print(["jobs": Double(ready), "seconds": (ContinuousClock.now - began).inSeconds])
  }

  private func enqueue(_ count: Int, into store: any JobStore) async throws {
    var left = count
    while left > 0 {
      let part = min(left, load.batch)
      _ = try await store.enqueue(Array(repeating: NoWork.job, count: part))
      left -= part
    }
  }
}
