import Foundation

/// One line of the simulator's call log, as far as tests read it.
struct RecordedCall: Decodable, Sendable {
  let number: Int
  let at: Date
  let action: String
  let clientToken: String?
  let zone: String?
  let code: String?
  /// The names of a look-up's filters.
  let filters: [String]
  let instanceIds: [String]
  /// How many instances it launched: none where it was told of what an earlier one launched.
  let launched: Int

  /// Whether EC2 did what was asked, whatever the caller learned of it.
  var isDone: Bool { code == nil }

  init(line: String) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.dateDecodingStrategy = .custom { decoder in
      try Date(
        decoder.singleValueContainer().decode(String.self),
        strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
    self = try decoder.decode(Self.self, from: Data(line.utf8))
  }
}

extension SimulatorProcess {
  /// All calls so far, in the order of their effects.
  func calls() throws -> [RecordedCall] {
    try String(contentsOfFile: callLog, encoding: .utf8).split(separator: "\n").map {
      try RecordedCall(line: String($0))
    }
  }

  func calls(_ action: String) throws -> [RecordedCall] { try calls().filter { $0.action == action } }
}

extension RecordedCall {
  /// Who a process is and what else there is of its queue: asked by every worker, whatever it has to do.
  var isRoutine: Bool { action == "GetCallerIdentity" || filters.contains("tag:geusemaker:queue") }

  /// Whether a launch was looked for: by its token, or by the tag of its request.
  var isLookUp: Bool { filters.contains("client-token") || filters.contains("tag:geusemaker:request") }
}

extension [RecordedCall] {
  /// How many of each action.
  var counts: [String: Int] { Dictionary(grouping: self, by: \.action).mapValues(\.count) }
}
