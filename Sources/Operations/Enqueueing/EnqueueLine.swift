package import JobModel

/// One job as a line asks for it, before it is known what it comes after.
package struct EnqueueLine: Sendable, Equatable {
  /// What it comes after: a job that is stored, or another line by its key.
  package enum Reference: Sendable, Equatable {
    case job(JobID)
    case key(String)
  }

  package var number: Int
  package var spec: JobSpec
  package var after: Reference?
  /// Nil: that of what it comes after where it acts on that, else the command's.
  var region: String?
  var deployment: String?
  var queue: String
  var priority: Int
  /// A valid time, or one from now on, as in `+15m`.
  var runAt: String?
  package var uniqueKey: String?
  var maxFailures: Int
  var retryFor: Duration

  /// Whether its instance is that of the job it comes after.
  var actsOnWhatItFollows: Bool { spec.kind != .launch && spec.instanceID == nil }
}

extension EnqueueLine {
  /// - Returns: nil where the line is no job at all; one with defaults in the place of what is wrong otherwise, so that
  ///   other lines may be checked against it.
  static func read(
    _ bytes: [UInt8], number: Int, source: EnqueueSource
  ) -> (line: EnqueueLine?, problems: [FieldProblem]) {
    let members: [JSONValue.Member]
    do {
      guard case .object(let found) = try JSONReader.read(bytes) else {
        return (nil, [FieldProblem(line: number, #"not a JSON object: expected one such as {"kind": "launch"}"#)])
      }
      members = found
    } catch {
      return (nil, [FieldProblem(line: number, "not JSON at column \(error.column): \(error.reason)")])
    }
    var fields = FieldReader(members, line: number)
    let kind = fields.word("kind", as: JobKind.self)
    if kind == nil, fields.problems.isEmpty {
      fields.miss("kind", allowed: JobKind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    var line = EnqueueLine(
      number: number, spec: .launch(LaunchSpec()), after: fields.reference("after"),
      region: fields.region("region", source: source), deployment: fields.string("deployment", length: 1...256),
      queue: fields.string("queue", length: 1...100) ?? JobDefaults.queue,
      priority: fields.integer("priority", Int.min...Int.max) ?? 0, runAt: fields.time("run_at"),
      uniqueKey: fields.string("unique_key", length: 1...300),
      maxFailures: fields.integer("max_failures", 1...1_000) ?? JobDefaults.maxFailures,
      retryFor: fields.duration("retry_for") ?? JobDefaults.retryFor)
    let spec = fields.value("spec") ?? .object([])
    fields.finish(what: "a job")
    guard let kind else { return (line, fields.problems) }
    guard case .object(let members) = spec else {
      fields.refuse("spec", spec, allowed: "an object")
      return (line, fields.problems)
    }
    var specFields = FieldReader(members, line: number, path: "spec.")
    line.spec = JobSpec(kind, &specFields, source: source)
    var problems = fields.problems + specFields.problems
    if line.actsOnWhatItFollows, line.after == nil, problems.isEmpty {
      let missing = "spec.instance_id is missing: an instance id, or a job that leaves one behind in 'after'"
      problems.append(FieldProblem(line: number, missing))
    }
    return (line, problems)
  }
}

extension FieldReader {
  fileprivate mutating func reference(_ name: String) -> EnqueueLine.Reference? {
    guard let value = value(name) else { return nil }
    switch value {
    case .number(let text):
      if let id = JobID(text), id > 0 { return .job(id) }
    case .string(let key) where !key.isEmpty: return .key(key)
    default: break
    }
    refuse(name, value, allowed: "a job's id as a number, or another line's unique_key as a text")
    return nil
  }

  fileprivate mutating func region(_ name: String, source: EnqueueSource) -> String? {
    guard let region = string(name) else { return nil }
    if !source.isRegion(region) { refuse(name, region.shown, allowed: "a region such as eu-west-1") }
    return region
  }

  fileprivate mutating func time(_ name: String) -> String? {
    guard let text = string(name) else { return nil }
    guard Timestamp(runAt: text, now: Timestamp(rawValue: 0)) != nil else {
      refuse(name, text.shown, allowed: "a time such as 2026-05-01T06:00:00Z, or +15m")
      return nil
    }
    return text
  }

  fileprivate mutating func duration(_ name: String) -> Duration? {
    guard let text = string(name) else { return nil }
    guard let duration = DurationText.parse(text) else {
      refuse(name, text.shown, allowed: "a duration such as 90s, 15m, 6h or 7d")
      return nil
    }
    return duration
  }
}
