#if Postgres
  import JobModel
  import JobTransactions

  /// What is done once more, and what is known of what was lost.
  extension PostgresDatabase {
    /// Repeats what the server undid for the sake of others, or what broke before anything was committed.
    func repeating<Answer: Sendable>(_ body: () async throws -> Answer) async throws -> Answer {
      var waits = RetryWaits()
      while true {
        do {
          return try await body()
        } catch let failure as PostgresFailure {
          guard failure.isWorthRepeating, await waits.next() else {
            throw StoreError(failure, path: name)
          }
        }
      }
    }

    /// The same with a connection on which nothing is changed, or what does no harm when it is done twice.
    func looking<Answer: Sendable>(_ body: (PostgresConnection) async throws -> Answer) async throws -> Answer {
      try await repeating {
        do {
          return try await pool.with(body)
        } catch let failure as PostgresFailure where failure.kind == .connectionLost(outcomeUnknown: true) {
          throw failure.undone
        }
      }
    }

    /// Finds out about a commit whose answer was lost, once nothing of it is under way any more.
    func wasCommitted(_ witness: CommitWitness?, _ lost: PostgresFailure) async throws -> Bool {
      guard let witness else { return false }
      let start = TransactionStart(.durable, testClocks: testClocks)
      var waits = RetryWaits()
      while true {
        do {
          return try await pool.with { connection in
            let begun = try await start.run(on: connection, timeout: timeout)
            let session = PostgresSession(connection, timeout: timeout)
            let was = try await witness.wasCommitted(transaction(begun, session))
            if let again = try await commit(session) { throw again.undone }
            return was
          }
        } catch let failure as PostgresFailure {
          guard await waits.next() else { throw failure.isSafeToRetry ? lost : failure }
        }
      }
    }
  }

  /// The connection broke while a transaction was committed.
  struct OutcomeUnknown: Error {
    var failure: PostgresFailure
  }
#endif
