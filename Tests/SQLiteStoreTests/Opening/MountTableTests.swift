import JobTransactions
import Testing

@testable import SQLiteStore

@Suite struct MountTableTests {
  private let table = MountTable(
    mountInfo: """
      22 1 252:1 / / rw,relatime shared:1 - ext4 /dev/root rw
      30 22 0:40 / /home rw shared:2 master:3 - nfs4 server:/home rw,vers=4.2
      31 30 252:2 / /home/ann/My\\040Disk rw - xfs /dev/vdb rw
      32 22 0:41 / /mnt/share rw - cifs //server/share rw
      33 22 0:42 / /mnt/ssh rw - fuse.sshfs me@server: rw
      34 22 0:43 / /mnt/over rw - ext4 /dev/vdc rw
      35 34 0:44 / /mnt/over rw - fuse /dev/fuse rw
      a line that is none
      """)

  @Test(
    arguments: [
      ("/var/lib/geuse", "ext4"), ("/home", "nfs4"), ("/home/bob/x", "nfs4"), ("/home/ann/My Disk/jobs", "xfs"),
      ("/homestead", "ext4"), ("/mnt/share/a", "cifs"), ("/mnt/over", "fuse"),
    ])
  func type(path: String, type: String) {
    #expect(table.type(of: path) == type)
  }

  @Test(
    arguments: [
      ("nfs", "NFS"), ("nfs4", "NFS"), ("cifs", "SMB"), ("smb3", "SMB"), ("fuse.sshfs", "FUSE"), ("fuse", "FUSE"),
      ("ext4", nil), ("xfs", nil), ("btrfs", nil), ("tmpfs", nil), ("overlay", nil), ("fusectl", nil),
    ] as [(String, String?)])
  func refused(type: String, name: String?) {
    #expect(MountTable.networkName(ofType: type) == name)
  }

  @Test("the kernel's own table can be read")
  func current() throws {
    let current = try #require(MountTable.current())
    #expect(current.type(of: "/proc/self") == "proc")
  }
}
