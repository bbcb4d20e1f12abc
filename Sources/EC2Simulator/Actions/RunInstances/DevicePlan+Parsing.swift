extension DevicePlan {
  private static let types = ["standard", "gp2", "gp3", "io1", "io2", "st1", "sc1"]

  /// The image's root volume as the call changes it, then the volumes that the call adds.
  static func all(_ parameters: Parameters, image: Image) throws(APIError) -> [DevicePlan] {
    var devices = [
      DevicePlan(
        name: image.rootDevice, size: image.size, type: image.volumeType, encrypted: false, deleteOnTermination: true,
        snapshotID: image.snapshotID)
    ]
    for item in parameters.items("BlockDeviceMapping") {
      let name = try item.required("DeviceName")
      guard let ebs = item.node("Ebs") else { continue }
      if name == image.rootDevice {
        devices[0] = try devices[0].changed(by: ebs, snapshotSize: image.size)
        continue
      }
      guard !devices.contains(where: { $0.name == name }) else {
        throw invalid("The device '\(name)' is used in more than one block-device mapping")
      }
      guard ebs["VolumeSize"] != nil else {
        throw .missingParameter("size or snapshotId")
      }
      let blank = DevicePlan(name: name, size: 1, type: "gp2", encrypted: false, deleteOnTermination: true)
      devices.append(try blank.changed(by: ebs, snapshotSize: nil))
    }
    return devices.map(\.withDefaults)
  }

  private func changed(by ebs: Parameters, snapshotSize: Int?) throws(APIError) -> DevicePlan {
    var device = self
    device.size = try ebs.integer("VolumeSize") ?? size
    device.type = try ebs.choice("VolumeType", of: Self.types) ?? type
    device.iops = try ebs.integer("Iops")
    device.throughput = try ebs.integer("Throughput")
    device.encrypted = try ebs.boolean("Encrypted") ?? encrypted
    device.deleteOnTermination = try ebs.boolean("DeleteOnTermination") ?? deleteOnTermination
    device.snapshotID = ebs["SnapshotId"] ?? snapshotID
    if let snapshotSize, device.size < snapshotSize {
      throw Self.invalid(
        "Volume of size \(device.size)GB is smaller than snapshot '\(device.snapshotID ?? "")', "
          + "expect size >= \(snapshotSize)GB")
    }
    try device.checkLimits()
    return device
  }

  /// Source: AWS, "Amazon EBS volume types".
  private func checkLimits() throws(APIError) {
    guard (1...65_536).contains(size) else {
      throw .invalidParameterValue("Volume of \(size)GiB is outside the limits of 1GiB to 65536GiB.")
    }
    if type == "gp3", let iops, !(3_000...80_000).contains(iops) {
      throw .invalidParameterValue("Volume iops of \(iops) is outside the limits of 3000 to 80000 for gp3.")
    }
    if let throughput {
      guard type == "gp3" else {
        throw .invalidParameterCombination("The parameter throughput is not supported for \(type) volumes.")
      }
      guard (125...2_000).contains(throughput) else {
        throw .invalidParameterValue("Throughput of \(throughput) MiB/s is outside the limits of 125 to 2000 for gp3.")
      }
    }
  }

  private var withDefaults: DevicePlan {
    var device = self
    if type == "gp3" {
      device.iops = iops ?? 3_000
      device.throughput = throughput ?? 125
    } else if type == "gp2" {
      device.iops = min(max(100, size * 3), 16_000)
    }
    return device
  }

  private static func invalid(_ message: String) -> APIError {
    APIError(code: "InvalidBlockDeviceMapping", message: message)
  }
}
