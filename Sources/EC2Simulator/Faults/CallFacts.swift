/// What a fault may look at to choose its calls.
struct CallFacts: Sendable, Equatable {
  var action: String?
  var accessKeyID: String?
  /// Of RunInstances only, as are type and market: the zone that it names, itself or by a subnet.
  var zone: String?
  var instanceType: String?
  var market: CapacityPool.Market?
  /// Whether it looks instances up by their client token or by a tag.
  var looksUpToken = false
}

extension CallFacts {
  init(_ call: ServiceCall, accessKeyID: String?, zone: String?) {
    let parameters = call.parameters
    action = call.action
    self.accessKeyID = accessKeyID
    looksUpToken =
      action == DescribeInstances.name
      && parameters.items("Filter").contains { filter in
        filter["Name"] == "client-token" || (filter["Name"] ?? "").hasPrefix("tag:")
      }
    guard action == RunInstances.name else { return }
    self.zone = zone
    instanceType = parameters["InstanceType"]
    market = parameters["InstanceMarketOptions.MarketType"] == "spot" ? .spot : .onDemand
  }
}

extension Fault {
  func matches(_ call: CallFacts) -> Bool {
    guard kind != .partialView || call.looksUpToken else { return false }
    return (action.map { Glob.matches(call.action ?? "", $0) } ?? true)
      && (accessKeyID.map { $0 == call.accessKeyID } ?? true)
      && (zone.map { $0 == call.zone } ?? true)
      && (instanceType.map { Glob.matches(call.instanceType ?? "", $0) } ?? true)
      && (market.map { $0 == call.market } ?? true)
  }
}
