import JobModel

/// One line of a trace.
struct TraceLine<Facts: Encodable & Sendable>: Encodable, Sendable {
  let event: String
  let phase: TracePhase
  /// Counts within the process; an intent and its result share it.
  let step: Int
  let process: Int32
  let at: Timestamp
  /// Milliseconds on the boot clock, which orders lines of different processes: steps of the wall clock do not move it.
  let boot: Int64
  let facts: Facts
}

/// What a line says of its event.
enum TracePhase: String, Encodable, Sendable {
  /// It happened.
  case fact
  /// It is about to be done.
  case intent
  /// What came of it.
  case result
}
