import Foundation

/// A machine image with its one root volume.
struct Image: Sendable, Equatable {
  let id: String
  let name: String
  let description: String
  let architecture: String
  let owner: String
  let ownerAlias: String?
  let creationDate: Date
  let rootDevice: String
  let snapshotID: String
  /// GiB; a volume made from the image may not be smaller.
  let size: Int
  let volumeType: String
}

extension Image {
  /// Amazon Linux 2023 as AWS names and dates it, with what a careless name pattern also catches.
  ///
  /// Three releases of three kernels for two architectures. All images of one release bear one creation date, so
  /// "the newest" alone is ambiguous. The ECS and minimal images are newer than the newest standard ones.
  static func amazonLinux(region: String) -> [Image] {
    var images: [Image] = []
    for (release, created) in releases {
      for architecture in ["x86_64", "arm64"] {
        for kernel in kernels {
          images.append(
            make(
              "al2023-ami-\(release)-kernel-\(kernel)-\(architecture)", architecture, region: region,
              owner: amazonLinuxOwner, created: created, size: 8))
        }
      }
    }
    for architecture in ["x86_64", "arm64"] {
      images.append(
        make(
          "al2023-ami-minimal-\(newerRelease)-kernel-6.12-\(architecture)", architecture, region: region,
          owner: amazonLinuxOwner, created: 1_771_286_400, size: 2))
      images.append(
        make(
          "al2023-ami-ecs-hvm-2023.0.20260217-kernel-6.1-\(architecture)", architecture, region: region,
          owner: "591542846629", created: 1_771_372_800, size: 30))
    }
    return images
  }

  static let amazonLinuxOwner = "137112412989"
  static let kernels = ["6.1", "6.12", "6.18"]
  static let newerRelease = "2023.10.20260216.0"
  private static let releases = [
    ("2023.9.20251208.0", 1_765_152_000.0), ("2023.10.20260202.0", 1_769_990_400.0), (newerRelease, 1_771_200_000.0),
  ]

  private static func make(
    _ name: String, _ architecture: String, region: String, owner: String, created: Double, size: Int
  ) -> Image {
    Image(
      id: StableIDs.image(named: name, region: region), name: name,
      description: "Amazon Linux 2023 AMI, simulated: \(name)", architecture: architecture, owner: owner,
      ownerAlias: "amazon", creationDate: Date(timeIntervalSince1970: created), rootDevice: "/dev/xvda",
      snapshotID: Identifiers.stable("snap", region, name), size: size, volumeType: "gp3")
  }
}
