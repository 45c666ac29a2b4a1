namespace Variorum;

/// <summary>A small file that is there whole, the old one or the new one, whatever happens meanwhile.</summary>
internal static class WholeFile
{
    public static void Write(string path, byte[] bytes)
    {
        var draft = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }
            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
