using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Variorum;

/// <summary>The certificate with which the server speaks TLS.</summary>
internal static class Certificates
{
    /// <summary>Reads a file with a certificate and its key: PEM, or PKCS #12 without a password.</summary>
    /// <exception cref="IOException">It is none, or cannot be read.</exception>
    public static X509Certificate2 Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.AsSpan().IndexOf("-----BEGIN"u8) < 0) return X509CertificateLoader.LoadPkcs12(bytes, null);
            using var pem = X509Certificate2.CreateFromPemFile(path);
            // Windows speaks TLS only with keys that were in a store.
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception broken) when (broken is CryptographicException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} holds no certificate with its key, as PEM or as PKCS #12 without a password", broken);
        }
    }
}
