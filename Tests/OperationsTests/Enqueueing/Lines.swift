import Foundation
import JobModel

@testable import Operations

/// Lines of jobs read against a machine on which nothing is but one file.
enum Lines {
  static let now = Timestamp(rawValue: 1_800_000_000_000)

  static func source(region: String? = "us-east-1") -> EnqueueSource {
    EnqueueSource(
      region: region.map { .success($0) } ?? .failure(EnqueueSource.Unreadable("no region")),
      isRegion: { $0.hasSuffix("-1") },
      readFile: { path in
        path == "setup.sh"
          ? .success(Data("#!/bin/sh".utf8)) : .failure(EnqueueSource.Unreadable("there is no such file"))
      })
  }

  static func file(_ lines: [String], region: String? = "us-east-1") -> EnqueueFile {
    var file = EnqueueFile(source(region: region))
    for (index, line) in lines.enumerated() { file.add(Array(line.utf8), number: index + 1) }
    return file
  }

  static func plan(_ lines: String..., region: String? = "us-east-1") throws(EnqueueRefusal) -> EnqueuePlan {
    try file(lines, region: region).plan()
  }

  static func problems(_ lines: [String], region: String? = "us-east-1") -> [String] {
    do {
      _ = try file(lines, region: region).plan()
      return []
    } catch {
      return error.problems.map(\.inWords)
    }
  }
}
