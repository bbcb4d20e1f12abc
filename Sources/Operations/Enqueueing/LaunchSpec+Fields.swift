import Foundation
import JobModel

extension LaunchSpec {
  /// A launch's spec as a line has it: the flags' names, with their defaults.
  init(_ fields: inout FieldReader, source: EnqueueSource) {
    self.init()
    instanceTypes = fields.strings("instance_types") ?? instanceTypes
    subnetIDs = fields.strings("subnet_ids") ?? []
    availabilityZones = fields.strings("availability_zones") ?? []
    markets = fields.words("markets") ?? markets
    let order = fields.words("ladder_order", as: LadderAxis.self)
    ladderOrder = order == LadderAxis.allCases ? nil : order
    maxPrice = fields.string("max_price")
    imageID = fields.string("image_id")
    architecture = fields.word("architecture")
    securityGroupIDs = fields.strings("security_group_ids") ?? []
    keyName = fields.string("key_name")
    iamInstanceProfile = fields.string("iam_instance_profile")
    userData = Self.userData(&fields, source: source)
    rootVolumeSize = fields.integer("root_volume_size", Int.min...Int.max) ?? rootVolumeSize
    rootVolumeType = fields.string("root_volume_type") ?? rootVolumeType
    encrypted = fields.flag("encrypted") ?? false
    associatePublicIPAddress = fields.flag("associate_public_ip_address") ?? false
    placementGroup = fields.string("placement_group")
    capacityReservationID = fields.string("capacity_reservation_id")
    name = fields.string("name", length: 1...256)
    tags = fields.texts("tags") ?? [:]
  }

  /// A text, bytes, or the name of a file; and their size, which tells a spec that was printed without them.
  private static func userData(_ fields: inout FieldReader, source: EnqueueSource) -> Data? {
    let longest = 1_048_576
    let text = fields.string("user_data", length: 0...longest, secret: true)
    let base64 = fields.string("user_data_base64", length: 0...longest, secret: true)
    let file = fields.string("user_data_file", length: 1...4_096)
    let size = fields.integer("user_data_size", 0...Int.max)
    var data = text.map { Data($0.utf8) }
    if [text, base64, file].compactMap(\.self).count > 1 {
      fields.refuse("user_data", "…", allowed: "one of user_data, user_data_base64 and user_data_file")
    } else if let base64 {
      data = Data(base64Encoded: base64)
      if data == nil { fields.refuse("user_data_base64", "…", allowed: "base64, padded, without line breaks") }
    } else if let file {
      switch source.readFile(file) {
      case .success(let bytes): data = bytes
      case .failure(let reason): fields.refuse("user_data_file", file.shown, allowed: reason.text)
      }
    }
    if let size, size != data?.count ?? 0 {
      fields.refuse(
        "user_data_size", "\(size)",
        allowed: "the size of the user data beside it, \(data?.count ?? 0) bytes: "
          + "a spec is printed with its user data by --show-user-data")
    }
    return data
  }
}
