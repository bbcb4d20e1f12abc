import GRDB
import JobModel
import JobTransactions

/// The file's one writer and its readers; every access but a copy is one transaction.
///
/// Accesses are `@concurrent` although they wait more than they work: built with -O, swiftc 6.3.1 lets a nonsending
/// function that ends in a continuation return to its caller off the caller's actor, which then traps.
final class StoreDatabase: Sendable {
  private let pool: DatabasePool
  let writer: Writer
  let hints: HintFolder
  let path: String
  let clocks: Clocks
  private let identity: FileIdentity

  init(
    pool: DatabasePool, busy: FairBusyHandler, path: String, durability: SQLiteJobStore.Durability, clocks: Clocks,
    identity: FileIdentity
  ) {
    self.pool = pool
    self.path = path
    self.clocks = clocks
    self.identity = identity
    hints = HintFolder(database: path, mode: identity.mode)
    writer = Writer(
      pool, durability: durability, busy: busy, hints: hints,
      check: { try Self.check(identity, path: path) }, context: { Self.context($0, clocks) },
      translate: { Self.translate($0, path: path) })
  }

  func close() throws {
    try pool.close()
  }

  /// A transaction that holds the write lock from its start; it may be shared with others of this process.
  ///
  /// Its callers' cancellation does not reach it: a decision is either written or refused, never cut short.
  @concurrent
  func write<T: Sendable>(
    _ needs: WriteNeeds, _ body: @escaping @Sendable (StoreTransaction) async throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      writer.add(PendingWrite(needs, continuation: continuation, body: body))
    }
  }

  /// One consistent view of the file, beside whoever writes.
  @concurrent
  func read<T: Sendable>(_ body: @escaping @Sendable (StoreTransaction) async throws -> T) async throws -> T {
    try await readFile { try await body($1) }
  }

  /// The same with what only SQLite itself can tell.
  @concurrent
  func readFile<T: Sendable>(
    _ body: @escaping @Sendable (Database, StoreTransaction) async throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      pool.asyncRead { access in
        continuation.resume(
          with: Result {
            try self.translated {
              let db = try access.get()
              return try InPlace.run { try await body(db, Self.context(db, self.clocks)) }
            }
          })
      }
    }
  }

  /// A copy of the file by SQLite itself, outside of any transaction of ours.
  @concurrent
  func copy(to file: BackupFile) async throws {
    try await withCheckedThrowingContinuation { continuation in
      writer.addAlone { db in
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

  /// Two workers on two files would both launch: who has the old one open decides nothing more, and sends nothing.
  func checkIdentity() throws { try Self.check(identity, path: path) }

  private static func check(_ identity: FileIdentity, path: String) throws {
    guard FileIdentity(path: path) == identity else { throw StoreError.replaced(path: path) }
  }

  private static func context(_ db: Database, _ clocks: Clocks) -> StoreTransaction {
    StoreTransaction(session: SQLiteSession(db), now: clocks.now(), boot: clocks.boot())
  }

  private func translated<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch {
      throw Self.translate(error, path: path)
    }
  }

  private static func translate(_ error: any Error, path: String) -> any Error {
    (error as? DatabaseError).flatMap { StoreError($0, path: path) } ?? error
  }
}
