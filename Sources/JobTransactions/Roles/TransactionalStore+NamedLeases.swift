import JobModel

extension TransactionalStore {
  package func acquire(_ name: String, holder: String, lease: Duration) async throws -> Bool {
    try await write(.row) { transaction in
      let expires = transaction.boot + lease
      return try await transaction.run(
        Statements.NamedLeases.acquire,
        [name, holder, expires.bootID, expires.milliseconds, transaction.boot.milliseconds]) == 1
    }
  }

  package func isFree(_ name: String) async throws -> Bool {
    try await read { transaction in
      let boot = transaction.boot
      return try await transaction.id(Statements.NamedLeases.isHeld, [name, boot.bootID, boot.milliseconds]) == nil
    }
  }

  package func yield(_ name: String, holder: String) async throws {
    try await write(.row) { _ = try await $0.run(Statements.NamedLeases.yield, [name, holder]) }
  }
}
