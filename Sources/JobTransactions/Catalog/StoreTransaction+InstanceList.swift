import JobModel

extension StoreTransaction {
  func instances(_ selection: Selection, limit: Int?) async throws -> [InstanceRecord] {
    let query = try JobQuery(selection, now: now, isAboutInstance: Statements.Catalog.isInstance)
    let sql = query.sql(Statements.Catalog.instances, newestBy: "instances.id", limit: limit)
    return try await rows(sql, query.arguments).map(InstanceRecord.init)
  }
}

extension InstanceRecord {
  /// - Parameter row: what `Statements.Catalog.instances` selects.
  init(_ row: Row) throws {
    let seen: String? = row[1]
    var resource = try JSONText.decode(EC2Resource.self, from: seen ?? row[0])
    let rung = try JSONText.decode(Rung.self, from: row[2])
    resource.availabilityZone = resource.availabilityZone ?? rung.availabilityZone
    let goneAt = row.timestampIfAny(7)
    if goneAt != nil { resource.state = "terminated" }
    self.init(
      resource: resource, region: row[3], job: row[4], deployment: row[5], recordedAt: row.timestamp(6), goneAt: goneAt)
  }
}
