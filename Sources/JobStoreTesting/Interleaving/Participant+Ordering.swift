import JobModel

/// People, producers, the memory of offerings, and a machine that starts again.
extension Participant {
  static func canceller(of place: Int = 0, keepInstance: Bool = false) -> Participant {
    Participant(
      keepInstance ? "canceller who keeps" : "canceller",
      [
        Step("cancel") { scene, _ in try await scene.cancel(scene.jobs[place], keepInstance: keepInstance) }
      ])
  }

  static func requeuer(
    of place: Int = 0, changes: LaunchChanges = LaunchChanges(), assumeNotLaunched: Bool = false
  ) -> Participant {
    Participant(
      changes.isEmpty ? assumeNotLaunched ? "requeuer who vouches" : "requeuer" : "changer",
      [
        Step("requeue") { scene, _ in
          try await scene.requeue(scene.jobs[place], changes, assumeNotLaunched: assumeNotLaunched)
        }
      ])
  }

  static func changer(of place: Int = 0) -> Participant {
    var changes = LaunchChanges()
    changes.instanceTypes = ["m5.large"]
    return requeuer(of: place, changes: changes)
  }

  /// A canceller who thinks better of it.
  static func waverer(of place: Int = 0, keepInstance: Bool = false, vouches: Bool = false) -> Participant {
    Participant(
      "waverer" + (keepInstance ? " who keeps" : "") + (vouches ? " and vouches" : ""),
      canceller(of: place, keepInstance: keepInstance).steps
        + requeuer(of: place, assumeNotLaunched: vouches).steps)
  }

  /// Enqueues what depends on the first job, on one condition and on the other.
  static let enqueuer = Participant(
    "enqueuer",
    [Dependency.Condition.success, .completion].map { condition in
      Step("enqueue") { scene, _ in
        let instance = condition == .completion ? "i-0" : nil
        try await scene.enqueue([Sample.wait(after: .job(scene.jobs[0]), condition: condition, on: instance)])
        return .accepted
      }
    })

  static let closer = Participant(
    "closer", [.refuse, .pass])

  /// Lets time pass until leases have run out, and nobody notices.
  static let sleeper = Participant("sleeper", [.pass, .pass])

  static let reopener = Participant(
    "reopener",
    [
      Step("open offering") { scene, _ in
        try await scene.store.open(region: scene.region, keys: [Step.offering])
        return .accepted
      }
    ])

  /// Was refused there before it knew that everybody else is.
  static let refused = Participant(
    "refused one",
    [
      .claim([0], limit: 1), .rememberLadder,
      .finish(0) { _, now in .retry(at: now + .seconds(15), Sample.capacity, counted: false) },
    ])

  /// Boots, rescues what the machine held, and works.
  static let newcomer = Participant(
    "newcomer",
    [
      Step("boot") { scene, _ in
        scene.bench.clock.reboot()
        return .rebooted
      },
      .rescue(after: .zero), .claim([0, 1, 2], limit: 3), .open, .record, .send(.launches), .conclude,
    ])
}

extension Step {
  static let offering = ClosingKey(.offering, "on-demand/t3.medium/eu-west-1a")

  static let refuse = Step("close offering") { scene, _ in
    try await scene.store.close([
      Refusal(region: scene.region, key: offering, code: Sample.capacity.code, message: "none left")
    ])
    return .accepted
  }

  static let rememberLadder = Step("remember ladder") { scene, memory in
    guard let job = memory.jobs.first, job.spec.kind == .launch, job.openRequest == nil else { return .ended }
    try await scene.store.remember(ladder: [[offering]], spec: job.specID, region: scene.region)
    return .accepted
  }

  static let park = Step("park") { scene, memory in
    let outcome = JobOutcome.park(until: scene.now + .seconds(15), Sample.capacity)
    return try await scene.finish(memory.jobs[0].fence, outcome) ? .accepted : .refused
  }
}
