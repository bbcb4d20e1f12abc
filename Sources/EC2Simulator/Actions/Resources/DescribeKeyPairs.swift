/// Shows key pairs.
///
/// Source: AWS, "DescribeKeyPairs" in the EC2 API reference.
enum DescribeKeyPairs: Action {
  static let name = "DescribeKeyPairs"
  static let parameters = ParameterNames("Filter.N.Name Filter.N.Value.N IncludePublicKey KeyName.N KeyPairId.N")

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let filters = try Filters(call.parameters, names: ["fingerprint", "key-name", "key-pair-id"])
    let pairs = region.keyPairs.rows
    let named = call.parameters.list("KeyName") + call.parameters.list("KeyPairId")
    for name in named where !pairs.contains(where: { $0.id == name || $0.pairID == name }) {
      throw .notFound("InvalidKeyPair.NotFound", noun: "key pair", ids: [name])
    }
    let shown = pairs.filter { pair in
      (named.isEmpty || named.contains(pair.id) || named.contains(pair.pairID))
        && filters.match(tags: pair.tags) { filter in
          switch filter {
          case "fingerprint": [pair.fingerprint]
          case "key-name": [pair.id]
          case "key-pair-id": [pair.pairID]
          default: []
          }
        }
    }
    xml.list("keySet", shown) { xml, pair in
      pair.write(to: &xml)
      xml.element("keyType", pair.type)
      xml.element("createTime", pair.createdAt.ec2)
    }
    return .none
  }
}
