import Foundation

/// What a job shall do, by kind.
package enum JobSpec: Sendable, Hashable {
  case launch(LaunchSpec)
  case wait(WaitSpec)
  case tag(TagSpec)
  case terminate(TerminateSpec)

  package var kind: JobKind {
    switch self {
    case .launch: .launch
    case .wait: .wait
    case .tag: .tag
    case .terminate: .terminate
    }
  }

  package var instanceID: String? {
    switch self {
    case .launch: nil
    case .wait(let spec): spec.instanceID
    case .tag(let spec): spec.instanceID
    case .terminate(let spec): spec.instanceID
    }
  }
}

extension JobSpec {
  /// JSON with sorted keys: equal specs give equal text.
  package func canonicalJSON() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data =
      switch self {
      case .launch(let spec): try encoder.encode(spec)
      case .wait(let spec): try encoder.encode(spec)
      case .tag(let spec): try encoder.encode(spec)
      case .terminate(let spec): try encoder.encode(spec)
      }
    return String(decoding: data, as: UTF8.self)
  }

  package init(kind: JobKind, json: String) throws {
    let decoder = JSONDecoder()
    let data = Data(json.utf8)
    switch kind {
    case .launch: self = .launch(try decoder.decode(LaunchSpec.self, from: data))
    case .wait: self = .wait(try decoder.decode(WaitSpec.self, from: data))
    case .tag: self = .tag(try decoder.decode(TagSpec.self, from: data))
    case .terminate: self = .terminate(try decoder.decode(TerminateSpec.self, from: data))
    }
  }
}
