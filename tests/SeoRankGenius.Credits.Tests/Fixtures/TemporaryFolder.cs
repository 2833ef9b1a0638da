namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>Folders that are gone after the run.</summary>
public static class TemporaryFolder
{
    private const string Memory = "/dev/shm";

    // A container may have 64 MB, which the browser needs.
    private const long RoomNeeded = 1 << 30;

    private static readonly bool HasMemory =
        Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > RoomNeeded;

    /// <summary>A new folder, on memory-backed storage where that is wanted and there is enough.</summary>
    public static string Create(string prefix, bool inMemory) => inMemory && HasMemory
        ? Directory.CreateDirectory(Path.Combine(Memory, prefix + Guid.NewGuid().ToString("N"))).FullName
        : Directory.CreateTempSubdirectory(prefix).FullName;
}
