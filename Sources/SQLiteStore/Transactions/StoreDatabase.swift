import GRDB
import JobModel

/// The file's one writer and its readers; every access but a copy is one transaction.
///
/// Accesses are `@concurrent` although they wait more than they work: built with -O, swiftc 6.3.1 lets a nonsending
/// function that ends in a continuation return to its caller off the caller's actor, which then traps.
final class StoreDatabase: Sendable {
  private let pool: DatabasePool
  private let line: WriteLine
  let path: String
  private let durability: SQLiteJobStore.Durability
  private let clocks: Clocks
  private let identity: FileIdentity

  init(pool: DatabasePool, path: String, durability: SQLiteJobStore.Durability, clocks: Clocks, identity: FileIdentity)
  {
    self.pool = pool
    line = WriteLine(pool)
    self.path = path
    self.durability = durability
    self.clocks = clocks
    self.identity = identity
  }

  func close() throws {
    try pool.close()
  }

  /// A transaction that holds the write lock from its start.
  ///
  /// Its callers' cancellation does not reach it: a decision is either written or refused, never cut short.
  @concurrent
  func write<T: Sendable>(
    _ urgency: WriteLine.Urgency = .usual, _ body: @escaping @Sendable (StoreTransaction) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      line.add(urgency) { db in
        continuation.resume(with: Result { try self.transaction(db, body) })
      }
    }
  }

  /// The same at FULL whatever the durability: for what must be known after loss of power.
  @concurrent
  func writeDurably<T: Sendable>(_ body: @escaping @Sendable (StoreTransaction) throws -> T) async throws -> T {
    try await write(at: .full, body)
  }

  /// The same at NORMAL whatever the durability: for what is only repeated after loss of power.
  @concurrent
  func writeLightly<T: Sendable>(_ body: @escaping @Sendable (StoreTransaction) throws -> T) async throws -> T {
    try await write(at: .normal, body)
  }

  @concurrent
  private func write<T: Sendable>(
    at wanted: SQLiteJobStore.Durability, _ body: @escaping @Sendable (StoreTransaction) throws -> T
  ) async throws -> T {
    guard durability != wanted else { return try await write(.usual, body) }
    return try await withCheckedThrowingContinuation { continuation in
      line.add(.usual) { db in
        continuation.resume(
          with: Result {
            try db.execute(sql: "PRAGMA synchronous = \(wanted.pragma)")
            defer { try? db.execute(sql: "PRAGMA synchronous = \(self.durability.pragma)") }
            return try self.transaction(db, body)
          })
      }
    }
  }

  /// One consistent view of the file, beside whoever writes.
  @concurrent
  func read<T: Sendable>(_ body: @escaping @Sendable (StoreTransaction) throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      pool.asyncRead { access in
        continuation.resume(
          with: Result { try self.translated { try body(self.context(access.get())) } })
      }
    }
  }

  /// A copy of the file by SQLite itself, outside of any transaction of ours.
  @concurrent
  func copy(to file: BackupFile) async throws {
    try await withCheckedThrowingContinuation { continuation in
      line.add(.usual) { db in
        continuation.resume(with: Result { try self.translated { try self.copy(db, to: file) } })
      }
    }
  }

  private func copy(_ db: Database, to file: BackupFile) throws {
    try checkIdentity()
    try file.prepare()
    do {
      try db.execute(sql: "VACUUM INTO ?", arguments: [file.partial])
      try file.finish()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL || error.resultCode == .SQLITE_IOERR {
      file.abandon()
      throw file.failure(
        error.resultCode == .SQLITE_FULL
          ? "the disk is full"
          : "it cannot be written, or the database cannot be read (\(error.extendedResultCode))")
    } catch {
      file.abandon()
      throw error
    }
  }

  private func transaction<T>(_ db: Database, _ body: (StoreTransaction) throws -> T) throws -> T {
    try translated {
      var answer: T?
      try db.inTransaction(.immediate) {
        // Looked at once the lock is had, which may have taken a while.
        try checkIdentity()
        answer = try body(context(db))
        return .commit
      }
      // inTransaction has thrown, or the body has run.
      return answer!
    }
  }

  /// Two workers on two files would both launch: who has the old one open decides nothing more, and sends nothing.
  func checkIdentity() throws {
    guard FileIdentity(path: path) == identity else { throw StoreError.replaced(path: path) }
  }

  private func context(_ db: Database) -> StoreTransaction {
    StoreTransaction(db: db, now: clocks.now(), boot: clocks.boot())
  }

  private func translated<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path) ?? error
    }
  }
}
