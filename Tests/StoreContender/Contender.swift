import Foundation
import JobModel
import SQLiteStore

/// A worker of no work: claims and finishes jobs of one file until none is left, then says which.
///
/// `StoreContender FILE NAME LIMIT`; prints `ready`, waits for a line, works, prints a line `id token accepted` a job.
@main
enum Contender {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let limit = Int(arguments[3]) else {
      FileHandle.standardError.write(Data("usage: StoreContender FILE NAME LIMIT\n".utf8))
      exit(64)
    }
    let store: any JobStore = try SQLiteJobStore(path: arguments[1], openMode: .existing(upgrade: false))
    say("ready")
    _ = readLine()
    let claim = Claim(holder: arguments[2], limit: limit, lease: .seconds(60))
    var lines: [String] = []
    while case let jobs = try await store.claim(claim), !jobs.isEmpty {
      let result = JobResult.terminated(TerminateResult(instanceID: nil, state: "none"))
      let answers = try await store.finish(jobs.map { JobFinish($0.fence, .succeed(result)) })
      for (job, accepted) in zip(jobs, answers) { lines.append("\(job.id) \(job.lease.token) \(accepted)") }
    }
    say(lines.joined(separator: "\n"))
  }

  private static func say(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }
}
