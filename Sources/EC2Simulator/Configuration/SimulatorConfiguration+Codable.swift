extension SimulatorConfiguration: Codable {
  enum CodingKeys: String, CodingKey {
    case host, port, account, regions
    case accessKeys = "access_keys"
    case bootTime = "boot_time"
    case checksTime = "checks_time"
    case shutdownTime = "shutdown_time"
    case capacity, faults
    case callLog = "call_log"
    case seed
  }

  package init(from decoder: any Decoder) throws {
    self.init()
    let values = try decoder.container(keyedBy: CodingKeys.self)
    host = try values.decodeIfPresent(String.self, forKey: .host) ?? host
    port = try values.decodeIfPresent(Int.self, forKey: .port) ?? port
    account = try values.decodeIfPresent(String.self, forKey: .account) ?? account
    regions = try values.decodeIfPresent([String].self, forKey: .regions) ?? regions
    accessKeys = try values.decodeIfPresent([String: String].self, forKey: .accessKeys) ?? accessKeys
    timing.boot = try values.decodeIfPresent(Seconds.self, forKey: .bootTime)?.duration ?? timing.boot
    timing.checks = try values.decodeIfPresent(Seconds.self, forKey: .checksTime)?.duration ?? timing.checks
    timing.shutdown = try values.decodeIfPresent(Seconds.self, forKey: .shutdownTime)?.duration ?? timing.shutdown
    capacity = try values.decodeIfPresent([CapacityPool].self, forKey: .capacity) ?? capacity
    faults = try values.decodeIfPresent([Fault].self, forKey: .faults) ?? faults
    callLog = try values.decodeIfPresent(String.self, forKey: .callLog)
    seed = try values.decodeIfPresent(UInt64.self, forKey: .seed)
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(host, forKey: .host)
    try values.encode(port, forKey: .port)
    try values.encode(account, forKey: .account)
    try values.encode(regions, forKey: .regions)
    try values.encode(accessKeys, forKey: .accessKeys)
    try values.encode(Seconds(timing.boot), forKey: .bootTime)
    try values.encode(Seconds(timing.checks), forKey: .checksTime)
    try values.encode(Seconds(timing.shutdown), forKey: .shutdownTime)
    try values.encode(capacity, forKey: .capacity)
    try values.encode(faults, forKey: .faults)
    try values.encodeIfPresent(callLog, forKey: .callLog)
    try values.encodeIfPresent(seed, forKey: .seed)
  }
}
