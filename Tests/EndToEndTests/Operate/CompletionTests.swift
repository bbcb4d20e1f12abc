import Foundation
import Testing

extension EndToEnd {
  /// The completions as shells load them.
  @Suite struct CompletionTests {
    private static let ways = [
      "bash": """
      source completions && complete -p geuse > /dev/null && COMP_WORDS=(geuse req) COMP_CWORD=1 COMP_LINE='geuse req'
      COMP_POINT=9; _geuse geuse req geuse; echo "${COMPREPLY[@]}"
      """,
      "zsh": """
      mkdir functions; cp completions functions/_geuse; fpath=($PWD/functions $fpath)
      autoload -U compinit && compinit -u -D && autoload -U +X _geuse && whence -w _geuse
      """,
      "fish": "source completions; complete -C 'geuse req'",
    ]

    @Test(arguments: ["bash", "zsh", "fish"])
    func aShellLoadsThem(_ shell: String) async throws {
      let sandbox = try Sandbox()
      let script = try await sandbox.geuse("--generate-completion-script", shell).exits(0)
      _ = try sandbox.file("completions", Array(script.output.utf8))
      // For the shells that ask the program itself.
      let folder = URL(filePath: GeuseBinary.path).deletingLastPathComponent().path
      let arguments = shell == "bash" ? ["--norc", "-c"] : shell == "zsh" ? ["-f", "-c"] : ["--no-config", "-c"]
      let loaded = try await sandbox.finish(
        shell, arguments + [Self.ways[shell] ?? ""], variables: ["PATH": "\(folder):/usr/local/bin:/usr/bin:/bin"])
      loaded.exits(0)
      #expect(loaded.error.isEmpty, "\(loaded)")
      #expect(loaded.output.contains(shell == "zsh" ? "_geuse: function" : "requeue"), "\(loaded)")
    }
  }
}
