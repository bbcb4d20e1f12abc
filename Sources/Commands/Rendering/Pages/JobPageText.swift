import AWSCore
import JobModel
import LaunchPolicy
import Operations

/// Everything there is to say of one job, on a page.
struct JobPageText {
  let page: JobPage
  let now: Timestamp
  var screen = Screen.plain
  /// Every attempt, however many.
  var showsAllAttempts = false
  private static let shownAttempts = 20
  private static let next = "next: "

  private var job: JobRecord { page.job }
  private var state: String { job.shownState(at: now).rawValue }

  func render() -> String {
    let title =
      screen.styled("job \(job.id)", .heading) + "  \(job.kind.rawValue)  "
      + screen.styled(state, StateStyle.job(state))
    let parts: [[String]] = [
      [title] + chain + fields(facts), fields(budgets), trouble, fields(wishes), fields(outcome), attempts, orders,
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private typealias Field = (name: String, value: String)

  private var facts: [Field] {
    var fields: [Field] = []
    fields.append(("where", [job.region, "queue \(job.queue)", "priority \(job.priority)"].joined(separator: ", ")))
    if let deployment = job.deployment { fields.append(("deployment", deployment)) }
    if let key = job.uniqueKey { fields.append(("unique key", key)) }
    fields.append(("enqueued", ago(job.createdAt)))
    if let started = job.startedAt { fields.append(("started", ago(started))) }
    if let finished = job.finishedAt { fields.append(("ended", ago(finished))) }
    if job.state == .running, let worker = job.attempts.last?.worker {
      let seen = page.holder.map { "seen \(DurationText.rough(now - $0.lastSeenAt)) ago" } ?? "which is gone"
      fields.append(("held by", "\(worker), \(seen)"))
    }
    if job.state == .ready, job.runAt > now { fields.append(("next try", "in \(DurationText.rough(job.runAt - now))")) }
    return fields
  }

  /// `12 launch succeeded > [13 wait polling] > 14 tag blocked`
  private var chain: [String] {
    guard page.chain.count > 1 else { return [] }
    let jobs = page.chain.map { other in
      let state = other.shownState(at: now).rawValue
      let words = "\(other.id) \(other.kind.rawValue) \(screen.styled(state, StateStyle.job(state)))"
      return other.id == job.id ? "[\(words)]" : words
    }
    return [line("chain", jobs.joined(separator: " > "))]
  }

  private var budgets: [Field] {
    guard !job.state.isFinal else { return [] }
    var fields: [Field] = [("failures", "\(job.failures) of \(job.maxFailures)")]
    if job.rescues > 0 { fields.append(("rescues", "\(job.rescues) of \(JobDefaults.maxRescues)")) }
    if let deadline = job.deadline {
      let left = deadline > now ? "in \(DurationText.rough(deadline - now))" : "passed"
      fields.append(("deadline", "\(deadline), \(left)"))
    }
    return fields
  }

  private var trouble: [String] {
    var lines: [String] = []
    if let pause = page.pause {
      lines.append(
        screen.styled("paused", .doubtful) + " with \(pause.scope) since \(ago(pause.since)) by \(pause.by.name)"
          + (pause.reason.map { ": \($0)" } ?? "") + "; let it go on: geuse resume \(pause.scope.flags)")
    }
    if job.cancelRequested { lines.append("cancel requested: it ends once its worker or its launch is through") }
    if job.hasOpenRequest { lines.append("its launch request is open: what EC2 made of it is not settled yet") }
    if job.hasPendingChanges { lines.append("a requeue's changes wait for that, and apply if it launched nothing") }
    if let error = job.error {
      lines.append(screen.styled(error.code, .bad) + " (\(error.errorClass.rawValue)): \(error.message)")
      if let hint = error.hint { lines.append(Self.next + hint) }
    }
    return lines.map(\.printableWithStyles).map { line in
      // The next step has commands in it, which are copied: it is the terminal's to break.
      guard line.hasPrefix(Self.next) else { return screen.wrapped(line) }
      return screen.styled(Self.next, .heading) + line.dropFirst(Self.next.count)
    }
  }

  private var wishes: [Field] { SpecText.fields(job.spec) }

  private var outcome: [Field] {
    switch job.shownResult {
    case .resource(let resource):
      let seen = page.instance.flatMap { $0.resource.instanceID == resource.instanceID ? $0.resource : nil }
      return ResourceText.fields(seen ?? resource, goneAt: job.instanceGoneAt, now: now)
    case .tagged(let result): return [("tagged", result.resources.joined(separator: " "))]
    case .terminated(let result):
      return [("terminated", [result.instanceID, result.state].compactMap(\.self).joined(separator: ", "))]
    case nil: return []
    }
  }

  private var attempts: [String] {
    guard !job.attempts.isEmpty else { return [] }
    let shown = showsAllAttempts ? job.attempts : Array(job.attempts.suffix(Self.shownAttempts))
    let hidden = job.attempts.count - shown.count
    return [AttemptTable.render(shown, now: now, on: screen)]
      + (hidden > 0 ? ["\(hidden) earlier tries; all: geuse status \(job.id) --attempts"] : [])
  }

  private var orders: [String] {
    page.orders.isEmpty ? [] : [OrderTable.render(page.orders, now: now, on: screen)]
  }

  private func ago(_ time: Timestamp) -> String { "\(time), \(DurationText.rough(now - time)) ago" }

  private func fields(_ fields: [Field]) -> [String] {
    fields.map { line($0.name, PrintableText.printable($0.value)) }
  }

  private func line(_ name: String, _ value: String) -> String {
    "  " + screen.styled(name, .quiet) + String(repeating: " ", count: max(1, 14 - name.count)) + value
  }
}
