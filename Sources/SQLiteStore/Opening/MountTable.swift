import Foundation

/// Which file system a path is on, as the kernel's table of mounts says.
///
/// Source: proc_pid_mountinfo(5). Swift's Glibc module does not offer statfs(2).
struct MountTable: Sendable, Equatable {
  struct Mount: Sendable, Equatable {
    var point: String
    var type: String
  }
  var mounts: [Mount]

  /// Nil where the system has no such table.
  static func current() -> MountTable? {
    guard let data = FileManager.default.contents(atPath: "/proc/self/mountinfo") else { return nil }
    return MountTable(mountInfo: String(decoding: data, as: UTF8.self))
  }

  init(mountInfo: String) {
    mounts = mountInfo.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      // The optional fields before the lone hyphen vary in number.
      guard fields.count > 4, let separator = fields.dropFirst(5).firstIndex(of: "-"), separator + 1 < fields.count
      else { return nil }
      return Mount(point: Self.unescaped(fields[4]), type: String(fields[separator + 1]))
    }
  }

  /// The type of the file system that holds this path: that of the innermost mount point, the latest where several
  /// lie over each other.
  func type(of path: String) -> String? {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    var best: Mount?
    for mount in mounts where Self.contains(real, in: mount.point) {
      if mount.point.count >= best?.point.count ?? 0 { best = mount }
    }
    return best?.type
  }

  /// What people call it, where it is one that SQLite's locks cannot be trusted on.
  ///
  /// Source: https://www.sqlite.org/wal.html ("does not work over a network filesystem").
  static func networkName(ofType type: String) -> String? {
    switch type {
    case "nfs", "nfs4": "NFS"
    case "cifs", "smb3", "smbfs": "SMB"
    case _ where type == "fuse" || type.hasPrefix("fuse.") || type == "fuseblk": "FUSE"
    default: nil
    }
  }

  private static func contains(_ path: String, in point: String) -> Bool {
    point == "/" || path == point || path.hasPrefix(point + "/")
  }

  /// Blanks in mount points are written as octal escapes.
  private static func unescaped(_ field: Substring) -> String {
    ["\\040": " ", "\\011": "\t", "\\012": "\n", "\\134": "\\"].reduce(String(field)) {
      $0.replacingOccurrences(of: $1.key, with: $1.value)
    }
  }
}
