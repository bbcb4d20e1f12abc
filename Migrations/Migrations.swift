/// One step of the schema: applied once, in a transaction of its own, and never changed after it shipped.
package struct Migration: Sendable, Equatable {
  /// From 1, without gaps.
  package var version: Int
  /// The file's name in the folder of its database.
  package var file: String
  package var sql: String

  package init(version: Int, file: String, sql: String) {
    self.version = version
    self.file = file
    self.sql = sql
  }
}

/// The schema's steps in order. `PackageResources` cannot be enumerated: a new file is added here by hand.
package enum Migrations {
  package static let sqlite: [Migration] = [
    Migration(
      version: 1, file: "V001__jobs.sql", sql: String(decoding: PackageResources.V001__jobs_sql, as: UTF8.self)),
    Migration(
      version: 2, file: "V002__capacity.sql", sql: String(decoding: PackageResources.V002__capacity_sql, as: UTF8.self)),
    Migration(
      version: 3, file: "V003__proof.sql", sql: String(decoding: PackageResources.V003__proof_sql, as: UTF8.self)),
    Migration(
      version: 4, file: "V004__halts.sql", sql: String(decoding: PackageResources.V004__halts_sql, as: UTF8.self)),
    Migration(
      version: 5, file: "V005__operations.sql",
      sql: String(decoding: PackageResources.V005__operations_sql, as: UTF8.self)),
    Migration(
      version: 6, file: "V006__speed.sql", sql: String(decoding: PackageResources.V006__speed_sql, as: UTF8.self)),
    Migration(
      version: 7, file: "V007__moving.sql", sql: String(decoding: PackageResources.V007__moving_sql, as: UTF8.self)),
  ]

  package static let postgres: [Migration] = [
    Migration(
      version: 1, file: "V001__postgres.sql", sql: String(decoding: PackageResources.V001__postgres_sql, as: UTF8.self)),
    Migration(
      version: 2, file: "V002__sharing.sql", sql: String(decoding: PackageResources.V002__sharing_sql, as: UTF8.self)),
  ]
}
