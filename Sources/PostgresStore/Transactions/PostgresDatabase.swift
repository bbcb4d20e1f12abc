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
    private let turned: Clocks?
    /// For one round trip; the server gives up sooner.
    let timeout: Duration = .seconds(75)

    /// - Throws: ``StoreError/unusable(path:reason:)`` for what is no URL.
    init(url: String, patience: Duration, turned: Clocks?) throws {
      do throws(BadPostgresURL) {
        let target = try PostgresTarget(url)
        name = target.description
        var limits = PostgresPool.Limits()
        limits.patience = patience
        pool = PostgresPool(target, limits: limits)
      } catch {
        throw StoreError.unusable(path: "postgres://…", reason: error.reason)
      }
      hints = HintChannel(pool: pool)
      self.turned = turned
    }

    func close() {
      hints.close()
      pool.close()
    }

    /// A transaction that writes; of one whose commit was not answered the server is asked what became of it.
    func write<Answer: Sendable>(
      _ needs: WriteNeeds, _ body: @Sendable (StoreTransaction) async throws -> Answer
    ) async throws -> Answer {
      let start = TransactionStart(needs, turned: turned)
      return try await repeating {
        let (answer, id, lost): (Answer, String?, PostgresFailure?) = try await self.pool.with { connection in
          let begun = try await start.run(on: connection, timeout: self.timeout)
          let transaction = self.transaction(begun, on: connection)
          let answer = try await body(transaction)
          let lost = try await self.commit(connection)
          if transaction.effects.givesWork { self.hints.post() }
          return (answer, begun.id, lost)
        }
        if let lost { try await self.assertCommitted(id, lost) }
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
      return try await repeating {
        try await self.pool.with { connection in
          let begun = try await start.run(on: connection, timeout: self.timeout)
          let answer = try await body(self.transaction(begun, on: connection))
          _ = try await connection.run([PostgresCommand("COMMIT")], timeout: self.timeout)
          return answer
        }
      }
    }

    private func transaction(_ begun: TransactionStart.Begun, on connection: PostgresConnection) -> StoreTransaction {
      if turned == nil { clock.set(now: begun.now, lease: begun.lease) }
      return StoreTransaction(
        session: PostgresSession(connection: connection, timeout: timeout), now: begun.now, boot: begun.lease)
    }

    /// - Returns: the failure where nobody can say whether it was committed.
    private func commit(_ connection: PostgresConnection) async throws -> PostgresFailure? {
      do {
        let result = try await connection.run([PostgresCommand("COMMIT")], timeout: timeout)
        // A transaction in which a statement had failed is rolled back by its commit.
        guard result[0].tag == "COMMIT" else {
          throw PostgresFailure(.other, "the transaction was rolled back")
        }
        return nil
      } catch let failure as PostgresFailure where failure.kind == .connectionLost(outcomeUnknown: true) {
        return failure
      }
    }

    /// Asks for the outcome of a commit whose answer was lost.
    /// - Throws: a failure that is safe to retry where it was undone.
    private func assertCommitted(_ id: String?, _ lost: PostgresFailure) async throws {
      var waits = RetryWaits()
      while true {
        let outcome = try await pool.with { connection in
          try await connection.run(
            [PostgresCommand("SELECT pg_xact_status(CAST($1 AS xid8))", [id.map(Value.text) ?? .null])],
            timeout: timeout)[0].value(row: 0, column: 0)
        }
        switch outcome {
        case .text("committed"): return
        case .text("aborted"):
          var undone = lost
          undone.kind = .connectionLost(outcomeUnknown: false)
          undone.isSafeToRetry = true
          throw undone
        case .text where await waits.next(): continue
        // Too long ago for the server to know, or still under way.
        default: throw lost
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
