/// Questions under way, so that those who ask the same at the same time ask once.
actor SharedQuestions {
  private var asking: [String: Task<any Sendable, any Error>] = [:]

  /// - Parameter name: equal for equal questions, which have answers of one type.
  /// - Returns: the answer, and whether it was asked for this caller.
  func ask<Answer: Sendable>(
    _ name: String, _ find: @escaping @Sendable () async throws -> Answer
  ) async throws -> (answer: Answer, isOurs: Bool) {
    if let question = asking[name] {
      // Names are given in one place each.
      return (try await question.value as! Answer, false)
    }
    let question = Task<any Sendable, any Error> { try await find() }
    asking[name] = question
    defer { asking[name] = nil }
    return (try await question.value as! Answer, true)
  }
}
