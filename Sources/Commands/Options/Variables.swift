import ArgumentParser
import Foundation

/// A worker's flags as environment variables: `GEUSE_` and the flag's name.
enum Variables {
  static func string(_ name: String) -> String? {
    ProcessInfo.processInfo.environment["GEUSE_\(name)"].flatMap { $0.isEmpty ? nil : $0 }
  }

  static func int(_ name: String) -> Int? { string(name).flatMap(Int.init) }
  static func duration(_ name: String) -> DurationArgument? { string(name).flatMap(DurationArgument.init) }
  static func value<Value: ExpressibleByArgument>(_ name: String) -> Value? { string(name).flatMap(Value.init) }
  static func flag(_ name: String) -> Bool { ["1", "true", "yes"].contains(string(name)?.lowercased()) }

  static func list(_ name: String) -> [String] {
    string(name)?.split(separator: ",").map(String.init) ?? []
  }
}
