/// The parts of a role's ARN, such as `arn:aws:iam::123456789012:role/path/name`.
struct RoleName: Sendable, Equatable {
  let partition: String
  let account: String
  let name: String

  init?(_ arn: String) {
    guard let match = arn.wholeMatch(of: /arn:(aws[a-z-]*):iam::(\d{12}):role\/([\w+=,.@\/-]+)/) else { return nil }
    partition = String(match.output.1)
    account = String(match.output.2)
    name = match.output.3.split(separator: "/").last.map(String.init) ?? ""
  }

  func session(_ session: String) -> String {
    "arn:\(partition):sts::\(account):assumed-role/\(name)/\(session)"
  }
}
