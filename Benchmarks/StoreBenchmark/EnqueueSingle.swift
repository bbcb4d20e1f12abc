import ArgumentParser
import JobModel

/// Enqueues one job a transaction.
struct EnqueueSingle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "enqueue")
  @OptionGroup var load: LoadOptions

  func run() async throws {
    let store = try await load.store()
    load.waitForStart()
    let began = ContinuousClock.now
    let end = began + .seconds(load.seconds)
    var jobs = 0
    while ContinuousClock.now < end {
      _ = try await store.enqueue([NoWork.job])
      jobs += 1
    }
    try Report.print(["jobs": Double(jobs), "seconds": (ContinuousClock.now - began).inSeconds])
  }
}
