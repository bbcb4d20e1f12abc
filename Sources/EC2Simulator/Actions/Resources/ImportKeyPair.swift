import Foundation

/// Takes in a public key.
///
/// Source: AWS, "ImportKeyPair" in the EC2 API reference.
enum ImportKeyPair: Action {
  static let name = "ImportKeyPair"
  static let parameters = ParameterNames(
    """
    KeyName PublicKeyMaterial TagSpecification.N.ResourceType TagSpecification.N.Tag.N.Key
    TagSpecification.N.Tag.N.Value
    """)

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let material = try call.parameters.required("PublicKeyMaterial")
    guard let key = Data(base64Encoded: material), let text = String(data: key, encoding: .utf8) else {
      throw APIError(code: "InvalidKey.Format", message: "Key is not in valid OpenSSH public key format")
    }
    let pair = try region.addKeyPair(
      call, type: text.hasPrefix("ssh-ed25519") ? "ed25519" : "rsa", material: material)
    pair.write(to: &xml)
    return .none
  }
}
