import Foundation
import Testing

/// A machine whose disk and wall clock do as a test says, for the processes of its sandbox; AWS is outside of it.
final class FaultyMachine: Sendable {
  /// Its processes run under the shim.
  let sandbox: Sandbox
  /// The same database, looked at from a sound machine.
  let sound: Sandbox
  let control: FaultControl
  let disk: URL
  private let home: URL
  private let log: URL

  /// - Parameters:
  ///   - aws: where AWS is; enqueueing needs no more than a region.
  ///   - folder: what its disk is; a new one unless it is given.
  ///   - database: a URL; nil for a file on its disk.
  ///   - logs: whether what is done to the disk is written down, which `operations` reads.
  init(
    _ aws: [String: String] = ["AWS_REGION": "us-east-1"], disk folder: URL? = nil, database: String? = nil,
    logs: Bool = true
  ) throws {
    home = FileManager.default.temporaryDirectory.appending(path: "geuse-machine-\(UUID().uuidString.prefix(8))")
    disk = folder ?? home.appending(path: "disk")
    log = home.appending(path: "operations.log")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
    control = try FaultControl(path: home.appending(path: "control").path)
    let database = database ?? disk.appending(path: "geuse.db").path
    let shim = URL(filePath: GeuseBinary.path).deletingLastPathComponent().appending(path: "libFaultShim.so").path
    try #require(FileManager.default.fileExists(atPath: shim), "swift build --build-tests makes it: \(shim)")
    sound = try Sandbox(aws, database: database)
    let variables = [
      "LD_PRELOAD": shim, "GEUSE_FAULT_CONTROL": control.path, "GEUSE_FAULT_LOG": logs ? log.path : "",
      "GEUSE_FAULT_FOLDER": disk.path,
    ]
    sandbox = try Sandbox(aws.merging(variables) { $1 }, database: database)
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  /// Power is there; what its disk holds now is held to be safe.
  /// - Parameter operations: with which operation of its disk the power goes.
  func start(powerFor operations: Int64) throws -> DiskImage {
    try? FileManager.default.removeItem(at: log)
    control[.operations] = 0
    control[.isDark] = 0
    control[.powerEndsAt] = operations
    return try DiskImage(folder: disk)
  }

  /// What was done to its disk since the start.
  func operations() throws -> OperationLog { OperationLog(try Data(contentsOf: log)) }

  /// From now on the disk takes so many bytes more.
  func fillDisk(after bytes: Int64 = 0) {
    control[.bytesLeft] = bytes
    control[.isFull] = 1
  }

  func freeDisk() { control[.isFull] = 0 }

  /// Sets the wall clock so far ahead of the true time.
  func setClock(ahead offset: Duration) { control[.clockOffset] = offset.components.seconds * 1000 }

  struct Check: Decodable, Sendable, Equatable {
    let integrity: [String]
    let foreignKeys: Int

    static let clean = Check(integrity: ["ok"], foreignKeys: 0)
  }

  /// What SQLite says of a copy: opening the database itself would recover it, which is geuse's part.
  func check() async throws -> Check {
    let copy = home.appending(path: "copy")
    try? FileManager.default.removeItem(at: copy)
    try FileManager.default.copyItem(at: disk, to: copy)
    return try await PythonScript.checkDatabase.run([:], copy.appending(path: "geuse.db").path)
  }
}
