import GRDB
import JobSchema

/// What a schema has that ours does not, and the other way round.
enum SchemaDrift {
  /// - Returns: in words, such as `index jobs_extra is not ours`.
  static func words(_ db: Database) throws -> [String] {
    let found = try objects(db)
    let ours = try DatabaseQueue().write { made in
      for migration in Migrations.sqlite { try made.execute(sql: migration.sql) }
      return try objects(made)
    }
    let missing = ours.keys.filter { found[$0] == nil }.map { "\($0) is missing" }
    let foreign = found.keys.filter { ours[$0] == nil }.map { "\($0) is not ours" }
    let changed = ours.keys.filter { found[$0] != nil && found[$0] != ours[$0] }.map { "\($0) was changed" }
    return (missing + foreign + changed).sorted()
  }

  /// SQL by kind and name; what SQLite makes by itself is left out.
  private static func objects(_ db: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    return Dictionary(rows.map { ($0[0] as String, $0[1] as String) }, uniquingKeysWith: { first, _ in first })
  }
}
