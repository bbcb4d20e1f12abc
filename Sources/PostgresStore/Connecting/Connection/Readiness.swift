#if Postgres
  import Dispatch
  import Foundation

  /// Tells on a queue whenever a socket may be read from or written to, until it is cancelled.
  ///
  /// Watches a descriptor of its own for the same socket: libpq closes its one when it likes, and the number may then
  /// belong to another file that a source would go on watching.
  final class Readiness {
    enum Direction { case reading, writing }

    private let source: any DispatchSourceProtocol

    /// Nil where the system has no descriptor left.
    init?(of socket: Int32, for direction: Direction, on lane: DispatchQueue, _ handler: @escaping () -> Void) {
      let descriptor = fcntl(socket, F_DUPFD_CLOEXEC, 0)
      guard descriptor >= 0 else { return nil }
      source =
        switch direction {
        case .reading: DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: lane)
        case .writing: DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: lane)
        }
      source.setEventHandler(handler: handler)
      source.setCancelHandler { close(descriptor) }
      source.resume()
    }

    func cancel() { source.cancel() }
  }
#endif
