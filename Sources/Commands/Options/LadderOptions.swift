import ArgumentParser
import JobModel

/// What a launch's ladder is made of: its markets, types and places, and the order to try them in.
struct LadderOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A type to try; may be given several times.", valueName: "type"))
  var instanceType: [String] = []

  @Option(help: ArgumentHelp("A subnet to try; it decides the zone. May be given several times.", valueName: "id"))
  var subnetId: [String] = []

  @Option(
    help: ArgumentHelp(
      "A zone of the default VPC to try, may be given several times; or all: every zone that offers the type.",
      valueName: "zone"))
  var availabilityZone: [String] = []

  @Option(help: "A market to try: spot (one-time) or on-demand; may be given twice.")
  var market: [Market] = []

  @Option(
    help: ArgumentHelp(
      "The ladder's order: what changes last, what next, what first. Default: market,type,zone.", valueName: "order"))
  var ladderOrder: String?

  @Option(help: ArgumentHelp("The most to pay for spot, in US dollars an hour.", valueName: "price"))
  var maxPrice: String?

  @Option(
    help: ArgumentHelp("An image, or resolve:ssm:NAME for the one that a parameter names.", valueName: "id"))
  var imageId: String?

  /// - Throws: usage, for an order that is none.
  func order() throws -> [LadderAxis]? {
    guard let ladderOrder else { return nil }
    let axes = ladderOrder.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let order = axes.compactMap(LadderAxis.init)
    guard order.count == axes.count, order.count == LadderAxis.allCases.count, Set(order).count == order.count else {
      throw CommandFailure.usage([
        SpecProblem("ladder_order", ladderOrder, allowed: LadderAxis.orderInWords)
      ])
    }
    return order
  }

  /// As changes of a launch that is there; what was not given is left alone.
  func changes() throws -> LaunchChanges {
    LaunchChanges(
      instanceTypes: instanceType.given, subnetIDs: subnetId.given, availabilityZones: availabilityZone.given,
      markets: market.given, ladderOrder: try order(), maxPrice: maxPrice, imageID: imageId)
  }
}

extension Array {
  fileprivate var given: [Element]? { isEmpty ? nil : self }
}
