import Operations

/// What a pruning came to, in sentences.
enum PruneText {
  static func render(_ report: Pruning.Report, isPreview: Bool) -> String {
    var lines = ["\(jobs(report.removed)) \(isPreview ? "would be" : "") removed".replacing("  ", with: " ")]
    if report.neededByOthers > 0 { lines.append("\(jobs(report.neededByOthers)) kept: younger jobs depend on them") }
    if report.mayLive > 0 {
      lines.append("\(jobs(report.mayLive)) kept: their instances were not seen to end")
    }
    if report.keysForgotten > 0 { lines.append("\(report.keysForgotten) unique keys forgotten") }
    return lines.joined(separator: "\n")
  }

  private static func jobs(_ count: Int) -> String { count == 1 ? "1 job" : "\(count) jobs" }
}
