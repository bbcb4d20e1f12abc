import Foundation
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// What the simulator says of its world, read by these tests alone.
struct SimulatorState: Decodable, Sendable {
  struct Instance: Decodable, Sendable {
    let instanceId: String
    let state: String
    let availabilityZone: String
    let market: String
    let tags: [String: String]
    let launchIndex: Int
    let launchTime: String
    let endedAt: String?
  }
  struct Counts: Decodable, Sendable {
    let byAction: [String: Int]
    let launched: Int
    let dropped: Int
  }
  struct Twice: Decodable, Sendable {
    let key: String
    let instanceIds: [String]
  }
  let instances: [Instance]
  let counts: Counts
  let doubles: [Twice]

  var live: [Instance] { instances.filter { !["shutting-down", "terminated"].contains($0.state) } }
}

extension SimulatorProcess {
  func state() async throws -> SimulatorState { try JSON.decode(SimulatorState.self, try await send("GET", "state")) }

  /// Adds a fault: `drop_before` or `drop_after`, of so many calls of that action.
  func addFault(_ kind: String, action: String, count: Int = 1) async throws {
    _ = try await send("POST", "faults", #"{"kind":"\#(kind)","action":"\#(action)","count":\#(count)}"#)
  }

  /// Closes a zone until `openEverything`.
  func close(zone: String) async throws {
    _ = try await send("POST", "capacity", #"{"zone":"\#(zone)","available":0}"#)
  }

  /// Closes a zone for one market.
  func close(zone: String, market: String) async throws {
    try await capacity(#"{"zone":"\#(zone)","market":"\#(market)","available":0}"#)
  }

  /// Adds a pool, as the simulator's JSON has it.
  func capacity(_ pool: String) async throws { _ = try await send("POST", "capacity", pool) }

  /// Lets a zone no longer offer t3.medium, until `clear("offerings")`: refused at once, and for longer than a shortage.
  func withdraw(zone: String) async throws {
    try await add(#"{"zone":"\#(zone)","instance_type":"t3.medium","offered":false}"#, to: "offerings")
  }

  func openEverything() async throws { _ = try await send("DELETE", "capacity") }

  /// Adds to one of its lists (`faults`, `fates`, `quotas`, …), in its own JSON.
  func add(_ json: String, to list: String) async throws { _ = try await send("POST", list, json) }

  func clear(_ list: String) async throws { _ = try await send("DELETE", list) }

  private func send(_ method: String, _ path: String, _ body: String = "") async throws -> Data {
    var request = URLRequest(url: endpoint.appending(path: "_simulator/\(path)"))
    request.httpMethod = method
    if !body.isEmpty { request.httpBody = Data(body.utf8) }
    let (data, response) = try await URLSession.shared.data(for: request)
    let status = (response as? HTTPURLResponse)?.statusCode
    try #require(status == 200, "\(method) \(path): \(String(decoding: data, as: UTF8.self))")
    return data
  }
}
