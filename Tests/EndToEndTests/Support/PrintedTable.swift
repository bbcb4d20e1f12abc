import Foundation

/// A table of measured things, printed as Markdown where `GEUSE_PRINT_TABLES` is set.
///
/// `GEUSE_PRINT_TABLES=1` prints to standard output; any other value is a folder that gets a file named after the table.
struct PrintedTable {
  let name: String
  let columns: [String]
  private(set) var rows: [[String]] = []

  init(_ name: String, columns: [String]) {
    self.name = name
    self.columns = columns
  }

  mutating func add(_ cells: String...) { add(cells) }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  var text: String {
    let lines = [columns, columns.map { _ in "---" }] + rows
    return lines.map { "| " + $0.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n" }.joined()
  }

  func print() throws {
    guard let place = ProcessInfo.processInfo.environment["GEUSE_PRINT_TABLES"], !place.isEmpty else { return }
    guard place != "1" else {
      Swift.print("\n\(name)\n\n\(text)")
      return
    }
    try Data(text.utf8).write(to: URL(filePath: place).appending(path: "\(name).md"))
  }
}
