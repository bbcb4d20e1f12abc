#if Postgres
  import JobModel
  import JobTransactions

  /// The server's connections of this process; every access is one transaction, repeated where the server undid it.
  final class PostgresDatabase: Sendable {
    let pool: PostgresPool
    let clock = ServerClock()
    let hints: HintChannel
    /// How it is named to people: without its password.
    let name: String
    /// A test's clocks.
    let turned: Clocks?
    private let witnesses = CommitWitness.Source()
    /// For one round trip; the server gives up sooner.
    let timeout: Duration = .seconds(75)

    init(url: String, patience: Duration, turned: Clocks?) throws(BadPostgresURL) {
      let target = try PostgresTarget(url)
      name = target.description
      var limits = PostgresPool.Limits()
      limits.patience = patience
      pool = PostgresPool(target, limits: limits)
      hints = HintChannel(pool: pool)
      self.turned = turned
    }

    func close() {
      hints.close()
      pool.close()
    }

    /// A transaction that writes; of one whose commit was not answered it is found out what became of it.
    func write<Answer: Sendable>(
      _ needs: WriteNeeds, _ body: @Sendable (StoreTransaction) async throws -> Answer
    ) async throws -> Answer {
      try await write(needs, asking: []) { transaction, _ in try await body(transaction) }
    }

    /// - Parameter questions: what the body needs to know at once; it comes without a round trip of its own.
    func write<Answer: Sendable>(
      _ needs: WriteNeeds, asking questions: [PostgresCommand],
      _ body: @Sendable (StoreTransaction, [PostgresResult]) async throws -> Answer
    ) async throws -> Answer {
      // What may be done again needs no witness.
      guard needs.care != .light else { return try await write(needs, witness: nil, questions, body) }
      return try await witnesses.with { try await write(needs, witness: $0, questions, body) }
    }

    private func write<Answer: Sendable>(
      _ needs: WriteNeeds, witness: CommitWitness?, _ questions: [PostgresCommand],
      _ body: @Sendable (StoreTransaction, [PostgresResult]) async throws -> Answer
    ) async throws -> Answer {
      let start = TransactionStart(needs, witness: witness, turned: turned)
      return try await repeating {
        let (answer, lost): (Answer, PostgresFailure?) = try await self.pool.with { connection in
          let begun = try await start.run(on: connection, asking: questions, timeout: self.timeout)
          let session = PostgresSession(connection, timeout: self.timeout)
          let transaction = self.transaction(begun, session)
          let answer = try await body(transaction, begun.answers)
          let lost = try await self.commit(session)
          if transaction.effects.givesWork { self.hints.post() }
          return (answer, lost)
        }
        if let lost, try await !self.wasCommitted(witness, lost) { throw lost.undone }
        return answer
      }
    }

    /// A whole transaction in one round trip, beside others of its kind, never beside one that is alone in the queue.
    /// - Throws: OutcomeUnknown where nobody can say whether it was committed; StoreError.
    func runBesideOthers(_ commands: [PostgresCommand]) async throws -> [PostgresResult] {
      let start = TransactionStart(besideOthersWith: turned).commands
      return try await repeating {
        try await self.pool.with { connection in
          let results: [PostgresResult]
          do {
            results = try await connection.run(start + commands + [PostgresCommand("COMMIT")], timeout: self.timeout)
          } catch let failure as PostgresFailure where failure.kind == .connectionLost(outcomeUnknown: true) {
            throw OutcomeUnknown(failure: failure)
          }
          return Array(results[start.count..<start.count + commands.count])
        }
      }
    }

    /// One consistent view, beside whoever writes.
    func read<Answer: Sendable>(
      _ body: @Sendable (StoreTransaction) async throws -> Answer
    ) async throws -> Answer {
      let start = TransactionStart(readingWith: turned)
      return try await repeatingWhateverIsLost {
        try await self.pool.with { connection in
          let begun = try await start.run(on: connection, timeout: self.timeout)
          let session = PostgresSession(connection, timeout: self.timeout)
          let answer = try await body(self.transaction(begun, session))
          _ = try await session.run([PostgresCommand("COMMIT")])
          return answer
        }
      }
    }

    private func transaction(_ begun: TransactionStart.Begun, _ session: PostgresSession) -> StoreTransaction {
      if turned == nil { clock.hear(begun.clocks) }
      return StoreTransaction(session: session, now: begun.clocks.now, boot: begun.clocks.lease)
    }

    /// - Returns: the failure where nobody can say whether it was committed.
    private func commit(_ session: PostgresSession) async throws -> PostgresFailure? {
      do {
        let result = try await session.run([PostgresCommand("COMMIT")])
        // A transaction in which a statement had failed is rolled back by its commit.
        guard result[0].tag == "COMMIT" else {
          throw PostgresFailure(.other, "the transaction was rolled back")
        }
        return nil
      } catch let failure as PostgresFailure where failure.kind == .connectionLost(outcomeUnknown: true) {
        return failure
      }
    }

    /// Finds out about a commit whose answer was lost, once nothing of it is under way any more.
    private func wasCommitted(_ witness: CommitWitness?, _ lost: PostgresFailure) async throws -> Bool {
      guard let witness else { return false }
      let start = TransactionStart(.durable, turned: turned)
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

    /// The same for what does no harm when it is done twice, or changes nothing.
    func repeatingWhateverIsLost<Answer: Sendable>(_ body: () async throws -> Answer) async throws -> Answer {
      try await repeating {
        do {
          return try await body()
        } catch let failure as PostgresFailure where failure.kind == .connectionLost(outcomeUnknown: true) {
          throw failure.undone
        }
      }
    }

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
  }

  /// The connection broke while a transaction was committed.
  struct OutcomeUnknown: Error {
    var failure: PostgresFailure
  }
#endif
