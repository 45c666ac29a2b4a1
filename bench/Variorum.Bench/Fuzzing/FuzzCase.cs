using System.Globalization;
using System.Runtime.InteropServices;

namespace Variorum.Bench;

/// <summary>One thing to try.</summary>
/// <param name="Target">What is tried with it; <see cref="FuzzTargets"/> names them.</param>
/// <param name="Text">Of a page its bytes, one unit each; else a text, halves of surrogate pairs and all.</param>
/// <param name="Second">The text beside it, for a collation.</param>
/// <param name="ContentType">The header that a page comes with.</param>
internal sealed record FuzzCase(string Target, string Text, string Second = "", string? ContentType = null)
{
    /// <summary>UTF-16 units; of a page, bytes.</summary>
    public int Length => Text.Length + Second.Length;

    /// <summary>Writes it so that every unit can be had back, also such as no encoding takes.</summary>
    public void Save(string path)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{Target}\n{ContentType}\n{Text.Length}\n");
        File.WriteAllBytes(path, [.. MemoryMarshal.AsBytes(head.AsSpan()), .. MemoryMarshal.AsBytes(Text.AsSpan()), .. MemoryMarshal.AsBytes(Second.AsSpan())]);
    }

    /// <exception cref="FormatException">The file was not written by <see cref="Save"/>.</exception>
    public static FuzzCase Load(string path)
    {
        var all = new string(MemoryMarshal.Cast<byte, char>(File.ReadAllBytes(path)));
        var fields = all.Split('\n', 4);
        if (fields.Length < 4) throw new FormatException($"{path} holds no case");
        var length = int.Parse(fields[2], CultureInfo.InvariantCulture);
        return new FuzzCase(fields[0], fields[3][..length], fields[3][length..], fields[1].Length == 0 ? null : fields[1]);
    }
}
