package import Foundation

/// One HTTP request as bytes and names, before any library touches it.
///
/// Header names keep the case they are given in; lookups ignore case.
package struct HTTPRequest: Sendable, Equatable {
  package var method: String
  package var url: URL
  package var headers: [HTTPHeader]
  package var body: [UInt8]

  package init(method: String, url: URL, headers: [HTTPHeader] = [], body: [UInt8] = []) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// One answer. The body is whole and bounded by the transport that read it.
package struct HTTPResponse: Sendable, Equatable {
  package var status: Int
  package var headers: [HTTPHeader]
  package var body: [UInt8]

  package init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

package struct HTTPHeader: Sendable, Equatable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension Array where Element == HTTPHeader {
  /// The first header of that name, whatever its case.
  package func first(named name: String) -> String? {
    first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
