import JobModel

/// Workers on jobs that launch nothing, pollers, and what keeps leases.
extension Participant {
  /// Claims jobs of the starting state and ends each with one decision.
  static func worker(
    _ name: String, of place: Int = 0, _ decide: @escaping @Sendable (ClaimedJob, Timestamp) -> JobOutcome
  )
    -> Participant
  {
    Participant(name, [.claim([place], limit: 1), .finish(place, decide)])
  }

  /// The same with heartbeats of its own between.
  static func beatingWorker(_ name: String, _ decide: @escaping @Sendable (ClaimedJob, Timestamp) -> JobOutcome)
    -> Participant
  {
    Participant(name, [.claim([0], limit: 1), .beat, .beat, .finish(0, decide)])
  }

  /// Beats for the first member of the starting state's request alone, so that the others' leases run out.
  static let halfBeater = Participant("half-beater", [.beatFirst(after: .seconds(20))])

  static let terminator = Participant("terminator", [.claim([3], limit: 1), .terminate])

  /// Looks at what is due, and tells the same of each.
  static func poller(_ name: String, _ fate: PollFate) -> Participant {
    Participant(name, [.look(at: fate), .tell(fate)])
  }
}

/// What a poller sees of an instance.
enum PollFate: Sendable {
  case running, starting, broken, lost
  /// Another one was looked at for it.
  case unseen
}

extension Step {
  static func claim(_ places: [Int], limit: Int) -> Step {
    Step("claim") { scene, memory in
      let wanted = places.filter(scene.jobs.indices.contains).map { scene.jobs[$0] }
      let claimed = try await scene.claim(limit, by: memory.holder, only: wanted)
      memory.jobs = claimed
      return claimed.isEmpty ? .ended : .accepted
    }
  }

  static func rescue(after time: Duration) -> Step {
    Step("rescue") { scene, _ in
      scene.bench.clock.advance(by: time)
      try await scene.rescue()
      return .accepted
    }
  }

  static let beat = Step("beat") { scene, memory in
    try await scene.heartbeat(memory.jobs, by: memory.holder) ? .accepted : .refused
  }

  static func beatFirst(after time: Duration) -> Step {
    Step("beat") { scene, _ in
      scene.bench.clock.advance(by: time)
      guard let worker = scene.worker else { return .ended }
      return try await scene.heartbeat(Array(worker.jobs.prefix(1)), by: worker.holder) ? .accepted : .refused
    }
  }

  static func finish(_ place: Int, _ decide: @escaping @Sendable (ClaimedJob, Timestamp) -> JobOutcome) -> Step {
    Step("finish") { scene, memory in
      guard let job = memory.jobs.first, job.id == scene.jobs[place] else { return .ended }
      return try await scene.finish(job.fence, decide(job, scene.now)) ? .accepted : .refused
    }
  }

  static let release = Step("release") { scene, memory in
    var accepted = true
    for job in memory.jobs { accepted = try await scene.finish(job.fence, .release) && accepted }
    return accepted || memory.jobs.count > 1 ? .accepted : .refused
  }

  static let terminate = Step("terminate") { scene, memory in
    guard let job = memory.jobs.first else { return .ended }
    return try await scene.terminate(job) ? .accepted : .refused
  }

  static func look(at fate: PollFate) -> Step {
    Step("look") { scene, memory in
      memory.polls = try await scene.store.duePolls(region: scene.region, limit: 10)
      for poll in memory.polls where fate == .lost {
        scene.ec2.end(poll.instanceID)
        scene.told.condemned.insert(poll.instanceID)
      }
      return memory.polls.isEmpty ? .ended : .accepted
    }
  }

  static func tell(_ fate: PollFate) -> Step {
    Step("tell") { scene, memory in
      let poll = memory.polls[0]
      let (fence, instance) = (poll.fence, poll.instanceID)
      switch fate {
      case .running:
        let outcome = JobOutcome.succeed(Sample.result(instance, state: "running"))
        return try await scene.finish(fence, outcome) ? .accepted : .refused
      case .starting:
        let plan = PollPlan(instanceID: instance, nextLook: scene.now)
        return try await scene.finish(fence, .poll(plan)) ? .accepted : .refused
      case .unseen:
        return try await scene.store.putOff([fence], until: scene.now) == 1 ? .accepted : .refused
      case .broken:
        return try await scene.finish(fence, .fail(Sample.fault), terminates: instance) ? .accepted : .refused
      case .lost:
        guard let launch = poll.launchID else { return .ended }
        if try await scene.relaunch(fence, of: instance, launch: launch) == .leaseLost { return .refused }
        scene.told.gone.insert(instance)
        return .accepted
      }
    }
  }
}
