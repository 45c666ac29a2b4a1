using System.Security.Cryptography;

namespace Variorum;

/// <summary>What a room is known by to others, so that its events, which each archive numbers for itself, are not taken for another one's.</summary>
internal static class RoomName
{
    public static string Of(RoomDatabase room)
    {
        if (room.Ask(Read) is { } known) return known;
        try
        {
            return room.Do(static database =>
            {
                database.Run("INSERT OR IGNORE INTO setting (name, value) VALUES ('name', $1)", Guid.NewGuid().ToString());
                return Read(database)!;
            });
        }
        catch (Exception failed) when (ArchiveException.Of(failed) is not null)
        {
            // Of a room that keeps nothing, the same at each start.
            return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}\0{room.Path}")).AsSpan(0, 16)).ToString();
        }
    }

    private static string? Read(Database database) => database.Row(static row => row.GetString(0), "SELECT value FROM setting WHERE name = 'name'");
}
