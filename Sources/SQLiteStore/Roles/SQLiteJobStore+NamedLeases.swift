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

  package func isFree(_ name: String) async throws -> Bool {
    try await database.read { transaction in
      let boot = transaction.boot
      return try transaction.id(Statements.NamedLeases.isHeld, [name, boot.bootID, boot.milliseconds]) == nil
    }
  }

  package func yield(_ name: String, holder: String) async throws {
    try await database.write(.light) { _ = try $0.run(Statements.NamedLeases.yield, [name, holder]) }
  }
}
