using System.Globalization;

namespace Variorum;

/// <summary>Takes what was decided of a link.</summary>
internal static class LinkDecision
{
    /// <summary>Of a decision's id.</summary>
    public const int LongestId = 600;

    private static readonly string[] Kinds = ["accept", "reject", "relate", "draw", "replace", "note", "withdraw"];

    /// <returns>Where it is to be seen.</returns>
    /// <exception cref="WrongException">It makes no sense.</exception>
    /// <exception cref="OvertakenException">Somebody else decided of the same meanwhile, and this was not kept.</exception>
    public static string Take(IFormCollection form, ChosenPassages chosen, HttpContext http, Corrections corrections)
    {
        var kind = form.WishedOf("do", Kinds) ?? throw new WrongException($"a decision is one of {string.Join(", ", Kinds)}");
        var anchor = chosen.A.Concat(chosen.B).FirstOrDefault();
        var back = ComparePage.Address("/compare", chosen.Collated.Versions) + (anchor is null ? "" : "#" + anchor);
        if (kind == "withdraw")
        {
            Withdraw(form.Wish("id", LongestId), http, corrections);
            WriteDown();
            return back;
        }
        var seen = long.TryParse(form["seen"].LastOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : throw new WrongException("the form does not say what it was made from: open it again");
        var was = kind == "replace" ? Was(form, chosen) : null;
        // Before it is asked whether the link is still there: what became of it is what somebody decided.
        var stored = corrections.Of(chosen.Accounts);
        if (stored.LastOrDefault(other => other.Step > seen && Contradicts(other.Correction)) is { } earlier) throw Overtaken(earlier);
        var rejected = chosen.Rejected(stored);
        if (corrections.Add(Correction(kind, form, chosen, rejected, http), chosen.Accounts, seen, Contradicts) is { } meanwhile) throw Overtaken(meanwhile);
        WriteDown();
        return back;

        void WriteDown() => http.Audited($"{kind} link", $"{chosen.Named} of accounts {string.Join(", ", chosen.Collated.Versions)}");

        bool Contradicts(Correction other) => kind != "note" && !Says(other.Kind) && (chosen.Contradicts(other) || was?.Contradicts(other) == true);

        // Two who are of one mind are not in each other's way: what both of them wrote is kept.
        bool Says(CorrectionKind other) => (kind, other) is ("accept", CorrectionKind.Accept) or ("reject", CorrectionKind.Reject);
    }

    private static OvertakenException Overtaken(StoredCorrection other)
    {
        var (correction, relation) = (other.Correction, other.Correction.Relation);
        var what = $"{correction.Told()}{(relation is null ? "" : $" ({Telling.Name(relation.Value)})")}{(correction.Comment is { } why ? $", who wrote “{Telling.Shorten(why, 300)}”" : "")}{(other.Withdrawn is { } at ? $", and this was withdrawn by {other.WithdrawnBy} on {Dated.Text(at)}" : "")}";
        return new OvertakenException($"While you looked at it, it was {what}. Your own decision was not kept, and what you typed is still here: look at what stands now, and decide again if you still would.");
    }

    /// <summary>Takes a decision back.</summary>
    /// <returns>It, as it stood.</returns>
    /// <exception cref="NotThereException">There is none of this id.</exception>
    /// <exception cref="RefusedException">It is somebody else's.</exception>
    public static StoredCorrection Withdraw(string? id, HttpContext http, Corrections corrections)
    {
        var stored = id is not null ? corrections.Find(id) : null;
        if (stored is null) throw new NotThereException("no such decision was kept");
        if (stored.Withdrawn is not null) throw new WrongException($"it was withdrawn already, by {stored.WithdrawnBy} on {Dated.Text(stored.Withdrawn.Value)}");
        if (!stored.MayWithdraw(http.Visitor())) throw new RefusedException("a decision is withdrawn by whoever made it, or by an admin");
        corrections.Withdraw(stored.Correction.Id, By(http));
        return stored;
    }

    private static Correction Correction(string kind, IFormCollection form, ChosenPassages chosen, bool rejected, HttpContext http)
    {
        var (collation, by, at) = (chosen.Collated.Collation, By(http), http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        var (comment, relation) = (form.Wish("comment", LinkForms.LongestComment), Relation(form));
        var made = kind switch
        {
            // What was rejected is no link any more; it can be one again, or be rejected by another person too.
            "accept" or "reject" when rejected => Variorum.Correction.Draw(collation, chosen.A, chosen.B, null, by, at) with { Kind = kind == "accept" ? CorrectionKind.Accept : CorrectionKind.Reject },
            "accept" => Variorum.Correction.Accept(collation, Linked(chosen), by, at),
            "reject" => Variorum.Correction.Reject(collation, Linked(chosen), by, at),
            "relate" => Variorum.Correction.Relate(collation, Linked(chosen), relation ?? throw new WrongException("no relation is chosen"), by, at),
            "draw" => Both(chosen) ? Variorum.Correction.Draw(collation, chosen.A, chosen.B, relation, by, at) : throw new WrongException("a link has passages of both accounts: tick at least one of each"),
            "replace" => Both(chosen) ? Variorum.Correction.Replace(collation, Linked(Was(form, chosen)), chosen.A, chosen.B, relation, by, at) : throw new WrongException("a link has passages of both accounts: tick at least one of each"),
            _ => Note(),
        };
        return made with { Comment = comment };

        Correction Note()
        {
            var ids = chosen.B.Count > 0 && (form.WishedOf("side", "a", "b") == "b" || chosen.A.Count == 0) ? chosen.B : chosen.A;
            if (ids.Count == 0) throw new WrongException("a note is on a passage, and none is named");
            return Variorum.Correction.Note(collation, ids, comment ?? throw new WrongException("the note is empty"), by, at);
        }
    }

    private static bool Both(ChosenPassages chosen) => chosen.A.Count > 0 && chosen.B.Count > 0;

    private static ChosenPassages Was(IFormCollection form, ChosenPassages chosen) =>
        chosen with { A = [.. form["wasa"].OfType<string>()], B = [.. form["wasb"].OfType<string>()] };

    private static Link Linked(ChosenPassages chosen) => chosen.Link ?? throw new WrongException("there is no such link any more: look at the comparison as it is now");

    private static Relation? Relation(IFormCollection form) => form.WishedOf("relation", "same", "partial", "differs") switch
    {
        "same" => Variorum.Relation.Same,
        "partial" => Variorum.Relation.Partial,
        "differs" => Variorum.Relation.Differs,
        _ => null,
    };

    private static string By(HttpContext http) => http.Visitor().Name ?? "somebody";
}
