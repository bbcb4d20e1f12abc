package import JobModel

extension TransactionalStore {
  package func queueID() async throws -> String {
    try await read { transaction in
      // The schema's first step stores the one row.
      try await transaction.row(Statements.Account.queueID, [])![0]
    }
  }

  package func bind(_ binding: AccountBinding) async throws {
    try await write(.durable) { transaction in
      try await transaction.run(
        Statements.Account.bind, [binding.partition, binding.account, binding.endpoint, transaction.now.rawValue])
      if let bound = try await transaction.binding(), bound != binding {
        throw StoreError.boundElsewhere(bound: bound, met: binding)
      }
    }
  }

  package func binding() async throws -> AccountBinding? {
    try await read { try await $0.binding() }
  }
}

extension StoreTransaction {
  func binding() async throws -> AccountBinding? {
    try await row(Statements.Account.binding, []).map {
      AccountBinding(partition: $0[0], account: $0[1], endpoint: $0[2])
    }
  }
}
