import Foundation
import Subprocess

/// Worker processes set against one database, started together.
package struct Contest: Sendable {
  package struct Claimed: Sendable {
    package var id: Int64
    package var token: Int64
    package var accepted: Bool
  }
  private let database: String
  private let limit: Int

  /// - Parameters:
  ///   - database: a path or a URL.
  ///   - limit: how many jobs each claims at once.
  package init(database: String, limit: Int) {
    self.database = database
    self.limit = limit
  }

  /// What each of `count` processes claimed.
  package func run(_ count: Int) async throws -> [[Claimed]] {
    let barrier = Barrier(count)
    return try await withThrowingTaskGroup(of: [Claimed].self) { group in
      for number in 1...count { group.addTask { try await self.contender("w\(number)", barrier) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  private func contender(_ name: String, _ barrier: Barrier) async throws -> [Claimed] {
    let outcome = try await Subprocess.run(
      .name("StoreContender"), arguments: [database, name, String(limit)],
      environment: .inherit.updating(["PATH": Self.folders]), input: .inputWriter, output: .sequence,
      error: .currentStandardError
    ) { execution in
      var claimed: [Claimed] = []
      for try await line in execution.standardOutput.strings() {
        if line.trimmingCharacters(in: .newlines) == "ready" {
          await barrier.arrive()
          _ = try await execution.standardInputWriter.write("go\n")
          continue
        }
        let fields = line.split(whereSeparator: \.isWhitespace)
        guard fields.count == 3, let id = Int64(fields[0]), let token = Int64(fields[1]) else { continue }
        claimed.append(Claimed(id: id, token: token, accepted: fields[2] == "true"))
      }
      return claimed
    }
    guard outcome.terminationStatus.isSuccess else { throw ContenderFailed(name: name) }
    return outcome.closureResult
  }

  /// Where the executable may have been built: beside the tests.
  private static var folders: String {
    let tests = [CommandLine.arguments[0]] + Bundle.allBundles.map(\.bundlePath)
    return tests.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }.joined(separator: ":")
  }
}

struct ContenderFailed: Error {
  var name: String
}

/// Lets nobody through before everybody is there.
private actor Barrier {
  private var missing: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { missing = count }

  func arrive() async {
    missing -= 1
    guard missing > 0 else {
      for continuation in waiting { continuation.resume() }
      waiting = []
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }
}
