import AWSCore
import Foundation

@testable import EC2Simulator

/// Calls a simulator core with hand-made signed requests, without a socket; its clock stands until it is turned.
struct TestCaller {
  var core: SimulatorCore
  var now: Date
  var region = "us-east-1"
  var credentials = AWSCredentials(
    accessKeyID: SimulatorConfiguration.defaultAccessKeyID,
    secretAccessKey: SimulatorConfiguration.defaultSecretAccessKey)

  static let start = Date(timeIntervalSince1970: 1_800_000_000)

  init(_ configuration: SimulatorConfiguration = SimulatorConfiguration()) {
    core = SimulatorCore(configuration: configuration, seed: 1, start: Self.start)
    now = Self.start
  }

  mutating func turn(_ duration: Duration) {
    now = now.adding(duration)
  }

  @discardableResult
  mutating func call(_ action: String, _ parameters: [String: String] = [:]) -> Reply {
    handle(request(action, parameters))
  }

  mutating func handle(_ request: IncomingRequest) -> Reply {
    Reply(core.handle(request, at: now).outcome)
  }

  /// RunInstances of one t3.medium from the newest image, changed by `parameters`; an empty value takes one away.
  @discardableResult
  mutating func run(_ parameters: [String: String] = [:]) -> Reply {
    let usual = [
      "ImageId": StableIDs.image(region: region), "InstanceType": "t3.medium", "MinCount": "1", "MaxCount": "1",
    ]
    return call("RunInstances", usual.merging(parameters) { $1 }.filter { $0.value != "" })
  }

  func request(
    _ action: String, _ parameters: [String: String] = [:], service: String = "ec2", version: String = "2016-11-15",
    signedAt: Date? = nil
  ) -> IncomingRequest {
    let fields = parameters.merging(["Action": action, "Version": version]) { $1 }
    let body = fields.sorted { $0.key < $1.key }.map { "\(Self.encode($0.key))=\(Self.encode($0.value))" }
      .joined(separator: "&")
    let signed = SigV4(region: region, service: service).sign(
      HTTPRequest(
        method: "POST", url: URL(string: "http://127.0.0.1:4566/")!,
        headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
        body: Array(body.utf8)),
      credentials: credentials, date: signedAt ?? now)
    return IncomingRequest(method: "POST", path: "/", query: "", headers: signed.headers, body: signed.body)
  }

  private static func encode(_ text: String) -> String {
    var unreserved = CharacterSet.alphanumerics
    unreserved.insert(charactersIn: "-._~")
    return text.addingPercentEncoding(withAllowedCharacters: unreserved)!
  }
}
