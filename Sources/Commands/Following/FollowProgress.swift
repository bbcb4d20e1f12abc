import JobModel
import Synchronization

/// Tells how jobs get on: one line that is rewritten on a terminal, one line a change otherwise.
final class FollowProgress: Sendable {
  /// What was said last of each job, so that nothing is said twice, whoever watches.
  private let shown = Mutex<[JobID: String]>([:])
  private let rewrites = Console.errorIsTerminal

  func show(_ jobs: [JobRecord], now: Timestamp) {
    for job in jobs.sorted(by: { $0.id < $1.id }) {
      let line = Self.line(job, now: now)
      let isNew = shown.withLock { shown in
        defer { shown[job.id] = line.key }
        return shown[job.id] != line.key
      }
      guard isNew else { continue }
      if rewrites { Console.endProgress() }
      Console.error(line.text)
    }
    if rewrites { Console.progress(Self.summary(jobs, now: now)) }
  }

  func end() {
    if rewrites { Console.endProgress() }
  }

  /// What is said of a job, and what of it counts as a change.
  static func line(_ job: JobRecord, now: Timestamp) -> (key: String, text: String) {
    let state = job.shownState(at: now)
    var text = "\(job.kind.rawValue) \(job.id) \(state.rawValue)"
    if let instance = job.instanceID { text += " \(instance)" }
    if state == .succeeded, case .resource(let resource) = job.result,
      let address = resource.publicIP ?? resource.privateIP
    {
      text += " \(address)"
    }
    if let error = job.error, state == .retrying || state == .failed {
      text += ": \(error.code): \(error.message)"
      if state == .retrying, job.runAt > now { text += "; again in \(DurationText.rough(job.runAt - now))" }
      if state == .failed, let hint = error.hint { text += "\ngeuse: next: \(hint)" }
    }
    return ("\(state.rawValue) \(job.error?.code ?? "") \(job.runAt.rawValue * (state == .retrying ? 1 : 0))", text)
  }

  static func summary(_ jobs: [JobRecord], now: Timestamp) -> String {
    let final = jobs.filter(\.state.isFinal).count
    let states = Dictionary(grouping: jobs.filter { !$0.state.isFinal }) { $0.shownState(at: now) }
    let rest = ShownState.allCases.compactMap { state in states[state].map { "\($0.count) \(state.rawValue)" } }
    return "\(final) of \(jobs.count) done" + (rest.isEmpty ? "" : "; " + rest.joined(separator: ", "))
  }
}
