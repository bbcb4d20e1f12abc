extension Fault: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case kind, action, zone, market, skip, count, probability, code, status, message, form, body, repeats, delay
    case fraction, shown, account
    case instanceType = "instance_type"
    case accessKeyID = "access_key_id"
    case startsAfter = "starts_after"
    case endsAfter = "ends_after"
    case takesEffect = "takes_effect"
    case bodyBase64 = "body_base64"
    case contentType = "content_type"
    case unlessLaunched = "unless_launched"
    case youngerThan = "younger_than"
    case endsCleanly = "ends_cleanly"
  }

  package init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(kind: try values.decode(Kind.self, forKey: .kind))
    dose = try Dose(from: decoder)
    action = try values.decodeIfPresent(String.self, forKey: .action)
    zone = try values.decodeIfPresent(String.self, forKey: .zone)
    instanceType = try values.decodeIfPresent(String.self, forKey: .instanceType)
    market = try values.decodeIfPresent(CapacityPool.Market.self, forKey: .market)
    accessKeyID = try values.decodeIfPresent(String.self, forKey: .accessKeyID)
    startsAfter = try values.decodeIfPresent(Seconds.self, forKey: .startsAfter)?.duration
    endsAfter = try values.decodeIfPresent(Seconds.self, forKey: .endsAfter)?.duration
    takesEffect = try values.decodeIfPresent(Bool.self, forKey: .takesEffect)
    code = try values.decodeIfPresent(String.self, forKey: .code)
    status = try values.decodeIfPresent(Int.self, forKey: .status)
    message = try values.decodeIfPresent(String.self, forKey: .message)
    form = try values.decodeIfPresent(CapacityRefusal.Form.self, forKey: .form)
    body = try values.decodeIfPresent(String.self, forKey: .body)
    bodyBase64 = try values.decodeIfPresent(String.self, forKey: .bodyBase64)
    repeats = try values.decodeIfPresent(Int.self, forKey: .repeats)
    contentType = try values.decodeIfPresent(String.self, forKey: .contentType)
    delay = try values.decodeIfPresent(Seconds.self, forKey: .delay)?.duration
    fraction = try values.decodeIfPresent(Double.self, forKey: .fraction)
    endsCleanly = try values.decodeIfPresent(Bool.self, forKey: .endsCleanly)
    shown = try values.decodeIfPresent(Int.self, forKey: .shown)
    youngerThan = try values.decodeIfPresent(Seconds.self, forKey: .youngerThan)?.duration
    unlessLaunched = try values.decodeIfPresent(Bool.self, forKey: .unlessLaunched)
    account = try values.decodeIfPresent(String.self, forKey: .account)
    try check(values)
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(kind, forKey: .kind)
    try dose.encode(to: encoder)
    try values.encodeIfPresent(action, forKey: .action)
    try values.encodeIfPresent(zone, forKey: .zone)
    try values.encodeIfPresent(instanceType, forKey: .instanceType)
    try values.encodeIfPresent(market, forKey: .market)
    try values.encodeIfPresent(accessKeyID, forKey: .accessKeyID)
    try values.encodeIfPresent(startsAfter.map(Seconds.init), forKey: .startsAfter)
    try values.encodeIfPresent(endsAfter.map(Seconds.init), forKey: .endsAfter)
    try values.encodeIfPresent(takesEffect, forKey: .takesEffect)
    try values.encodeIfPresent(code, forKey: .code)
    try values.encodeIfPresent(status, forKey: .status)
    try values.encodeIfPresent(message, forKey: .message)
    try values.encodeIfPresent(form, forKey: .form)
    try values.encodeIfPresent(body, forKey: .body)
    try values.encodeIfPresent(bodyBase64, forKey: .bodyBase64)
    try values.encodeIfPresent(repeats, forKey: .repeats)
    try values.encodeIfPresent(contentType, forKey: .contentType)
    try values.encodeIfPresent(delay.map(Seconds.init), forKey: .delay)
    try values.encodeIfPresent(fraction, forKey: .fraction)
    try values.encodeIfPresent(endsCleanly, forKey: .endsCleanly)
    try values.encodeIfPresent(shown, forKey: .shown)
    try values.encodeIfPresent(youngerThan.map(Seconds.init), forKey: .youngerThan)
    try values.encodeIfPresent(unlessLaunched, forKey: .unlessLaunched)
    try values.encodeIfPresent(account, forKey: .account)
  }

  /// What each kind cannot do without, and values that mean nothing.
  private func check(_ values: KeyedDecodingContainer<CodingKeys>) throws {
    func refuse(_ key: CodingKeys, _ why: String) -> DecodingError {
      DecodingError.dataCorruptedError(forKey: key, in: values, debugDescription: why)
    }
    if kind == .refuse, code == nil { throw refuse(.code, "a fault of kind 'refuse' needs a 'code'") }
    if kind == .otherAccount, account?.wholeMatch(of: /\d{12}/) == nil {
      throw refuse(.account, "a fault of kind 'other_account' needs an 'account' of twelve digits")
    }
    if let fraction, !(0...1).contains(fraction) { throw refuse(.fraction, "'fraction' must be from 0 to 1") }
    if let status, !(200...599).contains(status) { throw refuse(.status, "'status' must be from 200 to 599") }
    if let repeats, !(1...1_000_000).contains(repeats) {
      throw refuse(.repeats, "'repeats' must be from 1 to 1000000")
    }
    if let delay, delay > Self.longestHang { throw refuse(.delay, "'delay' may be 10 minutes at most") }
    if bodyBase64.map({ Base64.decode($0) == nil }) == true {
      throw refuse(.bodyBase64, "'body_base64' is not Base64")
    }
  }

  static let longestHang = Duration.seconds(600)
}
