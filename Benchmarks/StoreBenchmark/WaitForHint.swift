import ArgumentParser
import Foundation
import JobModel

/// Waits as an idle worker does, and says how long after each commit it had the job.
///
/// The other process puts the time of its enqueue into the job; both read one clock of one machine.
struct WaitForHint: AsyncParsableCommand {
  @OptionGroup var load: LoadOptions
  @Option(help: "How many jobs come.") var count = 200

  func run() async throws {
    let store = try await load.store()
    guard let hints = await store.hints() else { throw ValidationError("no hints can be had beside \(load.database)") }
    let claim = Claim(holder: "listener:1:0", limit: 10, lease: .seconds(30))
    var latencies = Latencies()
    var seen = 0
    FileHandle.standardError.write(Data("listening\n".utf8))
    for await _ in hints {
      let jobs = try await store.claim(claim)
      let now = EnqueueTimed.microseconds
      for job in jobs {
        if let sent = job.deployment.flatMap(Int64.init) { latencies.note(.microseconds(now - sent)) }
      }
      _ = try await store.finish(jobs.map { JobFinish($0.fence, .succeed(NoWork.result)) })
      seen += jobs.count
      if seen >= count { break }
    }
    try Report.print(latencies.facts.merging(["jobs": Double(seen)]) { $1 })
  }
}
