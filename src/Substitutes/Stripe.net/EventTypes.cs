namespace Stripe;

public static class EventTypes
{
    public const string CheckoutSessionAsyncPaymentFailed = "checkout.session.async_payment_failed";

    public const string CheckoutSessionAsyncPaymentSucceeded = "checkout.session.async_payment_succeeded";

    public const string CheckoutSessionCompleted = "checkout.session.completed";

    public const string CheckoutSessionExpired = "checkout.session.expired";
}
