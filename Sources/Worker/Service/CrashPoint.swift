import Foundation
import JobModel
import Synchronization

/// Named places between two steps of a job where a debug build can be told to die or to stop, to prove that nothing is
/// lost there.
///
/// `GEUSE_CRASH_AT=launch.answered` kills the process (SIGKILL) the first time it gets there, `launch.answered:3` the
/// third time; `GEUSE_STOP_AT` says `stops at launch.answered` on standard error and stops it (SIGSTOP) there, once,
/// until somebody resumes it. Release builds know nothing of either.
package enum CrashPoint: String, Sendable, CaseIterable {
  /// Leased, nothing else is done.
  case launchClaimed = "launch.claimed"
  /// The request is committed, nothing is signed.
  case launchOpened = "launch.opened"
  /// Signed, but the send is not on record.
  case launchSigned = "launch.signed"
  /// The send is on record, its bytes have not left.
  case launchRecorded = "launch.recorded"
  /// The lease was looked at for the last time; the bytes leave next.
  case launchSending = "launch.sending"
  /// EC2 answered, nobody wrote it down.
  case launchAnswered = "launch.answered"
  /// The answer is on record, the request is still open.
  case launchNoted = "launch.noted"
  /// EC2 said what exists under the token, nothing is done about it.
  case launchLooked = "launch.looked"
  /// The request stays open, its jobs are given back.
  case launchHeld = "launch.held"
  /// Request and jobs are settled.
  case launchClosed = "launch.closed"

  case waitClaimed = "wait.claimed"
  /// The poller has it now.
  case waitFinished = "wait.finished"
  /// Due waits were read, EC2 was not asked.
  case pollDue = "poll.due"
  /// EC2 answered, nothing is written.
  case pollLooked = "poll.looked"
  /// What the look decided is written.
  case pollFinished = "poll.finished"

  case tagClaimed = "tag.claimed"
  /// The instances and their volumes are known, nothing is tagged.
  case tagListed = "tag.listed"
  /// EC2 has tagged, nothing is written.
  case tagAnswered = "tag.answered"
  case tagFinished = "tag.finished"

  case terminateClaimed = "terminate.claimed"
  /// EC2 terminates, nothing is written.
  case terminateAnswered = "terminate.answered"
  /// The instances are on record as gone, the jobs are not finished.
  case terminateNoted = "terminate.noted"
  case terminateFinished = "terminate.finished"

  func reach() {
    #if DEBUG
      for order in Self.orders where order.point == self && order.isNow() { order.carryOut() }
    #endif
  }

  #if DEBUG
    private static let orders = [Order("GEUSE_CRASH_AT", SIGKILL), Order("GEUSE_STOP_AT", SIGSTOP)].compactMap(\.self)

    /// At the how manieth time which signal is due where.
    private final class Order: Sendable {
      let point: CrashPoint
      let signal: Int32
      private let timesLeft: Mutex<Int>

      init?(_ variable: String, _ signal: Int32) {
        guard let text = ProcessInfo.processInfo.environment[variable] else { return nil }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard let name = parts.first, let point = CrashPoint(rawValue: name) else { return nil }
        self.point = point
        self.signal = signal
        timesLeft = Mutex(parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
      }

      /// To this thread, which then goes no step further; a signal to the process may reach another one first.
      func carryOut() {
        if signal == SIGSTOP { FileHandle.standardError.write(Data("geuse: stops at \(point.rawValue)\n".utf8)) }
        raise(signal)
      }

      func isNow() -> Bool {
        timesLeft.withLock { left in
          left -= 1
          return left == 0
        }
      }
    }
  #endif
}

extension CrashPoint {
  static func claimed(_ kind: JobKind) -> CrashPoint {
    switch kind {
    case .launch: .launchClaimed
    case .wait: .waitClaimed
    case .tag: .tagClaimed
    case .terminate: .terminateClaimed
    }
  }

  /// Nil for launches, which end with their request.
  static func finished(_ kind: JobKind) -> CrashPoint? {
    switch kind {
    case .launch: nil
    case .wait: .waitFinished
    case .tag: .tagFinished
    case .terminate: .terminateFinished
    }
  }
}
