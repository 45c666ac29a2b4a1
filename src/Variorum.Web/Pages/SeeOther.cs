namespace Variorum;

/// <summary>What was sent is done, and is to be seen elsewhere: going back or loading again does not send it twice.</summary>
/// <param name="path">Of this room.</param>
internal sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}
