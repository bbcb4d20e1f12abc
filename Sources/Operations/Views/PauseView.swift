package import JobModel

/// What is not claimed for now, as JSON shows it.
package struct PauseView: Encodable, Sendable {
  private let pause: Pause

  package init(_ pause: Pause) { self.pause = pause }

  enum CodingKeys: String, CodingKey { case queue, kind, since, by, reason }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(pause.scope.queue, forKey: .queue)
    try container.encode(pause.scope.kind, forKey: .kind)
    try container.encode(pause.since, forKey: .since)
    try container.encode(pause.by.name, forKey: .by)
    try container.encode(pause.reason, forKey: .reason)
  }
}
