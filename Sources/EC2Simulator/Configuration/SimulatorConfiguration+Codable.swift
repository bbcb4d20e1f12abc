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
