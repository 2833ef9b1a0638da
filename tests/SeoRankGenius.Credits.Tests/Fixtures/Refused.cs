namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>Asserts on expected noes.</summary>
public static class Refused
{
    public static async Task<Refusal> WithAsync(RefusalCode code, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(call);
        Assert.Equal(code, refusal.Code);
        return refusal;
    }

    /// <summary>True when the call did its work, false when it was refused with the code.</summary>
    public static async Task<bool> OrDoneAsync(RefusalCode code, Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Refusal refusal) when (refusal.Code == code)
        {
            return false;
        }
    }
}
