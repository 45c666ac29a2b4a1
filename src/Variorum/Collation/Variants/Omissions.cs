namespace Variorum;

/// <summary>Statements that one witness alone has.</summary>
internal static class Omissions
{
    // A statement of this mass is as weighty as one gets.
    private const double FullMass = 60;

    public static IEnumerable<Variant> Of(IReadOnlyList<Witness> witnesses, List<WitnessPair> pairs)
    {
        foreach (var witness in witnesses)
        {
            var told = new bool[witness.Passages.Count];
            Statement[] statements = [];
            foreach (var pair in pairs)
            {
                if (pair.First != witness && pair.Second != witness) continue;
                statements = pair.First == witness ? pair.A : pair.B;
                foreach (var cell in pair.Linked) told[pair.First == witness ? cell.A : cell.B] = true;
            }
            for (var i = 0; i < told.Length; i++)
            {
                if (told[i] || witness.Passages[i].Heading) continue;
                var first = witness == witnesses[0];
                yield return new Variant(VariantKind.Only, first ? [witness.Passages[i].Id] : [], first ? [] : [witness.Passages[i].Id], Salience(statements[i]))
                {
                    In = witness.Siglum,
                };
            }
        }
    }

    /// <summary>A figure or much that is rare weighs more than a greeting.</summary>
    private static double Salience(Statement statement)
    {
        var salience = .1 + (.35 * Math.Min(1, statement.Mass / FullMass));
        if (statement.Quantities.Count > 0 || statement.Dates.Count > 0) salience += .1;
        return Math.Round(statement.IsShort ? Math.Min(salience, .1) : salience, 2);
    }
}
