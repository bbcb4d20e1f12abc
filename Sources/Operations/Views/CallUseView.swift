/// How often an action was called of late, as JSON shows it.
struct CallUseView: Encodable {
  let use: CallUse

  init(_ use: CallUse) { self.use = use }

  enum CodingKeys: String, CodingKey {
    case region, action, calls, throttled, pace
    case most = "most_per_minute"
    case allowance = "allowed_per_minute"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(use.region, forKey: .region)
    try container.encode(use.action, forKey: .action)
    try container.encode(use.calls, forKey: .calls)
    try container.encode(use.throttled, forKey: .throttled)
    try container.encode(use.most, forKey: .most)
    try container.encode(use.allowance, forKey: .allowance)
    try container.encode(use.pace, forKey: .pace)
  }
}
