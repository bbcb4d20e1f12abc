import JobModel
import Operations

/// The whole queue at a glance.
struct OverviewText {
  let overview: Overview
  let now: Timestamp
  var screen = Screen.plain

  func render() -> String {
    let parts = [[jobs], [workers], rests, pauses, halts, closings, calls, orders]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private var jobs: String {
    let states = ShownState.allCases.filter { state in overview.counts.contains { $0.state == state } }
    var table = TextTable(["JOBS"] + states.map(\.rawValue) + ["OLDEST OPEN"])
    for kind in JobKind.allCases {
      let counts = overview.counts.filter { $0.kind == kind }
      guard !counts.isEmpty else { continue }
      let cells = states.map { state in counts.first { $0.state == state }.map { "\($0.count)" } ?? "-" }
      table.rows.append([kind.rawValue] + cells + [oldest(counts)])
    }
    for state in states {
      table.styles[state.rawValue] = { $0 == "-" ? .quiet : StateStyle.job(state.rawValue) }
    }
    table.lesser = ["blocked", "scheduled", "cancelled"]
    return table.rows.isEmpty ? "no jobs" : table.render(on: screen)
  }

  /// Of what has not ended.
  private func oldest(_ counts: [JobCount]) -> String {
    let open = counts.filter { ![.succeeded, .failed, .cancelled].contains($0.state) }
    guard let oldest = open.min(by: { $0.oldest < $1.oldest }) else { return "-" }
    return "\(DurationText.rough(now - oldest.oldest)), \(oldest.state.rawValue)"
  }

  private var living: [WorkerRecord] { overview.workers.filter(\.isAlive) }

  private var workers: String {
    guard !living.isEmpty else { return screen.styled("no worker is running", .doubtful) }
    var table = TextTable(["WORKER", "SEEN", "RUNS FOR", "QUEUES", "DOES"])
    for worker in living {
      table.rows.append([
        worker.id + (worker.isFollower ? " (follows its own)" : ""),
        "\(DurationText.rough(now - worker.lastSeenAt)) ago",
        DurationText.rough(now - worker.startedAt),
        worker.queues.isEmpty ? "all" : worker.queues.joined(separator: ","), work(worker),
      ])
    }
    table.lesser = ["RUNS FOR", "QUEUES"]
    return table.render(on: screen)
  }

  private func work(_ worker: WorkerRecord) -> String {
    let jobs = JobKind.allCases.compactMap { kind in worker.work[kind].map { "\($0) \(kind.rawValue)" } }
    let charges = worker.charges.map { charge in
      switch charge {
      case .polling(let region): "polls \(region)"
      case .comparing(let region): "compares \(region)"
      }
    }
    let parts = (jobs.isEmpty ? [] : [jobs.joined(separator: ", ")]) + charges
    return (parts.isEmpty ? ["nothing"] : parts).joined(separator: "; ") + " (at most \(worker.concurrency) at a time)"
  }

  private var rests: [String] {
    living.compactMap { worker in
      worker.rest.map { rest in
        let since = DurationText.rough(now - rest.since)
        return screen.styled(
          "worker \(worker.id) rests since \(since), its credentials do not work: \(rest.reason)", .bad)
      }
    }
  }

  private var pauses: [String] {
    guard !overview.pauses.isEmpty else { return [] }
    var table = TextTable(["PAUSED", "SINCE", "BY", "REASON"])
    for pause in overview.pauses {
      table.rows.append([
        pause.scope.description, "\(DurationText.rough(now - pause.since)) ago", pause.by.name, pause.reason ?? "-",
      ])
    }
    table.styles["PAUSED"] = { _ in .doubtful }
    return [table.render(on: screen)]
  }

  private var halts: [String] { HaltText.lines(overview.halts).map { screen.styled($0, .bad) } }

  private var closings: [String] {
    overview.closings.isEmpty ? [] : [ClosingTable.render(overview.closings, now: now, on: screen)]
  }

  private var calls: [String] {
    guard !overview.calls.isEmpty else { return [] }
    let span = DurationText.format(Overview.callSpan)
    var table = TextTable(["EC2 CALLS", "REGION", "LAST \(span.uppercased())", "BUSIEST MINUTE", "THROTTLED"])
    for use in overview.calls {
      let most = use.allowance.map { "\(use.most) of \($0) (\(100 * use.most / $0) %)" } ?? "\(use.most)"
      table.rows.append([use.action, use.region, "\(use.calls)", most, throttled(use)])
    }
    table.styles["THROTTLED"] = { $0 == "-" ? nil : .bad }
    return [table.render(on: screen)]
  }

  private func throttled(_ use: CallUse) -> String {
    let count = use.throttled == 0 ? "-" : "\(use.throttled)"
    return use.pace.map { "\(count), slowed to \(Int(100 * $0)) %" } ?? count
  }

  private var orders: [String] {
    overview.orders.isEmpty ? [] : [OrderTable.render(overview.orders, now: now, on: screen)]
  }
}
