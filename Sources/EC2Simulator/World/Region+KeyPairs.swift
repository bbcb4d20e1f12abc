import AWSCore

extension Region {
  /// Keeps a key pair under the call's `KeyName`, which must be new.
  ///
  /// - Parameter material: what the fingerprint depends on.
  mutating func addKeyPair(_ call: Call, type: String, material: String) throws(APIError) -> KeyPair {
    let name = try call.parameters.required("KeyName")
    guard keyPairs[name] == nil else {
      throw APIError(code: "InvalidKeyPair.Duplicate", message: "The keypair already exists")
    }
    var tags = Tags()
    for item in call.parameters.items("TagSpecification") { tags = tags.merging(try Tags(item)) }
    let id = identifiers.resource("key")
    let digits = CanonicalRequest.hash("\(id)\(material)".utf8).prefix(40)
    let pair = KeyPair(
      id: name, pairID: id, fingerprint: Self.pairs(digits).joined(separator: ":"), type: type, createdAt: call.now,
      tags: tags)
    keyPairs.append(pair)
    return pair
  }

  private static func pairs(_ digits: Substring) -> [Substring] {
    stride(from: 0, to: digits.count, by: 2).map { digits.dropFirst($0).prefix(2) }
  }
}

extension KeyPair {
  func write(to xml: inout XMLWriter) {
    xml.element("keyName", id)
    xml.element("keyPairId", pairID)
    xml.element("keyFingerprint", fingerprint)
    xml.tagSet(tags)
  }
}
