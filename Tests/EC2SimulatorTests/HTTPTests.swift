import AWSCore
import Foundation
import Testing

@testable import EC2Simulator

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite(.timeLimit(.minutes(1))) struct HTTPTests {
  /// One exchange on a connection of its own.
  private func send(
    _ method: String, _ url: URL, headers: [HTTPHeader] = [], body: [UInt8] = []
  ) async throws -> (status: Int, headers: [String: String], body: String) {
    var request = URLRequest(url: url)
    request.httpMethod = method
    for header in headers where header.name != "Host" {
      request.setValue(header.value, forHTTPHeaderField: header.name)
    }
    if !body.isEmpty { request.httpBody = Data(body) }
    let session = URLSession(configuration: .ephemeral)
    defer { session.invalidateAndCancel() }
    let (data, response) = try await session.data(for: request)
    let answer = try #require(response as? HTTPURLResponse)
    let pairs = answer.allHeaderFields.map { ("\($0.key)".lowercased(), "\($0.value)") }
    return (answer.statusCode, Dictionary(pairs) { $1 }, String(decoding: data, as: UTF8.self))
  }

  private func signed(_ body: String, to endpoint: URL, at date: Date, service: String = "ec2") -> AWSCore.HTTPRequest {
    SigV4(region: "us-east-1", service: service).sign(
      HTTPRequest(
        method: "POST", url: endpoint.appending(path: "/"),
        headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
        body: Array(body.utf8)),
      credentials: AWSCredentials(
        accessKeyID: SimulatorConfiguration.defaultAccessKeyID,
        secretAccessKey: SimulatorConfiguration.defaultSecretAccessKey), date: date)
  }

  private let launch =
    "Action=RunInstances&Version=2016-11-15&ImageId=\(StableIDs.image())&InstanceType=t3.medium"
    + "&MinCount=1&MaxCount=1&ClientToken=http"

  @Test func signedCallsAreAnswered() async throws {
    let clock = TurnedClock(TestCaller.start)
    try await Simulator.withRunning(now: clock.now) { simulator, endpoint in
      let request = signed(launch, to: endpoint, at: clock.now())
      let first = try await send("POST", request.url, headers: request.headers, body: request.body)
      #expect(first.status == 200)
      #expect(first.headers["content-type"] == "text/xml;charset=UTF-8")
      #expect(first.body.hasPrefix("<?xml"))
      #expect(first.body.contains("<RunInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"))
      #expect(first.body.contains("<requestId>\(first.headers["x-amzn-requestid"] ?? "?")</requestId>"))
      clock.turn(seconds: 901)
      let late = try await send("POST", request.url, headers: request.headers, body: request.body)
      #expect(late.status == 400)
      #expect(late.body.contains("<Code>RequestExpired</Code>"))
      let identity = signed(
        "Action=GetCallerIdentity&Version=2011-06-15", to: endpoint, at: clock.now(), service: "sts")
      let answer = try await send("POST", identity.url, headers: identity.headers, body: identity.body)
      #expect(answer.body.contains("<GetCallerIdentityResult><Arn>arn:aws:iam::000000000000:user/simulator</Arn>"))
      #expect(simulator.snapshot().instances.count == 1)
      #expect(try await simulator.port == endpoint.port)
    }
  }

  @Test(arguments: [(Fault.Kind.dropBefore, 0), (.dropAfter, 1)])
  func aDroppedCallGetsNoAnswer(kind: Fault.Kind, launched: Int) async throws {
    try await Simulator.withRunning { simulator, endpoint in
      // A client may try once more by itself on a connection that closed without a byte.
      simulator.addFault(Fault(action: "RunInstances", kind: kind, count: 100))
      let request = signed(launch, to: endpoint, at: Date())
      await #expect(throws: URLError.self) {
        try await send("POST", request.url, headers: request.headers, body: request.body)
      }
      #expect(simulator.snapshot().instances.count == launched)
      simulator.removeAllFaults()
      let answer = try await send("POST", request.url, headers: request.headers, body: request.body)
      #expect(answer.status == 200)
      #expect(simulator.snapshot().instances.count == 1)
      #expect(simulator.snapshot().doubles.isEmpty)
    }
  }

  @Test func anAnswerThatBreaksOffFailsTheClient() async throws {
    try await Simulator.withRunning { simulator, endpoint in
      var fault = Fault(action: "RunInstances", kind: .truncate, count: 100)
      fault.fraction = 0.9
      simulator.addFault(fault)
      let request = signed(launch, to: endpoint, at: Date())
      await #expect(throws: URLError.self) {
        try await send("POST", request.url, headers: request.headers, body: request.body)
      }
      #expect(simulator.snapshot().instances.count == 1)
      simulator.removeAllFaults()
      let answer = try await send("POST", request.url, headers: request.headers, body: request.body)
      #expect(answer.status == 200)
      #expect(answer.body.hasSuffix("</RunInstancesResponse>"))
    }
  }

  @Test func aHangIsBoundedAndAnAnswerMayComeLate() async throws {
    try await Simulator.withRunning { simulator, endpoint in
      let request = signed(launch, to: endpoint, at: Date())
      simulator.addFault(Fault(kind: .hang, count: 100, delay: .milliseconds(10)))
      await #expect(throws: URLError.self) {
        try await send("POST", request.url, headers: request.headers, body: request.body)
      }
      simulator.removeAllFaults()
      simulator.addFault(Fault(kind: .slow, delay: .milliseconds(10)))
      let answer = try await send("POST", request.url, headers: request.headers, body: request.body)
      #expect(answer.status == 200)
      #expect(simulator.counts.byFault["slow"] == 1)
    }
  }

  @Test func theControlEndpointShowsAndChangesTheWorld() async throws {
    try await Simulator.withRunning { simulator, endpoint in
      let control = endpoint.appending(path: "_simulator")
      let added = try await send(
        "POST", control.appending(path: "capacity"),
        body: Array(#"[{"zone": "us-east-1a", "available": 0, "opens_after": "60s"}, {"market": "spot"}]"#.utf8))
      #expect(added.status == 200)
      #expect(
        added.body == #"[{"available":0,"opens_after":60,"zone":"us-east-1a"},{"market":"spot"}]"# + "\n")
      #expect(simulator.capacity.count == 2)
      let removed = try await send(
        "DELETE", control.appending(path: "capacity"), body: Array(#"{"market": "spot"}"#.utf8))
      #expect(removed.body == #"[{"available":0,"opens_after":60,"zone":"us-east-1a"}]"# + "\n")
      _ = try await send("DELETE", control.appending(path: "capacity"))
      #expect(simulator.capacity.isEmpty)

      let fault = try await send(
        "POST", control.appending(path: "faults"),
        body: Array(#"{"kind": "drop_before", "action": "CreateTags"}"#.utf8))
      #expect(fault.body == #"[{"action":"CreateTags","count":1,"kind":"drop_before","skip":0}]"# + "\n")
      #expect(try await send("DELETE", control.appending(path: "faults")).body == "[]\n")
      let bad = try await send("POST", control.appending(path: "faults"), body: Array("{}".utf8))
      #expect(bad.status == 400)
      #expect(bad.body.contains("'kind' is missing"))
      #expect(try await send("GET", control.appending(path: "nothing")).status == 404)

      let request = signed(launch, to: endpoint, at: Date())
      _ = try await send("POST", request.url, headers: request.headers, body: request.body)
      let state = try await send("GET", control.appending(path: "state"))
      let snapshot = try SimulatorJSON.decode(SimulatorSnapshot.self, from: state.body.utf8)
      #expect(snapshot.live.map(\.clientToken) == ["http"])
      #expect(snapshot.counts.byAction == ["RunInstances": 1])
      let calls = try await send("GET", control.appending(path: "calls"))
      let lines = calls.body.split(separator: "\n")
      #expect(try lines.map { try SimulatorJSON.decode(CallRecord.self, from: $0.utf8).action } == ["RunInstances"])
    }
  }

  @Test func theControlEndpointChangesWhatBecomesOfLaunches() async throws {
    try await Simulator.withRunning { simulator, endpoint in
      let control = endpoint.appending(path: "_simulator")
      func post(_ path: String, _ body: String) async throws -> String {
        try await send("POST", control.appending(path: path), body: Array(body.utf8)).body
      }
      let fate = try await post("fates", #"{"kind": "dies", "zone": "us-east-1a", "after": "1m"}"#)
      #expect(fate == #"[{"after":60,"count":1,"kind":"dies","skip":0,"zone":"us-east-1a"}]"# + "\n")
      let rule = try await post("offerings", #"{"instance_type": "m5.*", "zone": "us-east-1a"}"#)
      #expect(rule == #"[{"instance_type":"m5.*","offered":false,"zone":"us-east-1a"}]"# + "\n")
      _ = try await post("quotas", #"[{"vcpus": 8}, {"vcpus": 4}]"#)
      #expect(simulator.quotas == [Quota(vcpus: 4)])
      _ = try await post("spot_prices", #"{"t3.medium": 0.5, "t3.large": 1}"#)
      #expect(try await post("spot_prices", #"{"t3.large": null}"#) == #"{"t3.medium":0.5}"# + "\n")
      for path in ["fates", "offerings", "quotas", "spot_prices"] {
        _ = try await send("DELETE", control.appending(path: path))
        #expect(["[]\n", "{}\n"].contains(try await send("GET", control.appending(path: path)).body))
      }
      let bad = try await send(
        "POST", control.appending(path: "fates"), body: Array(#"[{"kind": "dies", "codes": "x"}]"#.utf8))
      #expect(bad.status == 400)
      #expect(bad.body.contains("there is no key 'codes'"))
    }
  }

  @Test func oneInstanceCanBeInterrupted() async throws {
    try await Simulator.withRunning { simulator, endpoint in
      let spot = signed(launch + "&InstanceMarketOptions.MarketType=spot", to: endpoint, at: Date())
      _ = try await send("POST", spot.url, headers: spot.headers, body: spot.body)
      let id = try #require(simulator.snapshot().live.first?.instanceID)
      let instances = endpoint.appending(path: "_simulator/instances")
      let met = try await send(
        "POST", instances, body: Array(#"{"instance_id": "\#(id)", "kind": "interrupted"}"#.utf8))
      #expect(met.status == 200)
      #expect(met.body.contains(#""state":"terminated""#))
      let unknown = try await send("POST", instances, body: Array(#"{"instance_id": "i-0", "kind": "dies"}"#.utf8))
      #expect(unknown.status == 404)
      #expect(unknown.body.contains("there is no instance 'i-0'"))
      #expect(try await send("PUT", instances).status == 404)
    }
  }

  @Test func aTakenPortIsAnErrorForAllWhoWait() async throws {
    try await Simulator.withRunning { _, endpoint in
      var configuration = SimulatorConfiguration()
      configuration.port = try #require(endpoint.port)
      await #expect(throws: (any Error).self) { try await Simulator.withRunning(configuration) { _, _ in } }
    }
  }
}
