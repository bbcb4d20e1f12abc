import JobModel
import JobTransactions
import SQLiteStore
import StoreContest
import Testing

@Suite(.serialized) struct ContentionTests {
  private static let jobs = 2_000
  private static let processes = 8

  @Test("eight processes empty one file: no job twice, none left, a fair share each")
  func eightProcesses() async throws {
    let directory = try TemporaryDirectory()
    let store = try directory.store()
    let job = NewJob(spec: .terminate(TerminateSpec(instanceID: "i-1")), region: "r")
    let ids = try await store.enqueue(Array(repeating: job, count: Self.jobs)).map(\.id)

    let clock = ContinuousClock()
    let start = clock.now
    let shares = try await Contest(database: directory.file(), limit: 2).run(Self.processes)
    let took = clock.now - start

    let claimed = shares.flatMap { $0 }
    #expect(claimed.count == Self.jobs && Set(claimed.map(\.id)) == Set(ids), "every job once")
    #expect(claimed.allSatisfy { $0.accepted && $0.token == 1 })
    let left = try await store.jobs(Selection(states: [.ready, .running, .failed]), limit: nil, attempts: false)
    #expect(left.isEmpty)
    let mean = Double(Self.jobs) / Double(Self.processes)
    let least = Double(shares.map(\.count).min() ?? 0) / mean
    #expect(least >= 0.5, "jobs a process: \(shares.map(\.count).sorted())")
    print("contention: \(Self.jobs) jobs, \(Self.processes) processes, \(took), least share \(least)")
    try store.close()
    #expect(try SQLiteShell.value("PRAGMA integrity_check", on: directory.file()) == "ok")
    #expect(try SQLiteShell.value("SELECT count(*) FROM pragma_foreign_key_check", on: directory.file()) == 0)
  }
}
