/// The answer that an action hopes for, taken apart so that it can be put together wrongly.
package struct GoodAnswer: Sendable {
  package let action: String

  package init(action: String) {
    self.action = action
  }

  package static let actions = ["RunInstances", "DescribeInstances", "DescribeInstanceStatus"]

  package var root: String { "\(action)Response" }

  package var whole: String { document(inner) }

  func document(_ inner: String, declaration: String = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") -> String {
    "\(declaration)<\(root) xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId>\(inner)</\(root)>"
  }

  /// Everything below the root, with that item in its list.
  func inner(_ item: String) -> String {
    switch action {
    case "RunInstances": "<reservationId>r-1</reservationId><instancesSet>\(item)</instancesSet>"
    case "DescribeInstances":
      "<reservationSet><item><reservationId>r-1</reservationId><instancesSet>\(item)</instancesSet></item></reservationSet>"
    default: "<instanceStatusSet>\(item)</instanceStatusSet>"
    }
  }

  var inner: String { inner("<item>\(identity)\(rest)</item>") }

  let identity = "<instanceId>i-0123456789abcdef0</instanceId>"

  var rest: String {
    let state = "<instanceState><code>16</code><name>running</name></instanceState>"
    guard action == "DescribeInstanceStatus" else { return state + "<imageId>ami-1</imageId>" }
    return state
      + "<systemStatus><status>ok</status></systemStatus><instanceStatus><status>ok</status></instanceStatus>"
  }
}
