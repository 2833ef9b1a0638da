using System.Security.Cryptography;
using System.Text.Json;

namespace SeoRankGenius.Credits.Demo.Sandbox.State;

/// <summary>The state and its lock. Functions given to it must not wait and must not call it again.</summary>
internal sealed class Store
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Lock gate = new();
    private readonly SandboxState state;
    private readonly string? file;

    public Store(SandboxOptions options)
    {
        Time = options.Time;
        file = options.DataFile;
        state = Load(file);
    }

    public TimeProvider Time { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Raised after each change, outside the lock.</summary>
    public event Action? Changed;

    public static string NewId(string prefix, int length = 24) =>
        prefix + RandomNumberGenerator.GetString(Alphabet, length);

    public T Read<T>(Func<SandboxState, T> read)
    {
        lock (gate)
            return read(state);
    }

    public T Change<T>(Func<SandboxState, T> change)
    {
        T result;
        lock (gate)
        {
            result = change(state);
            Save();
        }

        Changed?.Invoke();
        return result;
    }

    public void Change(Action<SandboxState> change) => Change(s =>
    {
        change(s);
        return true;
    });

    private static SandboxState Load(string? file)
    {
        if (file is null || !File.Exists(file))
            return new SandboxState();
        try
        {
            return JsonSerializer.Deserialize<SandboxState>(File.ReadAllText(file)) ?? new SandboxState();
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} is not a snapshot of the sandbox. Delete it to start empty.", e);
        }
    }

    private void Save()
    {
        if (file is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        // Written to another file and renamed: an interrupted write leaves the old snapshot.
        var next = file + ".new";
        File.WriteAllText(next, JsonSerializer.Serialize(state));
        File.Move(next, file, overwrite: true);
    }
}
