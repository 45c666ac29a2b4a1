using System.Buffers;

namespace Variorum;

/// <summary>A stream that can be looked into before it is read, and that knows where it is.</summary>
internal sealed class ByteWindow(int size) : IDisposable
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
    private Stream stream = Stream.Null;
    private int start;
    private int end;
    private bool ended;

    /// <summary>Bytes of the stream before the next one.</summary>
    public long Position { get; private set; }

    /// <summary>Begins with another stream.</summary>
    public void Open(Stream other, long position)
    {
        (stream, start, end, ended, Position) = (other, 0, 0, false, position);
    }

    /// <summary>The next bytes, at least so many; fewer only at the end of the stream. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Peek(int atLeast)
    {
        if (end - start < atLeast && !ended) Fill(atLeast);
        return buffer.AsSpan(start, end - start);
    }

    public void Advance(int count)
    {
        start += count;
        Position += count;
    }

    /// <summary>Reads what there is, past the buffer where that is empty; 0 at the end of the stream.</summary>
    public int Read(Span<byte> into)
    {
        if (start == end && into.Length >= buffer.Length && !ended)
        {
            var read = stream.Read(into);
            ended = read == 0;
            Position += read;
            return read;
        }
        var ahead = Peek(1);
        var count = Math.Min(ahead.Length, into.Length);
        ahead[..count].CopyTo(into);
        Advance(count);
        return count;
    }

    /// <summary>Puts back what was read last.</summary>
    public void Unread(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > start)
        {
            var held = end - start;
            var larger = bytes.Length + held <= buffer.Length ? buffer : ArrayPool<byte>.Shared.Rent(bytes.Length + held);
            buffer.AsSpan(start, held).CopyTo(larger.AsSpan(bytes.Length));
            Replace(larger);
            (start, end) = (bytes.Length, bytes.Length + held);
        }
        start -= bytes.Length;
        Position -= bytes.Length;
        bytes.CopyTo(buffer.AsSpan(start));
    }

    /// <summary>Goes back, or on, to a place in the stream; false where that cannot be.</summary>
    public bool TrySeek(long position)
    {
        var within = position - Position + start;
        if (within >= 0 && within <= end)
        {
            (start, Position) = ((int)within, position);
            return true;
        }
        if (!stream.CanSeek) return false;
        stream.Position = position;
        Open(stream, position);
        return true;
    }

    private void Fill(int atLeast)
    {
        var held = end - start;
        if (start + atLeast > buffer.Length)
        {
            var target = atLeast <= buffer.Length ? buffer : ArrayPool<byte>.Shared.Rent(Math.Max(atLeast, buffer.Length * 2));
            buffer.AsSpan(start, held).CopyTo(target);
            Replace(target);
            (start, end) = (0, held);
        }
        while (end - start < atLeast && !ended)
        {
            var read = stream.Read(buffer.AsSpan(end));
            ended = read == 0;
            end += read;
        }
    }

    private void Replace(byte[] other)
    {
        if (other == buffer) return;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = other;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        (start, end, ended) = (0, 0, true);
    }
}
