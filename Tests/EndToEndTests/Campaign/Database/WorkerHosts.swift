#if Postgres
  import Foundation
  import Subprocess
  import Testing

  /// Network namespaces that stand for machines of their own; `worker-hosts.py` makes them.
  struct WorkerHosts: Decodable, Sendable {
    struct Host: Decodable, Sendable {
      let namespace: String
      /// What joins it to the bridge.
      let link: String
    }
    /// By which they reach this machine.
    let address: String
    let bridge: String
    let hosts: [Host]

    /// Makes so many, for as long as the body takes; none where nobody may: that takes root, Linux and iproute2.
    /// - Parameter port: which every host finds on its own loopback as it is on this one.
    static func during<Result: Sendable>(
      _ count: Int, sharing port: Int, _ body: @Sendable (WorkerHosts?) async throws -> Result
    ) async throws -> Result {
      guard geteuid() == 0, await isPossible() else {
        print("workers share this machine's network: namespaces need root, Linux and iproute2")
        return try await body(nil)
      }
      let words = [PythonScript.workerHosts.path, "\(count)", "\(port)"]
      let ended = try await Sandbox().during(PythonScript.interpreter, words) { process in
        _ = await process.output.wait { !$0.isEmpty }
        let told = try #require(process.output.lines.first, "\(process.error.text)")
        let result = try await body(JSON.decode(WorkerHosts.self, Data(told.utf8)))
        process.stop()
        return result
      }
      ended.finished.exits(0)
      return ended.result
    }

    private static func isPossible() async -> Bool {
      guard let sandbox = try? Sandbox() else { return false }
      let ended = try? await sandbox.finish("unshare", ["--net", "ip", "link", "show"])
      return ended?.status == .exited(0)
    }

    /// Packets of either side are lost from now on.
    func cut(_ host: Host) async throws { try await ip("link", "set", host.link, "nomaster") }

    func mend(_ host: Host) async throws { try await ip("link", "set", host.link, "master", bridge) }

    private func ip(_ words: String...) async throws { try await Sandbox().finish("ip", words).exits(0) }
  }
#endif
