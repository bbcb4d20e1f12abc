import JobModel

/// What a requeue changes, as it is put on record: the flags' names, where they were given.
struct RequeueDetail: Encodable {
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

  init(_ options: RequeueOptions) {
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
  }
}

struct CancelDetail: Encodable {
  let keepInstance: Bool?

  init(_ keepInstance: Bool) { self.keepInstance = keepInstance ? true : nil }

  private enum CodingKeys: String, CodingKey { case keepInstance = "keep_instance" }
}

struct PauseDetail: Encodable {
  let queue: String?
  let kind: JobKind?
  let reason: String?
  let all: Bool?

  init(_ scope: Pause.Scope, reason: String? = nil) {
    queue = scope.queue
    kind = scope.kind
    self.reason = reason
    all = scope == Pause.Scope() ? true : nil
  }
}

struct PruneDetail: Encodable {
  let keysForgotten: Int

  private enum CodingKeys: String, CodingKey { case keysForgotten = "keys_forgotten" }
}
