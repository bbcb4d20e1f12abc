import Testing

extension EndToEnd {
  /// Every class of error, met by the built binary on the simulator.
  @Suite struct ErrorTableTests {
    @Test func everyClassDoesWhatItsRowSays() async throws {
      var table = PrintedTable(
        "errors", columns: ["class", "code", "state", "failures", "EC2 calls", "message", "hint"])
      for row in ErrorRow.all {
        let cells = try await SimulatorProcess.during { simulator in
          let (job, said) = try await meet(row, on: simulator)
          let calls = try await simulator.state().counts.byAction[row.action, default: 0]
          #expect(job.error?.class == (row.errorClass == "credentials" ? nil : row.errorClass), "\(row.code)")
          #expect(job.error?.code == (row.errorClass == "credentials" ? nil : row.code))
          #expect(job.state == row.state, "\(row.code)")
          #expect(job.failures == row.failures, "\(row.code)")
          #expect(calls == row.calls, "\(row.code)")
          let told = job.error.map { "\($0.message)\n\($0.hint ?? "")" } ?? said
          for name in row.names { #expect(told.contains(name), "\(row.code): \(told)") }
          return [
            row.errorClass, row.code, job.state, "\(job.failures)", "\(calls)", job.error?.message ?? said,
            job.error?.hint ?? "",
          ]
        }
        table.add(cells)
      }
      try table.print()
    }

    /// Runs a worker until it has decided about the row's job.
    private func meet(_ row: ErrorRow, on simulator: SimulatorProcess) async throws -> (Job, said: String) {
      let sandbox = try simulator.sandbox()
      if row.list == "fates" { try await simulator.add(row.trouble, to: row.list) }
      if row.command[0] != "launch" { try await sandbox.geuse("launch", "--follow").exits(0) }
      if row.list != "fates" { try await simulator.add(row.trouble, to: row.list) }
      let enqueued = try await sandbox.geuse(row.command).exits(0)
      let worker = try await sandbox.geuse("worker") { worker in
        let line = await worker.error.line(containing: row.until)
        worker.stop()
        return line
      }
      worker.finished.exits(0)
      let said = try #require(worker.result, "\(worker.finished)")
      return (try #require(try await sandbox.jobs("status", "\(enqueued.ids[0])").first), said)
    }
  }
}
