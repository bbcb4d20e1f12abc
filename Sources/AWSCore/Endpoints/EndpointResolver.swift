package import Foundation

/// Where a service is reached.
///
/// `--endpoint-url` serves every service; without it the service's own variable counts before `AWS_ENDPOINT_URL` and
/// what the profile says in its `services` section and its `endpoint_url`. `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` and the
/// profile's `ignore_configured_endpoint_urls` silence all but the flag.
/// Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
package struct EndpointResolver: Sendable {
  package enum Service: String, Sendable, CaseIterable {
    case ec2
    case sts
    case ssm
    case sso
    case ssoOIDC = "sso_oidc"

    /// Before the region, in the host's name.
    fileprivate var hostPrefix: String {
      switch self {
      case .ec2, .sts, .ssm: rawValue
      case .sso: "portal.sso"
      case .ssoOIDC: "oidc"
      }
    }
  }

  private let overrides: [Service: URL]

  /// - Throws: `ConfigurationError` for an override that is not an http or https URL.
  package init(
    flag: String?, environment: AWSEnvironment, profile: SharedProfile?
  ) throws(ConfigurationError) {
    var overrides: [Service: URL] = [:]
    let ignores =
      environment.isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
      || profile?["ignore_configured_endpoint_urls"]?.lowercased() == "true"
    if !ignores, let section = profile?["services"], profile?.services == nil {
      throw ConfigurationError(
        "profile \(profile?.name ?? "default") names services \(section), but the config file has no "
          + "[services \(section)]: add it")
    }
    for service in Service.allCases {
      let variable = "AWS_ENDPOINT_URL_\(service.rawValue.uppercased())"
      var candidates: [(origin: String, text: String?)] = [("--endpoint-url", flag)]
      if !ignores {
        candidates += [
          (variable, environment[variable]),
          ("AWS_ENDPOINT_URL", environment["AWS_ENDPOINT_URL"]),
          (
            "\(service.rawValue) of [services \(profile?["services"] ?? "")]",
            profile?.services?["\(service.rawValue).endpoint_url"]
          ),
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
    let host = "\(service.hostPrefix).\(region).\(Partition(region: region).dnsSuffix)"
    guard let url = URL(string: "https://\(host)/") else {
      throw ConfigurationError("no endpoint can be made for region \(region)")
    }
    return url
  }

  /// As ``endpoint(for:region:)``, but where EC2 has an endpoint of its own, that one serves this service too unless the
  /// service has one as well: an emulator answers for all of AWS.
  package func endpoint(besideEC2 service: Service, region: String) throws(ConfigurationError) -> URL {
    if override(for: service) == nil, let ec2 = override(for: .ec2) { return ec2 }
    return try endpoint(for: service, region: region)
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
