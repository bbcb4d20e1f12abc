extension SimulatorConfiguration: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case host, port, account, regions, accounts
    case accessKeys = "access_keys"
    case bootTime = "boot_time"
    case checksTime = "checks_time"
    case shutdownTime = "shutdown_time"
    case capacity, faults, fates, offerings, quotas, subnets
    case spotPrices = "spot_prices"
    case visibleAfter = "visible_after"
    case throttling, buckets, roles, parameters
    case hasDefaultVPC = "default_vpc"
    case maxInstancesPerCall = "max_instances_per_call"
    case signatureLifetime = "signature_lifetime"
    case callLog = "call_log"
    case seed
  }

  package init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, CodingKeys.self)
    self.init()
    let values = try decoder.container(keyedBy: CodingKeys.self)
    host = try values.decodeIfPresent(String.self, forKey: .host) ?? host
    port = try values.decodeIfPresent(Int.self, forKey: .port) ?? port
    account = try values.decodeIfPresent(String.self, forKey: .account) ?? account
    regions = try values.decodeIfPresent([String].self, forKey: .regions) ?? regions
    accessKeys = try values.decodeIfPresent([String: String].self, forKey: .accessKeys) ?? accessKeys
    accounts = try values.decodeIfPresent([String: String].self, forKey: .accounts) ?? accounts
    timing.boot = try values.decodeIfPresent(Seconds.self, forKey: .bootTime)?.duration ?? timing.boot
    timing.checks = try values.decodeIfPresent(Seconds.self, forKey: .checksTime)?.duration ?? timing.checks
    timing.shutdown = try values.decodeIfPresent(Seconds.self, forKey: .shutdownTime)?.duration ?? timing.shutdown
    capacity = try values.decodeIfPresent([CapacityPool].self, forKey: .capacity) ?? capacity
    faults = try values.decodeIfPresent([Fault].self, forKey: .faults) ?? faults
    fates = try values.decodeIfPresent([InstanceFate].self, forKey: .fates) ?? fates
    offerings = try values.decodeIfPresent([OfferingRule].self, forKey: .offerings) ?? offerings
    quotas = try values.decodeIfPresent([Quota].self, forKey: .quotas) ?? quotas
    subnets = try values.decodeIfPresent([SubnetSetting].self, forKey: .subnets) ?? subnets
    spotPrices = try values.decodeIfPresent([String: Double].self, forKey: .spotPrices) ?? spotPrices
    visibleAfter = try values.decodeIfPresent(Seconds.self, forKey: .visibleAfter)?.duration ?? visibleAfter
    throttling = try values.decodeIfPresent(Bool.self, forKey: .throttling) ?? throttling
    buckets = try values.decodeIfPresent([String: BucketLimit].self, forKey: .buckets) ?? buckets
    roles = try values.decodeIfPresent([RoleSetting].self, forKey: .roles) ?? roles
    parameters = try values.decodeIfPresent([String: String].self, forKey: .parameters) ?? parameters
    hasDefaultVPC = try values.decodeIfPresent(Bool.self, forKey: .hasDefaultVPC) ?? hasDefaultVPC
    maxInstancesPerCall = try values.decodeIfPresent(Int.self, forKey: .maxInstancesPerCall)
    signatureLifetime =
      try values.decodeIfPresent(Seconds.self, forKey: .signatureLifetime)?.duration ?? signatureLifetime
    callLog = try values.decodeIfPresent(String.self, forKey: .callLog)
    seed = try values.decodeIfPresent(UInt64.self, forKey: .seed)
    try check(values)
  }

  private func check(_ values: KeyedDecodingContainer<CodingKeys>) throws {
    func refuse(_ key: CodingKeys, _ why: String) -> DecodingError {
      DecodingError.dataCorruptedError(forKey: key, in: values, debugDescription: why)
    }
    guard Self.loopback.contains(host) else {
      throw refuse(.host, "the simulator listens on loopback only; use \(Self.loopback.joined(separator: ", "))")
    }
    guard (0...65_535).contains(port) else { throw refuse(.port, "a port is from 0 to 65535") }
    guard account.wholeMatch(of: /\d{12}/) != nil else { throw refuse(.account, "an account has twelve digits") }
    for (id, account) in accounts {
      guard accessKeys[id] != nil else { throw refuse(.accounts, "'\(id)' is none of the 'access_keys'") }
      guard account.wholeMatch(of: /\d{12}/) != nil else {
        throw refuse(.accounts, "the account '\(account)' has not twelve digits")
      }
    }
    for role in roles where RoleName(role.arn) == nil {
      throw refuse(.roles, "'\(role.arn)' is no role: write arn:aws:iam::ACCOUNT:role/NAME")
    }
    for (type, price) in spotPrices where InstanceType.byName[type] == nil || price <= 0 {
      throw refuse(.spotPrices, "'\(type)' is not a type that the simulator knows, or its price is not above 0")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(host, forKey: .host)
    try values.encode(port, forKey: .port)
    try values.encode(account, forKey: .account)
    try values.encode(regions, forKey: .regions)
    try values.encode(accessKeys, forKey: .accessKeys)
    try values.encode(accounts, forKey: .accounts)
    try values.encode(Seconds(timing.boot), forKey: .bootTime)
    try values.encode(Seconds(timing.checks), forKey: .checksTime)
    try values.encode(Seconds(timing.shutdown), forKey: .shutdownTime)
    try values.encode(capacity, forKey: .capacity)
    try values.encode(faults, forKey: .faults)
    try values.encode(fates, forKey: .fates)
    try values.encode(offerings, forKey: .offerings)
    try values.encode(quotas, forKey: .quotas)
    try values.encode(subnets, forKey: .subnets)
    try values.encode(spotPrices, forKey: .spotPrices)
    try values.encode(Seconds(visibleAfter), forKey: .visibleAfter)
    try values.encode(Seconds(signatureLifetime), forKey: .signatureLifetime)
    try values.encode(throttling, forKey: .throttling)
    try values.encode(buckets, forKey: .buckets)
    try values.encode(roles, forKey: .roles)
    try values.encode(parameters, forKey: .parameters)
    try values.encode(hasDefaultVPC, forKey: .hasDefaultVPC)
    try values.encodeIfPresent(maxInstancesPerCall, forKey: .maxInstancesPerCall)
    try values.encodeIfPresent(callLog, forKey: .callLog)
    try values.encodeIfPresent(seed, forKey: .seed)
  }
}
