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
    return [
      jobs.rows.isEmpty ? "no jobs" : jobs.render(), "",
      workers.rows.isEmpty ? "no worker is running" : workers.render(),
    ].joined(separator: "\n")
  }
}
