import Crypto
package import JobModel

/// Finds or stores specs; within one transaction each is encoded and looked up once.
package final class SpecWriter {
  private let transaction: StoreTransaction
  private var ids: [JobSpec: Int64] = [:]
  /// The last one again, before it is hashed: fifty launches of one call share their spec.
  private var last: (spec: JobSpec, id: Int64)?

  init(_ transaction: StoreTransaction) { self.transaction = transaction }

  func id(of spec: JobSpec) async throws -> Int64 {
    if let last, last.spec == spec { return last.id }
    let known = ids[spec]
    let id = if let known { known } else { try await stored(spec) }
    ids[spec] = id
    last = (spec, id)
    return id
  }

  /// SHA-256 of the kind and the canonical JSON: equal for equal specs, whoever wrote them.
  package static func digest(kind: JobKind, body: String) -> [UInt8] {
    [UInt8](SHA256.hash(data: [UInt8]("\(kind.rawValue)\n\(body)".utf8)))
  }

  private func stored(_ spec: JobSpec) async throws -> Int64 {
    let body = try spec.canonicalJSON()
    let digest = Self.digest(kind: spec.kind, body: body)
    if let id = try await transaction.id(Statements.Enqueue.knownSpec, [digest]) { return id }
    return try await transaction.insert(Statements.Enqueue.insertSpec, [spec.kind.rawValue, digest, body])
  }
}
