import JobModel

/// What moved, table by table, as both ends tell it.
enum MoveTable {
  static func render(_ report: MoveReport, on screen: Screen = .plain) -> String {
    let isCopied = report.tables.contains { $0.target != nil }
    var table = TextTable(isCopied ? ["TABLE", "ROWS", "SHA-256", "SAME"] : ["TABLE", "ROWS"])
    for comparison in report.tables {
      let source = comparison.source
      guard let target = comparison.target else {
        table.rows.append([source.name, "\(source.rows)"])
        continue
      }
      let isEqual = comparison.isEqual
      table.rows.append([
        source.name, source.rows == target.rows ? "\(source.rows)" : "\(source.rows), not \(target.rows)",
        digest(source) + (isEqual ? "" : ", not \(digest(target))"), isEqual ? "yes" : "NO",
      ])
    }
    return table.render(on: screen)
  }

  /// As much as people compare; JSON has all of it.
  private static func digest(_ table: MovedTable) -> String { String(table.digest?.prefix(16) ?? "-") }
}
