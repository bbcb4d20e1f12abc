#if Postgres
  import Foundation
  import JobModel
  import JobStoreTesting
  import Testing

  /// A queue with something in every table.
  enum Everything {
    static let region = "eu-west-1"
    private static let rung = Rung(market: .spot, instanceType: "t3.medium", availabilityZone: "eu-west-1a")
    private static let binding = AccountBinding(partition: "aws", account: "111111111111", endpoint: "http://ec2.test")

    static func fill(_ store: any JobStore, _ clock: TurnedClock) async throws {
      try await store.bind(binding)
      try await enqueue(store)
      try await launch(store, clock)
      try await finishSome(store)
      try await shareKnowledge(store, clock)
      try await order(store, clock)
    }

    private static func job(
      _ spec: JobSpec, deployment: String? = nil, after: Dependency? = nil, key: String? = nil
    ) -> NewJob {
      NewJob(spec: spec, region: region, deployment: deployment, after: after, uniqueKey: key)
    }

    private static func enqueue(_ store: any JobStore) async throws {
      var odd = LaunchSpec()
      odd.name = "Zoë's \"web\" \\ {é, NULL} 🚀"
      odd.userData = Data("#!/bin/sh\n\techo 'a:b' $1 ; # \u{1}".utf8)
      _ = try await store.enqueue([
        job(.launch(odd), deployment: "web", key: "nightly/1"),
        job(.wait(WaitSpec()), after: Dependency(.entry(0)), key: "NULL"),
        job(.tag(TagSpec(tags: ["team": "a,\"b\""])), after: Dependency(.entry(0), condition: .completion)),
        job(.launch(LaunchSpec()), key: "doubtful"),
        job(.launch(LaunchSpec()), key: "soon pruned"),
        job(.launch(LaunchSpec())),
        job(.terminate(TerminateSpec(instanceID: "i-elsewhere"))),
      ])
    }

    /// Job 1 launches; job 4 is in doubt, its holder gone, with changes that wait for that.
    private static func launch(_ store: any JobStore, _ clock: TurnedClock) async throws {
      for (id, name) in [(JobID(1), "one"), (4, "doubt")] {
        let jobs = try await store.claim(Claim(holder: "h:1:a", limit: 1, lease: .seconds(30), only: [id]))
        let request = NewLaunchRequest(
          uuid: "uuid-\(name)", clientToken: "token-\(name)", region: region, rung: rung,
          parameters: Array("Action=RunInstances&é=\u{0}".utf8), members: jobs.map(\.fence))
        let (_, fence) = try #require(try await store.open(request))
        let send = try await store.recordSend(fence, signedAt: clock.now, worker: "h:1:a")
        guard id == 1 else {
          try await store.recordAnswer(send, SendAnswer(.ambiguous, code: "Timeout", message: "no answer", status: 504))
          _ = try await store.recordSend(fence, signedAt: clock.now, worker: "h:1:a")
          try await store.noteAbsence(fence)
          continue
        }
        let resource = EC2Resource(
          instanceID: "i-1", instanceType: "t3.medium", isSpot: true, state: "pending", amiID: "ami-1",
          createdByGeusemaker: true)
        let answered = AnsweredSend(id: send, answer: SendAnswer(.launched, requestID: "r-1", status: 200))
        let isClosed = try await store.close(
          LaunchClosing(
            request: fence, state: .settled, answered: answered,
            instances: [LaunchedInstance(ordinal: 0, resource: resource)], members: [1: .succeed(.resource(resource))],
            rung: rung, calls: 1))
        #expect(isClosed)
      }
    }

    private static func finishSome(_ store: any JobStore) async throws {
      let fault = JobError(
        code: "InternalError", class: .transient, message: "EC2 failed:\n\"try, again\"", hint: "wait",
        requestID: "r-2")
      for (id, outcome) in [
        (JobID(2), JobOutcome.poll(PollPlan(instanceID: "i-1", nextLook: Timestamp(rawValue: 9_000_000_000_000)))),
        (5, .fail(fault)),
        (6, .retry(at: Timestamp(rawValue: 9_000_000_000_000), fault, counted: true)),
      ] {
        let jobs = try await store.claim(Claim(holder: "h:1:a", limit: 1, lease: .seconds(30), only: [id]))
        #expect(try await store.finish([JobFinish(jobs[0].fence, outcome, calls: 2, rung: rung)]) == [true])
      }
    }

    private static func shareKnowledge(_ store: any JobStore, _ clock: TurnedClock) async throws {
      let key = ClosingKey(.offering, "spot t3.medium eu-west-1a")
      let refusal = Refusal(
        region: region, key: key, code: "InsufficientInstanceCapacity", message: "none, \"here\"",
        suggestedZones: ["eu-west-1b"], batchLimit: 4)
      try await store.close([refusal])
      let spec = try #require(
        try await store.claim(Claim(holder: "h:1:a", limit: 1, lease: .seconds(30), only: [7])).first)
      try await store.remember(ladder: [[key], [ClosingKey(.subnet, "subnet-1")]], spec: spec.specID, region: region)
      clock.advance(by: .seconds(120))
      _ = try await store.takeProbe(region: region, keys: [key], holder: "h:1:a", lease: .seconds(30))
      let stranger = EC2Resource(
        instanceID: "i-9", instanceType: "t3.medium", isSpot: false, state: "running",
        launchTime: clock.now - .seconds(3_600), amiID: "ami-1", createdByGeusemaker: true)
      let listed = ListedInstance(requestUUID: "elsewhere", clientToken: "t", ordinal: 0, resource: stranger)
      _ = try await store.compare([listed], region: region, consistency: .seconds(300))
      try await store.storeFact(["subnet-1", "eu-west-1a"], name: "zones", region: region)
      let image = CachedImage(imageID: "ami-1", architecture: "arm64", rootDeviceName: "/dev/xvda", name: "al2023")
      try await store.storeImage(image, for: ImageKey(region: region, name: "al2023"))
    }

    private static func order(_ store: any JobStore, _ clock: TurnedClock) async throws {
      let person = Operator("zoë@host")
      _ = try await store.pause(Pause.Scope(queue: "gpu", kind: .launch), reason: "it's late", by: person)
      _ = try await store.pause(Pause.Scope(), reason: nil, by: person)
      _ = try await store.cancel([6], keepInstance: true, by: person)
      let changes = LaunchChanges(instanceTypes: ["m5.large"], retryFor: .seconds(60), priority: 3)
      _ = try await store.requeue([4], options: RequeueOptions(changes: changes), by: person)
      clock.advance(by: .seconds(86_400))
      #expect(try await store.prune([5], finishedBefore: clock.now, by: person) == [5])
    }
  }
#endif
