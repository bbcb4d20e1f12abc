import JobModel

/// An order on record as JSON shows it.
struct OrderView: Encodable {
  let order: OrderRecord

  init(_ order: OrderRecord) { self.order = order }

  enum CodingKeys: String, CodingKey {
    case verb, by, detail, jobs
    case orderedAt = "ordered_at"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(order.orderedAt, forKey: .orderedAt)
    try container.encode(order.by.name, forKey: .by)
    try container.encode(order.verb, forKey: .verb)
    try container.encode((try? JSONReader.read(Array(order.detail.utf8))) ?? .null, forKey: .detail)
    try container.encode(order.jobs, forKey: .jobs)
  }
}

extension OrderRecord.Verb: Encodable {}
