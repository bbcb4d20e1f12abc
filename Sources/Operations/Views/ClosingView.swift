package import JobModel

/// What takes no launches for now, as JSON shows it.
package struct ClosingView: Encodable, Sendable {
  private let closing: Closing

  package init(_ closing: Closing) { self.closing = closing }

  enum CodingKeys: String, CodingKey {
    case region, scope, name, refusals, code, message, prober
    case errorClass = "class"
    case firstClosedAt = "first_closed_at"
    case closedAt = "closed_at"
    case reopensAt = "reopens_at"
    case requestID = "request_id"
    case suggestedZones = "suggested_zones"
    case batchLimit = "batch_limit"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(closing.region, forKey: .region)
    try container.encode(closing.key.scope, forKey: .scope)
    try container.encode(closing.key.name, forKey: .name)
    try container.encode(closing.refusals, forKey: .refusals)
    try container.encode(closing.firstClosedAt, forKey: .firstClosedAt)
    try container.encode(closing.closedAt, forKey: .closedAt)
    try container.encode(closing.reopensAt, forKey: .reopensAt)
    try container.encode(closing.code, forKey: .code)
    try container.encode(closing.errorClass, forKey: .errorClass)
    try container.encode(closing.message, forKey: .message)
    try container.encode(closing.requestID, forKey: .requestID)
    try container.encode(closing.suggestedZones, forKey: .suggestedZones)
    try container.encode(closing.batchLimit, forKey: .batchLimit)
    try container.encode(closing.prober, forKey: .prober)
  }
}
