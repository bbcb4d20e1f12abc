import ArgumentParser
import Foundation
import JobModel

/// A worker's flags as environment variables: `GEUSE_` and the flag's name.
enum Variables {
  static func string(_ name: String) -> String? {
    ProcessInfo.processInfo.environment["GEUSE_\(name)"].flatMap { $0.isEmpty ? nil : $0 }
  }

  static func int(_ name: String) -> Int? { string(name).flatMap(Int.init) }
  static func duration(_ name: String) -> DurationArgument? { string(name).flatMap(DurationArgument.init) }
  static func value<Value: ExpressibleByArgument>(_ name: String) -> Value? { string(name).flatMap(Value.init) }
  static func flag(_ name: String) -> Bool { ["1", "true", "yes"].contains(string(name)?.lowercased()) }

  /// - Throws: usage, for a variable that is set to something its flag would not take.
  static func check() throws {
    try check("CONCURRENCY", allowed: "a number") { Int($0) != nil }
    for name in [
      "LEASE", "AMBIGUITY_WINDOW", "CONSISTENCY_WINDOW", "REPLAY_LIFETIME", "RECONCILE_INTERVAL", "POLL_INTERVAL",
    ] {
      try check(name, allowed: "a duration such as 90s") { DurationArgument(argument: $0) != nil }
    }
    for name in ["UNTIL_IDLE", "UNTIL_DRAINED"] {
      try check(name, allowed: "1, true, yes, 0, false or no") {
        ["1", "true", "yes", "0", "false", "no"].contains($0.lowercased())
      }
    }
    _ = try callLimits()
    try check("DURABILITY", allowed: "full or normal") { DurabilityArgument(argument: $0) != nil }
    try check("LOG_FORMAT", allowed: "text or json") { LogFormatArgument(argument: $0) != nil }
    try check("LOG_LEVEL", allowed: "a level such as info") { LogLevelArgument(argument: $0) != nil }
  }

  /// For whoever works without a worker's flags, too.
  /// - Throws: usage.
  static func callLimits() throws -> CallLimits {
    try string("CALL_LIMITS").map { try CallLimits($0, of: "GEUSE_CALL_LIMITS") } ?? .aws
  }

  private static func check(_ name: String, allowed: String, _ isValid: (String) -> Bool) throws {
    guard let value = string(name), !isValid(value) else { return }
    throw CommandFailure.usage("GEUSE_\(name) '\(value)' is not valid: \(allowed)")
  }

  static func list(_ name: String) -> [String] {
    string(name)?.split(separator: ",").map(String.init) ?? []
  }
}

extension CallLimits {
  /// - Parameter source: the flag or the variable that the text comes from.
  /// - Throws: usage.
  init(_ text: String, of source: String) throws {
    do {
      self = try CallLimits(text)
    } catch {
      throw CommandFailure.usage("\(source) '\(text)' is not valid: \(error.reason)")
    }
  }
}
