import JobModel

/// What the participants were told. The store is judged by it, and not by what it says of itself.
struct Told {
  struct Holding {
    var token: Int64
    var holder: String
    var expires: BootTime
  }
  enum Order { case cancelled, askedToCancel, requeued }

  /// Who holds what, by the claims, heartbeats, rescues and decisions that were answered.
  var held: [JobID: Holding] = [:]
  var heldRequests: [Int64: Holding] = [:]
  /// The token of the claim that parked a wait.
  var polling: [JobID: Int64] = [:]
  /// The newest token of each job that was ever told.
  var tokens: [JobID: Int64] = [:]
  /// Jobs that were given back because nothing on their ladder was open.
  var parked: Set<JobID> = []
  /// Attempts that must be on record.
  var attempts: [JobID: Int] = [:]

  /// The members of every request that was opened, and the jobs whose request is not closed.
  var members: [Int64: [JobID]] = [:]
  var open: [JobID: Int64] = [:]
  /// What was recorded for each send, by request; nil where nothing was.
  var sends: [Int64: [Int64: LaunchSend.Answer?]] = [:]
  /// Requests that were closed without anybody knowing what they launched.
  var unknown: Set<Int64> = []
  /// Instances that the store was told of.
  var named: Set<String> = []
  /// Instances that are to end by somebody's order, and those that EC2 was seen to have ended.
  var condemned: Set<String> = []
  var gone: Set<String> = []

  /// The last order about a job that was not refused.
  var orders: [JobID: Order] = [:]
  /// Jobs that were cancelled with the wish to keep what they launched.
  var kept: Set<JobID> = []
  /// Jobs about which somebody decided that they fail.
  var failed: Set<JobID> = []

  /// The states that the step just made must have left.
  var expected: [JobID: Set<JobState>] = [:]

  /// Nobody decides about the job any more.
  mutating func letGo(_ job: JobID) {
    held[job] = nil
    polling[job] = nil
  }

  /// An answer is final, except that a launch may be learned of later.
  mutating func note(_ answer: LaunchSend.Answer, for send: Int64, of request: Int64) {
    let known = sends[request]?[send] ?? nil
    if known == nil || (known == .ambiguous && answer == .launched) { sends[request]?[send] = answer }
  }

  func openMembers(of request: Int64) -> Set<JobID> { Set(open.filter { $0.value == request }.keys) }
}
