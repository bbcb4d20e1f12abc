/// The words of the AWS CLI and of other tools for what has another name here.
enum OtherWords {
  static let verbs = [
    "run": "launch", "create": "launch", "run-instances": "launch", "start": "launch",
    "show": "status", "describe": "status", "logs": "status", "log": "status", "get": "status", "top": "status",
    "ls": "list", "jobs": "list", "ps": "list", "describe-instances": "instances", "retry": "requeue",
    "delete": "terminate", "rm": "terminate", "kill": "terminate", "terminate-instances": "terminate",
    "create-tags": "tag", "work": "worker", "serve": "worker", "check": "doctor", "check-health": "doctor",
    "clean": "prune", "purge": "prune", "upgrade": "migrate", "version": "--version",
  ]

  /// Flags whose values stand here without one.
  static let ids: Set = ["--instance-ids", "--instance-id", "--resources", "--id", "--ids", "--job", "--jobs"]

  private static let flags = [
    "--type": "--instance-type", "--placement": "--availability-zone", "--az": "--availability-zone", "--tags": "--tag",
    "--tag-specifications": "--tag", "--instance-market-options": "--market", "--spot": "--market",
    "--on-demand": "--market", "--min-count": "--count", "--max-count": "--count", "--client-token": "--unique-key",
    "--idempotency-key": "--unique-key", "--block-device-mappings": "--root-volume-size", "--ami": "--image-id",
    "--security-groups": "--security-group-ids", "--key": "--key-name", "--max-retries": "--max-failures",
    "--db": "--database", "--format": "--output", "--json": "--output", "--timeout": "--follow-timeout",
  ]

  /// - Parameter known: the flags that the verb takes.
  /// - Returns: the one that was meant: by its name elsewhere, or by the part of its name that was given.
  static func flag(for word: String, among known: [String]) -> String? {
    if let flag = flags[word], known.contains(flag) { return flag }
    let part = word.dropFirst(2)
    let whole = known.filter { $0.dropFirst(2).split(separator: "-").contains(part) }
    return whole.count == 1 ? whole.first : nil
  }
}
