/// What workers do not claim for now; what may have been launched is settled all the same.
package struct Pause: Sendable, Equatable {
  package var scope: Scope
  package var since: Timestamp
  package var by: Operator
  package var reason: String?

  package init(scope: Scope, since: Timestamp, by operatorOfIt: Operator, reason: String?) {
    self.scope = scope
    self.since = since
    by = operatorOfIt
    self.reason = reason
  }

  /// A queue, a kind, a kind in a queue; with neither, everything.
  package struct Scope: Sendable, Hashable {
    package var queue: String?
    package var kind: JobKind?

    package init(queue: String? = nil, kind: JobKind? = nil) {
      self.queue = queue
      self.kind = kind
    }

    package func covers(_ kind: JobKind, in queue: String) -> Bool {
      (self.kind ?? kind) == kind && (self.queue ?? queue) == queue
    }
  }
}

extension Pause.Scope: CustomStringConvertible {
  /// `everything`, `queue gpu`, `launch jobs`, `launch jobs in queue gpu`.
  package var description: String {
    switch (kind, queue) {
    case (nil, nil): "everything"
    case (nil, let queue?): "queue \(queue)"
    case (let kind?, nil): "\(kind.rawValue) jobs"
    case (let kind?, let queue?): "\(kind.rawValue) jobs in queue \(queue)"
    }
  }
}

extension Pause.Scope {
  /// As the command line names it: `--queue gpu --kind launch`, `--all`.
  package var flags: String {
    let parts = [queue.map { "--queue \($0.quotedForShell)" }, kind.map { "--kind \($0.rawValue)" }].compactMap(\.self)
    return parts.isEmpty ? "--all" : parts.joined(separator: " ")
  }
}

extension [Pause] {
  /// The first that keeps one of them from being claimed.
  package func holding(anyOf jobs: [JobRecord]) -> Pause? { jobs.lazy.compactMap { holding($0) }.first }

  /// The first that keeps a job from being claimed; none keeps one whose launch request is open.
  package func holding(_ job: JobRecord) -> Pause? {
    guard !job.hasOpenRequest, [.ready, .blocked].contains(job.state) else { return nil }
    return first { $0.scope.covers(job.kind, in: job.queue) }
  }
}
