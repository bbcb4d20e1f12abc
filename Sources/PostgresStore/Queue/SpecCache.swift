#if Postgres
  import JobModel
  import JobTransactions
  import Synchronization

  /// Specs by their ids, of which none ever changes.
  final class SpecCache: Sendable {
    private static let most = 1_000
    private let database: PostgresDatabase
    private let known = Mutex<[Int64: JobSpec]>([:])

    init(_ database: PostgresDatabase) { self.database = database }

    /// These, from here or from the server.
    func specs(_ ids: Set<Int64>) async throws -> [Int64: JobSpec] {
      var found = known.withLock { known in known.filter { ids.contains($0.key) } }
      let missing = ids.subtracting(found.keys)
      guard !missing.isEmpty else { return found }
      for row in try await database.read({ try await $0.rows(Self.statement, ["ids": Value.list(missing)]) }) {
        found[row[0]] = try JobSpec(kind: JobKind(stored: row[1]), json: row[2])
      }
      known.withLock { [found] known in
        if known.count + found.count > Self.most { known = [:] }
        known.merge(found) { $1 }
      }
      return found
    }

    private static let statement: SQL = "SELECT id, kind, body FROM specs WHERE id IN (\(ids: "ids"))"
  }
#endif
