import Foundation

/// The services behind the one port, with what differs between their envelopes.
enum AWSService: String, Sendable {
  case ec2
  case sts
  case ssm

  var version: String {
    switch self {
    case .ec2: "2016-11-15"
    case .sts: "2011-06-15"
    case .ssm: "2014-11-06"
    }
  }

  var contentType: String { self == .ssm ? "application/x-amz-json-1.1" : "text/xml;charset=UTF-8" }

  private var namespace: String {
    switch self {
    case .ec2: "http://ec2.amazonaws.com/doc/2016-11-15/"
    case .sts: "https://sts.amazonaws.com/doc/2011-06-15/"
    case .ssm: ""
    }
  }

  private static let prologue = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"

  /// - Parameter content: the elements of the answer, without its request id; of Systems Manager the whole of it.
  func envelope(action: String, requestID: String, content: String) -> String {
    var xml = XMLWriter()
    switch self {
    case .ssm:
      return content
    case .ec2:
      xml.element("requestId", requestID)
      xml.append(markup: content)
    case .sts:
      xml.element("\(action)Result") { $0.append(markup: content) }
      xml.element("ResponseMetadata") { $0.element("RequestId", requestID) }
    }
    return Self.prologue + "<\(action)Response xmlns=\"\(namespace)\">\(xml.text)</\(action)Response>"
  }

  func envelope(error: APIError, requestID: String) -> String {
    var xml = XMLWriter()
    switch self {
    case .ssm:
      let object = ["__type": error.code, "message": error.message]
      return (try? SimulatorJSON.encode(object)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    case .ec2:
      xml.element("Response") {
        $0.element("Errors") {
          $0.element("Error") {
            $0.element("Code", error.code)
            $0.element("Message", error.message)
          }
        }
        $0.element("RequestID", requestID)
      }
      return Self.prologue + xml.text
    case .sts:
      xml.element("Error") {
        $0.element("Type", error.status < 500 ? "Sender" : "Receiver")
        $0.element("Code", error.code)
        $0.element("Message", error.message)
      }
      xml.element("RequestId", requestID)
      return Self.prologue + "<ErrorResponse xmlns=\"\(namespace)\">\(xml.text)</ErrorResponse>"
    }
  }
}
