import AWSCore

/// Columns of text, two spaces apart; the last one is never padded.
///
/// On a screen that is too narrow the last column is cut; where little of it would be left it moves below its row, and
/// where even the others do not fit, the lesser ones of them are left out.
struct TextTable {
  private static let gap = "  "
  /// Less than this of the last column says nothing.
  private static let leastRest = 30
  private static let indent = "    "

  private(set) var header: [String]
  var rows: [[String]] = []
  /// How a column's words stand out, by its header.
  var styles: [String: @Sendable (String) -> TextStyle?] = [:]

  /// Columns that may be missing, the least one first.
  var lesser: [String] = []

  init(_ header: [String]) { self.header = header }

  /// Cells are others' texts: none of them says anything to the terminal, or begins a line.
  func render(on screen: Screen = .plain) -> String {
    let all = [header] + rows.map { $0.map(PrintableText.printable) }
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    let first = widths.dropLast().reduce(0) { $0 + $1 + Self.gap.count }
    let last = widths.last ?? 0
    // A short last column is one like the others; a long one is a text that may stand below.
    let needed = last < Self.leastRest ? first + last : first - Self.gap.count
    if let width = screen.width, needed > width, let fewer = withoutLeast() { return fewer.render(on: screen) }
    guard let width = screen.width, first + last > width else {
      return lines(all, widths, screen) { $0 }.joined(separator: "\n")
    }
    let rest = width - first
    if rest >= Self.leastRest || header.count == 1 {
      return lines(all, widths, screen) { $0.cut(to: max(rest, 1)) }.joined(separator: "\n")
    }
    return folded(all, widths, screen, width).joined(separator: "\n")
  }

  private func withoutLeast() -> TextTable? {
    var fewer = self
    while let name = fewer.lesser.first {
      fewer.lesser.removeFirst()
      guard let column = header.firstIndex(of: name) else { continue }
      fewer.header.remove(at: column)
      for row in fewer.rows.indices { fewer.rows[row].remove(at: column) }
      return fewer
    }
    return nil
  }

  private func lines(
    _ rows: [[String]], _ widths: [Int], _ screen: Screen, last: (String) -> String
  ) -> [String] {
    rows.enumerated().map { number, row in
      var row = row
      row[row.endIndex - 1] = last(row[row.endIndex - 1])
      return line(row, widths, screen, isHeader: number == 0)
    }
  }

  /// The last column below its row.
  private func folded(_ rows: [[String]], _ widths: [Int], _ screen: Screen, _ width: Int) -> [String] {
    rows.enumerated().flatMap { number, row in
      let top = line(row.dropLast(), widths, screen, isHeader: number == 0)
      guard number > 0, let last = row.last, !last.isEmpty, last != "-" else { return [top] }
      return [top, Self.indent + screen.styled(last.cut(to: width - Self.indent.count), .quiet)]
    }
  }

  private func line(_ row: some Collection<String>, _ widths: [Int], _ screen: Screen, isHeader: Bool) -> String {
    var text = ""
    for (column, cell) in row.enumerated() {
      let isLast = column == row.count - 1
      let style = isHeader ? .heading : styles[header[column]]?(cell)
      text += cell.isEmpty ? "" : screen.styled(cell, style)
      if !isLast { text += String(repeating: " ", count: widths[column] - cell.count) + Self.gap }
    }
    return text.trimmingTrailingSpaces()
  }
}

extension String {
  func trimmingTrailingSpaces() -> String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
