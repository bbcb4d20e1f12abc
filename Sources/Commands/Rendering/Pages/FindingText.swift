import AWSCore
import JobModel
import Operations

/// What an examination came to, a line a check.
enum FindingText {
  static func render(_ findings: [Finding], on screen: Screen) -> String {
    let width = findings.map(\.check.count).max() ?? 0
    return findings.map { finding in
      let name = finding.check + String(repeating: " ", count: width - finding.check.count)
      let level = finding.level.rawValue + String(repeating: " ", count: 7 - finding.level.rawValue.count)
      let line = "\(screen.styled(level, style(finding.level)))  \(name)  \(PrintableText.printable(finding.message))"
      let indent = String(repeating: " ", count: 9)
      return line + (finding.fix.map { "\n\(indent)\(screen.styled("fix:", .heading)) \($0)" } ?? "")
    }.joined(separator: "\n")
  }

  private static func style(_ level: Finding.Level) -> TextStyle {
    switch level {
    case .ok: .good
    case .note: .doubtful
    case .problem: .bad
    }
  }
}
