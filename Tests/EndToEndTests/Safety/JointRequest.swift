import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy
import SQLiteStore
import Testing

/// A launch request of several members, held by nobody but the test, which says how far it gets before it dies.
///
/// No worker puts several launches into one request yet; store, settler and EC2 take them.
struct JointRequest: Sendable {
  static let holder = "the-holder-that-dies"

  let store: any JobStore
  let request: LaunchRequest
  let fence: Fence
  let jobs: [ClaimedJob]
  private let client: EC2Client

  /// Enqueues so many equal launches, claims them, and opens one request for all of them on the first zone.
  /// - Parameter lease: how long after the last heartbeat the jobs stay with their dead holder.
  static func during<Result: Sendable>(
    _ count: Int, in sandbox: Sandbox, zones: [String], lease: Duration,
    body: @Sendable (JointRequest) async throws -> Result
  ) async throws -> Result {
    try await sandbox.geuse(["launch", "--count", "\(count)"] + zones.flatMap { ["--availability-zone", $0] }).exits(0)
    let transport = AsyncHTTPTransport()
    let result: Result
    do {
      result = try await body(open(count, in: sandbox, zone: zones[0], lease: lease, transport))
    } catch {
      await transport.shutdown()
      throw error
    }
    await transport.shutdown()
    return result
  }

  private static func open(
    _ count: Int, in sandbox: Sandbox, zone: String, lease: Duration, _ transport: AsyncHTTPTransport
  ) async throws -> JointRequest {
    let store = try sandbox.store()
    let client = try client(sandbox, transport)
    let jobs = try await store.claim(Claim(holder: holder, limit: count, lease: lease))
    try #require(jobs.count == count)
    guard case .launch(let spec) = jobs[0].spec else { throw StoreError.noSuchJob(jobs[0].id) }
    let found = try await client.describeImages(
      ids: [], owners: [ImageChoice.owner], filters: ImageChoice.filters(.x86))
    let image = try #require(ImageChoice.newest(found, architecture: .x86))
    let rung = Rung(
      market: .onDemand, instanceType: spec.instanceTypes[0], availabilityZone: zone, imageID: image.imageID)
    let uuid = UUID().uuidString.lowercased()
    let launch = LaunchContext(
      region: jobs[0].region, deployment: nil, queueID: try await store.queueID(), requestUUID: uuid,
      clientToken: "geuse-\(uuid)",
      image: CachedImage(
        imageID: image.imageID, architecture: "x86_64", rootDeviceName: image.rootDeviceName ?? "/dev/xvda",
        name: image.name))
    let query = RunInstancesParameters(spec: spec, rung: rung, count: count, context: launch).encoded
    let opened = try #require(
      try await store.open(
        NewLaunchRequest(
          uuid: uuid, clientToken: launch.clientToken, region: launch.region, rung: rung, parameters: query.body,
          members: jobs.map(\.fence))))
    return JointRequest(store: store, request: opened.request, fence: opened.fence, jobs: jobs, client: client)
  }

  private static func client(_ sandbox: Sandbox, _ transport: AsyncHTTPTransport) throws -> EC2Client {
    let endpoint = try #require(sandbox.variables["AWS_ENDPOINT_URL"].flatMap(URL.init(string:)))
    let region = try #require(sandbox.variables["AWS_REGION"])
    let keys = EnvironmentCredentials(environment: AWSEnvironment(variables: sandbox.variables, readFile: { _ in nil }))
    func query(_ service: String) -> QueryClient {
      QueryClient(service: service, region: region, endpoint: endpoint, credentials: keys, transport: transport)
    }
    return EC2Client(
      ec2: query("ec2"), sts: query("sts"),
      ssm: JSONClient(service: "ssm", region: region, endpoint: endpoint, credentials: keys, transport: transport))
  }

  /// Sends it as a worker does, and writes nothing down of the answer.
  @discardableResult
  func send() async throws -> (send: Int64, answer: Reservation) {
    let signed = try await client.sign(try #require(EncodedQuery(body: request.parameters)))
    let send = try await store.recordSend(fence, signedAt: Timestamp(signed.signedAt), worker: Self.holder)
    return (send, try await client.runInstances(signed))
  }

  /// Writes down, late, what the answer said; false where nothing was left to be decided.
  func close(_ send: Int64, _ answer: Reservation) async throws -> Bool {
    let instances = answer.instances.map { LaunchedInstance(ordinal: $0.amiLaunchIndex, resource: EC2Resource($0)) }
    var members: [JobID: JobOutcome] = [:]
    for instance in instances { members[request.members[instance.ordinal]] = .succeed(.resource(instance.resource)) }
    return try await store.close(
      LaunchClosing(
        request: fence, state: .settled,
        answered: AnsweredSend(id: send, answer: SendAnswer(.launched, requestID: answer.requestID, status: 200)),
        instances: instances, members: members, rung: request.rung, calls: 1))
  }
}
