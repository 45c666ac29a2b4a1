namespace Variorum;

/// <summary>Stands on a connection, below HTTP and above TLS, and keeps the heads that go over it byte for byte.</summary>
/// <remarks>HTTP's own parser keeps names and values; an archive wants what was sent.</remarks>
internal sealed class HeadRecorder(Stream connection, FetchLimits limits, Action received) : Stream
{
    private readonly MemoryStream request = new();
    private readonly MemoryStream response = new();
    private int lines, size;
    private bool empty, whole;

    /// <summary>What was sent.</summary>
    public ReadOnlyMemory<byte> Request => request.ToArray();

    /// <summary>The final response's head as far as it came.</summary>
    public ReadOnlyMemory<byte> Response => response.ToArray();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await connection.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (!whole && read > 0) Keep(buffer.Span[..read]);
        return read;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        foreach (var next in bytes)
        {
            response.WriteByte(next);
            if (++size > limits.HeadBytes) throw new FetchException($"the server sends more than {limits.HeadBytes} bytes of headers; it is not read");
            if (next == '\n')
            {
                if (empty)
                {
                    if (!IsInterim())
                    {
                        whole = true;
                        received();
                        return;
                    }

                    response.SetLength(0);
                }

                if (++lines > limits.Headers) throw new FetchException($"the server sends more than {limits.Headers} headers; it is not read");
                empty = true;
            }
            else if (next != '\r')
            {
                empty = false;
            }
        }
    }

    // HTTP/1.1 103
    private bool IsInterim()
    {
        var head = response.GetBuffer().AsSpan(0, (int)response.Length);
        var blank = head.IndexOf((byte)' ');
        return blank > 0 && head.Length > blank + 4 && head[blank + 1] == '1' && !head[(blank + 1)..].StartsWith("101"u8);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        request.Write(buffer.Span);
        return connection.WriteAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing) connection.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() => connection.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
