import Foundation
import JobModel
import Synchronization

/// The folder beside a database in which its workers listen for hints: a datagram socket each.
///
/// Whoever may write the database may send and listen; a hint that is not received is lost, and nothing rests on it.
final class HintFolder: Sendable {
  static let suffix = "-wake"

  let path: String
  let database: String
  private let mode: mode_t
  /// Who listens in this process, by the names of their sockets; nothing is said to them: it knows what it has done.
  private let own = Mutex<[String: Listener]>([:])

  private struct Listener {
    let heard: @Sendable () -> Void
    /// Nil while it has no socket.
    var end: (@Sendable () -> Void)?
  }

  /// - Parameter mode: the database's, which decides who may use the folder.
  init(database: String, mode: mode_t) {
    self.database = database
    path = database + Self.suffix
    self.mode = mode & 0o666
  }

  /// One element for a hint or a burst of them; nil where nobody can listen here, as where the path is too long.
  func hints() -> AsyncStream<Void>? {
    let name = "\(getpid())-\(UUID().uuidString.prefix(8).lowercased())"
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let heard: @Sendable () -> Void = { continuation.yield() }
    // Once more where the last one to leave has just taken the folder along.
    guard let end = listen(name, heard) ?? listen(name, heard) else { return nil }
    own.withLock { $0[name] = Listener(heard: heard, end: end) }
    continuation.onTermination = { [self] _ in
      own.withLock { $0.removeValue(forKey: name) }?.end?()
      unlink("\(path)/\(name)")
      // Goes with the last one.
      rmdir(path)
    }
    return stream
  }

  /// A look at each socket of this process; where one is gone, with the folder or without, another takes its place.
  func renew() -> HintRenewal {
    own.withLock { own in
      var renewal = HintRenewal.whole
      for (name, listener) in own where Self.ageOfSocket("\(path)/\(name)") == nil {
        listener.end?()
        let end = listen(name, listener.heard)
        own[name]?.end = end
        if end == nil { renewal = .lost } else if renewal == .whole { renewal = .renewed }
      }
      return renewal
    }
  }

  /// - Returns: how to end it; nil where nobody can listen here.
  private func listen(_ name: String, _ heard: @escaping @Sendable () -> Void) -> (@Sendable () -> Void)? {
    // Who may read and write the file may enter the folder, and its sockets are its group's.
    let folderMode = mode | (mode & 0o444) >> 2 | S_ISGID
    guard mkdir(path, 0o700) == 0 ? chmod(path, folderMode) == 0 : errno == EEXIST && isFolder else { return nil }
    let end = DatagramSocket()?.listen(at: "\(path)/\(name)", mode: mode, heard: heard)
    if end == nil { rmdir(path) }
    return end
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
    let own = Set(own.withLock(\.keys))
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
