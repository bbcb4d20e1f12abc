import Foundation
import JobModel
import Worker

/// The process's own account of what it does, where `GEUSE_TRACE` names a folder for it.
enum Tracing {
  private static let opened: Result<Trace?, any Error> = Result {
    try Variables.string("TRACE").map(Trace.init(folder:))
  }

  static var trace: Trace? { try? opened.get() }

  /// - Throws: `CommandFailure` where the folder cannot be written: work that should be traced is not done without.
  static func check() throws {
    do {
      _ = try opened.get()
    } catch {
      throw CommandFailure(.configuration, "GEUSE_TRACE: \(error)")
    }
  }
}

extension JobQueue {
  var tracedQueue: any JobQueue { Tracing.trace.map { TracedJobQueue(self, trace: $0) } ?? self }
}

extension JobControl {
  var tracedControl: any JobControl { Tracing.trace.map { TracedJobControl(self, trace: $0) } ?? self }
}

extension LaunchLedger {
  var tracedLedger: any LaunchLedger { Tracing.trace.map { TracedLaunchLedger(self, trace: $0) } ?? self }
}

extension Reconciliation {
  var tracedReconciliation: any Reconciliation {
    Tracing.trace.map { TracedReconciliation(self, trace: $0) } ?? self
  }
}
