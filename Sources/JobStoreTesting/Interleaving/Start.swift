import JobModel

/// A state of affairs from which participants set out.
struct Start: Sendable {
  let name: String
  let make: @Sendable (Scene) async throws -> Void

  init(_ name: String, _ make: @escaping @Sendable (Scene) async throws -> Void) {
    self.name = name
    self.make = make
  }
}

extension Start {
  static func launches(_ count: Int) -> Start {
    Start("\(count) ready") { scene in
      scene.jobs = try await scene.enqueue(Array(repeating: Sample.job(), count: count))
    }
  }

  /// A worker has opened one request for so many launches.
  static func opened(_ count: Int) -> Start {
    Start("request of \(count) open") { scene in
      try await launches(count).make(scene)
      var worker = Memory(holder: "worker")
      worker.jobs = try await scene.claim(count, by: worker.holder, only: scene.jobs)
      let opened = try await scene.open(worker.jobs)!
      (worker.request, worker.fence) = (opened.request, opened.fence)
      scene.worker = worker
    }
  }

  /// Its worker has sent it, and has the answer in hand.
  static func sent(_ count: Int, _ mood: EC2Mood = .launches) -> Start {
    let word =
      switch mood {
      case .refuses: "refused"
      case .launchesOnly: "answered short"
      default: "answered"
      }
    return Start("request of \(count) \(word)") { scene in
      try await opened(count).make(scene)
      scene.worker!.send = try await scene.recordSend(scene.worker!.fence!, by: "worker")
      scene.worker!.answer = scene.ec2.run(scene.worker!.request!, mood)
    }
  }

  /// A launch has succeeded; a wait polls its instance, a tag is ready, and perhaps an order to terminate it.
  static func watched(isToEnd: Bool = false) -> Start {
    Start(isToEnd ? "watched and to end" : "watched") { scene in
      try await sent(1).make(scene)
      _ = try await Step.conclude.act(scene, &scene.worker!)
      let launch = scene.jobs[0]
      scene.jobs += try await scene.enqueue([Sample.wait(after: .job(launch)), Sample.tag(after: .job(launch))])
      let wait = try await scene.claim(1, by: "worker", only: [scene.jobs[1]])[0]
      _ = try await scene.finish(wait.fence, .poll(PollPlan(instanceID: wait.instanceID!, nextLook: scene.now)))
      guard isToEnd else { return }
      let order = Sample.job(.terminate(TerminateSpec(instanceID: wait.instanceID)))
      scene.jobs += try await scene.enqueue([order])
    }
  }

  /// The same, and EC2 was seen to end the instance.
  static let gone = Start("instance gone") { scene in
    try await watched().make(scene)
    for instance in scene.ec2.living where scene.told.named.contains(instance) {
      scene.ec2.end(instance)
      scene.told.condemned.insert(instance)
      scene.told.gone.insert(instance)
      try await scene.store.recordGone(region: scene.region, instanceID: instance)
    }
  }

  static let waitReady = Start("wait ready") { scene in
    scene.jobs = try await scene.enqueue([Sample.wait(on: "i-elsewhere")])
  }

  /// A launch has failed, and with it what depends on it.
  static let failed = Start("failed") { scene in
    scene.jobs = try await scene.enqueue([Sample.job(), Sample.wait(after: .entry(0)), Sample.tag(after: .entry(1))])
    let launch = try await scene.claim(1, by: "worker", only: [scene.jobs[0]])[0]
    _ = try await scene.finish(launch.fence, .fail(Sample.fault))
  }

  /// Nobody knows what a launch left; EC2 launched it, and its first worker has not woken up yet.
  static let unknown = Start("outcome unknown") { scene in
    try await sent(1).make(scene)
    var resigning = Memory(holder: "resigner")
    for step in Participant.resigner.steps { _ = try await step.act(scene, &resigning) }
  }

  static let closed = Start("offering closed") { scene in
    try await launches(1).make(scene)
    var nobody = Memory(holder: "nobody")
    _ = try await Step.refuse.act(scene, &nobody)
  }
}
