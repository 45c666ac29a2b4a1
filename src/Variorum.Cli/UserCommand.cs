using System.CommandLine;
using System.Text;

namespace Variorum;

/// <summary><c>variorum user</c>: who may come into the reading room from elsewhere.</summary>
internal static class UserCommand
{
    public static Command Create() => new Verb("user", "Says who may come into the reading room where it is open to others: lets users in, changes their role and password, removes them.", "variorum user list")
    {
        Add(), List(), Role(), Password(), Remove(),
    };

    private static Verb Add()
    {
        var (name, folder) = (Name("As decisions are signed: letters, digits, spaces and . - _ ' @ +"), ArchiveAccess.Option());
        var role = Arguments.OneOf("--role", "A reader reads, an editor also decides and adds, an admin also says who may; reader.", [.. RankNames.All]);
        var verb = new Verb("add", "Lets somebody in. The password is asked for, or read from standard input.", "variorum user add Ilse --role admin") { name, role, folder };
        verb.SetAction(parse => With(parse.GetValue(folder), users =>
        {
            var called = parse.GetRequiredValue(name);
            if (users.Named(called) is not null) throw new ArgumentException($"there is a user called {called}: take another name");
            if (AskPassword() is not { } password) return Exit.Partly;
            var user = users.Add(called, parse.GetValue(role) is { } word ? RankNames.Parse(word) : Rank.Reader, password);
            return Say($"{user.Name} may come in as {RankNames.Of(user.Rank)}.");
        }, begin: true));
        return verb;
    }

    private static Verb List()
    {
        var folder = ArchiveAccess.Option();
        var verb = new Verb("list", "Shows the users and what each may.", "variorum user list") { folder };
        verb.SetAction(parse => With(parse.GetValue(folder), static users =>
        {
            var all = users.All();
            return all.Count == 0 ? Say("No users: let one in with variorum user add NAME --role admin.")
                : Output.WriteText(null, writer =>
                {
                    foreach (var user in all) writer.Write($"{user.Name}  {RankNames.Of(user.Rank)}{(user.HasPassword ? "" : ", signs in elsewhere")}\n");
                }) ? Exit.Done : Exit.Partly;
        }));
        return verb;
    }

    private static Verb Role()
    {
        var (name, folder) = (Name("Whose."), ArchiveAccess.Option());
        var role = new Argument<string>("ROLE") { Description = "reader, editor or admin." };
        var verb = new Verb("role", "Changes what somebody may, from their next page on.", "variorum user role Ilse editor") { name, role, folder };
        verb.SetAction(parse => With(parse.GetValue(folder), users =>
        {
            var user = users.SetRank(parse.GetRequiredValue(name), RankNames.Parse(parse.GetRequiredValue(role)));
            return Say($"{user.Name} is {RankNames.Of(user.Rank)} now.");
        }));
        return verb;
    }

    private static Verb Password()
    {
        var (name, folder) = (Name("Whose."), ArchiveAccess.Option());
        var verb = new Verb("password", "Changes a password, and signs its owner out everywhere. It is asked for, or read from standard input.", "variorum user password Ilse") { name, folder };
        verb.SetAction(parse => With(parse.GetValue(folder), users => AskPassword() is { } password ? Say($"{users.SetPassword(parse.GetRequiredValue(name), password).Name} has a new password.") : Exit.Partly));
        return verb;
    }

    private static Verb Remove()
    {
        var (name, folder) = (Name("Whom."), ArchiveAccess.Option());
        var verb = new Verb("remove", "Lets somebody in no more; sessions and tokens end at once, and what they decided stays.", "variorum user remove Ilse") { name, folder };
        verb.SetAction(parse => With(parse.GetValue(folder), users => Say($"{users.Remove(parse.GetRequiredValue(name)).Name} may come in no more.")));
        return verb;
    }

    private static Argument<string> Name(string description) => new("NAME") { Description = description };

    private static int With(string? option, Func<Users, int> work, bool begin = false)
    {
        var folder = ArchiveAccess.Folder(option);
        return ArchiveAccess.Trying(folder, () =>
        {
            // The first admin comes before the first page; other users of an archive that is not there would be users of nothing.
            if (begin) FolderArchive.Begin(folder);
            FolderArchive.Read(folder).Dispose();
            using var users = Users.Open(folder);
            try
            {
                return work(users);
            }
            catch (ArgumentException wrong)
            {
                Message.Say($"this cannot be done, because {wrong.Message}");
                return Exit.Partly;
            }
        });
    }

    // Never an argument: those are seen by whoever lists the machine's processes, and kept by the shell.
    private static string? AskPassword()
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine() ?? "";
        var first = Typed("Password: ");
        if (Typed("Password again: ") == first) return first;
        Message.Say("the two passwords are not the same: nothing was changed");
        return null;
    }

    private static string Typed(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (key.KeyChar >= ' ' && typed.Length <= Users.LongestPassword) typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }

    private static int Say(string sentence) => Output.WriteText(null, writer => writer.Write(sentence + "\n")) ? Exit.Done : Exit.Partly;
}
