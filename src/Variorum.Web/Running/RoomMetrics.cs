using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Variorum;

/// <summary>
/// What the server measures of itself and of the archive, as Prometheus reads it (text format 0.0.4). The runtime, the web server and
/// we name our instruments as OpenTelemetry does; what sends them elsewhere reads the same ones.
/// </summary>
internal sealed class RoomMetrics : IDisposable
{
    /// <summary>The name of our own meter.</summary>
    public const string MeterName = "Variorum";

    // Routes, methods and statuses are few; whatever makes more series is not counted, so that nobody fills the memory by asking.
    private const int MostSeries = 2000;

    private static readonly string[] Meters = [MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private static readonly double[] Bounds = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30];

    private readonly MeterListener listener = new();
    private readonly Meter meter = new(MeterName);
    private readonly ConcurrentDictionary<(Instrument Of, string Labels), Series> series = new();

    public RoomMetrics(ArchiveFollower follower, WatchNews news, RoomWatch watch, ReadingRoomOptions options)
    {
        meter.CreateObservableGauge("variorum.archive.documents", () => follower.Size?.Documents ?? 0, "{document}", "Documents in the archive.");
        meter.CreateObservableGauge("variorum.archive.versions", () => follower.Size?.Versions ?? 0, "{version}", "Versions in the archive.");
        meter.CreateObservableGauge("variorum.archive.captures", () => follower.Size?.Captures ?? 0, "{capture}", "Captures in the archive.");
        meter.CreateObservableGauge("variorum.archive.size", () => follower.Size?.Bytes ?? 0, "By", "WARC files of the archive.");
        meter.CreateObservableGauge("variorum.events.followed", () => follower.Followed?.ToUnixTimeSeconds() ?? 0, "s", "When the events last stood as the archive does, since 1970.");
        meter.CreateObservableGauge("variorum.watch.running", () => options.Watch && watch.Trouble is null ? 1 : 0, null, "Whether sources are followed in this process.");
        meter.CreateObservableCounter("variorum.watch.polls", () => news.Status?.Polls ?? 0, "{poll}", "Feeds, sitemaps and listings read.");
        meter.CreateObservableCounter("variorum.watch.pages", () => news.Status?.Pages ?? 0, "{page}", "Pages visited.");
        meter.CreateObservableCounter("variorum.watch.versions", () => news.Status?.Versions ?? 0, "{version}", "New versions found.");
        meter.CreateObservableCounter("variorum.watch.failures", () => news.Status?.Failures ?? 0, "{visit}", "Visits that brought nothing.");
        meter.CreateObservableGauge("variorum.watch.waiting", () => news.Status?.Waiting ?? 0, "{visit}", "Visits planned.");
        meter.CreateObservableGauge("variorum.watch.listeners", () => news.Listeners, "{client}", "Who looks on at /watch/events.");
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name)) listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Measured(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measured(instrument, value, tags));
        listener.Start();
    }

    /// <summary>All as it stands.</summary>
    public string Text()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var group in series.ToArray().GroupBy(static one => NameOf(one.Key.Of), StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            var instrument = group.First().Key.Of;
            text.Append(CultureInfo.InvariantCulture, $"# HELP {group.Key} {instrument.Description?.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal)}\n# TYPE {group.Key} {KindOf(instrument)}\n");
            foreach (var ((_, labels), values) in group.OrderBy(static one => one.Key.Labels, StringComparer.Ordinal)) values.Write(text, group.Key, labels);
        }
        return text.ToString();
    }

    public void Dispose()
    {
        listener.Dispose();
        meter.Dispose();
    }

    private void Measured(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (instrument, Labels(tags));
        if (!series.TryGetValue(key, out var values))
        {
            if (series.Count >= MostSeries) return;
            values = series.GetOrAdd(key, static key => key.Of is Histogram<double> or Histogram<long> or Histogram<int> ? new Spread() : new Series());
        }
        values.Add(value, set: instrument.IsObservable);
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var labels = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            if (labels.Length > 0) labels.Append(',');
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(Plain(name)).Append("=\"").Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
        }
        return labels.ToString();
    }

    // As OpenTelemetry's names become Prometheus's: the unit behind the name, and "total" behind what only rises.
    private static string NameOf(Instrument instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = Plain(instrument.Name);
        if (!name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return KindOf(instrument) == "counter" && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    private static string Plain(string name) => string.Create(name.Length, name, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++) to[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
    });

    private static string KindOf(Instrument instrument) => instrument switch
    {
        Histogram<double> or Histogram<long> or Histogram<int> => "histogram",
        Counter<long> or Counter<int> or Counter<double> or ObservableCounter<long> or ObservableCounter<int> or ObservableCounter<double> => "counter",
        _ => "gauge",
    };

    private class Series
    {
        protected Lock Turn { get; } = new();

        protected double Sum { get; set; }

        public virtual void Add(double value, bool set)
        {
            lock (Turn) Sum = set ? value : Sum + value;
        }

        public virtual void Write(StringBuilder text, string name, string labels) => Line(text, name, labels, Sum);

        protected static void Line(StringBuilder text, string name, string labels, double value)
        {
            text.Append(name);
            if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
            text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }
    }

    private sealed class Spread : Series
    {
        private readonly long[] counts = new long[Bounds.Length + 1];

        public override void Add(double value, bool set)
        {
            var place = Array.BinarySearch(Bounds, value);
            lock (Turn)
            {
                counts[place < 0 ? ~place : place]++;
                Sum += value;
            }
        }

        public override void Write(StringBuilder text, string name, string labels)
        {
            lock (Turn)
            {
                var (running, comma) = (0L, labels.Length > 0 ? "," : "");
                for (var i = 0; i < counts.Length; i++)
                    Line(text, name + "_bucket", $"{labels}{comma}le=\"{(i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf")}\"", running += counts[i]);
                Line(text, name + "_sum", labels, Sum);
                Line(text, name + "_count", labels, running);
            }
        }
    }
}
