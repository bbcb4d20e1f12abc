import Foundation

extension LaunchPlan {
  static func image(_ parameters: Parameters, in region: Region) throws(APIError) -> Image {
    let id = try parameters.required("ImageId")
    guard Identifiers.isWellFormed(id, prefix: "ami") else {
      throw .malformed("InvalidAMIID.Malformed", id: id, prefix: "ami")
    }
    guard let image = region.images.first(where: { $0.id == id }) else { throw .unknownImages([id]) }
    return image
  }

  static func type(_ parameters: Parameters, image: Image) throws(APIError) -> InstanceType {
    // EC2's own default since 2006.
    let name = parameters["InstanceType"] ?? "m1.small"
    guard let type = InstanceType.byName[name] else {
      throw .invalidParameterValue("Invalid value '\(name)' for InstanceType.")
    }
    guard type.architectures.contains(image.architecture) else {
      throw .invalidParameterValue(
        "The architecture '\(type.architectures.joined(separator: ","))' of the specified instance type does not match "
          + "the architecture '\(image.architecture)' of the specified AMI. Specify an instance type and an AMI that "
          + "have matching architectures, and try again. You can use 'describe-instance-types' or 'describe-images' "
          + "to discover the architecture of the instance type or AMI.")
    }
    return type
  }

  static func counts(_ parameters: Parameters, most allowed: Int?) throws(APIError) -> ClosedRange<Int> {
    _ = try parameters.required("MinCount")
    _ = try parameters.required("MaxCount")
    let least = try parameters.integer("MinCount") ?? 0
    let most = try parameters.integer("MaxCount") ?? 0
    guard least > 0 else {
      throw .invalidParameterValue("Value (\(least)) for parameter minCount is invalid. It must be at least 1.")
    }
    guard most >= least else {
      throw .invalidParameterValue(
        "Value (\(most)) for parameter maxCount is invalid. It may not be less than minCount (\(least)).")
    }
    if let allowed, most > allowed {
      throw APIError(
        code: "ResourceCountExceeded",
        message: "You have requested \(most) instances; one request may ask for \(allowed) at most.")
    }
    return least...most
  }

  /// The bid of a spot launch; one below the type's price is refused at once.
  static func maxPrice(_ parameters: Parameters, type: InstanceType, in region: Region) throws(APIError) -> Double? {
    guard let text = parameters["InstanceMarketOptions.SpotOptions.MaxPrice"] else { return nil }
    guard let price = Double(text), price > 0 else {
      throw .invalidParameterValue("Invalid value '\(text)' for MaxPrice: it must be a price greater than 0.")
    }
    let least = region.policies.spotPrice(of: type)
    guard price >= least else {
      throw APIError(
        code: "SpotMaxPriceTooLow",
        message: "Your Spot request price of \(text) is lower than the minimum required Spot request fulfillment "
          + "price of \(least).")
    }
    return price
  }

  /// At most 16 KiB once decoded.
  static func userData(_ parameters: Parameters) throws(APIError) -> String? {
    guard let text = parameters["UserData"], !text.isEmpty else { return nil }
    guard let data = Data(base64Encoded: text) else {
      throw APIError(code: "InvalidUserData.Malformed", message: "Invalid BASE64 encoding of user data.")
    }
    guard data.count <= 16_384 else { throw .invalidParameterValue("User data is limited to 16384 bytes") }
    return text
  }

  static func instanceProfile(_ parameters: Parameters, in region: Region) throws(APIError) -> String? {
    if let name = parameters["IamInstanceProfile.Name"], name != StableIDs.instanceProfile {
      throw .invalidParameterValue(
        "Value (\(name)) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name")
    }
    let known = "arn:aws:iam::\(region.account):instance-profile/\(StableIDs.instanceProfile)"
    if let arn = parameters["IamInstanceProfile.Arn"], arn != known {
      throw .invalidParameterValue(
        "Value (\(arn)) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN")
    }
    return parameters.node("IamInstanceProfile") == nil ? nil : known
  }

  static func hopLimit(_ parameters: Parameters) throws(APIError) -> Int {
    let limit = try parameters.integer("MetadataOptions.HttpPutResponseHopLimit") ?? 2
    guard (1...64).contains(limit) else {
      throw .invalidParameterValue(
        "Value (\(limit)) for parameter httpPutResponseHopLimit is invalid. Expecting a value between 1 and 64.")
    }
    return limit
  }

  /// What a one-time request, the only kind that RunInstances makes here, does not take.
  static func checkSpotOptions(_ parameters: Parameters) throws(APIError) {
    guard let options = parameters.node("InstanceMarketOptions.SpotOptions") else { return }
    guard parameters["InstanceMarketOptions.MarketType"] == "spot" else {
      throw .invalidParameterCombination("SpotOptions can be specified only for the market type 'spot'.")
    }
    _ = try options.choice("SpotInstanceType", of: ["one-time", "persistent"])
    let behavior = try options.choice("InstanceInterruptionBehavior", of: ["hibernate", "stop", "terminate"])
    guard options["SpotInstanceType"] != "persistent" else { return }
    if options["ValidUntil"] != nil {
      throw .invalidParameterCombination("ValidUntil can be specified only for persistent requests.")
    }
    if let behavior, behavior != "terminate" {
      throw .invalidParameterCombination("The interruption behavior '\(behavior)' needs a persistent request.")
    }
  }

  /// What launches may refer to and this world holds none of.
  static func checkUnmodelled(_ parameters: Parameters) throws(APIError) {
    if let template = parameters.node("LaunchTemplate") {
      let name = template["LaunchTemplateId"] ?? template["LaunchTemplateName"] ?? ""
      throw APIError(
        code: "InvalidLaunchTemplateId.NotFound",
        message: "The specified launch template, with template ID \(name), does not exist.")
    }
    let reservation = "CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId"
    if let id = parameters[reservation] {
      throw APIError(
        code: "InvalidCapacityReservationId.NotFound", message: "The capacity reservation '\(id)' does not exist.")
    }
  }
}

extension APIError {
  static func unknownImages(_ ids: [String]) -> Self {
    let list = "[\(ids.joined(separator: ", "))]"
    return Self(
      code: "InvalidAMIID.NotFound",
      message: ids.count == 1 ? "The image id '\(list)' does not exist" : "The image ids '\(list)' do not exist")
  }
}
