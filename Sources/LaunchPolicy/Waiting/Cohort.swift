package import JobModel

/// Waits of one kind that began at about the same time, as those of a thousand launches of one script.
package struct Cohort: Sendable, Equatable {
  package var kind: WaitKind
  /// When the first of them began.
  package var began: Timestamp
  /// Oldest first.
  package var members: [PollingJob]

  /// What the last look at a cohort left: nobody in it got to an end, and when it is looked at again.
  package struct Standing: Sendable, Equatable {
    package var kind: WaitKind
    package var began: Timestamp
    package var next: Timestamp

    package init(kind: WaitKind, began: Timestamp, next: Timestamp) {
      self.kind = kind
      self.began = began
      self.next = next
    }
  }

  /// How far apart two waits of a cohort may begin: the longer ago it was, the less it matters.
  private static func span(now: Timestamp, began: Timestamp, interval: Duration) -> Duration {
    min(.seconds(30), max(interval * 2, (now - began) / 4))
  }

  /// - Returns: the cohorts, and the jobs that are like no others.
  static func group(
    _ due: [PollingJob], now: Timestamp, interval: Duration
  ) -> (cohorts: [Cohort], others: [PollingJob]) {
    var cohorts: [Cohort] = []
    var newest: [WaitKind: Int] = [:]
    var others: [PollingJob] = []
    for job in due.sorted(by: { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }) {
      guard let kind = job.kind else {
        others.append(job)
        continue
      }
      if let index = newest[kind], cohorts[index].takes(job.startedAt, now: now, interval: interval) {
        cohorts[index].members.append(job)
      } else {
        newest[kind] = cohorts.count
        cohorts.append(Cohort(kind: kind, began: job.startedAt, members: [job]))
      }
    }
    return (cohorts, others)
  }

  private func takes(_ start: Timestamp, now: Timestamp, interval: Duration) -> Bool {
    start - began <= Self.span(now: now, began: began, interval: interval)
  }

  /// The standing that speaks for this cohort, too.
  func standing(among standings: [Standing], now: Timestamp, interval: Duration) -> Standing? {
    standings.first { standing in
      let apart = began - standing.began
      return standing.kind == kind && standing.next > now
        && max(apart, .zero - apart) <= Self.span(now: now, began: min(began, standing.began), interval: interval)
    }
  }
}
