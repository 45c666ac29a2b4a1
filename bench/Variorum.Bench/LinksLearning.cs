namespace Variorum.Bench;

internal static class LinksLearning
{
    public static int Run(string shared) => throw new NotSupportedException(shared);
}
