import AWSCore
import JobModel
import Synchronization
import Testing

@testable import Worker

@Suite struct CallMeterTests {
  private final class Clock: Sendable {
    private let time = Mutex(Timestamp(rawValue: 119_000))

    var now: Timestamp {
      get { time.withLock { $0 } }
      set { time.withLock { $0 = newValue } }
    }
  }

  @Test func callsAreCountedByMinuteUntilTheyAreTaken() {
    let clock = Clock()
    let meter = CallMeter(now: { clock.now })
    let call = { (code: String?) in ObservedCall(action: "RunInstances", region: "us-east-1", code: code) }
    meter.note(call(nil))
    meter.note(call("RequestLimitExceeded"))
    meter.note(call("InsufficientInstanceCapacity"))
    clock.now = Timestamp(rawValue: 120_000)
    meter.note(call(nil))
    let taken = meter.take().sorted { $0.minute < $1.minute }
    #expect(taken.map(\.minute.rawValue) == [60_000, 120_000])
    #expect(taken.map(\.calls) == [3, 1] && taken.map(\.throttled) == [1, 0])
    #expect(meter.take().isEmpty)
  }
}
