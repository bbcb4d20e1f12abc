import ArgumentParser
import Foundation
import JobModel
import PostgresStore
import SQLiteStore

/// What every subcommand is told.
struct LoadOptions: ParsableArguments {
  @Option(help: "The database file, or a URL.") var database: String
  @Option(help: "full or normal.") var durability = Durability.full
  @Option(help: "How long, in seconds.") var seconds = 5.0
  @Option(help: "How many jobs a transaction.") var batch = 100
  @Option(help: "When to begin, in milliseconds since 1970: several processes begin together.") var startAt: Int64?

  enum Durability: String, ExpressibleByArgument { case full, normal }

  func store() async throws -> any JobStore {
    #if Postgres
      if database.hasPrefix("postgres") { return try await PostgresJobStore.open(database) }
    #endif
    return try SQLiteJobStore(path: database, durability: durability == .full ? .full : .normal)
  }

  func waitForStart() {
    guard let startAt else { return }
    let left = Double(startAt) / 1000 - Date().timeIntervalSince1970
    if left > 0 { usleep(UInt32(left * 1e6)) }
  }
}

/// A job that asks for nothing.
enum NoWork {
  static let job = NewJob(spec: .terminate(TerminateSpec(instanceID: "i-00000000000000000")), region: "us-east-1")
  static let result = JobResult.terminated(TerminateResult(instanceID: nil, state: "none"))
}
