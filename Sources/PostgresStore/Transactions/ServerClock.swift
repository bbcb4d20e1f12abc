#if Postgres
  import JobModel
  import Synchronization

  /// The server's clock as this process knows it, carried on by the machine's own boot clock.
  ///
  /// An answer says what the clock showed at some time between question and answer; of all answers the narrowest such
  /// span counts, wider by what the two clocks may have drifted since.
  final class ServerClock: Sendable {
    /// What the server said of its clocks, and when this machine's boot clock asked and heard.
    struct Answer {
      var now: Timestamp
      var lease: BootTime
      var asked: BootTime
      var heard: BootTime
    }

    /// How far the server's clock is ahead of the machine's boot clock, in milliseconds.
    fileprivate struct Offset {
      var least: Int64
      var most: Int64
      /// Of the clock that leases are measured by, ahead of the wall clock.
      var lease: Int64
      var leaseClock: String
      var knownAt: BootTime

      var middle: Int64 { least + (most - least) / 2 }
    }
    /// Nil until the server has said something.
    private let offset = Mutex<Offset?>(nil)

    func hear(_ answer: Answer) {
      let new = Offset(
        least: answer.now.rawValue - answer.heard.milliseconds, most: answer.now.rawValue - answer.asked.milliseconds,
        lease: answer.lease.milliseconds - answer.now.rawValue, leaseClock: answer.lease.bootID, knownAt: answer.heard)
      offset.withLock { $0 = $0?.narrowed(by: new) ?? new }
    }

    var clocks: Clocks {
      Clocks(
        now: { [self] in
          guard let offset = offset.withLock({ $0 }) else { return Timestamp.now() }
          return Timestamp(rawValue: BootTime.now().milliseconds + offset.middle)
        },
        boot: { [self] in
          guard let offset = offset.withLock({ $0 }) else { return BootTime.now() }
          return BootTime(
            bootID: offset.leaseClock, milliseconds: BootTime.now().milliseconds + offset.middle + offset.lease)
        })
    }
  }

  extension ServerClock.Offset {
    /// Clocks that NTP slews differ by at most 500 millionths, and each is cut to milliseconds.
    private func drift(until time: BootTime) -> Int64 { 1 + (time.milliseconds - knownAt.milliseconds) / 1_000 }

    fileprivate func narrowed(by new: Self) -> Self {
      let drift = drift(until: new.knownAt)
      var narrowed = new
      narrowed.least = max(new.least, least - drift)
      narrowed.most = min(new.most, most + drift)
      // What cannot be true of one clock means that it was set, or is another server's.
      return narrowed.least <= narrowed.most ? narrowed : new
    }
  }
#endif
