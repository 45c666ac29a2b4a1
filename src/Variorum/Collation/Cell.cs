namespace Variorum;

/// <summary>A statement of one witness beside one of the other: what they share, before anyone decides.</summary>
internal sealed class Cell(int a, int b)
{
    public int A { get; } = a;
    public int B { get; } = b;

    /// <summary>Terms of A and B that answer to each other, with what the match counts for.</summary>
    public SharedTerm[] Matches { get; set; } = [];

    /// <summary>The matches together.</summary>
    public double Mass { get; set; }

    public double Coverage { get; set; }
    public double Clause { get; set; }
    public double Characters { get; set; }

    /// <summary>Mean of the three, by which rivals are compared.</summary>
    public double Score => (Coverage + Clause + Characters) / 3;

    /// <summary>How well each clause of A is told by B, and of B by A.</summary>
    public double[] ClausesOfA { get; set; } = [];
    public double[] ClausesOfB { get; set; } = [];

    /// <summary>Whether A is the shorter of the two, by mass.</summary>
    public bool AIsShorter { get; set; }

    /// <summary>Log-odds that the two say the same, as far as the layers have got.</summary>
    public double Logit { get; set; }

    public double Probability => 1 / (1 + Math.Exp(-Logit));

    // On pairs that were not learnt from, log-odds come out a quarter too large (docs/decisions/links.md).
    private const double Calibration = .8;

    /// <summary>The probability as it is shown.</summary>
    public double Confidence => 1 / (1 + Math.Exp(-Calibration * Logit));

    /// <summary>What the first layer sees.</summary>
    public double[] Features { get; set; } = [];

    /// <summary>What the second layer sees.</summary>
    public double[] Features2 { get; set; } = [];
}

/// <summary>Positions in <see cref="Statement.Terms"/> of A and of B, and the weight of the match.</summary>
internal readonly record struct SharedTerm(int A, int B, double Weight);
