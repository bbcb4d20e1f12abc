import Testing

extension EndToEnd {
  /// Moto checks signatures and policies once its first three calls are through.
  @Suite struct MotoSignatureTests {
    @Test func onlyTheRightSecretLaunchesAndAWrongOneCostsNothing() async throws {
      try await MotoServer.during(["INITIAL_NO_AUTH_ACTION_COUNT": "3"]) { moto in
        let key: [String: String] = try await PythonScript.makeUser.run(moto.variables)
        let right = moto.variables.merging(key) { $1 }
        try await expectRefused(right.merging(["AWS_SECRET_ACCESS_KEY": "not-the-secret"]) { $1 })
        let none: [RemoteInstance] = try await PythonScript.readInstances.run(right)
        #expect(none.isEmpty)

        let launched = try await Sandbox(right).geuse("launch", "--then-wait", "--follow")
        launched.exits(0)
        let one: [RemoteInstance] = try await PythonScript.readInstances.run(right)
        #expect(one.count == 1)
      }
    }

    private func expectRefused(_ variables: [String: String]) async throws {
      let sandbox = try Sandbox(variables)
      let id = try #require(try await sandbox.geuse("launch").exits(0).ids.first)
      let worker = try await sandbox.geuse("worker") { worker in
        let line = await worker.error.line(containing: "worker rests")
        worker.stop()
        return line
      }
      worker.finished.exits(0)
      #expect(worker.result?.contains("GetCallerIdentity in us-east-1") == true, "\(worker.finished)")
      let job = try #require(try await sandbox.jobs("status", "\(id)").first)
      #expect(job.state == "ready" && job.failures == 0 && job.error == nil)
    }
  }
}
