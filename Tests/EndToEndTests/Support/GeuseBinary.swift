import Foundation

/// The `geuse` that was built with these tests.
enum GeuseBinary {
  /// It lies beside the test bundle, which on Linux is the running executable.
  static let path: String = {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let runner = bundle ?? Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return runner.deletingLastPathComponent().appending(path: "geuse").path
  }()
}
