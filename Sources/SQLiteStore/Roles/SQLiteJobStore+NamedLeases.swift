import GRDB
import JobModel

extension SQLiteJobStore: NamedLeases {
  package func acquire(_ name: String, holder: String, lease: Duration) async throws -> Bool {
    try await database.write(.light) { transaction in
      let expires = transaction.boot + lease
      return try transaction.run(
        Statements.NamedLeases.acquire,
        [name, holder, expires.bootID, expires.milliseconds, transaction.boot.milliseconds]) == 1
    }
  }

  package func yield(_ name: String, holder: String) async throws {
    try await database.write(.light) { _ = try $0.run(Statements.NamedLeases.yield, [name, holder]) }
  }
}
