namespace Stripe;

public static class StripeConfiguration
{
    public static string ApiVersion => "2026-07-29.dahlia";

    public static string StripeNetVersion => "52.2.0";
}
