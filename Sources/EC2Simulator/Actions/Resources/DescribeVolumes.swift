/// Shows volumes; one that goes with its instance is gone when that is terminated.
///
/// Source: AWS, "DescribeVolumes" in the EC2 API reference.
enum DescribeVolumes: Action {
  static let name = "DescribeVolumes"
  static let parameters = ParameterNames(
    "Filter.N.Name Filter.N.Value.N IncludeManagedResources MaxResults NextToken VolumeId.N")

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let filters = try Filters(
      call.parameters,
      names: [
        "attachment.instance-id", "attachment.device", "availability-zone", "encrypted", "size", "status", "volume-id",
        "volume-type",
      ])
    let ids = call.parameters.list("VolumeId")
    let region = region
    let gone = ids.filter { id in region.volumes[id].map { !region.exists($0, at: call.now) } ?? true }
    guard gone.isEmpty else { throw .unknownVolumes(gone) }
    let page = try Page(call.parameters, byID: !ids.isEmpty)
    func matches(_ position: Int) -> Bool {
      let volume = region.volumes.rows[position]
      let instance = region.instances[volume.instanceID]
      let isAttached = instance?.state(at: call.now) != .terminated
      return region.exists(volume, at: call.now)
        && filters.match(tags: volume.tags) { filter in
          switch filter {
          case "attachment.instance-id": isAttached ? [volume.instanceID] : []
          case "attachment.device": isAttached ? [volume.device.name] : []
          case "availability-zone": [volume.zone]
          case "encrypted": [String(volume.device.encrypted)]
          case "size": [String(volume.device.size)]
          case "status": [isAttached ? "in-use" : "available"]
          case "volume-id": [volume.id]
          case "volume-type": [volume.device.type]
          default: []
          }
        }
    }
    let candidates = candidates(ids, filters, in: region)
    let cut =
      candidates.map { page.cut($0, where: matches) } ?? page.cut(region.volumes.rows.indices, where: matches)
    xml.list("volumeSet", cut.positions.map { region.volumes.rows[$0] }) { xml, volume in
      write(volume, state: region.instances[volume.instanceID]?.state(at: call.now) ?? .terminated, to: &xml)
    }
    xml.element("nextToken", cut.next)
    return .none
  }

  /// The positions to look at: those named, or those of the instances named; nil looks at all.
  static func candidates(_ ids: [String], _ filters: Filters, in region: Region) -> [Int]? {
    let named = filters.exactValues("attachment.instance-id")?.flatMap { region.instances[$0]?.volumeIDs ?? [] }
    guard let volumes = ids.isEmpty ? named : ids else { return nil }
    return Set(volumes.compactMap(region.volumes.position(of:))).sorted()
  }

  private static func write(_ volume: Volume, state: InstanceState, to xml: inout XMLWriter) {
    xml.element("volumeId", volume.id)
    xml.element("size", volume.device.size)
    xml.element("snapshotId", volume.device.snapshotID ?? "")
    xml.element("availabilityZone", volume.zone)
    xml.element("status", state == .terminated ? "available" : "in-use")
    xml.element("createTime", volume.createdAt.ec2)
    xml.element("volumeType", volume.device.type)
    xml.element("iops", volume.device.iops)
    xml.element("throughput", volume.device.throughput)
    xml.element("encrypted", volume.device.encrypted)
    xml.element("multiAttachEnabled", false)
    xml.list("attachmentSet", state == .terminated ? [] : [volume]) { xml, volume in
      xml.element("volumeId", volume.id)
      xml.element("instanceId", volume.instanceID)
      xml.element("device", volume.device.name)
      xml.element("status", state == .pending ? "attaching" : "attached")
      xml.element("attachTime", volume.createdAt.ec2)
      xml.element("deleteOnTermination", volume.device.deleteOnTermination)
    }
    xml.tagSet(volume.tags)
  }
}

extension APIError {
  static func unknownVolumes(_ ids: [String]) -> Self {
    .notFound("InvalidVolume.NotFound", noun: "volume", ids: ids)
  }
}
