import Foundation

/// A line of a trace (`GEUSE_TRACE`), as the judge reads it: by its text alone, without geuse's own types.
struct TraceRecord: Decodable, Sendable {
  enum Phase: String, Decodable, Sendable {
    case fact, intent, result
  }
  struct Fence: Decodable, Sendable, Hashable {
    let id: Int
    let token: Int
  }
  struct Facts: Decodable, Sendable {
    var jobs: [TracedJob]?
    var members: [TracedJob]?
    var accepted: [Bool]?
    var failure: String?
    var id: Int?
    var uuid: String?
    /// Of a close.
    var instances: [TracedInstance]?
    var request: Fence?
    var wait: Fence?
    var state: String?
    var keepInstance: Bool?
    var effect: String?
    var launch: Int?
  }
  let event: String
  let phase: Phase
  let step: Int
  let process: Int
  /// Milliseconds on the boot clock.
  let boot: Int
  let facts: Facts
}

/// An instance that a line names, with more about it or by its id alone.
struct TracedInstance: Decodable, Sendable {
  let id: String

  private enum CodingKeys: String, CodingKey {
    case instance
  }

  init(from decoder: any Decoder) throws {
    if let id = try? decoder.singleValueContainer().decode(String.self) {
      self.id = id
    } else {
      id = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .instance)
    }
  }
}

/// What a line says of one job: some of these.
struct TracedJob: Decodable, Sendable {
  var job: Int
  var token: Int?
  var kind: String?
  var request: TraceRecord.Fence?
  var outcome: String?
  var code: String?
  var instance: String?
  var after: Int?
  var condition: String?
  var effect: String?

  private enum CodingKeys: String, CodingKey {
    case id, job, token, kind, request, outcome, code, instance, after, condition, effect
  }

  init(from decoder: any Decoder) throws {
    if let id = try? decoder.singleValueContainer().decode(Int.self) {
      job = id
      return
    }
    let values = try decoder.container(keyedBy: CodingKeys.self)
    job = try values.decodeIfPresent(Int.self, forKey: .job) ?? values.decode(Int.self, forKey: .id)
    token = try values.decodeIfPresent(Int.self, forKey: .token)
    kind = try values.decodeIfPresent(String.self, forKey: .kind)
    request = try values.decodeIfPresent(TraceRecord.Fence.self, forKey: .request)
    outcome = try values.decodeIfPresent(String.self, forKey: .outcome)
    code = try values.decodeIfPresent(String.self, forKey: .code)
    instance = try values.decodeIfPresent(String.self, forKey: .instance)
    after = try values.decodeIfPresent(Int.self, forKey: .after)
    condition = try values.decodeIfPresent(String.self, forKey: .condition)
    effect = try values.decodeIfPresent(String.self, forKey: .effect)
  }
}

/// All lines of one process, in its order.
struct ProcessTrace: Sendable {
  let name: String
  var records: [TraceRecord] = []
  /// Lines that are none, as a full disk may leave them.
  var broken = 0

  init(name: String, text: String) {
    self.name = name
    // A kill in the middle of a write(2) leaves a line without its end: it is as if it had not been begun.
    let whole = text.hasSuffix("\n") ? text[...] : text[..<(text.lastIndex(of: "\n") ?? text.startIndex)]
    for line in whole.split(separator: "\n") {
      do {
        records.append(try JSON.decode(TraceRecord.self, Data(line.utf8)))
      } catch {
        broken += 1
      }
    }
  }

  /// Every trace of a folder.
  static func read(folder: URL) throws -> [ProcessTrace] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "jsonl" }
      .map { ProcessTrace(name: $0.lastPathComponent, text: try String(contentsOf: $0, encoding: .utf8)) }
  }
}
