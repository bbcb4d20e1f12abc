import JobModel

/// What EC2 answers to a launch, told apart as rule 4 does.
enum EC2Answer {
  /// Instances by slot.
  case launched([Int: String])
  case refused
  /// None that says anything.
  case silent
}

/// How EC2 meets the first call under a token.
enum EC2Mood: Sendable {
  case launches
  /// So many of the slots that were asked for, from the first.
  case launchesOnly(Int)
  case refuses
  case launchesSilently
  case refusesSilently
}

/// EC2 as these cases need it: one token has one outcome, whoever asks and however often.
struct EC2Tokens {
  private var launched: [String: [Int: String]] = [:]
  private(set) var living: Set<String> = []
  /// By instance: its request, and its slot there.
  private(set) var slots: [String: (request: Int64, ordinal: Int)] = [:]

  mutating func run(_ request: LaunchRequest, _ mood: EC2Mood) -> EC2Answer {
    let isSilent =
      switch mood {
      case .launchesSilently, .refusesSilently: true
      default: false
      }
    if let known = launched[request.clientToken] { return isSilent ? .silent : .launched(known) }
    let count: Int
    switch mood {
    case .refuses: return .refused
    case .refusesSilently: return .silent
    case .launchesOnly(let some): count = min(some, request.count)
    case .launches, .launchesSilently: count = request.count
    }
    var instances: [Int: String] = [:]
    for ordinal in 0..<count {
      let instance = "i-\(request.uuid)-\(ordinal)"
      instances[ordinal] = instance
      living.insert(instance)
      slots[instance] = (request.id, ordinal)
    }
    launched[request.clientToken] = instances
    return isSilent ? .silent : .launched(instances)
  }

  /// What a list by `client-token` shows.
  func list(_ request: LaunchRequest) -> [Int: String] { launched[request.clientToken] ?? [:] }

  mutating func end(_ instance: String) { living.remove(instance) }
}
