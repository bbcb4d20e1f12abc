import Testing

extension FaultyMachine {
  /// Records an issue unless so many launches succeeded, each with an instance of its own, and nothing else lives.
  func expectEveryLaunchOnce(
    _ count: Int, _ simulator: SimulatorProcess, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let jobs = try await sound.jobs("list").filter { $0.kind == "launch" }
    #expect(jobs.states == ["succeeded": count], "\(jobs.compactMap(\.error))", sourceLocation: sourceLocation)
    let state = try await simulator.state()
    #expect(state.instances.count == count, sourceLocation: sourceLocation)
    #expect(Set(jobs.instanceIDs) == Set(state.live.map(\.instanceId)), sourceLocation: sourceLocation)
    #expect(Set(jobs.instanceIDs).count == count, sourceLocation: sourceLocation)
    #expect(state.doubles.isEmpty, sourceLocation: sourceLocation)
    #expect(try await check() == .clean, sourceLocation: sourceLocation)
  }
}
