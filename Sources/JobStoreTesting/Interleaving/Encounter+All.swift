import JobModel

extension Encounter {
  static let all = launching + settling + standing + waiting + ordering

  /// Fresh launches.
  private static let launching =
    pairs(
      .launches(1),
      [
        .launcher("launcher"), .launcher("refused launcher", .refuses),
        .launcher("unanswered launcher", .launchesSilently), .launcher("lost launcher", .refusesSilently),
        .successor("successor"), .canceller(), .canceller(keepInstance: true), .requeuer(), .changer(), .waverer(),
        .enqueuer, .parker, .newcomer,
      ])
    + pairs(
      .launches(3),
      [
        .launcher("launcher of two", of: [0, 1]), .launcher("launcher of all", of: [0, 1, 2], .launchesOnly(2)),
        .canceller(of: 1), .canceller(of: 1, keepInstance: true), .changer(of: 1), .releaser(of: [0, 1, 2]), .newcomer,
      ])

  /// An open request whose worker goes on while others take it over.
  private static let settling =
    pairs(.opened(1), openers, with: [.taker("taker"), .looker, .canceller(), .changer(), .newcomer])
    + pairs(.opened(3), openers, with: strangers) + pairs(.opened(3), strangers)
    + [
      Encounter(.opened(3), .opener("opener"), .halfBeater, .taker("taker", after: .seconds(15))),
      Encounter(.opened(3), .opener("short opener", .launchesOnly(2)), .canceller(of: 1), .taker("taker")),
    ]
    + [Participant.taker("taker"), .looker, .launcher("launcher"), .canceller(of: 1), .changer()].map {
      Encounter(.sent(3), .giver, $0)
    }
    + persons.flatMap { person in
      [Participant.taker("taker"), .looker, .resigner].map { Encounter(.sent(3, .launchesOnly(1)), .late, $0, person) }
    }
    + [Encounter(.sent(3), .meddler, .taker("taker"))]
    + [Encounter(.sent(1), .late, .resigner, .waverer(keepInstance: true, vouches: true))]
    + [Participant.canceller(keepInstance: true), .changer()].flatMap { person in
      [Encounter(.sent(1, .refuses), .late, .taker("taker"), person)]
        + [.looker, .resigner].map { Encounter(.sent(1), .late, $0, person) }
    }

  private static let openers: [Participant] = [
    .opener("opener"), .opener("short opener", .launchesOnly(2)), .opener("refused opener", .refuses),
    .opener("unanswered opener", .launchesSilently),
  ]
  private static let strangers: [Participant] = [
    .taker("taker"), .taker("refused taker", .refuses), .looker, .resigner, .canceller(), .waverer(keepInstance: true),
    .changer(), .newcomer, .sleeper,
  ]
  private static let persons: [Participant] = [
    .canceller(), .canceller(keepInstance: true), .waverer(), .waverer(keepInstance: true), .changer(),
  ]

  /// A launch that succeeded, and what acts on its instance.
  private static let standing =
    pairs(
      .watched(),
      [
        .poller("poller", .running), .poller("patient poller", .starting), .poller("quiet poller", .unseen),
        .poller("poller of a broken one", .broken),
        .poller("poller of a lost one", .lost), .tagger, .launcher("launcher"), .canceller(of: 1), .canceller(of: 2),
        .requeuer(), .requeuer(of: 1), .enqueuer,
      ])
    + pairs(
      .watched(isToEnd: true),
      [
        .poller("poller", .running), .poller("poller of a lost one", .lost), .terminator, .tagger, .canceller(of: 3),
        .requeuer(), .successor("successor"),
      ])
    + pairs(
      .gone,
      [
        .requeuer(), .changer(), .launcher("launcher"), .successor("successor"), .enqueuer, .canceller(),
        .poller("poller of a lost one", .lost), .tagger,
      ])

  /// A wait in workers' hands.
  private static let waiting = pairs(
    .waitReady,
    [
      .beatingWorker("beating waiter", Participant.park), .waiter, .worker("retrier", Participant.retry),
      .beatingWorker("failing waiter", Participant.fail), .lateWaiter, .poller("poller", .running),
      .poller("patient poller", .starting), .poller("quiet poller", .unseen), .canceller(), .waverer(), .requeuer(),
      .enqueuer,
    ])

  /// Ends that people undo, and offerings that open and close.
  private static let ordering =
    pairs(
      .failed,
      [
        .requeuer(), .requeuer(of: 1), .changer(), .launcher("launcher"), .launcher("refused launcher", .refuses),
        .canceller(), .canceller(of: 1), .waverer(of: 1), .enqueuer, .worker("failing launcher", Participant.fail),
      ])
    + pairs(
      .unknown,
      [
        .late, .requeuer(), .requeuer(assumeNotLaunched: true), .launcher("launcher"), .successor("successor"),
        .canceller(), .enqueuer,
      ])
    + pairs(
      .closed,
      [
        .parker, .refused, .closer, .reopener, .launcher("launcher"), .launcher("refused launcher", .refuses),
        .worker("retrier", Participant.retry), .canceller(), .requeuer(), .changer(), .newcomer,
      ])
}

extension Participant {
  static let tagger = worker("tagger", of: 2) { job, _ in
    .succeed(.tagged(TagResult(instanceID: job.instanceID ?? "i-0", resources: [])))
  }
  static let waiter = worker("waiter", park)
  static let lateWaiter = Participant(
    "late waiter", [.pass, .pass, .rescue(after: .zero), .claim([0], limit: 1), .finish(0, park)])

  @Sendable static func park(_ job: ClaimedJob, _ now: Timestamp) -> JobOutcome {
    .poll(PollPlan(instanceID: job.instanceID ?? "i-0", nextLook: now))
  }
  @Sendable static func fail(_ job: ClaimedJob, _ now: Timestamp) -> JobOutcome { .fail(Sample.fault) }
  @Sendable static func retry(_ job: ClaimedJob, _ now: Timestamp) -> JobOutcome {
    .retry(at: now, Sample.capacity, counted: false)
  }
}

extension Step {
  static let pass = Step("time passes") { scene, _ in
    scene.bench.clock.advance(by: .seconds(16))
    return .accepted
  }
}
