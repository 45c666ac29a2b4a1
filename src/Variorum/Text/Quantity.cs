namespace Variorum;

/// <summary>A number with its unit, in normal form.</summary>
/// <param name="Start">Offset in the text.</param>
/// <param name="End">One past the last unit.</param>
/// <param name="Text">As written: <c>ninefold</c>.</param>
/// <param name="Value">Normalised: <c>ninefold</c> is 9, <c>54 percent</c> is 54. Exact, hence decimal.</param>
/// <param name="Unit"><c>percent</c>, an ISO 4217 code in lower case, <c>times</c>, <c>year</c>, <c>km</c>, or the thing counted in the singular; empty for a bare number.</param>
/// <param name="Upper">The second value of a range (<c>5 to 7 percent</c>) or of a dual value (<c>1435/1520 mm</c>).</param>
public sealed record Quantity(int Start, int End, string Text, decimal Value, string Unit, QuantityKind Kind, decimal? Upper = null);

public enum QuantityKind { Number, Percentage, Money, Multiple, Duration, Length, Count, Ordinal }

/// <summary>A date or a stretch of time, in normal form.</summary>
/// <param name="Start">Offset in the text.</param>
/// <param name="End">One past the last unit.</param>
/// <param name="Text">As written: <c>last September</c>, <c>Juche113.6.20.</c></param>
/// <param name="Value">ISO 8601: <c>2024-06-20</c>, <c>2023-09</c>, <c>2024</c>; a range with both ends included, <c>2024-01/2024-05</c>.
/// Where neither the text nor the account's own date tells the year, it is unspecified as in ISO 8601-2:2019 (EDTF): <c>XXXX-03-14</c>, <c>XXXX-03</c>,
/// <c>XXXX-12-30/XXXX-01-02</c> from one year into the next.</param>
public sealed record DateExpression(int Start, int End, string Text, string Value);
