import JobModel

/// What a worker did to finish what another one left when it died.
enum Recovery: String, Sendable {
  /// A launch of which nothing was on record.
  case launched = "launched"
  /// A request that was on record and had never been sent.
  case sentFirst = "sent what was on record"
  /// A request that had been sent: EC2 had not had it.
  case replayed = "replayed"
  /// An instance that EC2 had launched already.
  case adopted = "adopted"
  /// Fewer instances than the request asked for.
  case settledShort = "settled short"
  /// It looked by client token and found nothing.
  case lookedInVain = "looked and found nothing"
  /// Another request, on another rung.
  case movedOn = "moved on"
  case terminated = "terminated"
  /// Made for the first time.
  case watched = "watched"
  case tagged = "tagged"
  /// A call that had been answered already, made again.
  case repeated = "repeated"
  /// Everything was on record.
  case nothing = "nothing to do"

  /// Tells it from what was on record when the other one died, and from both their calls.
  /// - Parameters:
  ///   - request: the launch request that was open then.
  ///   - isFound: whether an instance of it is on record now.
  static func tell(
    _ request: LaunchRequest?, isFound: Bool, before: [RecordedCall], after: [RecordedCall]
  ) -> [Recovery] {
    var told: [Recovery] = []
    for call in after {
      for deed in deeds(call, request, isFound, before) where !told.contains(deed) { told.append(deed) }
    }
    return told.isEmpty ? [.nothing] : told
  }

  private static func deeds(
    _ call: RecordedCall, _ request: LaunchRequest?, _ isFound: Bool, _ before: [RecordedCall]
  ) -> [Recovery] {
    switch call.action {
    case "RunInstances":
      guard call.isDone else { return [] }
      guard call.clientToken == request?.clientToken, let request else {
        return [request == nil ? .launched : .movedOn]
      }
      let isShort = call.instanceIds.count < request.count
      let deed: Recovery = call.launched == 0 ? .adopted : request.sends.isEmpty ? .sentFirst : .replayed
      return isShort ? [deed, .settledShort] : [deed]
    case "DescribeInstances":
      // Others look for instances whose launch is settled.
      guard request != nil, call.isLookUp else { return [] }
      return [isFound ? .adopted : .lookedInVain]
    case "DescribeInstanceStatus": return [isRepeated(call, before) ? .repeated : .watched]
    case "CreateTags": return [isRepeated(call, before) ? .repeated : .tagged]
    case "TerminateInstances": return [isRepeated(call, before) ? .repeated : .terminated]
    default: return []
    }
  }

  private static func isRepeated(_ call: RecordedCall, _ before: [RecordedCall]) -> Bool {
    before.contains { $0.action == call.action && $0.isDone }
  }
}
