import Foundation

extension SimulatorProcess {
  /// Follows the call log for as long as the body takes; a line comes before its call's answer leaves.
  func followingCalls<Result: Sendable>(_ body: @Sendable (LineLog) async throws -> Result) async throws -> Result {
    try await Sandbox().during("tail", ["-n", "+1", "-F", callLog]) { tail in
      let result = try await body(tail.output)
      tail.stop()
      return result
    }.result
  }
}

extension LineLog {
  /// Returns at the k-th call of that action, from 1.
  func call(_ action: String, number: Int) async -> Bool {
    await wait { lines in lines.lazy.filter { $0.contains(#""action":"\#(action)""#) }.prefix(number).count == number }
  }
}
