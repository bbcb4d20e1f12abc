import JobModel
import Logging
import Synchronization
import Testing

@testable import Worker

@Suite("Whether a worker hears of jobs")
struct HearingTests {
  /// Hints that stand as they are told to, one look after the other.
  private final class Hints: WakeHint {
    private let renewals: Mutex<[HintRenewal]>

    init(_ renewals: [HintRenewal]) { self.renewals = Mutex(renewals) }

    func hints() async -> AsyncStream<Void>? { nil }
    func renewHints() async -> HintRenewal { renewals.withLock { $0.removeFirst() } }
  }

  private final class Lines: Sendable {
    let levels = Mutex<[Logger.Level]>([])
  }

  private struct Handler: LogHandler {
    let lines: Lines
    var logLevel = Logger.Level.trace
    var metadata = Logger.Metadata()
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }
    func log(event: LogEvent) { lines.levels.withLock { $0.append(event.level) } }
  }

  @Test func aLossIsWarnedOfOnceAndMended() async {
    let lines = Lines()
    let hearing = Hearing(
      Hints([.whole, .lost, .lost, .renewed, .lost]), logger: Logger(label: "test") { _ in Handler(lines: lines) })
    var stood: [Bool] = []
    var missed: [Bool] = []
    for _ in 0..<5 {
      missed.append(await hearing.renew())
      stood.append(hearing.isWhole)
    }
    #expect(missed == [false, false, false, true, false])
    #expect(stood == [true, false, false, true, false])
    #expect(lines.levels.withLock(\.self) == [.warning, .notice])
  }

  @Test func whoHadNoneFromTheFirstDoesNotAsk() async {
    let hearing = Hearing(nil, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    #expect(await !hearing.renew() && !hearing.isWhole)
  }
}
