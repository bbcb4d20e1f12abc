import Foundation

/// Systems Manager's pointers to the newest images, and parameters that the configuration sets.
///
/// Source: AWS, "GetParameter" in the Systems Manager API reference, and "Reference the latest AMIs using Systems
/// Manager public parameters" in the EC2 user guide.
enum GetParameter {
  static let name = "GetParameter"
  private static let images = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-"

  private struct Reply: Encodable {
    let parameter: Parameter

    enum CodingKeys: String, CodingKey {
      case parameter = "Parameter"
    }
  }

  private struct Parameter: Encodable {
    let arn: String
    let dataType = "text"
    let lastModifiedDate: Double
    let name: String
    let type = "String"
    let value: String
    let version = 1

    enum CodingKeys: String, CodingKey {
      case arn = "ARN"
      case dataType = "DataType"
      case lastModifiedDate = "LastModifiedDate"
      case name = "Name"
      case type = "Type"
      case value = "Value"
      case version = "Version"
    }
  }

  static func answer(
    _ call: ServiceCall, own: [String: String], in region: Region, start: Date
  ) throws(APIError) -> String {
    guard call.action == name else {
      throw APIError(code: "UnknownOperationException", message: "")
    }
    guard let asked = call.parameters["Name"], !asked.isEmpty else {
      throw APIError(
        code: "ValidationException",
        message: "1 validation error detected: Value at 'name' failed to satisfy constraint: Member must not be null")
    }
    guard let value = own[asked] ?? image(asked, in: region) else {
      throw APIError(code: "ParameterNotFound", message: "Parameter \(asked) not found.")
    }
    let owner = asked.hasPrefix("/aws/") ? "" : region.account
    let reply = Reply(
      parameter: Parameter(
        arn: "arn:aws:ssm:\(region.name):\(owner):parameter\(asked.hasPrefix("/") ? "" : "/")\(asked)",
        lastModifiedDate: start.timeIntervalSince1970, name: asked, value: value))
    return (try? SimulatorJSON.encode(reply)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// `default` is kernel 6.1; the kernels have names of their own too.
  private static func image(_ name: String, in region: Region) -> String? {
    guard name.hasPrefix(images) else { return nil }
    let parts = name.dropFirst(images.count).split(separator: "-")
    guard parts.count == 2, ["x86_64", "arm64"].contains(parts[1]) else { return nil }
    let kernel = parts[0] == "default" ? "6.1" : String(parts[0])
    guard Image.kernels.contains(kernel) else { return nil }
    return StableIDs.image(architecture: String(parts[1]), kernel: kernel, region: region.name)
  }
}
