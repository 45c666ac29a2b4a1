using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Variorum;

/// <summary>Traces and metrics by OpenTelemetry's own protocol, to where the standard variables of the environment say. Without these nothing is made and nothing sent.</summary>
internal static class Telemetry
{
    private const string Everything = "OTEL_EXPORTER_OTLP_ENDPOINT", Traces = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", Measures = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    // Whoever looks after the server asks these all day long.
    private static readonly string[] Silent = ["/health", "/ready", "/metrics", "/watch/events"];

    public static void Add(IServiceCollection services)
    {
        var (traces, metrics) = (Set(Everything) || Set(Traces), Set(Everything) || Set(Measures));
        if (!traces && !metrics || Environment.GetEnvironmentVariable("OTEL_SDK_DISABLED") is "true") return;
        var telemetry = services.AddOpenTelemetry().ConfigureResource(static resource => resource.AddService("variorum", serviceVersion: Account.CurrentReader).AddEnvironmentVariableDetector());
        if (traces)
            telemetry.WithTracing(static tracing => tracing.AddAspNetCoreInstrumentation(static watched => watched.Filter = static http => !Silent.Contains(http.Request.Path.Value)).AddOtlpExporter());
        if (metrics)
            telemetry.WithMetrics(static measuring => measuring.AddMeter(RoomMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime").AddOtlpExporter());
    }

    private static bool Set(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 };
}
