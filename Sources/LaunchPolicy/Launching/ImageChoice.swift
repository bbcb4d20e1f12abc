package import EC2
import Foundation
package import JobModel

/// Which Amazon Linux 2023 image a launch gets.
///
/// Standard names are `al2023-ami-2023.<release>-kernel-<kernel>-<architecture>`; several kernels share a build, so
/// the kernel is pinned and ties in the creation date are broken by name.
package enum ImageChoice {
  package static let kernel = "6.1"
  package static let owner = "amazon"
  /// What cache keys begin with.
  package static let family = "al2023/\(kernel)"
  package static let maxAge: Duration = .seconds(24 * 3600)

  /// What stands before the name of a parameter that holds an image's id.
  package static let parameterPrefix = "resolve:ssm:"

  /// The parameter that an image is named by; nil for an id.
  package static func parameter(in imageID: String) -> String? {
    imageID.hasPrefix(parameterPrefix) ? String(imageID.dropFirst(parameterPrefix.count)) : nil
  }

  /// Matches neither the ECS nor the minimal images.
  package static func namePattern(_ architecture: Architecture) -> String {
    "al2023-ami-2023.*-kernel-\(kernel)-\(architecture.rawValue)"
  }

  package static func filters(_ architecture: Architecture) -> [EC2Filter] {
    [
      EC2Filter("name", [namePattern(architecture)]), EC2Filter("architecture", [architecture.rawValue]),
      EC2Filter("state", ["available"]),
    ]
  }

  package static func cacheKey(_ architecture: Architecture, region: String) -> ImageKey {
    ImageKey(region: region, name: "\(family)/\(architecture.rawValue)")
  }

  /// The newest of those that fit; nil where none does.
  package static func newest(_ images: [Image], architecture: Architecture) -> Image? {
    images
      .filter { image in
        image.architecture == architecture.rawValue && image.state == "available"
          && (image.name ?? "").hasPrefix("al2023-ami-2023.")
          && (image.name ?? "").hasSuffix("-kernel-\(kernel)-\(architecture.rawValue)")
      }
      .max { ($0.creationDate ?? .distantPast, $0.name ?? "") < ($1.creationDate ?? .distantPast, $1.name ?? "") }
  }

  /// What EC2 says a type runs, where it says it; else the family rule: `a1`, or a `g` after the generation's digit.
  package static func architecture(of instanceType: String, supported: [String]) -> Architecture {
    let known = supported.compactMap(Architecture.init(rawValue:))
    if let only = known.first, !known.contains(.x86) { return only }
    if !known.isEmpty { return .x86 }
    let family = instanceType.prefix { $0 != "." }
    guard family != "a1" else { return .arm }
    let afterDigits = family.drop { !$0.isNumber }.drop { $0.isNumber }
    return afterDigits.contains("g") ? .arm : .x86
  }
}
