/// A worker that dies at one point, and what another one must do about it.
struct CrashRow: Sendable {
  let point: String
  let scene: CrashScene
  let recovery: [Recovery]
  /// Of the worker that finishes, without what every worker asks when it begins.
  let calls: [String: Int]
  /// Of all jobs together.
  let rescues: Int

  init(
    _ point: String, _ scene: CrashScene, _ recovery: Recovery..., calls: [String: Int] = [:], rescues: Int = 1
  ) {
    self.point = point
    self.scene = scene
    self.recovery = recovery
    self.calls = calls
    self.rescues = rescues
  }

  static let all = launching + waiting + tagging + terminating

  private static let launching: [CrashRow] = [
    CrashRow(
      "launch.claimed", .launch, .launched, calls: ["DescribeInstanceTypes": 1, "DescribeImages": 1, "RunInstances": 1]),
    CrashRow("launch.opened", .launch, .sentFirst, calls: ["RunInstances": 1]),
    CrashRow("launch.signed", .launch, .sentFirst, calls: ["RunInstances": 1]),
    CrashRow("launch.recorded", .launch, .replayed, calls: ["RunInstances": 1]),
    CrashRow("launch.sending", .launch, .replayed, calls: ["RunInstances": 1]),
    CrashRow("launch.answered", .launch, .adopted, calls: ["RunInstances": 1]),
    CrashRow(
      "launch.answered", .jointLaunch, .adopted, .settledShort, .movedOn,
      calls: ["DescribeInstanceTypes": 1, "DescribeImages": 1, "RunInstances": 3], rescues: 4),
    CrashRow("launch.recorded", .batch, .replayed, calls: ["RunInstances": 1], rescues: 10),
    CrashRow("launch.answered", .batch, .adopted, calls: ["RunInstances": 1], rescues: 10),
    CrashRow(
      "launch.answered", .shortBatch, .adopted, .settledShort, .movedOn, calls: ["RunInstances": 3], rescues: 10),
    CrashRow("launch.noted", .lostBatch, .adopted, calls: ["RunInstances": 1], rescues: 10),
    CrashRow("launch.closed", .batch, .nothing, rescues: 0),
    CrashRow("launch.noted", .lostAnswer, .adopted, calls: ["RunInstances": 1]),
    CrashRow("launch.noted", .refusedLaunch, .nothing),
    CrashRow(
      "launch.looked", .ambiguousRefusal, .lookedInVain, .movedOn, calls: ["DescribeInstances": 4, "RunInstances": 1]),
    CrashRow(
      "launch.looked", .cancelledInDoubt, .adopted, .terminated,
      calls: ["DescribeInstances": 1, "TerminateInstances": 1], rescues: 2),
    CrashRow("launch.held", .lostAnswers, .adopted, calls: ["RunInstances": 1], rescues: 0),
    CrashRow(
      "launch.held", .ambiguousRefusal, .lookedInVain, .movedOn, calls: ["DescribeInstances": 4, "RunInstances": 1],
      rescues: 0),
    CrashRow("launch.closed", .launch, .nothing, rescues: 0),
  ]

  private static let look = ["DescribeInstanceStatus": 1, "DescribeInstances": 1]

  private static let waiting: [CrashRow] = [
    CrashRow("wait.claimed", .wait, .watched, calls: look),
    CrashRow("wait.finished", .wait, .watched, calls: look, rescues: 0),
    CrashRow("poll.due", .wait, .watched, calls: look, rescues: 0),
    CrashRow("poll.looked", .wait, .repeated, calls: look, rescues: 0),
    CrashRow("poll.finished", .wait, .nothing, rescues: 0),
  ]

  private static let tagging: [CrashRow] = [
    CrashRow("tag.claimed", .tag, .tagged, calls: ["DescribeInstances": 1, "CreateTags": 1]),
    CrashRow("tag.listed", .tag, .tagged, calls: ["DescribeInstances": 1, "CreateTags": 1]),
    CrashRow("tag.answered", .tag, .repeated, calls: ["DescribeInstances": 1, "CreateTags": 1]),
    CrashRow("tag.finished", .tag, .nothing, rescues: 0),
  ]

  private static let terminating: [CrashRow] = [
    CrashRow("terminate.claimed", .terminate, .terminated, calls: ["TerminateInstances": 1]),
    CrashRow("terminate.answered", .terminate, .repeated, calls: ["TerminateInstances": 1]),
    CrashRow("terminate.noted", .terminate, .repeated, calls: ["TerminateInstances": 1]),
    CrashRow("terminate.finished", .terminate, .nothing, rescues: 0),
  ]
}
