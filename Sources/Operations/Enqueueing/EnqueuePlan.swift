package import JobModel

/// Jobs of a file in an order in which each comes behind what it depends on.
package struct EnqueuePlan: Sendable {
  /// In the file's order.
  package private(set) var lines: [EnqueueLine]
  /// The lines' places, dependencies first.
  private var order: [Int] = []
  /// For a line that comes after another one, that one's place.
  private var target: [Int: Int] = [:]

  init(lines: [EnqueueLine]) { self.lines = lines }

  /// The stored jobs that some line comes after.
  package var storedJobs: [JobID] {
    Set(
      lines.compactMap { line in
        if case .job(let id) = line.after { id } else { nil }
      }
    ).sorted()
  }

  /// - Parameters:
  ///   - stored: the jobs of `storedJobs`, all of them.
  ///   - now: by the store's clock.
  /// - Returns: jobs to store, and for each of them its line's place in the file.
  /// - Throws: where a line cannot act on the stored job that it comes after.
  package func jobs(
    stored: [JobID: JobRecord], now: Timestamp
  ) throws(EnqueueRefusal) -> (jobs: [NewJob], places: [Int]) {
    var problems: [FieldProblem] = []
    var jobs: [NewJob] = []
    var entry: [Int: Int] = [:]
    for place in order {
      let line = lines[place]
      var subject: (kind: JobKind, region: String, deployment: String?)?
      var target: Dependency.Target?
      if case .job(let id) = line.after {
        target = .job(id)
        subject = stored[id].map { ($0.kind, $0.region, $0.deployment) }
      } else if let index = self.target[place].flatMap({ entry[$0] }) {
        target = .entry(index)
        subject = (jobs[index].spec.kind, jobs[index].region, jobs[index].deployment)
      }
      if line.actsOnWhatItFollows, let subject, let region = line.region, region != subject.region {
        problems.append(
          FieldProblem(
            line: line.number, path: "region", value: region,
            allowed: "\(subject.region), where the job is that it comes after"))
      }
      entry[place] = jobs.count
      jobs.append(
        line.job(
          after: target, subject: line.actsOnWhatItFollows ? subject : nil, follows: subject?.kind, now: now))
    }
    guard problems.isEmpty else {
      throw EnqueueRefusal(problems: problems.sorted { $0.line < $1.line }, count: problems.count)
    }
    return (jobs, order)
  }
}

extension EnqueuePlan {
  /// Puts every line behind the one it comes after.
  /// - Returns: lines that come after a key that no line has, and those that go round in a circle.
  mutating func order(hasUnreadable: Bool) -> [FieldProblem] {
    var problems: [FieldProblem] = []
    let places = Dictionary(
      lines.enumerated().compactMap { place, line in line.uniqueKey.map { ($0, place) } },
      uniquingKeysWith: { first, _ in first })
    for (place, line) in lines.enumerated() {
      guard case .key(let key) = line.after else { continue }
      target[place] = places[key]
      if places[key] == nil, !hasUnreadable {
        problems.append(
          FieldProblem(
            line: line.number, path: "after", value: key.shown,
            allowed: "the unique_key of another line, or a stored job's id as a number"))
      }
    }
    var isPlaced = Array(repeating: false, count: lines.count)
    for start in lines.indices {
      var chain: [Int] = []
      var onChain: Set<Int> = []
      var next: Int? = start
      while let place = next, !isPlaced[place] {
        guard onChain.insert(place).inserted else {
          problems.append(circle(chain[chain.firstIndex(of: place)!...]))
          break
        }
        chain.append(place)
        next = target[place]
      }
      for place in chain.reversed() {
        isPlaced[place] = true
        order.append(place)
      }
    }
    return problems
  }

  /// Gives lines that act on no other job's instance the command's region, where they have none of their own.
  mutating func place(region: Result<String, EnqueueSource.Unreadable>) -> [FieldProblem] {
    var problems: [FieldProblem] = []
    for place in lines.indices where lines[place].region == nil {
      if lines[place].actsOnWhatItFollows, lines[place].after != nil { continue }
      switch region {
      case .success(let name): lines[place].region = name
      case .failure(let reason):
        problems.append(
          FieldProblem(line: lines[place].number, "region is missing, and there is no other: \(reason.text)"))
      }
    }
    return problems
  }

  private func circle(_ places: ArraySlice<Int>) -> FieldProblem {
    let numbers = (places + places.prefix(1)).map { "line \(lines[$0].number)" }
    return FieldProblem(
      line: lines[places.first!].number, "after goes round in a circle: \(numbers.joined(separator: " after "))")
  }
}

extension EnqueueLine {
  /// - Parameters:
  ///   - subject: what it acts on, whose region and deployment are then its own.
  ///   - follows: the kind of the job it comes after.
  fileprivate func job(
    after target: Dependency.Target?, subject: (kind: JobKind, region: String, deployment: String?)?, follows: JobKind?,
    now: Timestamp
  ) -> NewJob {
    // Whatever came of a launch, what it left behind is terminated.
    let condition: Dependency.Condition = spec.kind == .terminate && follows == .launch ? .completion : .success
    return NewJob(
      spec: spec, region: region ?? subject?.region ?? "", deployment: deployment ?? subject?.deployment, queue: queue,
      priority: priority, runAt: runAt.flatMap { Timestamp(runAt: $0, now: now) },
      after: target.map { Dependency($0, condition: condition) },
      uniqueKey: uniqueKey, maxFailures: maxFailures, retryFor: retryFor)
  }
}
