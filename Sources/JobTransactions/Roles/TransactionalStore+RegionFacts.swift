import JobModel

extension TransactionalStore {
  package func fact(_ name: String, region: String, maxAge: Duration) async throws -> [String]? {
    try await read { transaction in
      let since = (transaction.now - maxAge).rawValue
      guard let row = try await transaction.row(Statements.Facts.fresh, [region, name, since]) else { return nil }
      return try JSONText.decode([String].self, from: row[0])
    }
  }

  package func storeFact(_ values: [String], name: String, region: String) async throws {
    try await write(.row) { transaction in
      _ = try await transaction.run(
        Statements.Facts.store, [region, name, JSONText.encode(values), transaction.now.rawValue])
    }
  }
}
