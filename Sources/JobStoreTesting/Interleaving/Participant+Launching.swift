import JobModel

/// Workers that launch, each in the order in which the real one makes its calls.
extension Participant {
  /// Claims fresh launches, or an open request whole, and carries on with what it got.
  static func launcher(_ name: String, of places: [Int] = [0], _ mood: EC2Mood = .launches) -> Participant {
    Participant(name, [.claim(places, limit: places.count), .open, .record, .send(mood), .conclude, .end])
  }

  /// The same, once the leases of others have run out: it rescues first.
  static func successor(_ name: String, of places: [Int] = [0], _ mood: EC2Mood = .launches) -> Participant {
    Participant(
      name, [.rescue(after: .seconds(31)), .claim(places, limit: places.count), .open, .record, .send(mood), .conclude])
  }

  /// The worker of the starting state, which has opened a request and goes on.
  static func opener(_ name: String, _ mood: EC2Mood = .launches) -> Participant {
    Participant(name, [.goOn, .send(mood), .conclude, .end])
  }

  /// The worker of the starting state, with EC2's answer in hand.
  static let late = Participant("late worker", [.awake, .end])

  /// The same worker loses its credentials: it gives its jobs back one by one, and then hears EC2's answer after all.
  static let giver = Participant("giver", [.giveBack(..<1), .giveBack(1...), .awake, .end])

  /// The same worker takes a job for failed whose request it has not settled, which is not its to decide.
  static let meddler = Participant(
    "meddler",
    [
      Step("fail a member") { scene, _ in
        try await scene.finish(scene.worker!.jobs[0].fence, .fail(Sample.fault)) ? .accepted : .refused
      }
    ])

  /// Takes the open request over once its leases have run out, and sends it again.
  static func taker(_ name: String, after time: Duration = .seconds(31), _ mood: EC2Mood = .launches) -> Participant {
    Participant(name, [.rescue(after: time), .takeOver, .record, .send(mood), .conclude, .end])
  }

  /// Takes a request over and asks EC2 what exists under its token.
  static let looker = Participant("looker", [.rescue(after: .seconds(31)), .takeOver, .look])

  /// Takes a request over past every time in which it could be settled.
  static let resigner = Participant("resigner", [.rescue(after: .seconds(31)), .takeOver, .resign])

  /// Gives back what it holds, as one whose credentials broke.
  static func releaser(of places: [Int]) -> Participant {
    Participant("releaser", [.claim(places, limit: places.count), .release])
  }

  /// Finds its ladder closed.
  static let parker = Participant("parker", [.claim([0], limit: 1), .rememberLadder, .park])
}

extension Step {
  /// A launcher's way past these where it needs none of them.
  static let open = Step("open") { scene, memory in
    guard let first = memory.jobs.first else { return .ended }
    // What is claimed where no launch is due.
    if first.spec.kind == .terminate {
      return try await scene.terminate(first) ? .ended : .refused
    }
    if let fence = first.openRequest {
      memory.jobs = memory.jobs.filter { $0.openRequest == fence }
      memory.fence = fence
      memory.request = try await scene.store.launchRequest(fence.id)
      guard let request = memory.request, request.instances.count == request.count else { return .accepted }
      // Somebody learned of them without being allowed to decide.
      let known = Dictionary(uniqueKeysWithValues: request.instances.map { ($0.ordinal, $0.resource.instanceID) })
      return try await scene.close(memory, .settled, instances: known) { _ in .release } ? .ended : .refused
    }
    guard let opened = try await scene.open(memory.jobs) else { return .refused }
    (memory.request, memory.fence) = (opened.request, opened.fence)
    return .accepted
  }

  /// Claims a request whole, and reads what happened to it.
  static let takeOver = Step("take over") { scene, memory in
    memory.jobs = try await scene.claim(1, by: memory.holder, only: [scene.jobs[0]])
    guard let fence = memory.jobs.first?.openRequest else { return .ended }
    memory.fence = fence
    memory.request = try await scene.store.launchRequest(fence.id)
    return .accepted
  }

  static func giveBack(_ places: some RangeExpression<Int> & Sendable) -> Step {
    Step("give back") { scene, _ in
      for job in scene.worker!.jobs[places] where try await !scene.finish(job.fence, .release) { return .refused }
      return .accepted
    }
  }

  /// Wakes up with what it knew, and concludes from that.
  static let awake = Step("conclude") { scene, memory in
    memory = scene.worker!
    return try await conclude.act(scene, &memory)
  }

  static let record = Step("record send") { scene, memory in
    memory.send = try await scene.recordSend(memory.fence!, by: memory.holder)
    return memory.send == nil ? .refused : .accepted
  }

  /// As the starting state's worker.
  static let goOn = Step("record send") { scene, memory in
    let holder = memory.holder
    memory = scene.worker!
    memory.send = try await scene.recordSend(memory.fence!, by: holder)
    return memory.send == nil ? .refused : .accepted
  }

  static func send(_ mood: EC2Mood) -> Step {
    Step("send") { scene, memory in
      guard try await scene.holds(memory.fence!) else {
        try await scene.recordAnswer(memory, SendAnswer(.notSent, code: "LeaseLost"))
        return .refused
      }
      memory.answer = scene.ec2.run(memory.request!, mood)
      return .accepted
    }
  }

  /// Settles what was launched; anything else is noted first.
  static let conclude = Step("conclude") { scene, memory in
    switch memory.answer! {
    case .launched(let instances):
      let answered = AnsweredSend(id: memory.send!, answer: SendAnswer(.launched, status: 200))
      let now = scene.now
      return try await scene.close(memory, .settled, answered: answered, instances: instances) { _ in
        .retry(at: now, Sample.capacity, counted: false)
      } ? .ended : .refused
    case .refused:
      try await scene.recordAnswer(
        memory, SendAnswer(.refused, code: Sample.capacity.code, message: "none left", status: 500))
    case .silent: try await scene.recordAnswer(memory, SendAnswer(.ambiguous, code: "Timeout"))
    }
    return .accepted
  }

  /// A refusal ends a request whose every send was answered; any other stays open.
  static let end = Step("end") { scene, memory in
    let others = memory.request!.sends
    guard case .refused = memory.answer!, !others.contains(where: \.isUnresolved) else {
      return try await scene.hold(memory.fence!) ? .ended : .refused
    }
    let now = scene.now
    return try await scene.close(memory, .refused) { _ in
      .retry(at: now, Sample.capacity, counted: false)
    } ? .ended : .refused
  }

  static let look = Step("look") { scene, memory in
    let found = scene.ec2.list(memory.request!)
    guard found.count == memory.request!.count else {
      return try await scene.hold(memory.fence!) ? .ended : .refused
    }
    return try await scene.close(memory, .settled, instances: found) { _ in .release } ? .ended : .refused
  }

  static let resign = Step("resign") { scene, memory in
    let error = JobError(code: JobError.launchOutcomeUnknownCode, class: .ambiguous, message: "nobody knows")
    // Also those that were cancelled: what may have been launched is not told as cancelled.
    return try await scene.close(memory, .unknown, cancelled: .fail(error)) { _ in .fail(error) } ? .ended : .refused
  }
}
