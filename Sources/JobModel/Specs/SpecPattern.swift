/// What ids and names look like. A pattern in the code is parsed anew whenever it is met, which for a hundred thousand
/// lines of jobs takes longer than all else; these are parsed once.
///
/// A pattern never changes; its type does not say so.
enum SpecPattern {
  nonisolated(unsafe) static let instanceType = /[a-z][a-z0-9-]*\.[a-z0-9-]+/
  nonisolated(unsafe) static let instanceID = /i-[0-9a-f]{8,17}/
  nonisolated(unsafe) static let zone = /[a-z]{2,4}(-[a-z]+)+-\d+([a-z]|(-[a-z]+)+-\d+[a-z])/
  nonisolated(unsafe) static let parameter = /resolve:ssm:[A-Za-z0-9_.\/-][A-Za-z0-9_.:\/-]{0,2047}/
}
