import ArgumentParser
import Foundation
import JobModel

/// Enqueues a job now and then, with the time just before its transaction began.
struct EnqueueTimed: AsyncParsableCommand {
  @OptionGroup var load: LoadOptions
  @Option(help: "How many jobs.") var count = 200
  @Option(help: "How long between two, in milliseconds.") var pauseMs = 20

  static var microseconds: Int64 { Int64(Date().timeIntervalSince1970 * 1e6) }

  func run() async throws {
    let store = try await load.store()
    for _ in 0..<count {
      try await Task.sleep(for: .milliseconds(pauseMs))
      var job = NoWork.job
      job.deployment = "\(Self.microseconds)"
      _ = try await store.enqueue([job])
    }
    try Report.print(["jobs": Double(count)])
  }
}
