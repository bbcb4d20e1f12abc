import ArgumentParser
import JobModel

/// A duration such as `90s`, `15m`, `6h`, `7d`.
struct DurationArgument: ExpressibleByArgument, Sendable, Equatable {
  let duration: Duration

  init(_ duration: Duration) { self.duration = duration }

  init?(argument: String) {
    guard let duration = DurationText.parse(argument) else { return nil }
    self.init(duration)
  }

  var defaultValueDescription: String { DurationText.format(duration) }
}

/// The same with its unit: whoever means days and gets seconds loses what was to be kept.
struct AgeArgument: ExpressibleByArgument, Sendable, Equatable {
  let duration: Duration

  init(_ duration: Duration) { self.duration = duration }

  init?(argument: String) {
    guard let duration = DurationText.parse(argument), duration == .zero || argument.last?.isNumber == false else {
      return nil
    }
    self.init(duration)
  }

  var defaultValueDescription: String { DurationText.format(duration) }
}

/// `KEY=VALUE`.
struct TagArgument: ExpressibleByArgument, Sendable, Equatable {
  let key: String
  let value: String

  init?(argument: String) {
    // As the AWS CLI has it, it would become a tag named Key.
    let isAWSForm = argument.wholeMatch(of: /Key=.*,\s*Value=.*/) != nil
    guard let separator = argument.firstIndex(of: "="), separator != argument.startIndex, !isAWSForm else { return nil }
    key = String(argument[..<separator])
    value = String(argument[argument.index(after: separator)...])
  }
}

extension [TagArgument] {
  /// - Throws: for a key given twice.
  func dictionary() throws -> [String: String] {
    var tags: [String: String] = [:]
    for tag in self {
      guard tags.updateValue(tag.value, forKey: tag.key) == nil else {
        throw CommandFailure.usage("--tag '\(tag.key)' is given twice: each key once")
      }
    }
    return tags
  }
}

extension Market: ExpressibleByArgument {}
extension Architecture: ExpressibleByArgument {}
extension WaitSpec.Goal: ExpressibleByArgument {}
extension JobKind: ExpressibleByArgument {}
extension ShownState: ExpressibleByArgument {}
extension ErrorClass: ExpressibleByArgument {}
