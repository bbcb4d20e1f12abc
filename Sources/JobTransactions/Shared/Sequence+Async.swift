extension Sequence {
  /// What `map` does, with a body that asks the database.
  func asyncMap<Answer>(_ body: (Element) async throws -> Answer) async rethrows -> [Answer] {
    var answers: [Answer] = []
    answers.reserveCapacity(underestimatedCount)
    for element in self { answers.append(try await body(element)) }
    return answers
  }

  func asyncCompactMap<Answer>(_ body: (Element) async throws -> Answer?) async rethrows -> [Answer] {
    try await asyncMap(body).compactMap(\.self)
  }

  func asyncFilter(_ isIncluded: (Element) async throws -> Bool) async rethrows -> [Element] {
    var included: [Element] = []
    for element in self where try await isIncluded(element) { included.append(element) }
    return included
  }
}

extension Optional {
  func asyncMap<Answer>(_ body: (Wrapped) async throws -> Answer) async rethrows -> Answer? {
    guard let self else { return nil }
    return try await body(self)
  }
}
