namespace Variorum;

/// <summary>A file of Web Annotations, by which people correct a collation.</summary>
internal static class AnnotationFile
{
    /// <summary>Reads it; says which annotations are not understood, and the others apply.</summary>
    /// <returns>Null where the file cannot be read; the sentence has been said.</returns>
    public static ReadAnnotations? Read(string file)
    {
        if (Input.Bytes(file, AnnotationsReader.MostBytes) is not { } bytes) return null;
        try
        {
            var read = AnnotationsReader.Read(bytes);
            foreach (var sentence in read.NotUnderstood) Message.Say($"{Input.Name(file)}: {sentence.TrimEnd('.')}");
            return read;
        }
        catch (FormatException wrong)
        {
            Message.Say(Input.Name(file), wrong.Message);
            return null;
        }
    }

    /// <summary>Says which decisions could not be applied, and why.</summary>
    /// <returns>Whether all that are on these accounts are; a later decision in the place of an earlier one is no fault.</returns>
    public static bool Told(string file, Collation collation)
    {
        var unmatched = collation.Corrections.Where(static applied => applied.Standing == CorrectionStanding.Unmatched).ToList();
        foreach (var applied in unmatched) Message.Say($"{Input.Name(file)}: {applied.Correction.Id} was not applied: {applied.Why?.TrimEnd('.')}");
        var elsewhere = collation.Corrections.Where(static applied => applied.Standing == CorrectionStanding.Elsewhere).Select(static applied => applied.Correction.Id).Distinct().Count();
        if (elsewhere > 0) Message.Say(Input.Name(file), $"has {Message.Count(elsewhere, "annotation")} on accounts that are not compared here");
        return unmatched.Count == 0;
    }
}
