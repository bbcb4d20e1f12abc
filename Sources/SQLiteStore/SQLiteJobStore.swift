package import JobModel
package import JobSchema

/// A job store in one SQLite file that any number of processes on one machine share.
///
/// Every method is one transaction: a write takes SQLite's write lock at its start (BEGIN IMMEDIATE) and reads the
/// clocks after it was granted. A method is not cut short by the cancellation of the task that called it.
/// - Throws: ``StoreError/unusable(path:reason:)`` from every method where the disk or the file fails.
package struct SQLiteJobStore: Sendable {
  /// What may happen to a file that is missing or of an older schema.
  package enum OpenMode: Sendable, Equatable {
    /// For producers: a missing file is created, an older schema is refused.
    case createIfMissing
    /// A missing file is refused; an older schema is upgraded where that is allowed.
    case existing(upgrade: Bool)
    /// The same for who moves the queue: also a file that it has left.
    case moving(upgrade: Bool)

    var upgrades: Bool {
      switch self {
      case .createIfMissing: false
      case .existing(let upgrade), .moving(let upgrade): upgrade
      }
    }
  }

  /// What a commit survives. Launch requests, their sends and their settlements survive loss of power either way.
  ///
  /// Source: https://www.sqlite.org/pragma.html#pragma_synchronous
  package enum Durability: Sendable, Equatable {
    /// Loss of power.
    case full
    /// The end of the process, but not loss of power.
    case normal
  }

  let database: StoreDatabase

  /// Opens the file, creates or upgrades it as `openMode` allows.
  /// - Parameters:
  ///   - mode: the permissions of a new file; its -wal and -shm get the same.
  ///   - migrations: the schema's steps; others than the shipped ones only in tests.
  /// - Throws: ``StoreError/unusable(path:reason:)``, ``StoreError/schemaTooNew(found:)``,
  ///   ``StoreError/schemaTooOld(found:needed:)``, ``StoreError/workersLive(_:for:)``,
  ///   ``StoreError/moved(path:to:at:)``.
  package init(
    path: String, mode: UInt32 = 0o600, durability: Durability = .full, clocks: Clocks = Clocks(),
    openMode: OpenMode = .createIfMissing, migrations: [Migration] = Migrations.sqlite
  ) throws {
    let file = StoreFile(path: path)
    let schema = Schema(migrations: migrations, path: file.path)
    database = try StoreDatabase.open(
      file, mode: mode, durability: durability, clocks: clocks, openMode: openMode, schema: schema)
  }

  /// Ends all use of the file. Without it the connections close when the last copy of the store is gone.
  package func close() throws {
    try database.close()
  }
}
