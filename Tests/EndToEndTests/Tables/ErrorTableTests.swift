import Testing

extension EndToEnd {
  /// Every class of error, met by the built binary on the simulator.
  @Suite struct ErrorTableTests {
    @Test func everyClassDoesWhatItsRowSays() async throws {
      var table = PrintedTable(
        "errors", columns: ["class", "code", "state", "failures", "EC2 calls", "message", "hint"])
      for row in ErrorRow.all {
        let cells = try await SimulatorProcess.during { simulator in
          let job = try await meet(row, on: simulator)
          let calls = try await simulator.state().counts.byAction[row.action, default: 0]
          let error = try #require(job.error, "\(row.code)")
          #expect(error.class == row.errorClass, "\(row.code)")
          #expect(error.code == row.code)
          #expect(job.state == row.state, "\(row.code)")
          #expect(job.failures == row.failures, "\(row.code)")
          #expect(calls == row.calls, "\(row.code)")
          let told = "\(error.message)\n\(error.hint ?? "")"
          for name in row.names { #expect(told.contains(name), "\(row.code): \(told)") }
          return [row.errorClass, row.code, job.state, "\(job.failures)", "\(calls)", error.message, error.hint ?? ""]
        }
        table.add(cells)
      }
      try table.print()
    }

    /// Runs a worker until it has decided about the row's job.
    private func meet(_ row: ErrorRow, on simulator: SimulatorProcess) async throws -> Job {
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
      #expect(worker.result != nil, "\(worker.finished)")
      return try #require(try await sandbox.jobs("status", "\(enqueued.ids[0])").first)
    }
  }
}
