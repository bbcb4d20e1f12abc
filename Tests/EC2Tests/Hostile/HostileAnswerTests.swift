import AWSCore
import EC2
import Foundation
import LaunchPolicy
import LoopbackTesting
import Testing

/// The real client against a real server that answers as no server should.
@Suite(.serialized, .timeLimit(.minutes(3))) struct HostileAnswerTests {
  static let timeouts = HTTPTimeouts(connect: .seconds(5), read: .milliseconds(500), total: .seconds(2))
  static let transport = AsyncHTTPTransport()

  static func ec2(_ server: LoopbackServer) throws -> EC2Client {
    let environment = AWSEnvironment(variables: [:]) { _ in nil }
    return try EC2Client(
      region: "eu-west-1",
      endpoints: EndpointResolver(flag: server.url.absoluteString, environment: environment, profile: nil),
      credentials: EC2Client.FixedCredentials(), transport: transport, timeouts: timeouts)
  }

  /// Serves the answer to one call of the action; the error that the call ends with, or nil.
  static func error(_ action: String, _ script: @escaping @Sendable (LoopbackConnection, GoodAnswer) -> Void)
    async throws -> AWSError?
  {
    let server = LoopbackServer { connection in
      connection.readRequest()
      script(connection, GoodAnswer(action: action))
    }
    let ec2 = try ec2(server)
    let signed = try await ec2.sign(
      RunInstancesParameters(imageID: "ami-1", instanceType: "t3.medium", clientToken: "t").encoded)
    do {
      switch action {
      case "RunInstances": _ = try await ec2.runInstances(signed)
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

  /// Without this, the others would prove nothing.
  @Test(arguments: GoodAnswer.actions)
  func theGoodAnswerIsBelieved(_ action: String) async throws {
    let error = try await Self.error(action, HostileAnswer("good") { Array($0.whole.utf8) }.send)
    #expect(error == nil)
    let marked = try await Self.error(action, HostileAnswer("marked") { Array("\u{FEFF}\($0.whole)".utf8) }.send)
    #expect(marked == nil)
  }

  @Test func eachIsAClassedErrorThatProvesNothingAndLeavesNoMemoryBehind() async throws {
    // What a first call builds once and for all is not the answers' doing.
    _ = try await Self.error("RunInstances", HostileAnswer("good") { Array($0.whole.utf8) }.send)
    ResidentMemory.forgetPeak()
    let before = ResidentMemory.now
    for answer in HostileAnswer.all {
      for action in GoodAnswer.actions {
        let start = ContinuousClock.now
        let error = try await Self.error(action, answer.send)
        let name = "\(answer.name), \(action)"
        #expect(error != nil, "believed: \(name)")
        guard let error else { continue }
        #expect([.unrecognized, .interrupted].contains(error.origin), "\(name): \(error)")
        #expect(!error.provesNothingLaunched, "\(name): \(error)")
        #expect(error.action == action, "\(name)")
        #expect((10..<700).contains(error.message.count), "\(name): \(error)")
        let took = ContinuousClock.now - start
        #expect(took < .seconds(20), "\(name) took \(took)")
        if ProcessInfo.processInfo.environment["GEUSE_TEST_VERBOSE"] != nil {
          print("\(name): \(error.origin) \(error.code) in \(took), \(ResidentMemory.now >> 20) MiB")
        }
      }
    }
    let growth = ResidentMemory.now - before
    print(
      "\(HostileAnswer.all.count) hostile answers, three actions each: resident memory grew by \(growth >> 20) MiB, "
        + "at its peak by \((ResidentMemory.peak - before) >> 20) MiB")
    #expect(growth <= 64 << 20)
  }
}
