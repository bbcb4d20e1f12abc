#if Postgres
  import JobModel
  import Synchronization

  /// The server's clock as this process last read it, carried on by the machine's own boot clock.
  final class ServerClock: Sendable {
    struct Reading {
      var now: Timestamp
      var lease: BootTime
      /// The machine's boot clock meanwhile.
      var at: BootTime
    }
    private let reading: Mutex<Reading>

    init() {
      let here = BootTime.now()
      reading = Mutex(Reading(now: Timestamp.now(), lease: here, at: here))
    }

    func set(now: Timestamp, lease: BootTime) {
      let here = BootTime.now()
      reading.withLock { $0 = Reading(now: now, lease: lease, at: here) }
    }

    var clocks: Clocks {
      Clocks(
        now: { [self] in reading.withLock { $0.now + Self.since($0) } },
        boot: { [self] in reading.withLock { $0.lease + Self.since($0) } })
    }

    private static func since(_ reading: Reading) -> Duration {
      .milliseconds(BootTime.now().milliseconds - reading.at.milliseconds)
    }
  }
#endif
