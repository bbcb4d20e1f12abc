/// How often each action was called, and how often it was refused with each code.
package struct CallCounts: Sendable, Equatable, Codable {
  package private(set) var byAction: [String: Int] = [:]
  /// Refusals by action, then code.
  package private(set) var byCode: [String: [String: Int]] = [:]
  /// Instances launched, replays left out.
  package private(set) var launched = 0
  /// Calls that got no answer.
  package private(set) var dropped = 0
  /// Calls struck by each kind of fault.
  package private(set) var byFault: [String: Int] = [:]

  mutating func add(_ record: CallRecord) {
    // A late call was counted when it came in.
    if record.lateOf == nil { byAction[record.action, default: 0] += 1 }
    if let code = record.code { byCode[record.action, default: [:]][code, default: 0] += 1 }
    launched += record.launched
    guard let fault = record.fault, record.lateOf == nil else { return }
    byFault[fault.rawValue, default: 0] += 1
    if fault.isDrop { dropped += 1 }
  }

  enum CodingKeys: String, CodingKey {
    case byAction = "by_action"
    case byCode = "by_code"
    case byFault = "by_fault"
    case launched, dropped
  }
}
