import AWSCore
import EC2
import Foundation
import LaunchPolicy
import LoopbackTesting
import Testing

/// The real client against a real server that answers as no server should.
@Suite(.serialized, .timeLimit(.minutes(3))) struct HostileAnswerTests {
  /// Some answers never end; the others have time to arrive whole.
  static let short = HTTPTimeouts(connect: .seconds(5), read: .milliseconds(500), total: .seconds(2))
  static let long = HTTPTimeouts(connect: .seconds(20), read: .seconds(20), total: .seconds(60))
  static let unruly = Set(HostileAnswer.unruly.map(\.name))
  static let transport = AsyncHTTPTransport()

  /// Asks for one answer; the error that the call ends with, or nil.
  static func error(
    _ answer: String, _ action: String, _ server: HostileProcess, timeouts: HTTPTimeouts = long
  ) async throws -> AWSError? {
    let environment = AWSEnvironment(variables: [:]) { _ in nil }
    let ec2 = try EC2Client(
      region: "eu-west-1",
      endpoints: EndpointResolver(flag: server.url(answer, action), environment: environment, profile: nil),
      credentials: EC2Client.FixedCredentials(), transport: transport, timeouts: timeouts)
    do {
      switch action {
      case "RunInstances":
        let query = RunInstancesParameters(imageID: "ami-1", instanceType: "t3.medium", clientToken: "t").encoded
        _ = try await ec2.runInstances(ec2.sign(query))
      case "DescribeInstances": _ = try await ec2.describeInstances(ids: ["i-1"], filters: [])
      default: _ = try await ec2.describeInstanceStatus(ids: ["i-1"], includeAll: true)
      }
      return nil
    } catch {
      return error
    }
  }

  @Test func thereAreSixtyFourOfThem() {
    #expect(HostileAnswer.all.count >= 64)
    #expect(Set(HostileAnswer.all.map(\.name)).count == HostileAnswer.all.count)
  }

  @Test func eachIsAClassedErrorThatProvesNothingAndLeavesNoMemoryBehind() async throws {
    guard HostileProcess.isAlone else {
      return try await HostileProcess.runAlone(
        "HostileAnswerTests/eachIsAClassedErrorThatProvesNothingAndLeavesNoMemoryBehind")
    }
    try await HostileProcess.during { server in
      for action in GoodAnswer.actions {
        for answer in ["good", "mark"] { #expect(try await Self.error(answer, action, server) == nil) }
      }
      // What the first calls build once and for all is not the answers' doing.
      ResidentMemory.forgetPeak()
      let before = ResidentMemory.now
      for (number, answer) in HostileAnswer.all.enumerated() {
        for action in GoodAnswer.actions {
          let start = ContinuousClock.now
          let isUnruly = Self.unruly.contains(answer.name)
          let error = try await Self.error("\(number)", action, server, timeouts: isUnruly ? Self.short : Self.long)
          Self.check(
            error, "\(answer.name), \(action)", action, isUnruly ? [.unrecognized, .interrupted] : [.unrecognized],
            took: ContinuousClock.now - start)
        }
      }
      let growth = ResidentMemory.now - before
      print(
        "\(HostileAnswer.all.count) hostile answers, three actions each: resident memory grew by \(growth >> 20) MiB, "
          + "at its peak by \((ResidentMemory.peak - before) >> 20) MiB")
      #expect(growth <= 16 << 20)
    }
  }

  private static func check(
    _ error: AWSError?, _ name: String, _ action: String, _ origins: Set<AWSError.Origin>, took: Duration
  ) {
    guard let error else {
      Issue.record("believed: \(name)")
      return
    }
    #expect(origins.contains(error.origin), "\(name): \(error)")
    #expect(!error.provesNothingLaunched, "\(name): \(error)")
    #expect(error.action == action, "\(name)")
    #expect((10..<700).contains(error.message.count), "\(name): \(error)")
    #expect(took < .seconds(20), "\(name) took \(took)")
    if ProcessInfo.processInfo.environment["GEUSE_TEST_VERBOSE"] != nil {
      print("\(name): \(error.origin) \(error.code) in \(took), \(ResidentMemory.now >> 20) MiB")
    }
  }
}
