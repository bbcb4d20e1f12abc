import AWSCore
import Foundation

/// `/_simulator/`: plain, unsigned HTTP to watch and to change a running simulator.
///
/// - `GET state`: a `SimulatorSnapshot`; `GET calls`: the calls as JSON lines.
/// - `GET`, `POST`, `DELETE faults`: list, add (an object or an array), remove all.
/// - `GET`, `POST`, `DELETE capacity`: list, add (an object or an array; one of the same market, type and zone is
///   replaced), remove: those of the scopes in the body, or all when it is empty.
struct ControlEndpoint {
  static let prefix = "/_simulator/"
  let simulator: Simulator

  static func owns(_ path: String) -> Bool { path.hasPrefix(prefix) }

  func respond(to request: IncomingRequest) -> Answer {
    do {
      return try route(request)
    } catch let error as DecodingError {
      return Self.failure(400, "the body is not what this path takes: \(Self.describe(error))")
    } catch {
      return Self.failure(500, "\(error)")
    }
  }

  private func route(_ request: IncomingRequest) throws -> Answer {
    switch (request.method, request.path.dropFirst(Self.prefix.count)) {
    case ("GET", "state"):
      return try Self.json(simulator.snapshot())
    case ("GET", "calls"):
      return Answer(
        status: 200, contentType: "application/jsonl",
        body: try simulator.calls.map { String(decoding: try SimulatorJSON.line($0), as: UTF8.self) }.joined())
    case ("GET", "faults"):
      break
    case ("POST", "faults"):
      for fault in try Self.list(Fault.self, request.body) { simulator.addFault(fault) }
    case ("DELETE", "faults"):
      simulator.removeAllFaults()
    case ("GET", "capacity"):
      break
    case ("POST", "capacity"):
      for pool in try Self.list(CapacityPool.self, request.body) { simulator.addCapacity(pool) }
    case ("DELETE", "capacity") where request.body.isEmpty:
      simulator.removeAllCapacity()
    case ("DELETE", "capacity"):
      for pool in try Self.list(CapacityPool.self, request.body) { simulator.removeCapacity(sameScopeAs: pool) }
    default:
      return Self.failure(
        404, "there is no \(request.method) \(request.path); see GET state, GET calls, faults, capacity")
    }
    return request.path.hasSuffix("faults") ? try Self.json(simulator.faults) : try Self.json(simulator.capacity)
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

  private static func describe(_ error: DecodingError) -> String {
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      context.debugDescription
    case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
    @unknown default: "\(error)"
    }
  }
}
