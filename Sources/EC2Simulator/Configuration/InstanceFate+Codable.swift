extension InstanceFate: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case kind, market, zone, skip, count, probability, after, lasts, notice, code, message, check
    case instanceType = "instance_type"
    case bootTime = "boot_time"
    case checksTime = "checks_time"
  }

  package init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, CodingKeys.self)
    try self.init(fields: decoder)
  }

  /// Reads the fields of a fate, whatever else stands beside them.
  init(fields decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(kind: try values.decode(Kind.self, forKey: .kind))
    dose = try Dose(from: decoder)
    market = try values.decodeIfPresent(CapacityPool.Market.self, forKey: .market)
    instanceType = try values.decodeIfPresent(String.self, forKey: .instanceType)
    zone = try values.decodeIfPresent(String.self, forKey: .zone)
    after = try values.decodeIfPresent(Seconds.self, forKey: .after)?.duration
    lasts = try values.decodeIfPresent(Seconds.self, forKey: .lasts)?.duration
    notice = try values.decodeIfPresent(Seconds.self, forKey: .notice)?.duration
    code = try values.decodeIfPresent(String.self, forKey: .code)
    message = try values.decodeIfPresent(String.self, forKey: .message)
    check = try values.decodeIfPresent(Check.self, forKey: .check)
    bootTime = try values.decodeIfPresent(Seconds.self, forKey: .bootTime)?.duration
    checksTime = try values.decodeIfPresent(Seconds.self, forKey: .checksTime)?.duration
    guard kind != .spotStatus || code != nil else {
      throw DecodingError.dataCorruptedError(
        forKey: .code, in: values, debugDescription: "a fate of kind 'spot_status' needs a 'code'")
    }
    if let code, kind == .spotStatus || kind == .interrupted, SpotStatus.known[code] == nil {
      throw DecodingError.dataCorruptedError(
        forKey: .code, in: values,
        debugDescription: "'\(code)' is no status code of a spot request; known are "
          + SpotStatus.known.keys.sorted().joined(separator: ", "))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(kind, forKey: .kind)
    try dose.encode(to: encoder)
    try values.encodeIfPresent(market, forKey: .market)
    try values.encodeIfPresent(instanceType, forKey: .instanceType)
    try values.encodeIfPresent(zone, forKey: .zone)
    try values.encodeIfPresent(after.map(Seconds.init), forKey: .after)
    try values.encodeIfPresent(lasts.map(Seconds.init), forKey: .lasts)
    try values.encodeIfPresent(notice.map(Seconds.init), forKey: .notice)
    try values.encodeIfPresent(code, forKey: .code)
    try values.encodeIfPresent(message, forKey: .message)
    try values.encodeIfPresent(check, forKey: .check)
    try values.encodeIfPresent(bootTime.map(Seconds.init), forKey: .bootTime)
    try values.encodeIfPresent(checksTime.map(Seconds.init), forKey: .checksTime)
  }
}
