import Foundation

/// Why a simulator could not start or stay.
package enum SimulatorError: Error, Equatable, CustomStringConvertible {
  case notLoopback(host: String)
  case callLogNotWritable(path: String, errno: Int32)
  case badScenario(path: String, reason: String)
  case portTaken(Int)
  case stopped

  package var description: String {
    switch self {
    case .notLoopback(let host):
      "the simulator listens on loopback only, not on '\(host)'; use 127.0.0.1, ::1 or localhost"
    case .callLogNotWritable(let path, let errno):
      "cannot write the call log '\(path)': \(String(cString: strerror(errno)))"
    case .badScenario(let path, let reason):
      "the scenario '\(path)' cannot be used: \(reason); see docs/simulator.md for its keys"
    case .portTaken(let port):
      "port \(port) is taken; name another with --port, or take a free one with --port 0"
    case .stopped:
      "the simulator has stopped"
    }
  }
}
