/// How often each action was called, and how often it was refused with each code.
package struct CallCounts: Sendable, Equatable, Codable {
  package private(set) var byAction: [String: Int] = [:]
  /// Refusals by action, then code.
  package private(set) var byCode: [String: [String: Int]] = [:]
  /// Instances launched, replays left out.
  package private(set) var launched = 0
  package private(set) var dropped = 0

  mutating func add(_ record: CallRecord) {
    byAction[record.action, default: 0] += 1
    if let code = record.code { byCode[record.action, default: [:]][code, default: 0] += 1 }
    launched += record.launched
    if record.fault != nil { dropped += 1 }
  }

  enum CodingKeys: String, CodingKey {
    case byAction = "by_action"
    case byCode = "by_code"
    case launched, dropped
  }
}
