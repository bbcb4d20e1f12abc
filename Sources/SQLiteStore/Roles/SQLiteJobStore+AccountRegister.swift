import GRDB
package import JobModel

extension SQLiteJobStore: AccountRegister {
  package func queueID() async throws -> String {
    try await database.read { transaction in
      // The schema's first step stores the one row.
      try transaction.row(Statements.Account.queueID, [])![0]
    }
  }

  package func bind(_ binding: AccountBinding) async throws {
    try await database.writeDurably { transaction in
      try transaction.run(
        Statements.Account.bind, [binding.partition, binding.account, binding.endpoint, transaction.now.rawValue])
      if let bound = try transaction.binding(), bound != binding {
        throw StoreError.boundElsewhere(bound: bound, met: binding)
      }
    }
  }

  package func binding() async throws -> AccountBinding? {
    try await database.read { try $0.binding() }
  }
}

extension StoreTransaction {
  func binding() throws -> AccountBinding? {
    try row(Statements.Account.binding, []).map {
      AccountBinding(partition: $0[0], account: $0[1], endpoint: $0[2])
    }
  }
}
