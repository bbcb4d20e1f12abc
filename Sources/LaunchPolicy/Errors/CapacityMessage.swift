import Foundation

/// What EC2's capacity messages say besides no.
package enum CapacityMessage {
  /// The zones named after "choosing", in EC2's order.
  package static func suggestedZones(in message: String, region: String) -> [String] {
    guard let range = message.range(of: "choosing ") else { return [] }
    return message[range.upperBound...].split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
      .filter { $0.hasPrefix(region) && $0.count == region.count + 1 }
  }
}
