package import JobModel

extension TransactionalStore {
  package func closings(region: String?) async throws -> [Closing] {
    try await read { try await $0.closings(region: region) }
  }

  package func close(_ refusals: [Refusal]) async throws {
    try await write(.light) { transaction in for refusal in refusals { try await transaction.close(refusal) } }
  }

  @discardableResult
  package func open(region: String, keys: [ClosingKey]) async throws -> Int {
    try await write(.light) { transaction in
      try await keys.asyncFilter { try await transaction.open($0, region: region) }.count
    }
  }

  package func takeProbe(
    region: String, keys: [ClosingKey], holder: String, lease: Duration
  ) async throws -> Bool {
    // Done again it would find its own probe in the way.
    try await write(.usual) { transaction in
      do {
        return try await transaction.undoingOnFailure {
          guard
            try await transaction.takeProbe(region: region, keys: keys, holder: holder, lease: lease)
          else { throw ProbeTaken() }
          return true
        }
      } catch is ProbeTaken {
        return false
      }
    }
  }

  package func endProbe(region: String, holder: String) async throws {
    try await write(.light) { try await $0.endProbe(region: region, holder: holder) }
  }

  package func remember(ladder: [[ClosingKey]], spec: Int64, region: String) async throws {
    try await write(.light) { try await $0.remember(ladder: ladder, spec: spec, region: region) }
  }

}

/// Undoes what was taken of a set that could not be taken whole, and nothing of those who commit along.
private struct ProbeTaken: Error {}
