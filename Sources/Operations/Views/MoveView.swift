package import JobModel

/// A move, as JSON shows it.
package struct MoveView: Encodable, Sendable {
  private let report: MoveReport

  package init(_ report: MoveReport) { self.report = report }

  private enum CodingKeys: String, CodingKey {
    case from, to, tables
    case movedAt = "moved_at"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(report.source, forKey: .from)
    try container.encode(report.target, forKey: .to)
    try container.encode(report.movedAt, forKey: .movedAt)
    try container.encode(report.tables.map(TableView.init), forKey: .tables)
  }
}

/// One table; what is at the target is null where nothing was copied.
private struct TableView: Encodable {
  let comparison: MoveReport.Comparison

  private enum CodingKeys: String, CodingKey {
    case table, rows, sha256, same
    case targetRows = "target_rows"
    case targetSHA256 = "target_sha256"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(comparison.source.name, forKey: .table)
    try container.encode(comparison.source.rows, forKey: .rows)
    try container.encode(comparison.source.digest, forKey: .sha256)
    try container.encode(comparison.target?.rows, forKey: .targetRows)
    try container.encode(comparison.target?.digest, forKey: .targetSHA256)
    try container.encode(comparison.target.map { _ in comparison.isEqual }, forKey: .same)
  }
}
