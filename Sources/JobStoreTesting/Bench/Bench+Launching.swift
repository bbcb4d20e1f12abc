import JobModel
import Testing

extension Bench {
  /// Enqueues launches, claims them and opens a request for them.
  func openRequest(
    _ count: Int = 1, by holder: String = "a", named name: String = "one"
  ) async throws -> (jobs: [ClaimedJob], request: LaunchRequest, fence: Fence) {
    var ids: [JobID] = []
    for _ in 0..<count { ids.append(try await enqueueOne()) }
    let jobs = try await claim(count, by: holder, only: ids)
    try #require(jobs.map(\.id) == ids)
    let opened = try #require(await open(jobs, named: name))
    return (jobs, opened.request, opened.fence)
  }

  func open(_ jobs: [ClaimedJob], named name: String = "one") async throws -> (request: LaunchRequest, fence: Fence)? {
    try await store.open(
      NewLaunchRequest(
        uuid: "uuid-\(name)", clientToken: "token-\(name)", region: Sample.region, rung: Sample.rung,
        parameters: Array("Action=RunInstances&Name=\(name)".utf8), members: jobs.map(\.fence)))
  }

  /// Closes a request as launched: the slots get these instances, and every other member goes back.
  func settle(
    _ fence: Fence, _ jobs: [ClaimedJob], instances: [Int: String], outcomes: [JobID: JobOutcome] = [:]
  ) async throws -> Bool {
    var members: [JobID: JobOutcome] = [:]
    for (ordinal, job) in jobs.enumerated() {
      members[job.id] = instances[ordinal].map { .succeed(Sample.result($0)) } ?? .release
    }
    members.merge(outcomes) { _, new in new }
    let launched = instances.map { LaunchedInstance(ordinal: $0.key, resource: Sample.resource($0.value)) }
    return try await store.close(
      LaunchClosing(
        request: fence, state: .settled, instances: launched.sorted { $0.ordinal < $1.ordinal }, members: members,
        rung: Sample.rung, calls: 1))
  }

  /// Launches one instance and settles it.
  func launched(_ instance: String) async throws -> JobID {
    let open = try await openRequest(named: instance)
    #expect(try await settle(open.fence, open.jobs, instances: [0: instance]))
    return open.jobs[0].id
  }

  /// The instances that a terminate job stands for, in the order of the jobs.
  func terminations() async throws -> [String] {
    try await jobs(Selection(kinds: [.terminate])).reversed().compactMap(\.spec.instanceID)
  }
}
