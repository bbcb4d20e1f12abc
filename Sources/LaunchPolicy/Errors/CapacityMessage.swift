import Foundation

/// What EC2's refusal for want of capacity tells beside its code.
package struct CapacityHint: Sendable, Equatable {
  /// Zones that EC2 said to choose instead, in its order. Not reliable: an order to try, never a reason not to.
  package var suggestedZones: [String] = []
  /// The volume type whose zones are short: no zone was asked for.
  package var volumeType: String?
  /// No pool of spot capacity fits at all.
  package var isSpotPool = false

  package init(suggestedZones: [String] = [], volumeType: String? = nil, isSpotPool: Bool = false) {
    self.suggestedZones = suggestedZones
    self.volumeType = volumeType
    self.isSpotPool = isSpotPool
  }
}

/// Reads the three forms of EC2's InsufficientInstanceCapacity message.
///
/// Named zone: "… or choosing us-east-1b, us-east-1c."; no zone: "… in zones with support for 'gp3' volumes …"; spot:
/// "There is no Spot capacity available that matches your request."
package enum CapacityMessage {
  package static func hint(in message: String, region: String) -> CapacityHint {
    CapacityHint(
      suggestedZones: suggestedZones(in: message, region: region),
      volumeType: message.firstMatch(of: /support for '([a-z0-9]+)' volumes/).map { String($0.1) },
      isSpotPool: message.localizedCaseInsensitiveContains("no Spot capacity available"))
  }

  /// The zones after "choosing" that are this region's; empty for the other forms.
  package static func suggestedZones(in message: String, region: String) -> [String] {
    guard let advice = message.range(of: "choosing ", options: .backwards) else { return [] }
    var zones: [String] = []
    for word in message[advice.upperBound...].split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" }) {
      guard word.hasPrefix(region), word.dropFirst(region.count).wholeMatch(of: /(-[a-z]+-\d+)?[a-z]/) != nil,
        !zones.contains(String(word))
      else { continue }
      zones.append(String(word))
    }
    return zones
  }
}
