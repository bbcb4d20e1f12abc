import Foundation

/// What a succeeded job leaves behind, by kind.
package enum JobResult: Sendable, Hashable {
  case resource(EC2Resource)
  case tagged(TagResult)
  case terminated(TerminateResult)

  package var instanceID: String? {
    switch self {
    case .resource(let value): value.instanceID
    case .tagged(let value): value.instanceID
    case .terminated(let value): value.instanceID
    }
  }

  package func canonicalJSON() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data =
      switch self {
      case .resource(let value): try encoder.encode(value)
      case .tagged(let value): try encoder.encode(value)
      case .terminated(let value): try encoder.encode(value)
      }
    return String(decoding: data, as: UTF8.self)
  }

  package init(kind: JobKind, json: String) throws {
    let decoder = JSONDecoder()
    let data = Data(json.utf8)
    switch kind {
    case .launch, .wait: self = .resource(try decoder.decode(EC2Resource.self, from: data))
    case .tag: self = .tagged(try decoder.decode(TagResult.self, from: data))
    case .terminate: self = .terminated(try decoder.decode(TerminateResult.self, from: data))
    }
  }
}
