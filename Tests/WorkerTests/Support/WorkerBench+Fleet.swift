import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy
import SQLiteStore
import Testing

@testable import Worker

extension WorkerBench {
  /// Launches so many instances with one call, each with a job of its own.
  func fleet(_ count: Int, market: Market = .onDemand) async throws -> [JobID] {
    let spec = LaunchSpec(availabilityZones: ["us-east-1a"], markets: [market])
    let jobs = (0..<count).map { _ in NewJob(spec: .launch(spec), region: "us-east-1") }
    let launches = try await store.enqueue(jobs).map(\.id)
    let claimed = try await store.claim(
      Claim(holder: "fleet", limit: count, lease: .seconds(600), only: launches))
    let client = try regions.client(for: "us-east-1")
    let images = try await client.describeImages(
      ids: [], owners: [ImageChoice.owner], filters: ImageChoice.filters(.x86))
    let image = try #require(ImageChoice.newest(images, architecture: .x86))
    let rung = Rung(
      market: market, instanceType: spec.instanceTypes[0], availabilityZone: "us-east-1a", imageID: image.imageID)
    let uuid = UUID().uuidString.lowercased()
    let context = LaunchContext(
      region: "us-east-1", deployment: nil, queueID: try await store.queueID(), requestUUID: uuid,
      clientToken: "geuse-\(uuid)",
      image: CachedImage(
        imageID: image.imageID, architecture: "x86_64", rootDeviceName: image.rootDeviceName ?? "/dev/xvda",
        name: image.name))
    let query = RunInstancesParameters(spec: spec, rung: rung, count: count, context: context).encoded
    let opened = try #require(
      try await store.open(
        NewLaunchRequest(
          uuid: uuid, clientToken: context.clientToken, region: "us-east-1", rung: rung, parameters: query.body,
          members: claimed.map(\.fence))))
    let signed = try await client.sign(query)
    let send = try await store.recordSend(opened.fence, signedAt: Timestamp(signed.signedAt), worker: "fleet")
    let answer = try await client.runInstances(signed)
    let instances = answer.instances.map { LaunchedInstance(ordinal: $0.amiLaunchIndex, resource: EC2Resource($0)) }
    var members: [JobID: JobOutcome] = [:]
    for instance in instances { members[claimed[instance.ordinal].id] = .succeed(.resource(instance.resource)) }
    let closing = LaunchClosing(
      request: opened.fence, state: .settled,
      answered: AnsweredSend(id: send, answer: SendAnswer(.launched, requestID: nil, status: 200)),
      instances: instances, members: members, rung: rung, calls: 1)
    try #require(try await store.close(closing))
    return launches
  }

  /// Enqueues jobs behind these and claims them.
  func claim(behind launches: [JobID], _ spec: (Int) -> JobSpec) async throws -> [ClaimedJob] {
    let jobs = launches.enumerated().map { index, launch in
      NewJob(spec: spec(index), region: "us-east-1", after: Dependency(.job(launch)))
    }
    let ids = try await store.enqueue(jobs).map(\.id)
    return try await store.claim(Claim(holder: "test", limit: ids.count, lease: .seconds(600), only: ids))
  }

  /// Enqueues waits behind these and parks them, as a worker does.
  func park(_ waits: [ClaimedJob], _ context: WorkerContext) async throws {
    let finishes = try await WaitHandler(context: context).run(waits, region: "us-east-1")
    #expect(try await store.finish(finishes).allSatisfy { $0 })
  }

  /// Turns the clock to each look that is due and makes it, until nothing polls any more.
  func poll(
    _ context: WorkerContext, rounds: Int = 200, until isReached: () -> Bool = { false }
  ) async throws {
    var watch = RegionWatch(lease: RegionLease(context, region: "us-east-1"))
    for _ in 0..<rounds {
      guard let next = try await store.pollingRegions().first?.nextLook, !isReached() else {
        return try await watch.lease.yield()
      }
      clocks.advance(max(.zero, next - clocks.now()))
      _ = try await round(context, &watch)
    }
    Issue.record("it goes on")
  }

  /// - Returns: how many waits were due.
  func round(_ context: WorkerContext, _ watch: inout RegionWatch) async throws -> Int {
    let due = try await store.duePolls(region: "us-east-1", limit: 1_000)
    let round = PollRound(context: context, deaths: ClosesOfferings(context: context), region: "us-east-1")
    _ = try await round.run(due, &watch)
    return due.count
  }
}
