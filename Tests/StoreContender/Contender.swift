import Foundation
import JobModel
import PostgresStore
import SQLiteStore

/// A worker of no work: claims and finishes jobs of one database until none is left, then says which.
///
/// `StoreContender DATABASE NAME LIMIT`; prints `ready`, waits for a line, works, prints a line `id token accepted` a job.
@main
enum Contender {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let limit = Int(arguments[3]) else {
      FileHandle.standardError.write(Data("usage: StoreContender DATABASE NAME LIMIT\n".utf8))
      exit(64)
    }
    let store = try await open(arguments[1])
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

  private static func open(_ database: String) async throws -> any JobStore {
    #if Postgres
      if database.hasPrefix("postgres://") {
        return try await PostgresJobStore.open(database, openMode: .existing(upgrade: false))
      }
    #endif
    return try SQLiteJobStore(path: database, openMode: .existing(upgrade: false))
  }

  private static func say(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }
}
