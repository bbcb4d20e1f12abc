import JobModel
import Operations

/// What a pruning came to, in sentences.
enum PruneText {
  static func render(_ report: Pruning.Report, isPreview: Bool) -> String {
    var lines = [
      "\(CountText.of(report.removed, "job")) \(isPreview ? "would be" : "") removed".replacing("  ", with: " ")
    ]
    if report.neededByOthers > 0 {
      lines.append("\(CountText.of(report.neededByOthers, "job")) kept: younger jobs depend on them")
    }
    if report.mayLive > 0 {
      lines.append("\(CountText.of(report.mayLive, "job")) kept: their instances were not seen to end that long ago")
    }
    if report.keysForgotten > 0 {
      lines.append(
        "\(CountText.of(report.keysForgotten, "unique key")) \(isPreview ? "would be " : "")forgotten")
    }
    return lines.joined(separator: "\n")
  }
}
