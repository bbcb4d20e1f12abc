#if Postgres
  import CLibpq
  import Dispatch

  extension PostgresConnection {
    /// Listens to channels; the connection is for nothing else then, and is kept by whoever listens.
    ///
    /// The stream ends when the connection does: at once where the server says so, and after about ten seconds where it
    /// has vanished. Of those who do not look for long, the oldest notifications are lost. Does not work through a pooler
    /// in transaction mode.
    /// - Throws: PostgresFailure.
    package func listen(
      to channels: [String], timeout: Duration
    ) async throws -> AsyncStream<PostgresNotification> {
      let (stream, listener) = AsyncStream.makeStream(
        of: PostgresNotification.self, bufferingPolicy: .bufferingNewest(Self.keptNotifications))
      lane.sync { if handle != nil { listeners.append(listener) } }
      do {
        _ = try await run(
          channels.map { PostgresCommand("LISTEN \(Self.quoted($0))", isPrepared: false) }, timeout: timeout)
      } catch {
        listener.finish()
        throw error
      }
      return stream
    }

    private static let keptNotifications = 256

    private static func quoted(_ name: String) -> String {
      "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// What has come for them.
    func tellListeners() {
      while let handle, let notification = PQnotifies(handle) {
        let told = PostgresNotification(
          channel: String(cString: notification.pointee.relname), payload: String(cString: notification.pointee.extra))
        PQfreemem(notification)
        for listener in listeners { listener.yield(told) }
      }
    }
  }
#endif
