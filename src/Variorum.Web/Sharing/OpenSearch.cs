namespace Variorum;

/// <summary><c>/opensearch.xml</c>: lets a browser search the room from its own field.</summary>
internal static class OpenSearch
{
    public const string Path = "/opensearch.xml", Type = "application/opensearchdescription+xml";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, (RequestDelegate)Serve).Needs(Rank.Anybody);

    private static Task Serve(HttpContext http)
    {
        var room = RoomAddress.Of(http).Base;
        var body = new StringBuilder().Html($$"""
            <?xml version="1.0" encoding="UTF-8"?>
            <OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
            <ShortName>Variorum</ShortName>
            <Description>Search the archive's accounts and all their versions</Description>
            <InputEncoding>UTF-8</InputEncoding>
            <Image width="16" height="16" type="image/svg+xml">{{room + http.RequestServices.GetRequiredService<Assets>().Path("icon.svg")}}</Image>
            <Url type="text/html" template="{{room}}/search?q={searchTerms}"/>
            <Url type="application/opensearchdescription+xml" rel="self" template="{{room}}{{Path}}"/>
            </OpenSearchDescription>

            """);
        return Answers.Send(http, Type + "; charset=utf-8", Encoding.UTF8.GetBytes(body.ToString().ReplaceLineEndings("\n")));
    }
}
