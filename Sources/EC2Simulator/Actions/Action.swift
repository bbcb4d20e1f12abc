import Foundation

/// One EC2 action: reads its parameters, reads or changes the region, writes its answer.
protocol Action: SendableMetatype {
  static var name: String { get }
  /// Every parameter that EC2's own model gives it; what is known but not modelled has no effect.
  static var parameters: ParameterNames { get }
  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect
}

/// One call of an action, past the checks that all actions share.
struct Call: Sendable {
  let parameters: Parameters
  let now: Date
}

/// What a call did, for the call log.
struct Effect: Sendable, Equatable {
  /// The instances that it launched, named or changed.
  var instanceIDs: [String] = []
  var launched = 0
  var zone: String?

  static let none = Effect()
}
