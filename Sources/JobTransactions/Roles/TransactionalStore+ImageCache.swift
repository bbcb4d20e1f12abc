package import JobModel

extension TransactionalStore {
  package func cachedImage(_ key: ImageKey, maxAge: Duration) async throws -> CachedImage? {
    try await read { transaction in
      let since = (transaction.now - maxAge).rawValue
      guard let row = try await transaction.row(Statements.Images.fresh, [key.region, key.name, since]) else {
        return nil
      }
      return try JSONText.decode(CachedImage.self, from: row[0])
    }
  }

  package func storeImage(_ image: CachedImage, for key: ImageKey) async throws {
    try await write(.row) { transaction in
      _ = try await transaction.run(
        Statements.Images.store, [key.region, key.name, JSONText.encode(image), transaction.now.rawValue])
    }
  }
}
