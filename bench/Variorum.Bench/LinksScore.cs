namespace Variorum.Bench;

internal static class LinksScore
{
    public static int Run(string shared) => throw new NotSupportedException(shared);
}
