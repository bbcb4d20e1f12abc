import AWSCore
import Foundation

/// `/_simulator/`: plain, unsigned HTTP to watch and to change a running simulator.
///
/// - `GET state`: a `SimulatorSnapshot`; `GET calls`: the calls as JSON lines.
/// - `GET`, `POST`, `DELETE` of `faults`, `fates`, `offerings`, `quotas`: list, add (an object or an array), remove all.
///   A quota takes the place of one for the same market and bucket.
/// - `GET`, `POST`, `DELETE capacity`: list, add (an object or an array; one of the same market, type and zone is
///   replaced), remove: those of the scopes in the body, or all when it is empty.
/// - `GET`, `POST`, `DELETE spot_prices`: an object of prices by type; `null` takes the usual price again.
/// - `POST instances`: lets one instance meet a fate, named by its `instance_id`.
struct ControlEndpoint {
  static let prefix = "/_simulator/"
  let simulator: Simulator

  static func owns(_ path: String) -> Bool { path.hasPrefix(prefix) }

  func respond(to request: IncomingRequest) -> Answer {
    do {
      return try route(request)
    } catch let error as DecodingError {
      return Self.failure(400, "the body is not what this path takes: \(error.simulatorReason)")
    } catch {
      return Self.failure(500, "\(error)")
    }
  }

  private func route(_ request: IncomingRequest) throws -> Answer {
    let method = request.method
    let body = request.body
    switch request.path.dropFirst(Self.prefix.count) {
    case "state" where method == "GET":
      return try Self.json(simulator.snapshot())
    case "calls" where method == "GET":
      return Answer(
        status: 200, contentType: "application/jsonl",
        body: try simulator.calls.map { String(decoding: try SimulatorJSON.line($0), as: UTF8.self) }.joined())
    case "faults" where try change(method, body, add: simulator.addFault, clear: simulator.removeAllFaults):
      return try Self.json(simulator.faults)
    case "fates" where try change(method, body, add: simulator.addFate, clear: simulator.removeAllFates):
      return try Self.json(simulator.fates)
    case "offerings" where try change(method, body, add: simulator.addOffering, clear: simulator.removeAllOfferings):
      return try Self.json(simulator.offerings)
    case "quotas" where try change(method, body, add: simulator.setQuota, clear: simulator.removeAllQuotas):
      return try Self.json(simulator.quotas)
    case "capacity" where method == "DELETE" && !body.isEmpty:
      for pool in try Self.list(CapacityPool.self, body) { simulator.removeCapacity(sameScopeAs: pool) }
      return try Self.json(simulator.capacity)
    case "capacity" where try change(method, body, add: simulator.addCapacity, clear: simulator.removeAllCapacity):
      return try Self.json(simulator.capacity)
    case "spot_prices" where try change(method, body, add: setPrices, clear: simulator.removeAllSpotPrices):
      return try Self.json(simulator.spotPrices)
    case "instances" where method == "POST":
      return try befall(body)
    default:
      return Self.failure(
        404,
        "there is no \(method) \(request.path); see GET state, GET calls, faults, fates, capacity, offerings, "
          + "quotas, spot_prices, POST instances")
    }
  }

  private func setPrices(_ prices: [String: Double?]) {
    for (type, price) in prices { simulator.setSpotPrice(price, of: type) }
  }

  private func befall(_ body: [UInt8]) throws -> Answer {
    let changes = try Self.list(InstanceChange.self, body)
    for change in changes where !simulator.befall(change.instanceID, change.fate) {
      return Self.failure(404, "there is no instance '\(change.instanceID)'; GET state lists them")
    }
    return try Self.json(
      simulator.snapshot().instances.filter { row in
        changes.contains { $0.instanceID == row.instanceID }
      })
  }

  /// Does what a method asks of a list; says whether there is such a method.
  private func change<Value: Decodable>(
    _ method: String, _ body: [UInt8], add: (Value) -> Void, clear: () -> Void
  ) throws -> Bool {
    switch method {
    case "GET": break
    case "POST": for value in try Self.list(Value.self, body) { add(value) }
    case "DELETE": clear()
    default: return false
    }
    return true
  }

  /// One object, or an array of them.
  private static func list<Value: Decodable>(_ type: Value.Type, _ body: [UInt8]) throws -> [Value] {
    if body.first(where: { ![9, 10, 13, 32].contains($0) }) == UInt8(ascii: "[") {
      return try SimulatorJSON.decode([Value].self, from: body)
    }
    return [try SimulatorJSON.decode(Value.self, from: body)]
  }

  private static func json(_ value: some Encodable) throws -> Answer {
    Answer(
      status: 200, contentType: "application/json",
      body: String(decoding: try SimulatorJSON.line(value), as: UTF8.self))
  }

  private static func failure(_ status: Int, _ message: String) -> Answer {
    Answer(
      status: status, contentType: "application/json", body: (try? json(["error": message]).body) ?? "")
  }
}
