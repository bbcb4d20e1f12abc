import JobModel
import Operations

/// The whole queue at a glance.
enum StatusTable {
  static func render(_ view: StatusView, now: Timestamp) -> String {
    let states = ShownState.allCases.filter { state in view.counts.contains { $0.state == state } }
    var jobs = TextTable(["JOBS"] + states.map(\.rawValue))
    for kind in JobKind.allCases where view.counts.contains(where: { $0.kind == kind }) {
      jobs.rows.append(
        [kind.rawValue]
          + states.map { state in
            view.counts.first { $0.kind == kind && $0.state == state }.map { "\($0.count)" } ?? "-"
          })
    }
    var workers = TextTable(["WORKER", "HOLDS", "CONCURRENCY", "QUEUES", "SEEN"])
    for worker in view.workers where worker.isAlive {
      workers.rows.append([
        worker.id, "\(worker.holding)", "\(worker.concurrency)",
        worker.queues.isEmpty ? "all" : worker.queues.joined(separator: ","),
        "\(DurationText.rough(now - worker.lastSeenAt)) ago",
      ])
    }
    let resting = view.workers.filter { $0.isAlive }.compactMap { worker in
      worker.rest.map {
        "worker \(worker.id) rests since \(DurationText.rough(now - $0.since)), its credentials do not work: \($0.reason)"
      }
    }
    return
      ([
        jobs.rows.isEmpty ? "no jobs" : jobs.render(), "",
        workers.rows.isEmpty ? "no worker is running" : workers.render(),
      ] + resting + HealthText.halts(view.halts)
      + (view.closings.isEmpty ? [] : ["", ClosingTable.render(view.closings, now: now)])).joined(
        separator: "\n")
  }
}
