namespace Variorum;

/// <summary><c>/</c>: what is new.</summary>
internal static class HomePage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", static (Archives archives) => archives.Read(Show)).Needs(Rank.Reader);

    private static View Show(Reading reading)
    {
        var size = reading.Archive.Size();
        return new View("Reading room", page => page.Html($"<h1>Reading room</h1>\n<p class=\"lead\">{size.Documents} documents, {size.Versions} versions, {size.Captures} captures.</p>\n")) { Section = Section.Home };
    }
}
