/// Gives systemd a sign of life as long as this process gets to its turn.
struct WatchdogLoop: Sendable {
  let notice: ServiceNotice
  let clock: any Clock<Duration>

  func run() async {
    guard let rhythm = notice.watchdog else { return }
    while !Task.isCancelled {
      notice.alive()
      try? await clock.sleep(for: rhythm)
    }
  }
}
