import Foundation

/// Named places where a debug build can be told to die at once, to prove that nothing is lost there.
///
/// `GEUSE_CRASH_AT=launch.answered` kills the process the first time it gets there; release builds know nothing of it.
enum CrashPoint: String, CaseIterable {
  /// The request is committed, nothing is signed.
  case opened = "launch.opened"
  /// Signed, but the send is not on record.
  case signed = "launch.signed"
  /// The send is on record, its bytes have not left.
  case recorded = "launch.recorded"
  /// EC2 answered, nobody wrote it down.
  case answered = "launch.answered"
  /// The answer is on record, the request is still open.
  case noted = "launch.noted"
  /// Request and jobs are settled.
  case closed = "launch.closed"

  func reach() {
    #if DEBUG
      if Self.chosen == self { kill(getpid(), SIGKILL) }
    #endif
  }

  #if DEBUG
    private static let chosen = ProcessInfo.processInfo.environment["GEUSE_CRASH_AT"].flatMap(
      CrashPoint.init(rawValue:))
  #endif
}
