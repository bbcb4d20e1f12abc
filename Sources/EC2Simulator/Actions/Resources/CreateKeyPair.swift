import Foundation

/// Makes a key pair; the private key that it answers opens nothing.
///
/// Source: AWS, "CreateKeyPair" in the EC2 API reference.
enum CreateKeyPair: Action {
  static let name = "CreateKeyPair"
  static let parameters = ParameterNames(
    "KeyFormat KeyName KeyType TagSpecification.N.ResourceType TagSpecification.N.Tag.N.Key TagSpecification.N.Tag.N.Value"
  )

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let type = try call.parameters.choice("KeyType", of: ["rsa", "ed25519"]) ?? "rsa"
    let pair = try region.addKeyPair(call, type: type, material: "")
    pair.write(to: &xml)
    xml.element(
      "keyMaterial",
      "-----BEGIN RSA PRIVATE KEY-----\n\(Data("simulated, opens nothing".utf8).base64EncodedString())\n"
        + "-----END RSA PRIVATE KEY-----")
    return .none
  }
}
