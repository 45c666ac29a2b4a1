using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Variorum;

/// <summary>Who may come in from elsewhere. Their passwords are kept as PBKDF2 (SHA-512, 210,000 rounds, a salt each) by the framework.</summary>
public sealed class Users : IDisposable
{
    /// <summary>Of a name, in UTF-16 units.</summary>
    public const int LongestName = 60;

    /// <summary>Of a password. Length is what makes it hard to guess; other rules only make it hard to remember.</summary>
    public const int ShortestPassword = 12, LongestPassword = 256;

    // As OWASP's cheat sheet for keeping passwords asks of PBKDF2 with SHA-512.
    private const int Rounds = 210_000;

    private const int Most = 10_000;

    private static readonly PasswordHasher<string> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    // Checked for names that are nobody's, so that they take as long.
    private static readonly Lazy<string> Nobodys = new(static () => Hasher.HashPassword("", Guid.NewGuid().ToString()));

    private readonly RoomDatabase room;
    private readonly TimeProvider clock;
    private readonly bool owns;

    internal Users(RoomDatabase room, TimeProvider clock) : this(room, clock, owns: false) { }

    private Users(RoomDatabase room, TimeProvider clock, bool owns) => (this.room, this.clock, this.owns) = (room, clock, owns);

    /// <summary>The users of an archive's reading room, while it is served or not.</summary>
    /// <param name="folder">The archive's.</param>
    /// <exception cref="ArchiveException">It cannot be opened.</exception>
    public static Users Open(string folder, TimeProvider? clock = null) => new(RoomDatabase.Open(folder), clock ?? TimeProvider.System, owns: true);

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<User> All() => room.Ask(static database => database.Rows(Read, "SELECT id, name, rank, password, subject, made FROM user ORDER BY folded"));

    /// <summary>Who is called so, in whatever case; null where nobody is.</summary>
    public User? Named(string name) => room.Ask(database => database.Row(Read, "SELECT id, name, rank, password, subject, made FROM user WHERE folded = $1", Fold(name)));

    internal User? Of(long id) => room.Ask(database => database.Row(Read, "SELECT id, name, rank, password, subject, made FROM user WHERE id = $1", id));

    /// <summary>Lets somebody in from now on.</summary>
    /// <exception cref="ArgumentException">The name is taken or cannot be one, or the password is too short or too long; the message says which.</exception>
    public User Add(string name, Rank rank, string password)
    {
        name = CheckedName(name);
        var kept = Kept(name, password);
        return room.Do(database =>
        {
            if (Exists(database, name)) throw new ArgumentException($"there is a user called {name}: take another name");
            if (HasDecided(database, name)) throw new ArgumentException($"somebody called {name} has decided things here, who was removed: take another name, so that nobody is taken for them");
            if (database.Number("SELECT count(*) FROM user") >= Most) throw new ArgumentException($"there are {Most.ToString(CultureInfo.InvariantCulture)} users, which is the most");
            var now = clock.GetUtcNow();
            var id = database.Insert("INSERT INTO user (name, folded, rank, password, made) VALUES ($1, $2, $3, $4, $5)", name, Fold(name), (int)CheckedRank(rank), kept, now.ToUnixTimeMilliseconds());
            return new User(id, name, rank, true, now);
        });
    }

    /// <summary>Whoever signed in elsewhere, with the rank that was said of them there; made where they come for the first time.</summary>
    internal User From(string subject, string name, Rank rank) => room.Do(database =>
    {
        if (database.Row(Read, "SELECT id, name, rank, password, subject, made FROM user WHERE subject = $1", subject) is { } known)
        {
            database.Run("UPDATE user SET rank = $1 WHERE id = $2", (int)rank, known.Id);
            return known with { Rank = rank };
        }
        // Who comes from elsewhere never becomes somebody who is here already.
        var free = name;
        for (var count = 2; Exists(database, free) || HasDecided(database, free) || Fold(free) == "LOCAL"; count++) free = $"{name} {count.ToString(CultureInfo.InvariantCulture)}";
        var now = clock.GetUtcNow();
        var id = database.Insert("INSERT INTO user (name, folded, rank, subject, made) VALUES ($1, $2, $3, $4, $5)", free, Fold(free), (int)rank, subject, now.ToUnixTimeMilliseconds());
        return new User(id, free, rank, false, now);
    });

    /// <summary>Says what somebody may.</summary>
    /// <exception cref="ArgumentException">There is nobody of this name, or they are the last admin.</exception>
    public User SetRank(string name, Rank rank) => Change(name, (database, user) =>
    {
        if (rank < Rank.Admin) KeepAnAdmin(database, user);
        database.Run("UPDATE user SET rank = $1 WHERE id = $2", (int)CheckedRank(rank), user.Id);
        return user with { Rank = rank };
    });

    /// <summary>Changes a password, and ends all sessions of its owner.</summary>
    /// <exception cref="ArgumentException">There is nobody of this name, or the password is too short or too long, or they sign in elsewhere.</exception>
    public User SetPassword(string name, string password)
    {
        var kept = Kept(name, password);
        return Change(name, (database, user) =>
        {
            if (!user.HasPassword) throw new ArgumentException($"{user.Name} signs in elsewhere and has no password here");
            database.Run("UPDATE user SET password = $1 WHERE id = $2", kept, user.Id);
            database.Run("DELETE FROM session WHERE user = $1", user.Id);
            return user;
        });
    }

    /// <summary>Lets somebody in no more: their sessions and tokens end; what they decided stays.</summary>
    /// <exception cref="ArgumentException">There is nobody of this name, or they are the last admin.</exception>
    public User Remove(string name) => Change(name, static (database, user) =>
    {
        KeepAnAdmin(database, user);
        database.Run("DELETE FROM session WHERE user = $1", user.Id);
        database.Run("DELETE FROM token WHERE user = $1", user.Id);
        database.Run("DELETE FROM user WHERE id = $1", user.Id);
        return user;
    });

    /// <summary>Changes the password of somebody who knows the old one, and ends all their sessions.</summary>
    /// <returns>Null where they were removed, or have another password, since they showed that they know it.</returns>
    /// <exception cref="ArgumentException">The password is too short or too long.</exception>
    internal KnownUser? SetPassword(KnownUser known, string password)
    {
        var kept = Kept(known.User.Name, password);
        return room.Do(database =>
        {
            if (database.Run("UPDATE user SET password = $1 WHERE id = $2 AND password = $3", kept, known.User.Id, known.Password) == 0) return null;
            database.Run("DELETE FROM session WHERE user = $1", known.User.Id);
            return known with { Password = kept };
        });
    }

    /// <summary>Who knows the name and its password; null for whatever is wrong, after the same time.</summary>
    internal KnownUser? Known(string name, string password)
    {
        var found = name.Length > LongestName || password.Length > LongestPassword ? null
            : room.Ask(database => database.Row(static row => Tuple.Create(Read(row), row.IsDBNull(3) ? null : row.GetString(3)), "SELECT id, name, rank, password, subject, made FROM user WHERE folded = $1", Fold(name)));
        var kept = found?.Item2;
        var right = Hasher.VerifyHashedPassword("", kept ?? Nobodys.Value, password.Length > LongestPassword ? "" : password) != PasswordVerificationResult.Failed;
        return right && kept is not null ? new KnownUser(found!.Item1, kept) : null;
    }

    /// <summary>A name as names are compared.</summary>
    internal static string Fold(string name) => name.Trim().ToUpperInvariant();

    /// <summary>Ends the sessions and tokens of somebody whom their provider does not let in any more.</summary>
    public void Dismiss(string subject) => room.Do(database =>
    {
        database.Run("DELETE FROM session WHERE user IN (SELECT id FROM user WHERE subject = $1)", subject);
        database.Run("DELETE FROM token WHERE user IN (SELECT id FROM user WHERE subject = $1)", subject);
    });

    /// <inheritdoc />
    public void Dispose()
    {
        if (owns) room.Dispose();
    }

    /// <exception cref="ArgumentException">It cannot be a name; the message says why.</exception>
    internal static string CheckedName(string name)
    {
        name = name.Trim();
        if (name.Length is 0 or > LongestName) throw new ArgumentException($"a name has 1 to {LongestName} characters");
        if (!name.All(static c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '_' or '\'' or '@' or '+')) throw new ArgumentException("a name is made of letters, digits, spaces and . - _ ' @ +");
        if (Fold(name) == "LOCAL") throw new ArgumentException("local is who sits at the machine itself: take another name");
        return name;
    }

    private static string Kept(string name, string password)
    {
        if (password.Length is < ShortestPassword or > LongestPassword) throw new ArgumentException($"a password has {ShortestPassword} to {LongestPassword} characters, best a few words that belong to no sentence");
        if (password.Distinct().Count() < 5 || name.Trim().Length > 3 && password.Contains(name.Trim(), StringComparison.OrdinalIgnoreCase) && password.Length < ShortestPassword + name.Trim().Length)
            throw new ArgumentException("that password is guessed at once: take a few words that belong to no sentence");
        return Hasher.HashPassword("", password);
    }

    private static Rank CheckedRank(Rank rank) => rank is Rank.Reader or Rank.Editor or Rank.Admin ? rank : throw new ArgumentException("a role is reader, editor or admin");

    private User Change(string name, Func<Database, User, User> change) => room.Do(database =>
        change(database, database.Row(Read, "SELECT id, name, rank, password, subject, made FROM user WHERE folded = $1", Fold(name)) ?? throw new ArgumentException($"there is no user called {Audit.Short(name, LongestName)}")));

    // Where the last admin went, nobody could let anybody in.
    private static void KeepAnAdmin(Database database, User user)
    {
        if (user.Rank == Rank.Admin && database.Number("SELECT count(*) FROM user WHERE rank = $1 AND id <> $2", (int)Rank.Admin, user.Id) == 0)
            throw new ArgumentException($"{user.Name} is the only admin: make somebody else one first");
    }

    private static bool Exists(Database database, string name) => database.Number("SELECT 1 FROM user WHERE folded = $1", Fold(name)) is not null;

    // Decisions are signed with a name alone, and may be withdrawn by whoever has it.
    private static bool HasDecided(Database database, string name) => database.Rows(static row => row.GetString(0), "SELECT DISTINCT author FROM correction").Exists(author => Fold(author) == Fold(name));

    private static User Read(Microsoft.Data.Sqlite.SqliteDataReader row) => new(row.GetInt64(0), row.GetString(1), (Rank)row.GetInt32(2), !row.IsDBNull(3), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)));
}

/// <summary>Somebody who may come in.</summary>
/// <param name="Id">Theirs for good.</param>
/// <param name="Name">As decisions are signed.</param>
/// <param name="Rank">What they may.</param>
/// <param name="HasPassword">False where they sign in elsewhere.</param>
/// <param name="Made">When they were let in first.</param>
public sealed record User(long Id, string Name, Rank Rank, bool HasPassword, DateTimeOffset Made);

/// <summary>Somebody who showed that they know their password.</summary>
/// <param name="Password">As it is kept: whatever they are let in to holds only as long as it is theirs.</param>
internal sealed record KnownUser(User User, string Password);
