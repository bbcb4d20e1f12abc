import Foundation

/// How many files and sockets this process may have open.
enum OpenFileLimit {
  /// What a worker has open besides its connections: the database, logs, event loops.
  private static let beside = 256

  /// Makes room for so many connections where the system's hard limit allows it; many systems start at 1,024.
  static func raise(by connections: Int) {
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return }
    let needed = rlim_t(beside + connections)
    guard limit.rlim_cur < needed else { return }
    limit.rlim_cur = min(needed, limit.rlim_max)
    // Where that is refused, calls fail as what could not be connected, and say so.
    _ = setrlimit(resource, &limit)
  }

  #if canImport(Glibc)
    private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    private static let resource = RLIMIT_NOFILE
  #endif
}
