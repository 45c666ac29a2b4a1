namespace Variorum;

public class ListenAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:7400", "127.0.0.1:7400")]
    [InlineData("127.0.0.1", "127.0.0.1:7070")]
    [InlineData("0.0.0.0:80", "0.0.0.0:80")]
    [InlineData("::1", "[::1]:7070")]
    [InlineData("[::1]", "[::1]:7070")]
    [InlineData("[::1]:7400", "[::1]:7400")]
    [InlineData("[::]:0", "[::]:0")]
    [InlineData("localhost:0", "127.0.0.1:0")]
    [InlineData("LOCALHOST", "127.0.0.1:7070")]
    public void An_address_is_taken_as_people_write_it(string written, string meant) => Assert.Equal(meant, ListenAddress.Parse(written)?.ToString());

    [Theory, InlineData(""), InlineData("7070"), InlineData(":7070"), InlineData("127.0.0.1:"), InlineData("127.0.0.1:x"), InlineData("127.0.0.1:65536"), InlineData("127.0.0.1:-1"), InlineData("127.1:80"), InlineData("[::1"), InlineData("[::1]7070"), InlineData("[127.0.0.1]x"), InlineData("room.example:80"), InlineData("*:80"), InlineData("[]:80")]
    public void What_is_no_address_to_listen_at_is_none(string written) => Assert.Null(ListenAddress.Parse(written));

    [Fact]
    public async Task A_room_listens_at_an_address_of_IPv6()
    {
        await using var room = await OpenRoom.With([], static options => options with { Listen = ListenAddress.Parse("[::1]:0")! });
        Assert.Equal("[::1]", room.Room.Address.Host);
        Assert.Contains("<h1", await room.Text("/events"), StringComparison.Ordinal);
    }
}
