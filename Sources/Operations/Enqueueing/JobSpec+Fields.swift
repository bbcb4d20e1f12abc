import JobModel

extension JobSpec {
  /// The spec of a kind as a line has it, and everything that is wrong with it.
  init(_ kind: JobKind, _ fields: inout FieldReader, source: EnqueueSource) {
    switch kind {
    case .launch:
      let spec = LaunchSpec(&fields, source: source)
      for problem in spec.problems() { fields.refuse(problem) }
      self = .launch(spec)
    case .wait: self = .wait(WaitSpec(&fields))
    case .tag:
      let spec = TagSpec(tags: fields.texts("tags") ?? [:], instanceID: fields.instanceID())
      if spec.tags.isEmpty, fields.problems.isEmpty { fields.miss("tags", allowed: "at least one tag to set") }
      for problem in TagRules.problems(spec.tags) { fields.refuse(problem) }
      self = .tag(spec)
    case .terminate: self = .terminate(TerminateSpec(instanceID: fields.instanceID()))
    }
    fields.finish(what: "the spec of a \(kind.rawValue)")
  }
}

extension WaitSpec {
  fileprivate init(_ fields: inout FieldReader) {
    self.init()
    goal = fields.word("for") ?? goal
    instanceID = fields.instanceID()
    timeout = fields.integer("timeout", 0...Self.longest) ?? timeout
    checksTimeout = fields.integer("checks_timeout", 0...Self.longest) ?? checksTimeout
    // False is what leaving it out means: two waits that ask for the same are the same.
    terminateOnFailure = fields.flag("terminate_on_failure") == true ? true : nil
  }

  /// Ten years in seconds.
  private static let longest = 315_360_000
}

extension FieldReader {
  fileprivate mutating func instanceID() -> String? {
    guard let id = string("instance_id") else { return nil }
    if !InstanceID.isValid(id) {
      refuse("instance_id", id.shown, allowed: "an instance id such as i-0123456789abcdef0")
    }
    return id
  }

  /// A problem that the model found, where the line has the field.
  fileprivate mutating func refuse(_ problem: SpecProblem) {
    refuse(String(problem.path.dropFirst(path.count)), problem.value.shown, allowed: problem.allowed)
  }
}
