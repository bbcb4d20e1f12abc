import Foundation
import Synchronization

/// The folder beside a database in which its workers listen for hints: a datagram socket each.
///
/// Whoever may write the database may send and listen; a hint that is not received is lost, and nothing rests on it.
final class HintFolder: Sendable {
  let path: String
  let database: String
  private let mode: mode_t
  /// What this process listens on itself: it knows what it has done.
  private let own = Mutex<Set<String>>([])

  /// - Parameter mode: the database's, which decides who may use the folder.
  init(database: String, mode: mode_t) {
    self.database = database
    path = database + "-wake"
    self.mode = mode & 0o666
  }

  /// One element for a hint or a burst of them; nil where nobody can listen here, as where the path is too long.
  func hints() -> AsyncStream<Void>? {
    // Who may read and write the file may enter the folder, and its sockets are its group's.
    let folderMode = mode | (mode & 0o444) >> 2 | S_ISGID
    guard mkdir(path, 0o700) == 0 ? chmod(path, folderMode) == 0 : errno == EEXIST && isFolder else { return nil }
    let name = "\(getpid())-\(UUID().uuidString.prefix(8).lowercased())"
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    guard let end = DatagramSocket()?.listen(at: "\(path)/\(name)", mode: mode, heard: { continuation.yield() })
    else {
      rmdir(path)
      return nil
    }
    own.withLock { _ = $0.insert(name) }
    continuation.onTermination = { [self] _ in
      end()
      own.withLock { _ = $0.remove(name) }
      unlink("\(path)/\(name)")
      // Goes with the last one.
      rmdir(path)
    }
    return stream
  }

  private var isFolder: Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// To everybody who listens, except this process.
  func post() {
    // What a link leads to is somebody else's.
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    guard let folder = fdopendir(descriptor) else {
      _ = close(descriptor)
      return
    }
    defer { closedir(folder) }
    let own = own.withLock(\.self)
    var socket: DatagramSocket?
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      let place = "\(path)/\(name)"
      guard !name.hasPrefix("."), !own.contains(name), let age = Self.ageOfSocket(place) else { continue }
      socket = socket ?? DatagramSocket()
      // Left behind by one that was killed; a new one is there for a moment before it hears.
      if socket?.send(to: place) == ECONNREFUSED, age > Self.newborn { unlink(place) }
    }
    socket?.close()
  }

  /// In seconds.
  private static let newborn = 10

  /// Nil for what is no socket: nothing of somebody else's is touched.
  private static func ageOfSocket(_ path: String) -> Int? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return nil }
    return time(nil) - Int(status.st_mtim.tv_sec)
  }
}
