import Foundation
import LoopbackTesting

/// Serves every hostile answer at a path of its own, `/<number>/<action>`, and good ones at `/good/<action>` and
/// `/mark/<action>`: in a process of its own, so that what the client keeps in memory can be told from what this does.
///
/// Prints its port; ends when its standard input does.
@main enum HostileServer {
  static func main() {
    let server = LoopbackServer { connection in
      guard let path = connection.readRequest()?.split(separator: " ").dropFirst().first?.split(separator: "/"),
        path.count == 2, let answer = answer(String(path[0]))
      else { return }
      answer.send(connection, GoodAnswer(action: String(path[1])))
    }
    print(server.port)
    // Not buffered until the end, which nobody would see.
    fflush(nil)
    while readLine() != nil {}
  }

  private static func answer(_ name: String) -> HostileAnswer? {
    switch name {
    case "good": .good
    case "mark": .goodWithMark
    default: Int(name).flatMap { HostileAnswer.all.indices.contains($0) ? HostileAnswer.all[$0] : nil }
    }
  }
}
