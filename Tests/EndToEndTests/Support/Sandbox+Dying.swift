import Subprocess
import Testing

extension Sandbox {
  /// Runs a worker until it dies at that point.
  func dies(
    at point: String, lease: String = "2s", sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let died = try await geuse("worker", "--lease", lease, variables: ["GEUSE_CRASH_AT": point])
    #expect(died.status == .signaled(9), "\(died)", sourceLocation: sourceLocation)
  }
}
