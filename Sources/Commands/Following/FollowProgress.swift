import JobModel
import Synchronization

/// Tells how jobs get on: one line that is rewritten on a terminal, one line a change, or a change of many, otherwise.
final class FollowProgress: Sendable {
  /// What was said last of each job, so that nothing is said twice, whoever watches.
  private let shown = Mutex<[JobID: Line]>([:])
  private let rewrites = Console.errorIsTerminal
  /// Pauses that were told of.
  private let paused = Mutex<Set<Pause.Scope>>([])

  func show(_ jobs: [JobRecord], now: Timestamp) {
    var news: [(job: JobRecord, words: String)] = []
    for job in jobs.sorted(by: { $0.id < $1.id }) {
      let line = Self.line(job, now: now)
      let words = shown.withLock { shown in
        let last = shown[job.id]
        shown[job.id] = line.following(last)
        return line.words(after: last)
      }
      if let words { news.append((job, words)) }
    }
    for line in Self.lines(news) {
      if rewrites { Console.endProgress() }
      Console.error(line)
    }
    if rewrites { Console.progress(Self.summary(jobs, now: now)) }
  }

  /// Says once of each pause that it holds some of them.
  func tell(_ pauses: [Pause], holding jobs: [JobRecord]) {
    for pause in pauses where [pause].holding(anyOf: jobs) != nil {
      guard paused.withLock({ $0.insert(pause.scope).inserted }) else { continue }
      Console.error(PauseText.sentence(pause))
    }
  }

  func end() {
    if rewrites { Console.endProgress() }
  }

  /// As many say the same one by one, in a line each.
  private static let few = 3

  /// A line a job; one for all of a kind of whom the same is to be said, where they are more than a few.
  static func lines(_ news: [(job: JobRecord, words: String)]) -> [String] {
    struct Said: Hashable {
      let kind: JobKind
      let words: String
    }
    var order: [Said] = []
    var ids: [Said: [JobID]] = [:]
    for (job, words) in news {
      let said = Said(kind: job.kind, words: words)
      if ids[said] == nil { order.append(said) }
      ids[said, default: []].append(job.id)
    }
    return order.flatMap { said in
      let (kind, ids) = (said.kind.rawValue, ids[said] ?? [])
      guard ids.count > few else { return ids.map { "\(kind) \($0) \(said.words)" } }
      return ["\(kind) \(CountText.naming(ids)) \(said.words)"]
    }
  }

  /// What is said of a job, after its kind and id.
  struct Line {
    /// What of it counts as a change.
    let key: String
    let text: String
    /// Of its error; once one was told, of the last that was.
    var code: String?
    /// What is said of a retry whose error was told before: of a long ladder that would be a screen each time.
    let again: String?

    /// Nil where nothing has changed.
    func words(after last: Line?) -> String? {
      guard last?.key != key else { return nil }
      guard let again, let code, last?.code == code else { return text }
      return again
    }

    func following(_ last: Line?) -> Line {
      var line = self
      line.code = code ?? last?.code
      return line
    }
  }

  static func line(_ job: JobRecord, now: Timestamp) -> Line {
    let state = job.shownState(at: now)
    var text = state.rawValue
    if let instance = job.instanceID { text += " \(instance)" }
    if state == .succeeded, case .resource(let resource) = job.result,
      let address = resource.publicIP ?? resource.privateIP
    {
      text += " \(address)"
    }
    if job.endedNothing { text += ": nothing to end" }
    var again: String?
    if let error = job.error, state == .retrying || state == .failed {
      let next = state == .retrying && job.runAt > now ? "; again in \(DurationText.rough(job.runAt - now))" : ""
      if state == .retrying { again = "\(text): \(error.code)\(next)" }
      text += ": \(error.code): \(error.message)\(next)"
      if state == .failed, let hint = error.hint { text += "\ngeuse: next: \(hint)" }
    }
    return Line(
      key: "\(state.rawValue) \(job.error?.code ?? "") \(job.runAt.rawValue * (state == .retrying ? 1 : 0))",
      text: text, code: job.error?.code, again: again)
  }

  static func summary(_ jobs: [JobRecord], now: Timestamp) -> String {
    let final = jobs.filter(\.state.isFinal).count
    let states = Dictionary(grouping: jobs.filter { !$0.state.isFinal }) { $0.shownState(at: now) }
    let rest = ShownState.allCases.compactMap { state in states[state].map { "\($0.count) \(state.rawValue)" } }
    return "\(final) of \(jobs.count) done" + (rest.isEmpty ? "" : "; " + rest.joined(separator: ", "))
  }
}
