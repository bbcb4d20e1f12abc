import JobModel

/// What holds jobs, in a sentence with the way out.
enum PauseText {
  static func sentence(_ pause: Pause) -> String {
    let reason = pause.reason.map { ": \($0)" } ?? ""
    return "\(pause.scope) paused since \(pause.since) by \(pause.by.name)\(reason); let it go on: "
      + "geuse resume \(pause.scope.flags)"
  }
}
