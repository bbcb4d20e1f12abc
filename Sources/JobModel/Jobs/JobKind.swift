package typealias JobID = Int64

/// What a job does.
package enum JobKind: String, Sendable, Codable, CaseIterable {
  case launch, wait, tag, terminate
}
