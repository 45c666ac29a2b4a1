namespace Variorum.SystemTests;

/// <summary>The reading room of the samples, opened as a new user opens it; all its tests share it, and change nothing that another one reads.</summary>
public sealed class OpenedRoom : IAsyncLifetime
{
    private readonly Scratch scratch = new();
    private ServedRoom? served;

    /// <summary>Where it answers; ends with a slash.</summary>
    public Uri Address => served!.Address;

    public async ValueTask InitializeAsync() => served = await ServedRoom.Open("--sample", scratch.Folder);

    public Uri At(string path) => new(Address, path);

    public async ValueTask DisposeAsync()
    {
        if (served is not null) await served.DisposeAsync();
        scratch.Dispose();
    }
}

/// <summary>The tests that read in that room.</summary>
[CollectionDefinition(nameof(InTheRoom))]
public sealed class InTheRoom : ICollectionFixture<OpenedRoom>;
