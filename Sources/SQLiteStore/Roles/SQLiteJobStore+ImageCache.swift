import GRDB
package import JobModel

extension SQLiteJobStore: ImageCache {
  package func cachedImage(_ key: ImageKey, maxAge: Duration) async throws -> CachedImage? {
    try await database.read { transaction in
      let since = (transaction.now - maxAge).rawValue
      guard let row = try transaction.row(Statements.Images.fresh, [key.region, key.name, since]) else { return nil }
      return try JSONText.decode(CachedImage.self, from: row[0])
    }
  }

  package func storeImage(_ image: CachedImage, for key: ImageKey) async throws {
    try await database.write(.light) { transaction in
      _ = try transaction.run(
        Statements.Images.store, [key.region, key.name, JSONText.encode(image), transaction.now.rawValue])
    }
  }
}
