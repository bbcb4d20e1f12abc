/// Shows images by id, owner and filters.
///
/// Source: AWS, "DescribeImages" in the EC2 API reference.
enum DescribeImages: Action {
  static let name = "DescribeImages"
  static let parameters = ParameterNames(
    """
    ExecutableBy.N Filter.N.Name Filter.N.Value.N ImageId.N IncludeDeprecated IncludeDisabled MaxResults NextToken
    Owner.N
    """)

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let filters = try Filters(
      call.parameters,
      names: [
        "architecture", "creation-date", "description", "image-id", "image-type", "is-public", "name", "owner-alias",
        "owner-id", "platform-details", "root-device-name", "root-device-type", "state", "virtualization-type",
      ])
    let ids = call.parameters.list("ImageId")
    for id in ids where !Identifiers.isWellFormed(id, prefix: "ami") {
      throw .malformed("InvalidAMIID.Malformed", id: id, prefix: "ami")
    }
    let images = region.images
    let account = region.account
    let missing = ids.filter { id in !images.contains { $0.id == id } }
    guard missing.isEmpty else { throw .unknownImages(missing) }
    let owners = call.parameters.list("Owner").map { $0 == "self" ? account : $0 }
    let page = try Page(call.parameters, sizes: 1...1_000, byID: !ids.isEmpty)
    let cut = page.cut(images.indices) { position in
      let image = images[position]
      return (ids.isEmpty || ids.contains(image.id))
        && (owners.isEmpty || owners.contains(image.owner) || owners.contains(image.ownerAlias ?? image.owner))
        && filters.match(tags: Tags()) { values(of: image, $0) }
    }
    xml.list("imagesSet", cut.positions.map { images[$0] }) { write($1, to: &$0) }
    xml.element("nextToken", cut.next)
    return .none
  }

  private static func values(of image: Image, _ filter: String) -> [String] {
    switch filter {
    case "architecture": [image.architecture]
    case "creation-date": [image.creationDate.ec2]
    case "description": [image.description]
    case "image-id": [image.id]
    case "image-type": ["machine"]
    case "is-public": ["true"]
    case "name": [image.name]
    case "owner-alias": image.ownerAlias.map { [$0] } ?? []
    case "owner-id": [image.owner]
    case "platform-details": ["Linux/UNIX"]
    case "root-device-name": [image.rootDevice]
    case "root-device-type": ["ebs"]
    case "state": ["available"]
    case "virtualization-type": ["hvm"]
    default: []
    }
  }

  private static func write(_ image: Image, to xml: inout XMLWriter) {
    xml.element("imageId", image.id)
    xml.element("name", image.name)
    xml.element("description", image.description)
    xml.element("imageLocation", "\(image.ownerAlias ?? image.owner)/\(image.name)")
    xml.element("imageState", "available")
    xml.element("imageOwnerId", image.owner)
    xml.element("imageOwnerAlias", image.ownerAlias)
    xml.element("isPublic", true)
    xml.element("architecture", image.architecture)
    xml.element("imageType", "machine")
    xml.element("creationDate", image.creationDate.ec2)
    xml.element("rootDeviceType", "ebs")
    xml.element("rootDeviceName", image.rootDevice)
    xml.list("blockDeviceMapping", [image]) { xml, image in
      xml.element("deviceName", image.rootDevice)
      xml.element("ebs") {
        $0.element("snapshotId", image.snapshotID)
        $0.element("volumeSize", image.size)
        $0.element("volumeType", image.volumeType)
        $0.element("iops", 3_000)
        $0.element("throughput", 125)
        $0.element("deleteOnTermination", true)
        $0.element("encrypted", false)
      }
    }
    xml.element("virtualizationType", "hvm")
    xml.element("hypervisor", "xen")
    xml.element("enaSupport", true)
    xml.element("sriovNetSupport", "simple")
    xml.element("platformDetails", "Linux/UNIX")
    xml.element("usageOperation", "RunInstances")
    xml.element("bootMode", image.architecture == "arm64" ? "uefi" : "uefi-preferred")
    xml.element("imdsSupport", "v2.0")
  }
}
