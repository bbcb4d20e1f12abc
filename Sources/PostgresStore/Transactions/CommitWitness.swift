#if Postgres
  import JobTransactions
  import Synchronization

  /// What a transaction leaves behind by which it is known later whether it was committed: a row of this process's own.
  ///
  /// It goes where the transaction goes, also to a standby or into a backup, and any database that has transactions has it.
  struct CommitWitness {
    private let process: String
    private let slot: Int64
    private let number: Int64

    var commands: [PostgresCommand] {
      let note = PostgresCommand(
        """
        INSERT INTO commits (process, slot, number, noted_at) VALUES ($1, $2, $3, geuse_now())
        ON CONFLICT (process, slot) DO UPDATE SET number = excluded.number, noted_at = excluded.noted_at
        """, [.text(process), .integer(slot), .integer(number)])
      return number == 1 ? [note, Self.forgetting] : [note]
    }

    private static let forgetting = PostgresCommand("DELETE FROM commits WHERE noted_at < geuse_now() - 86400000")

    /// Whether it was committed, asked by whoever is alone in the queue: then nobody holds what it held.
    ///
    /// Notes that it was asked for, so that this has something to commit itself: what follows a commit in the log is on no
    /// standby before it.
    func wasCommitted(_ transaction: StoreTransaction) async throws -> Bool {
      let arguments: Arguments = ["process": process, "slot": slot, "number": number]
      return try await transaction.run(Self.asked, arguments) == 1
    }

    private static let asked: SQL =
      """
      UPDATE commits SET number = -abs(number) WHERE process = :process AND slot = :slot AND abs(number) = :number
      """

    /// Gives out witnesses; no two transactions that are open at the same time have the same row.
    final class Source: Sendable {
      private let process = "\(UInt64.random(in: .min ... .max))"
      private let state = Mutex((last: Int64(0), slots: Int64(0), free: [Int64]()))

      func with<Answer>(_ body: (CommitWitness) async throws -> Answer) async rethrows -> Answer {
        let witness = state.withLock { state in
          state.last += 1
          if state.free.isEmpty {
            state.slots += 1
            state.free.append(state.slots)
          }
          return CommitWitness(process: process, slot: state.free.removeLast(), number: state.last)
        }
        defer { state.withLock { $0.free.append(witness.slot) } }
        return try await body(witness)
      }
    }
  }
#endif
