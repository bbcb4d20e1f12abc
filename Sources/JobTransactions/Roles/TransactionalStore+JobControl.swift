package import JobModel

extension TransactionalStore {
  package func requeue(
    _ ids: [JobID], options: RequeueOptions, by person: Operator
  ) async throws -> [ControlResult] {
    try await write(.large) { transaction in
      let results = try await transaction.requeue(ids, options: options)
      transaction.effects.noteWork()
      try await transaction.record(.requeue, by: person, detail: OrderDetail.Requeue(options), results)
      return results
    }
  }

  package func previewRequeue(_ ids: [JobID], options: RequeueOptions) async throws -> [ControlResult] {
    do {
      try await write(.large) { throw Rehearsed(results: try await $0.requeue(ids, options: options)) }
    } catch let rehearsed as Rehearsed {
      return rehearsed.results
    }
    return []
  }

  package func cancel(_ ids: [JobID], keepInstance: Bool, by person: Operator) async throws -> [ControlResult] {
    try await write(.large) { transaction in
      let results = try await transaction.cancel(ids, keepInstance: keepInstance)
      transaction.effects.noteWork()
      try await transaction.record(.cancel, by: person, detail: OrderDetail.Cancel(keepInstance), results)
      return results
    }
  }

  package func pause(_ scope: Pause.Scope, reason: String?, by person: Operator) async throws -> Bool {
    try await write(.large) { try await $0.pause(scope, reason: reason, by: person) }
  }

  package func resume(_ scope: Pause.Scope?, by person: Operator) async throws -> [Pause] {
    try await write(.large) { transaction in
      transaction.effects.noteWork()
      return try await transaction.resume(scope, by: person)
    }
  }

  package func prune(_ ids: [JobID], finishedBefore: Timestamp, by person: Operator) async throws -> [JobID] {
    try await write(.large) { try await $0.prune(ids, finishedBefore: finishedBefore, by: person) }
  }

  package func endPruning(keysBefore: Timestamp, by person: Operator) async throws -> Int {
    var forgotten = 0
    while true {
      let part = try await write(.large) {
        try await $0.forgetKeys(prunedBefore: keysBefore, limit: Self.pruningPart, by: person)
      }
      forgotten += part
      if part < Self.pruningPart { break }
    }
    var unused = try await read { try await $0.unusedSpecs() }[...]
    while !unused.isEmpty {
      let part = Array(unused.prefix(Self.pruningPart))
      try await write(.large) { try await $0.removeSpecs(part) }
      unused = unused.dropFirst(part.count)
    }
    try await write(.large) { try await $0.forgetOrders(before: keysBefore) }
    return forgotten
  }

  /// How many rows a pruning takes at once: others write between its parts.
  private static var pruningPart: Int { 500 }
}

/// Takes the results out of a transaction that is undone.
private struct Rehearsed: Error {
  let results: [ControlResult]
}
