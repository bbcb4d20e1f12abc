import Foundation

/// What this process holds in memory, in bytes.
enum ResidentMemory {
  static var now: Int {
    // What the allocator keeps for the next call is nobody's. Glibc's header for it is no part of its module.
    if let trim = dlsym(nil, "malloc_trim") { _ = unsafeBitCast(trim, to: (@convention(c) (Int) -> Int32).self)(0) }
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst()
      .first
    return (pages.flatMap { Int($0) } ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The most since ``forgetPeak()``.
  static var peak: Int {
    let line = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8))?
      .split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.firstMatch(of: /\d+/).flatMap { Int($0.0) } ?? 0) * 1024
  }

  static func forgetPeak() {
    try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
  }
}
