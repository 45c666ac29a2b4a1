namespace Variorum.Bench;

internal static class PagesLearning
{
    public static int Run(string shared) => throw new NotSupportedException(shared);
}
