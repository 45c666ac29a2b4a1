namespace Variorum;

/// <summary>What a room is known by to others, so that its events, which each archive numbers for itself, are not taken for another one's.</summary>
internal static class RoomName
{
    public static string Of(RoomDatabase room) => Read(room) ?? room.Do(static database =>
    {
        database.Run("INSERT OR IGNORE INTO setting (name, value) VALUES ('name', $1)", Guid.NewGuid().ToString());
        return Read(database)!;
    });

    private static string? Read(RoomDatabase room) => room.Ask(Read);

    private static string? Read(Database database) => database.Row(static row => row.GetString(0), "SELECT value FROM setting WHERE name = 'name'");
}
