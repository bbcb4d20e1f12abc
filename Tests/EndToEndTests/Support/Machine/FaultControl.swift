import Foundation

/// The file through which processes under the fault shim are told what their machine does to them, and tell what it did.
///
/// They map it, so that what is written here holds from their next call on. `Tests/FaultShim/include/FaultShim.h` says
/// what each number means.
final class FaultControl: Sendable {
  enum Field: Int {
    case clockOffset = 0
    case isFull = 8
    case bytesLeft = 16
    case refused = 24
    case operations = 32
    case powerEndsAt = 40
    case isDark = 48
    case losesSyncs = 56
  }
  let path: String
  private let descriptor: Int32

  init(path: String) throws {
    self.path = path
    try Data(count: 4096).write(to: URL(filePath: path))
    descriptor = open(path, O_RDWR | O_CLOEXEC)
  }

  deinit { close(descriptor) }

  subscript(field: Field) -> Int64 {
    get {
      var value: Int64 = 0
      pread(descriptor, &value, 8, off_t(field.rawValue))
      return value
    }
    set {
      var value = newValue
      pwrite(descriptor, &value, 8, off_t(field.rawValue))
    }
  }
}
