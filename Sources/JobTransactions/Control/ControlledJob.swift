import JobModel

/// A job that someone gives an order about.
struct ControlledJob {
  var id: JobID
  var kind: JobKind
  var state: JobState
  var runAt: Timestamp
  var errorCode: String?
  var hasOpenRequest: Bool
  var after: JobID?
  var condition: Dependency.Condition?
  var cancelRequested: Bool
  var attempt: Int
  /// That of its result, or one that it was to keep.
  var instanceID: String?
  var spec: Int64
  /// What a requeue has made of its spec, to take effect with the end of its open request.
  var pendingSpec: Int64?

  /// - Parameter row: what `Statements.Control.job` selects.
  init(_ row: Row) throws {
    id = row[0]
    kind = try JobKind(stored: row[1])
    state = try JobState(stored: row[2])
    runAt = row.timestamp(3)
    errorCode = row[4]
    hasOpenRequest = (row[5] as Int64?) != nil
    after = row[6]
    let word: String? = row[7]
    condition = try word.map(Dependency.Condition.init(stored:))
    cancelRequested = row[8]
    attempt = row[10]
    instanceID = row[11]
    spec = row[12]
    pendingSpec = row[13]
  }
}

extension ControlledJob {
  /// Why a requeue leaves this job as it is, as far as the job alone tells; nil where nothing stands against it.
  func requeueRefusal(instanceIsGone: Bool, options: RequeueOptions, now: Timestamp) -> String? {
    guard kind == .launch || options.changes.isEmpty else {
      let launch = after.map { "; it depends on job \($0)" } ?? ""
      return "is a \(kind.rawValue) job: only a launch can be changed\(launch)"
    }
    return switch state {
    case .failed where kind == .launch && instanceID != nil && !instanceIsGone:
      "failed, but its instance \(instanceID ?? "") was to be kept and may still live: terminate it first"
    case .failed where kind == .launch && errorCode == JobError.launchOutcomeUnknownCode && !options.assumeNotLaunched:
      "may have launched an instance that nobody knows: look for it, then say --assume-not-launched"
    case .cancelled where kind == .launch && instanceID != nil && !instanceIsGone:
      "was cancelled, but its instance \(instanceID ?? "") may still live: terminate it first"
    case .failed, .cancelled:
      nil
    case .ready where errorCode != nil || cancelRequested || (hasOpenRequest && !options.changes.isEmpty):
      nil
    case .ready:
      runAt > now ? "is scheduled for \(runAt)" : "is ready already"
    case .succeeded where kind == .launch:
      instanceIsGone
        ? nil : "succeeded and its instance \(instanceID ?? "") may still live: terminate it first"
    case .succeeded:
      "succeeded"
    case .running:
      "is running"
    case .polling:
      "is being waited for"
    case .blocked:
      "waits for job \(after.map(String.init) ?? "?")"
    }
  }
}
