/// What was asked for with an order, as it is put on record in JSON: whatever store keeps it, the words are the same.
package enum OrderDetail {
  /// What a requeue changes: the flags' names, where they were given.
  package struct Requeue: Encodable {
    let instanceTypes: [String]?
    let subnetIDs: [String]?
    let availabilityZones: [String]?
    let markets: [Market]?
    let ladderOrder: [LadderAxis]?
    let maxPrice: String?
    let imageID: String?
    let retryFor: String?
    let priority: Int?
    let assumeNotLaunched: Bool?
    let keepInstance: Bool?

    package init(_ options: RequeueOptions) {
      let changes = options.changes
      instanceTypes = changes.instanceTypes
      subnetIDs = changes.subnetIDs
      availabilityZones = changes.availabilityZones
      markets = changes.markets
      ladderOrder = changes.ladderOrder
      maxPrice = changes.maxPrice
      imageID = changes.imageID
      retryFor = changes.retryFor.map(DurationText.format)
      priority = changes.priority
      assumeNotLaunched = options.assumeNotLaunched ? true : nil
      keepInstance = options.keepInstance ? true : nil
    }

    private enum CodingKeys: String, CodingKey {
      case markets, priority
      case instanceTypes = "instance_types"
      case subnetIDs = "subnet_ids"
      case availabilityZones = "availability_zones"
      case ladderOrder = "ladder_order"
      case maxPrice = "max_price"
      case imageID = "image_id"
      case retryFor = "retry_for"
      case assumeNotLaunched = "assume_not_launched"
      case keepInstance = "keep_instance"
    }
  }

  package struct Cancel: Encodable {
    let keepInstance: Bool?

    package init(_ keepInstance: Bool) { self.keepInstance = keepInstance ? true : nil }

    private enum CodingKeys: String, CodingKey { case keepInstance = "keep_instance" }
  }

  /// What is paused, or goes on.
  package struct Scope: Encodable {
    let queue: String?
    let kind: JobKind?
    let reason: String?
    let all: Bool?

    package init(_ scope: Pause.Scope, reason: String? = nil) {
      queue = scope.queue
      kind = scope.kind
      self.reason = reason
      all = scope == Pause.Scope() ? true : nil
    }
  }

  package struct Prune: Encodable {
    let keysForgotten: Int

    package init(keysForgotten: Int) { self.keysForgotten = keysForgotten }

    private enum CodingKeys: String, CodingKey { case keysForgotten = "keys_forgotten" }
  }
}
