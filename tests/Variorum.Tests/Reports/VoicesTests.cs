namespace Variorum;

public class VoicesTests
{
    [Theory]
    [InlineData("Ministry of Foreign Affairs", "MFA")]
    [InlineData("spokesman for the Ministry of Health", "MH")]
    [InlineData("Ministerio de Relaciones Exteriores", "MRE")]
    [InlineData("Ann Holt + Stefan Lukan", "AH+SL")]
    [InlineData("fishermen from Lauen", "L")]
    [InlineData("coast guard", "CG")]
    [InlineData("外交部", "外")]
    public void Initials_of_a_name_leave_its_small_words_out(string name, string initials) =>
        Assert.Equal(initials, Assert.Single(Voices.Alone([new Passage("1", "Said.", 0, 5, 0, name)])).Initials);
}
