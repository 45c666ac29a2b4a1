using Microsoft.Data.Sqlite;

namespace Variorum;

public class SearchTests
{
    private static readonly SearchDocument[] Archive =
    [
        new(1, "President Ilmar Teder received the ambassador of Sudmark. The railway treaty was signed on Monday.")
        {
            Title = "Teder receives ambassador", Source = "Norland News Agency", Url = "https://nna.example/en/2024/teder-receives", Language = "en", Country = "Norland",
            Kind = AccountKind.Report, Date = "2024-06-20", Speakers = ["Ilmar Teder"],
        },
        new(2, "The two sides signed 1,146 contracts. Peace and security come first, Mira Holt said.")
        {
            Title = "Railway summit in Karelmark", Source = "Sudmark Herald", Url = "https://herald.example/summit", Language = "en", Country = "Sudmark",
            Kind = AccountKind.Readout, Date = "2024-07", Speakers = ["Mira Holt", "Ilmar Teder"],
        },
        new(3, "Президенты подписали договор о железной дороге. Сказано о безопасности и мире.")
        {
            Title = "Договор подписан", Source = "Карельские известия", Language = "ru", Country = "Karelmark", Kind = AccountKind.Report, Date = "2023-12-31",
        },
        new(4, "국가주석 김철수는 철도조약에 서명하였다. 平壤国际会议。東京都の鉄道条約。") { Language = "ko", Date = "2024" },
        new(5, "وقّع الرئيس الاتفاقية في العاصمة. The treaty of security and peace.") { Language = "ar", Country = "Veldania" },
    ];

    [Theory]
    [InlineData("treaty", "1 5")]
    [InlineData("treaties sign", "1")]
    [InlineData("railway OR peace", "1 2 5")]
    [InlineData("railway -treaty", "2")]
    [InlineData("\"peace and security\"", "2")]
    [InlineData("\"security and peace\"", "5")]
    [InlineData("peace NEAR/2 security", "2 5")]
    [InlineData("peace NEAR/1 security", "")]
    [InlineData("ambass*", "1")]
    [InlineData("1146", "2")]
    [InlineData("1,146", "2")]
    [InlineData("title:railway", "2")]
    [InlineData("speaker:teder", "1 2")]
    [InlineData("speaker:\"mira holt\"", "2")]
    [InlineData("source:herald OR source:nna.example", "1 2")]
    [InlineData("url:summit", "2")]
    [InlineData("language:en", "1 2")]
    [InlineData("country:norland OR country:Veldania", "1 5")]
    [InlineData("kind:readout", "2")]
    [InlineData("date:2024", "1 2 4")]
    [InlineData("date:2024-06", "1")]
    [InlineData("date:2024-06-01..2024-07", "1 2")]
    [InlineData("date:2023-12-31..2024-06-20", "1 3")]
    [InlineData("date:..2023", "3")]
    [InlineData("date:2024-07..", "2")]
    [InlineData("договоры", "3")]
    [InlineData("безопасность", "3")]
    [InlineData("철도조약", "4")]
    [InlineData("김철수", "4")]
    [InlineData("김", "4")]
    [InlineData("国际", "4")]
    [InlineData("都", "4")]
    [InlineData("際", "")]
    [InlineData("东京", "")]
    [InlineData("鉄道条約", "4")]
    [InlineData("اتفاقية", "5")]
    [InlineData("رئيس العاصمة", "5")]
    [InlineData("nothing of this", "")]
    public void Words_are_found_in_any_script_with_no_setting(string query, string ids)
    {
        using var index = new Indexed(Archive);
        Assert.Equal(ids, index.Ids(query));
        Assert.Equal(ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, index.Search(query).Total);
    }

    [Fact]
    public void A_prefix_finds_words_that_are_shortened_to_less_than_it()
    {
        using var index = Indexed.Texts("the conference", "a conferee", "министров", "министры", "minister");
        Assert.Equal("1", index.Ids("conferenc*"));
        Assert.Equal("3 4", index.Ids("министр*"));
        Assert.Equal("1", index.Ids("\"the conferenc*\""));
    }

    [Fact]
    public void No_phrase_reaches_from_the_title_into_the_text()
    {
        using var index = new Indexed([new SearchDocument(1, "treaty signed") { Title = "Railway" }]);
        Assert.Equal("", index.Ids("\"railway treaty\""));
        Assert.Equal("", index.Ids("railway NEAR/100 treaty"));
        Assert.Equal("1", index.Ids("railway treaty"));
    }

    [Fact]
    public void What_is_rare_short_or_in_the_title_comes_first()
    {
        var filler = string.Join(' ', Enumerable.Repeat("and the talks went on", 40));
        using var index = new Indexed(
        [
            new(1, "The treaty was mentioned. " + filler),
            new(2, "The treaty was signed."),
            new(3, "It was signed.") { Title = "The treaty" },
            new(4, "The treaty was signed."),
        ]);
        Assert.Equal([3, 4, 2, 1], index.Search("treaty").Hits.Select(hit => hit.Id));
    }

    [Fact]
    public void Equal_hits_are_given_newest_first_and_cut_after_the_top()
    {
        using var index = Indexed.Texts([.. Enumerable.Repeat("peace", 1000)]);
        var found = index.Search("peace", new SearchOptions { Top = 3 });
        Assert.Equal([1000, 999, 998], found.Hits.Select(hit => hit.Id));
        Assert.Equal(1000, found.Total);
        Assert.Equal(1000, index.Search("peace", new SearchOptions { Top = null }).Hits.Count);
    }

    [Fact]
    public void Newer_versions_come_first_where_that_is_asked_for()
    {
        using var index = new Indexed([new(1, "peace peace peace") { Date = "2020-01-01" }, new(2, "peace and war") { Date = "2024-01-01" }]);
        Assert.Equal([1, 2], index.Search("peace").Hits.Select(hit => hit.Id));
        Assert.Equal([2, 1], index.Search("peace", new SearchOptions { Recency = new Recency(new DateOnly(2024, 6, 1), 365) }).Hits.Select(hit => hit.Id));
    }

    [Fact]
    public void Hits_are_counted_by_source_year_language_and_speaker()
    {
        using var index = new Indexed(Archive, together: 2);
        var facets = index.Search("signed OR договор", new SearchOptions { Top = 1, Facets = [Facet.Source, Facet.Year, Facet.Language, Facet.Speaker] }).Facets;
        Assert.Equal(["Norland News Agency 1", "Sudmark Herald 1", "Карельские известия 1"], facets[Facet.Source].Select(Counted));
        Assert.Equal(["2024 2", "2023 1"], facets[Facet.Year].Select(Counted));
        Assert.Equal(["en 2", "ru 1"], facets[Facet.Language].Select(Counted));
        Assert.Equal(["Ilmar Teder 2", "Mira Holt 1"], facets[Facet.Speaker].Select(Counted));

        static string Counted(FacetCount count) => $"{count.Value} {count.Count}";
    }

    [Fact]
    public void Versions_that_are_not_accepted_count_nowhere()
    {
        using var index = new Indexed(Archive);
        var found = index.Search("treaty", new SearchOptions { Accept = id => id != 1, Facets = [Facet.Language] });
        Assert.Equal([5], found.Hits.Select(hit => hit.Id));
        Assert.Equal(1, found.Total);
        Assert.Equal("ar", Assert.Single(found.Facets[Facet.Language]).Value);
        Assert.Equal("5", index.Ids("treaty", id => id != 1));
    }

    [Fact]
    public void Ids_may_have_gaps_but_must_ascend()
    {
        using var index = new Indexed([new(3, "peace"), new(7_000_000_000, "peace")], together: 1);
        Assert.Equal("3 7000000000", index.Ids("peace"));
        Assert.Equal(7_000_000_000, SearchIndex.LastId(index.Connection));
        var builder = new SegmentBuilder();
        builder.Add(new SearchDocument(9, "war"));
        Assert.Throws<ArgumentException>(() => builder.Add(new SearchDocument(9, "war")));
        Assert.Throws<InvalidOperationException>(() => builder.Write(index.Connection));
        Assert.Equal("", index.Ids("war"));
    }

    [Fact]
    public void What_was_not_committed_is_as_if_never_written()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var connection = Open(path))
            {
                SearchIndex.Create(connection);
                var builder = new SegmentBuilder();
                for (var i = 1; i <= 20; i++)
                {
                    builder.Add(new SearchDocument(i, "peace"));
                    if (i == 14) connection.BeginTransaction();
                    builder.Write(connection);
                }
            }
            using var again = Open(path);
            Assert.Equal(13, SearchIndex.LastId(again));
            Assert.Equal(13, new SearchIndex(again).Search(Query.Parse("peace")).Total);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_full_disk_leaves_the_index_as_it_was_and_the_versions_to_be_written_again()
    {
        using var index = Indexed.Texts("peace");
        var builder = new SegmentBuilder();
        builder.Add(new SearchDocument(2, string.Join(' ', Enumerable.Range(0, 50_000).Select(i => $"war{i}"))));
        SetPages(40);
        Assert.Contains("full", Assert.Throws<SqliteException>(() => builder.Write(index.Connection)).Message, StringComparison.Ordinal);
        Assert.Equal("1", index.Ids("peace OR war7"));
        SetPages(1_000_000);
        builder.Write(index.Connection);
        Assert.Equal("1 2", index.Ids("peace OR war7"));

        void SetPages(int most)
        {
            using var command = index.Connection.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count = {most}";
            command.ExecuteNonQuery();
        }
    }

    [Fact]
    public void A_search_goes_on_with_what_it_began_with_while_another_connection_merges()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var writer = Open(path);
            SearchIndex.Create(writer);
            using (var wal = writer.CreateCommand())
            {
                wal.CommandText = "PRAGMA journal_mode = wal";
                wal.ExecuteNonQuery();
            }
            var builder = new SegmentBuilder();
            Add(1, 7);
            using var reader = Open(path);
            var index = new SearchIndex(reader);
            Assert.Equal(7, index.Ids(Query.Parse("peace"), id =>
            {
                if (id == 1) Add(8, 30);
                return true;
            }).Count);
            Assert.Equal(30, index.Ids(Query.Parse("peace")).Count);

            void Add(int from, int to)
            {
                for (var i = from; i <= to; i++)
                {
                    builder.Add(new SearchDocument(i, "peace"));
                    builder.Write(writer);
                }
            }
        }
        finally
        {
            foreach (var file in (string[])[path, path + "-wal", path + "-shm"]) File.Delete(file);
        }
    }

    [Fact]
    public void An_archive_without_an_index_is_told_in_a_sentence()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Assert.Equal("The archive has no search index; make it anew.", Assert.Throws<InvalidDataException>(() => SearchIndex.LastId(connection)).Message);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }
}
