namespace Variorum.Bench;

internal static class PagesScore
{
    public static int Run(string shared) => throw new NotSupportedException(shared);
}
