/// A resource's tags, in the order of their keys.
struct Tags: Sendable, Equatable {
  struct Pair: Hashable {
    let key: String
    let value: String
  }

  private(set) var values: [String: String] = [:]

  var all: [(key: String, value: String)] {
    values.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }
  }

  subscript(key: String) -> String? { values[key] }

  var count: Int { values.count }

  func merging(_ other: Tags) -> Tags {
    Tags(values: values.merging(other.values) { $1 })
  }

  init(values: [String: String] = [:]) {
    self.values = values
  }

  /// Reads a `Tag.N.Key`, `Tag.N.Value` list and checks it as EC2 does: length, prefix, number, duplicates.
  ///
  /// Source: AWS, "Tag restrictions" in the EC2 user guide.
  init(_ parameters: Parameters) throws(APIError) {
    for item in parameters.items("Tag") {
      let key = try item.required("Key")
      let value = item["Value"] ?? ""
      guard key.unicodeScalars.count <= 128 else {
        throw .invalidParameterValue("Tag key exceeds the maximum length of 128 characters")
      }
      guard value.unicodeScalars.count <= 256 else {
        throw .invalidParameterValue("Tag value exceeds the maximum length of 256 characters")
      }
      guard !key.lowercased().hasPrefix("aws:") else {
        throw .invalidParameterValue("Tag keys starting with 'aws:' are reserved for internal use")
      }
      guard values.updateValue(value, forKey: key) == nil else {
        throw .invalidParameterValue("Duplicate tag key '\(key)' specified.")
      }
    }
    try check()
  }

  /// Throws when a resource would hold more tags than EC2 allows.
  func check() throws(APIError) {
    guard count <= 50 else {
      throw APIError(
        code: "TagLimitExceeded", message: "The maximum number of Tags for a resource has been reached.")
    }
  }
}
