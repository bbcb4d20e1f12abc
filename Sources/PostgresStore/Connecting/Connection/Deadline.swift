#if Postgres
  import Dispatch

  /// One time limit after the other on a queue.
  ///
  /// Most are met, so its timer is left alone when one is: it then finds a later limit, and waits for that.
  final class Deadline {
    private let timer: any DispatchSourceTimer
    private var due: DispatchTime?
    /// For when the timer is set, which may be earlier than needed.
    private var set: DispatchTime?

    init(on lane: DispatchQueue, _ expire: @escaping () -> Void) {
      timer = DispatchSource.makeTimerSource(queue: lane)
      timer.setEventHandler { [weak self] in
        guard let self else { return }
        set = nil
        guard let due else { return }
        guard due <= .now() else { return wait(until: due) }
        self.due = nil
        expire()
      }
      timer.resume()
    }

    func start(_ limit: Duration) {
      let due = DispatchTime.now() + limit.dispatchInterval
      self.due = due
      if let set, set <= due { return }
      wait(until: due)
    }

    func stop() { due = nil }

    func cancel() { timer.cancel() }

    private func wait(until due: DispatchTime) {
      set = due
      timer.schedule(deadline: due)
    }
  }

  extension Duration {
    var dispatchInterval: DispatchTimeInterval {
      let (seconds, attoseconds) = components
      // A century is as good as for ever.
      return .nanoseconds(Int(min(seconds, 3_155_760_000)) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
    }
  }
#endif
