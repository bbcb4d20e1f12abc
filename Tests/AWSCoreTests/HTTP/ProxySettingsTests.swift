import AWSCore
import Foundation
import Testing

/// Which URL goes through which proxy.
struct ProxySettingsTests {
  static func proxy(_ url: String, _ variables: [String: String]) throws -> String? {
    let settings = try ProxySettings(.of(variables))
    return try settings.proxy(for: #require(URL(string: url)))?.description
  }

  static let ec2 = "https://ec2.eu-west-1.amazonaws.com/"
  static let cases: [(url: String, variables: [String: String], proxy: String?)] = [
    (ec2, [:], nil),
    (ec2, ["HTTPS_PROXY": "http://p:3128"], "p:3128"),
    (ec2, ["https_proxy": "http://p:3128"], "p:3128"),
    (ec2, ["https_proxy": "http://small:1", "HTTPS_PROXY": "http://large:1"], "small:1"),
    (ec2, ["https_proxy": "", "HTTPS_PROXY": "http://large:1"], nil),
    (ec2, ["HTTP_PROXY": "http://p:3128"], nil),
    (ec2, ["ALL_PROXY": "http://p:3128"], nil),
    ("http://ec2.local/", ["HTTP_PROXY": "http://p:3128"], "p:3128"),
    ("http://ec2.local/", ["HTTPS_PROXY": "http://p:3128"], nil),
    (ec2, ["HTTPS_PROXY": "p:3128"], "p:3128"),
    (ec2, ["HTTPS_PROXY": "//p:3128/"], "p:3128"),
    (ec2, ["HTTPS_PROXY": "http://p"], "p:80"),
    (ec2, ["HTTPS_PROXY": "http://[fd00::1]:3128"], "fd00::1:3128"),
    (ec2, ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "amazonaws.com"], nil),
    (ec2, ["HTTPS_PROXY": "http://p:1", "NO_PROXY": ".amazonaws.com"], nil),
    (ec2, ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "other.com , EC2.eu-west-1.AMAZONAWS.com"], nil),
    (ec2, ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "ec2.eu-west-1.amazonaws.com:443"], nil),
    (ec2, ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "ec2.eu-west-1.amazonaws.com:8443"], "p:1"),
    (ec2, ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "zonaws.com"], "p:1"),
    (ec2, ["HTTPS_PROXY": "http://p:1", "NO_PROXY": ","], "p:1"),
    (ec2, ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"], nil),
    (ec2, ["HTTPS_PROXY": "http://p:1", "no_proxy": "", "NO_PROXY": "*"], "p:1"),
    ("https://127.0.0.1:5000/", ["HTTPS_PROXY": "http://p:1"], nil),
    ("http://127.9.9.9/", ["HTTP_PROXY": "http://p:1"], nil),
    ("http://localhost:5000/", ["HTTP_PROXY": "http://p:1"], nil),
    ("http://[::1]:5000/", ["HTTP_PROXY": "http://p:1"], nil),
    ("http://169.254.169.254/latest/api/token", ["HTTP_PROXY": "http://p:1"], nil),
    ("http://169.254.170.2/v2", ["HTTP_PROXY": "http://p:1"], nil),
    ("http://[fd00:ec2::254]/latest", ["HTTP_PROXY": "http://p:1"], nil),
    ("https://127.0.0.1.evil.com/", ["HTTPS_PROXY": "http://p:1"], "p:1"),
  ]

  @Test(arguments: cases)
  func urlsGoWhereTheVariablesSay(_ url: String, _ variables: [String: String], _ proxy: String?) throws {
    #expect(try Self.proxy(url, variables) == proxy)
  }

  @Test func aPasswordIsReadAndNotShown() throws {
    let settings = try ProxySettings(.of(["HTTPS_PROXY": "http://me%40work:p%3Aw%2Fd@p:3128"]))
    let url = try #require(URL(string: Self.ec2))
    let proxy = try #require(settings.proxy(for: url))
    #expect(proxy.user == "me@work")
    #expect(proxy.password == "p:w/d")
    #expect(
      ["\(proxy)", "\(proxy.debugDescription)", "\(Mirror(reflecting: proxy).children.map(\.value))"].allSatisfy {
        !$0.contains("p:w") && !$0.contains("me@")
      })
  }

  @Test(arguments: [
    ("https://p:1", "HTTPS_PROXY names a proxy of the kind https, which is not supported: expected http://host:port"),
    ("socks5://u:hunter2@p:1", "of the kind socks5"), ("http://", "is not a proxy's URL"),
    ("http://u:hunter2@:1", "is not a proxy's URL"), ("http://u:hunter2@p:port", "is not a proxy's URL"),
  ])
  func whatIsNoProxyIsNamedWithoutItsPassword(_ text: String, _ complaint: String) {
    let error = #expect(throws: ConfigurationError.self) { try ProxySettings(.of(["HTTPS_PROXY": text])) }
    #expect(error?.message.contains(complaint) == true, "\(error?.message ?? "-")")
    #expect(error?.message.contains("hunter2") == false)
  }
}
