/// An instance as boto3 reads it back.
struct RemoteInstance: Decodable, Sendable {
  struct Volume: Decodable, Sendable {
    let size: Int
    let type: String
    let tags: [String: String]
  }
  let id: String
  let state: String
  let type: String
  let key: String?
  let subnet: String?
  let groups: [String]
  let token: String?
  let tags: [String: String]
  /// Base64.
  let userData: String?
  let volumes: [Volume]
}
