import JobModel

/// What the database's place on disk means.
struct FileDiagnosis {
  let file: StoreCondition.File

  init(_ file: StoreCondition.File) { self.file = file }

  var findings: [Finding] { [access, place, space, wal] }

  private var access: Finding {
    let mode = "0" + String(file.mode, radix: 8)
    if file.mode & 0o007 != 0 {
      return Finding(
        "file access", .problem, "everybody may open \(file.path) (\(mode)), user data and all",
        fix: "chmod o= \(file.path)")
    }
    if file.directoryMode & 0o002 != 0, file.directoryMode & 0o1000 == 0 {
      return Finding(
        "file access", .problem, "everybody may replace files in the folder of \(file.path)",
        fix: "chmod o-w \(file.path.folder)")
    }
    let owner = file.owner == file.user ? "" : ", you are \(file.user.name)"
    return Finding("file access", .ok, "\(file.path) is \(file.owner.name)'s, mode \(mode)\(owner)")
  }

  private var place: Finding {
    Finding("file system", .ok, file.fileSystem.map { "\($0), on this machine" } ?? "of a kind that is not known here")
  }

  private var space: Finding {
    let size = Self.text(file.size)
    guard let free = file.free else { return Finding("disk", .ok, "the database has \(size)") }
    guard free < StoreDiagnosis.leastFree else {
      return Finding("disk", .ok, "the database has \(size); \(Self.text(free)) are free")
    }
    return Finding(
      "disk", .problem, "only \(Self.text(free)) are free; on a full disk nothing is enqueued and no outcome is kept",
      fix: "free some space; geuse prune --older-than 30d makes room within the file")
  }

  private var wal: Finding {
    guard file.walSize > StoreDiagnosis.largestWAL else {
      return Finding("write-ahead log", .ok, Self.text(file.walSize))
    }
    return Finding(
      "write-ahead log", .problem, "\(Self.text(file.walSize)): somebody has been reading the file for long",
      fix: "find and end that process: fuser -v \(file.path)")
  }

  /// `3.4 MB`
  static func text(_ bytes: Int64) -> String {
    for (unit, size) in [("GB", 1_000_000_000.0), ("MB", 1_000_000), ("KB", 1000)] where Double(bytes) >= size {
      let tenths = (Double(bytes) / size * 10).rounded() / 10
      return "\(tenths) \(unit)"
    }
    return "\(bytes) bytes"
  }
}

extension String {
  /// The path without its last part.
  fileprivate var folder: String {
    guard let slash = lastIndex(of: "/") else { return "." }
    return slash == startIndex ? "/" : String(self[..<slash])
  }
}
