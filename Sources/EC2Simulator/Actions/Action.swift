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
  /// Set where a look-up by client token is to show only so many instances of those it finds.
  var view: PartialView?
  /// Set where a fault refuses a launch for want of capacity: then its token is bound and nothing else is done.
  var refusal: Refusal?

  enum Refusal {
    case binding
    /// The same call will launch when it is sent again.
    case promising
  }
}

/// How much of what a look-up by client token or by tag finds is shown.
struct PartialView: Sendable, Equatable {
  /// Nil is half, rounded down.
  var shown: Int?
  /// What was launched before is shown all the same; nil hides whatever its age.
  var hidesFrom: Date?

  func cut(_ positions: [Int], in region: Region) -> [Int] {
    let kept = shown ?? positions.count / 2
    return positions.enumerated().filter { place, position in
      place < kept || hidesFrom.map { region.instances.rows[position].lifecycle.launchedAt < $0 } ?? false
    }.map(\.element)
  }
}

/// What a call did, for the call log.
struct Effect: Sendable, Equatable {
  /// The instances that it launched, named or changed.
  var instanceIDs: [String] = []
  var launched = 0
  var zone: String?

  static let none = Effect()
}
