namespace Variorum;

/// <summary>Stands on a connection, below HTTP and above TLS, and keeps what the parser above takes apart, byte for byte: heads, and the chunks of a body.</summary>
/// <remarks>HTTP's own parser keeps names, values and the inside of chunks; an archive wants what was sent.</remarks>
internal sealed class WireRecorder(Stream connection, FetchLimits limits, Action received) : Stream
{
    private readonly MemoryStream request = new();
    private readonly MemoryStream response = new();
    private int lines, size;
    private bool empty, whole;
    private MemoryStream? chunks;

    /// <summary>What was sent.</summary>
    public ReadOnlyMemory<byte> Request => request.ToArray();

    /// <summary>The final response's head as far as it came.</summary>
    public ReadOnlyMemory<byte> Response => response.ToArray();

    /// <summary>A chunked body with the sizes of its chunks, as far as it came; null for any other, which is sent as it is.</summary>
    public ReadOnlyMemory<byte>? Chunks
    {
        get
        {
            if (chunks is null) return null;
            var sent = chunks.GetBuffer().AsMemory(0, (int)chunks.Length);
            return sent[..HttpBody.ChunkedLength(sent.Span)];
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await connection.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read > 0) Keep(buffer.Span[..read]);
        return read;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (!whole) bytes = bytes[KeepHead(bytes)..];
        if (chunks is null || bytes.IsEmpty) return;
        // Chunks of a byte each would be six times as much as the page.
        if (chunks.Length + bytes.Length > 2L * limits.Body) throw new FetchException($"it is longer than {2L * limits.Body} bytes with the sizes of its chunks");
        chunks.Write(bytes);
    }

    // Returns how many of the bytes are the head's.
    private int KeepHead(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var next = bytes[i];
            response.WriteByte(next);
            if (++size > limits.HeadBytes) throw new FetchException($"the server sends more than {limits.HeadBytes} bytes of headers; it is not read");
            if (next == '\n')
            {
                if (empty)
                {
                    if (!IsInterim())
                    {
                        whole = true;
                        if (HttpBody.IsChunked(HttpMessage.Parse(Response))) chunks = new MemoryStream();
                        received();
                        return i + 1;
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
        return bytes.Length;
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
