import AWSCore
import Foundation
import JobModel

extension Operator {
  /// Who runs this command: the login, or the one behind sudo, and the host.
  static var current: Operator {
    let login = ProcessInfo.processInfo.environment["SUDO_USER"].flatMap { $0.isEmpty ? nil : $0 } ?? loginName
    let name = "\(login)@\(ProcessInfo.processInfo.hostName)"
    return Operator(String(PrintableText.printable(name).prefix(100)))
  }

  /// That of the process's user; its number where it has no name.
  private static var loginName: String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "\(getuid())" }
    return String(cString: name)
  }
}
