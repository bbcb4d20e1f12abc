import AWSCore
import EC2
import EC2Simulator
import Foundation
import JobModel
import LaunchPolicy
import Logging
import SQLiteStore
import Synchronization
import Worker

/// A store in a temporary folder, a simulator on loopback, and workers between them: real parts, turned times.
struct WorkerBench: Sendable {
  let store: any JobStore
  let simulator: Simulator
  let regions: SimulatedRegions
  let clocks: BenchClocks

  /// Runs `body` with a fresh bench; instances boot at once unless the timing says otherwise.
  static func withBench(
    timing: InstanceTiming = InstanceTiming(boot: .zero, checks: .zero, shutdown: .zero), timeStands: Bool = false,
    change: (inout SimulatorConfiguration) -> Void = { _ in },
    _ body: (WorkerBench) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "geuse-worker-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let clocks = BenchClocks(isStanding: timeStands)
    let store: any JobStore = try SQLiteJobStore(path: folder.appending(path: "geuse.db").path(), clocks: clocks.clocks)
    var configuration = SimulatorConfiguration()
    configuration.timing = timing
    change(&configuration)
    let now: @Sendable () -> Date = { clocks.now().date }
    try await Simulator.withRunning(configuration, now: now) { simulator, endpoint in
      let regions = SimulatedRegions(endpoint: endpoint, now: now)
      do {
        try await body(WorkerBench(store: store, simulator: simulator, regions: regions, clocks: clocks))
      } catch {
        await regions.shutdown()
        throw error
      }
      await regions.shutdown()
    }
  }

  /// - Parameter limits: none where a test turns clocks that nobody sleeps by.
  func context(
    _ settings: WorkerSettings = WorkerSettings(until: .idle, pollInterval: .milliseconds(40)),
    regions: SimulatedRegions? = nil, limits: CallLimits = .none, clock: any Clock<Duration> = ContinuousClock()
  ) -> WorkerContext {
    var settings = settings
    settings.callLimits = limits
    return WorkerContext(
      settings: settings,
      store: WorkerStore(
        queue: store, ledger: store, catalog: store, roster: store, images: store, facts: store, offerings: store,
        leases: store, accounts: store, reconciliation: store, calls: store, wake: store, buckets: store),
      regions: regions ?? self.regions, clocks: clocks.clocks, clock: clock, random: { 0.5 },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// One worker that goes on until nothing is left to do now.
  func work(_ settings: WorkerSettings = WorkerSettings(until: .idle, pollInterval: .milliseconds(40))) async throws {
    try await WorkerService(context(settings)).run()
  }

  func launch(_ spec: LaunchSpec = LaunchSpec(), retryFor: Duration = JobDefaults.retryFor) async throws -> JobID {
    try await store.enqueue([NewJob(spec: .launch(spec), region: "us-east-1", retryFor: retryFor)])[0].id
  }

  func job(_ id: JobID) async throws -> JobRecord {
    try await store.jobs(Selection(ids: [id]), limit: nil, attempts: true)[0]
  }

  func calls(_ action: String) -> Int { simulator.calls.filter { $0.action == action }.count }
}

/// Clocks that stand on their own feet: real time plus what the test turned it by, or that alone.
final class BenchClocks: Sendable {
  private let offset = Mutex<Duration>(.zero)
  private let standing: (now: Timestamp, boot: BootTime)?

  /// - Parameter isStanding: where a test must not depend on how long the machine takes.
  init(isStanding: Bool) { standing = isStanding ? (Timestamp.now(), BootTime.now()) : nil }

  var now: @Sendable () -> Timestamp { { (self.standing?.now ?? .now()) + self.offset.withLock { $0 } } }
  var clocks: Clocks { Clocks(now: now, boot: { (self.standing?.boot ?? .now()) + self.offset.withLock { $0 } }) }

  func advance(_ duration: Duration) { offset.withLock { $0 += duration } }
}

/// The simulator as workers reach it: the real client over real HTTP.
struct SimulatedRegions: EC2Regions {
  private let url: URL
  private let transport = AsyncHTTPTransport()
  private let clock: AWSClock
  private var keys = Keys()

  init(endpoint: URL, now: @escaping @Sendable () -> Date) {
    url = endpoint
    clock = AWSClock(wall: now, listens: false)
  }

  private struct Keys: CredentialProvider {
    var source: String { "test" }
    var secret = SimulatorConfiguration.defaultSecretAccessKey
    func credentials() async throws -> AWSCredentials {
      AWSCredentials(accessKeyID: SimulatorConfiguration.defaultAccessKeyID, secretAccessKey: secret)
    }
    func invalidate() async {}
  }

  /// The same place, reached with a secret that does not fit its key.
  var wrongKeys: SimulatedRegions {
    var regions = self
    regions.keys.secret = "not-the-secret"
    return regions
  }

  func client(for region: String) throws(AWSError) -> any EC2API {
    func query(_ service: String) -> QueryClient {
      QueryClient(
        service: service, region: region, endpoint: url, credentials: keys, transport: transport,
        timeouts: HTTPTimeouts(), userAgent: "geuse-tests", clock: clock)
    }
    let ssm = JSONClient(
      service: "ssm", region: region, endpoint: url, credentials: Keys(), transport: transport, clock: clock)
    return EC2Client(ec2: query("ec2"), sts: query("sts"), ssm: ssm)
  }

  func refreshCredentials() async {}
  var endpoint: String? { url.absoluteString }
  func partition(of region: String) -> String { "aws" }
  func accessKeyID() async throws(AWSError) -> String { SimulatorConfiguration.defaultAccessKeyID }
  func shutdown() async { await transport.shutdown() }
}
