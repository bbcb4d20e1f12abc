package import Foundation

/// Where a service is reached.
///
/// `--endpoint-url` serves every service; without it the service's own variable counts before `AWS_ENDPOINT_URL` and
/// the profile's `endpoint_url`. `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` silences all but the flag.
/// Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
package struct EndpointResolver: Sendable {
  package enum Service: String, Sendable, CaseIterable {
    case ec2
    case sts
  }

  private let overrides: [Service: URL]

  /// - Throws: `ConfigurationError` for an override that is not an http or https URL.
  package init(
    flag: String?, environment: AWSEnvironment, profile: SharedProfile?
  ) throws(ConfigurationError) {
    var overrides: [Service: URL] = [:]
    let ignores = environment.isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
    for service in Service.allCases {
      let variable = "AWS_ENDPOINT_URL_\(service.rawValue.uppercased())"
      var candidates: [(origin: String, text: String?)] = [("--endpoint-url", flag)]
      if !ignores {
        candidates += [
          (variable, environment[variable]),
          ("AWS_ENDPOINT_URL", environment["AWS_ENDPOINT_URL"]),
          ("endpoint_url of profile \(profile?.name ?? "default")", profile?["endpoint_url"]),
        ]
      }
      for case (let origin, let text?) in candidates {
        overrides[service] = try Self.parse(text, origin: origin)
        break
      }
    }
    self.overrides = overrides
  }

  /// The override in force for the service; nil where AWS's own endpoint is meant.
  package func override(for service: Service) -> URL? { overrides[service] }

  /// - Throws: `ConfigurationError` when the region is not a region's name.
  package func endpoint(for service: Service, region: String) throws(ConfigurationError) -> URL {
    if let url = overrides[service] { return url }
    try RegionResolver.validate(region)
    let host = "\(service.rawValue).\(region).\(Partition(region: region).dnsSuffix)"
    guard let url = URL(string: "https://\(host)/") else {
      throw ConfigurationError("no endpoint can be made for region \(region)")
    }
    return url
  }

  private static func parse(_ text: String, origin: String) throws(ConfigurationError) -> URL {
    guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
      let host = url.host(), !host.isEmpty, url.user() == nil, url.query() == nil, url.fragment() == nil
    else {
      throw ConfigurationError(
        "\(origin): not a service's URL: expected https://host or http://host:port, without user or query")
    }
    return url
  }
}
