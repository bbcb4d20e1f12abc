import AWSCore
import Foundation

extension AWSEnvironment {
  /// An environment whose files are the ones given, by path, in a home of `/home/me`.
  static func of(_ variables: [String: String] = [:], files: [String: String] = [:]) -> AWSEnvironment {
    AWSEnvironment(variables: variables.merging(["HOME": "/home/me"]) { own, _ in own }) { path in
      files[path].map { Data($0.utf8) }
    }
  }
}
