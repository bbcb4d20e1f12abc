import Foundation
import SQLiteStore
import Subprocess

/// A file on the machine of all workers.
struct SQLiteCampaignDatabase: CampaignDatabase {
  private static let fullDisk = "the disk is full"

  let name: String
  let disk: URL?
  private let backup: URL

  init(_ settings: CampaignSettings) throws {
    let folder = settings.folder.appending(path: "database")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    disk = folder
    name = folder.appending(path: "geuse.db").path
    backup = settings.folder.appending(path: "backup.db")
  }

  func make(_ sandbox: Sandbox) async throws { try sandbox.makeDatabase() }

  func command(slot: Int, _ program: String, _ arguments: [String]) -> (program: String, arguments: [String]) {
    (program, arguments)
  }

  /// What befalls the machine befalls it, too.
  func strike(_ tally: CampaignTally, random: SeededGenerator, isOver: @Sendable () -> Bool) async throws {}

  func excuses(_ ended: Finished) -> Bool { ended.status == .exited(1) && ended.error.contains(Self.fullDisk) }

  func flaws() async throws -> [String] {
    struct Check: Decodable, Sendable {
      let integrity: [String]
      let foreignKeys: Int
    }
    let check: Check = try await PythonScript.checkDatabase.run([:], name)
    let integrity = check.integrity == ["ok"] ? [] : check.integrity.map { "integrity: \($0)" }
    return integrity + (check.foreignKeys > 0 ? ["\(check.foreignKeys) foreign keys lead nowhere"] : [])
  }

  func backUp(_ sandbox: Sandbox) async throws {
    struct Copy: Decodable { let pages: Int }
    let _: Copy = try await PythonScript.backUp.run([:], name, backup.path)
  }

  func putBack() async throws {
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: name + suffix) }
    try FileManager.default.copyItem(atPath: backup.path, toPath: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: name)
  }
}
