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
    let testClocks: Clocks?
    private let witnesses = CommitWitness.Source()
    /// For one round trip; the server gives up sooner.
    let timeout: Duration = .seconds(75)

    init(url: String, patience: Duration, testClocks: Clocks?) throws(BadPostgresURL) {
      let target = try PostgresTarget(url)
      name = target.description
      var limits = PostgresPool.Limits()
      limits.patience = patience
      pool = PostgresPool(target, limits: limits)
      hints = HintChannel(pool: pool)
      self.testClocks = testClocks
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
      let start = TransactionStart(needs, witness: witness, testClocks: testClocks)
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
    /// - Parameter patience: how long it waits for who is alone in the queue, and then goes on beside it; nil where it may not.
    /// - Throws: OutcomeUnknown where nobody can say whether it was committed; StoreError.
    func runBesideOthers(
      _ commands: [PostgresCommand], waitsAtGate patience: Duration? = nil
    ) async throws -> [PostgresResult] {
      try await repeating {
        if let patience {
          do {
            let start = TransactionStart(besideOthersWith: self.testClocks, lockLimit: patience)
            return try await self.run(commands, after: start.commands)
          } catch let failure as PostgresFailure where failure.kind == .lockTimeout {}
        }
        let start = TransactionStart(besideOthersWith: self.testClocks, passesGate: patience != nil)
        return try await self.run(commands, after: start.commands)
      }
    }

    private func run(_ commands: [PostgresCommand], after start: [PostgresCommand]) async throws -> [PostgresResult] {
      try await pool.with { connection in
        let results: [PostgresResult]
        do {
          results = try await connection.run(start + commands + [PostgresCommand("COMMIT")], timeout: timeout)
        } catch let failure as PostgresFailure where failure.kind == .connectionLost(outcomeUnknown: true) {
          throw OutcomeUnknown(failure: failure)
        }
        return Array(results[start.count..<start.count + commands.count])
      }
    }

    /// One consistent view, beside whoever writes.
    func read<Answer: Sendable>(
      _ body: @Sendable (StoreTransaction) async throws -> Answer
    ) async throws -> Answer {
      let start = TransactionStart(readingWith: testClocks)
      return try await looking { connection in
        let begun = try await start.run(on: connection, timeout: self.timeout)
        let session = PostgresSession(connection, timeout: self.timeout)
        let answer = try await body(self.transaction(begun, session))
        _ = try await session.run([PostgresCommand("COMMIT")])
        return answer
      }
    }

    func transaction(_ begun: TransactionStart.Begun, _ session: PostgresSession) -> StoreTransaction {
      if testClocks == nil { clock.hear(begun.clocks) }
      return StoreTransaction(session: session, now: begun.clocks.now, boot: begun.clocks.lease)
    }

    /// - Returns: the failure where nobody can say whether it was committed.
    func commit(_ session: PostgresSession) async throws -> PostgresFailure? {
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
  }
#endif
