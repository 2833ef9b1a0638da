using System.Net;
using System.Net.Sockets;
using SeoRankGenius.Credits.Web.Mail;

namespace SeoRankGenius.Credits.Tests.Mail;

public sealed class SendingOverSmtpTests
{
    private static readonly Email Mail = new(
        "low-balance.42", "owner@northwind.example", "AI credits are running low", "250 left.\n",
        "https://x.example/stop");

    [Fact]
    public async Task The_server_gets_the_same_Message_ID_each_time()
    {
        var first = await SendAsync("250 OK");
        var second = await SendAsync("250 OK");

        Assert.Contains("Message-Id: <low-balance.42@seorankgenius.example>", first);
        Assert.Contains("Message-Id: <low-balance.42@seorankgenius.example>", second);
    }

    [Fact]
    public async Task The_mail_program_is_told_where_to_unsubscribe_with_one_click()
    {
        var received = await SendAsync("250 OK");

        Assert.Contains("List-Unsubscribe: <https://x.example/stop>", received);
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", received);
    }

    [Fact]
    public async Task The_sender_has_a_name() =>
        Assert.Contains("From: SEO Rank Genius <credits@seorankgenius.example>", await SendAsync("250 OK"));

    [Fact]
    public async Task A_mail_in_a_folder_has_CRLF_lines()
    {
        var folder = Directory.CreateTempSubdirectory("credits-mail-");

        await new FolderEmailSender(
            new MailOptions { From = "Credits <credits@seorankgenius.example>", Folder = folder.FullName })
            .SendAsync(Mail with { Body = "One.\nTwo – 2.\r\nThree.\n" }, default);

        var text = await File.ReadAllTextAsync(Assert.Single(folder.GetFiles()).FullName);
        folder.Delete(recursive: true);
        Assert.Contains("From: Credits <credits@seorankgenius.example>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_the_server_rejects_may_be_sent_again() =>
        await Assert.ThrowsAsync<DependencyUnavailable>(() => SendAsync("451 Try again later"));

    [Fact]
    public async Task A_server_that_is_down_means_that_the_mail_may_be_sent_again()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        await Assert.ThrowsAsync<DependencyUnavailable>(() => Sender(port).SendAsync(Mail, default));
    }

    /// <summary>Sends the mail to a server that answers its recipient as given.</summary>
    /// <returns>The lines that the server received.</returns>
    private static async Task<List<string>> SendAsync(string recipientAnswer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = ServeAsync(listener, recipientAnswer);
        await Sender(((IPEndPoint)listener.LocalEndpoint).Port).SendAsync(Mail, default);
        return await received;
    }

    private static SmtpEmailSender Sender(int port) =>
        new(new MailOptions { From = "credits@seorankgenius.example", Host = "127.0.0.1", Port = port });

    private static async Task<List<string>> ServeAsync(TcpListener listener, string recipientAnswer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        var (lines, inBody) = (new List<string>(), false);
        await writer.WriteLineAsync("220 mail.example");
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            inBody = line == "DATA" || (inBody && line != ".");
            if (line == "DATA")
                await writer.WriteLineAsync("354 Go on");
            else if (!inBody)
                await writer.WriteLineAsync(
                    line.StartsWith("RCPT", StringComparison.Ordinal) ? recipientAnswer : "250 OK");
        }

        return lines;
    }
}
