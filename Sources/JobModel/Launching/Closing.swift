/// What a refusal closes: an offering, or whatever else stands between a launch and EC2.
package struct ClosingKey: Sendable, Hashable, Comparable, Codable {
  package enum Scope: String, Sendable, Codable, CaseIterable {
    /// Market, type and zone.
    case offering
    /// A subnet without free addresses.
    case subnet
    /// A spot offering at that most to pay.
    case price
    /// A market and a group of families that share a limit of the account.
    case quota
    /// One spec on one rung: what only this launch asks for cannot be had there.
    case configuration
    /// An offering that a person closed.
    case `operator`
  }
  package var scope: Scope
  package var name: String

  package init(_ scope: Scope, _ name: String) {
    self.scope = scope
    self.name = name
  }

  package static func < (lhs: ClosingKey, rhs: ClosingKey) -> Bool {
    (lhs.scope.rawValue, lhs.name) < (rhs.scope.rawValue, rhs.name)
  }
}

/// Something that takes no launches until a time, and what EC2 said about it.
package struct Closing: Sendable, Equatable {
  package var region: String
  package var key: ClosingKey
  /// Refusals in a row.
  package var refusals: Int
  package var firstClosedAt: Timestamp
  package var closedAt: Timestamp
  package var reopensAt: Timestamp
  package var code: String
  package var errorClass: ErrorClass
  package var message: String
  package var requestID: String?
  /// Zones that EC2 named instead: an order to try, never a reason not to.
  package var suggestedZones: [String]
  /// Where EC2 refused a number of launches, not each of them: how many the next try may ask for. It rests no time.
  package var batchLimit: Int?
  /// Who tries it right now; nobody else may.
  package var prober: String?
  /// When that try counts as lost.
  package var probedUntil: Timestamp?

  package init(
    region: String, key: ClosingKey, refusals: Int, firstClosedAt: Timestamp, closedAt: Timestamp,
    reopensAt: Timestamp, code: String, errorClass: ErrorClass = .capacity, message: String, requestID: String? = nil,
    suggestedZones: [String] = [], batchLimit: Int? = nil, prober: String? = nil, probedUntil: Timestamp? = nil
  ) {
    self.region = region
    self.key = key
    self.refusals = refusals
    self.firstClosedAt = firstClosedAt
    self.closedAt = closedAt
    self.reopensAt = reopensAt
    self.code = code
    self.errorClass = errorClass
    self.message = message
    self.requestID = requestID
    self.suggestedZones = suggestedZones
    self.batchLimit = batchLimit
    self.prober = prober
    self.probedUntil = probedUntil
  }

  /// Whether waiting will not help: a pair that EC2 does not offer, or a limit that two tries a minute apart have met.
  package func isForGood(at now: Timestamp) -> Bool {
    blocks(at: now) != nil && Self.isForGood(errorClass, refusals: refusals)
  }

  /// The same while it stands.
  package static func isForGood(_ errorClass: ErrorClass, refusals: Int) -> Bool {
    switch errorClass {
    case .offering: true
    case .quota: refusals >= 2
    default: false
    }
  }

  /// From when somebody may try it; nil where that is now.
  package func blocks(at now: Timestamp) -> Timestamp? {
    let until = max(reopensAt, probedUntil ?? reopensAt)
    return until > now ? until : nil
  }
}

/// A refusal as the memory of offerings takes it.
package struct Refusal: Sendable, Equatable {
  package var region: String
  package var key: ClosingKey
  package var code: String
  package var errorClass: ErrorClass
  package var message: String
  package var requestID: String?
  package var suggestedZones: [String]
  /// How long it rests; nil: the capacity clock's 15 s, doubling to 60 s.
  package var rest: Duration?
  /// As ``Closing/batchLimit``.
  package var batchLimit: Int?

  package init(
    region: String, key: ClosingKey, code: String, errorClass: ErrorClass = .capacity, message: String,
    requestID: String? = nil, suggestedZones: [String] = [], rest: Duration? = nil, batchLimit: Int? = nil
  ) {
    self.region = region
    self.key = key
    self.code = code
    self.errorClass = errorClass
    self.message = message
    self.requestID = requestID
    self.suggestedZones = suggestedZones
    self.rest = rest
    self.batchLimit = batchLimit
  }
}
