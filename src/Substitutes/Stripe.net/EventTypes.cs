namespace Stripe;

public static class EventTypes
{
    public const string ChargeDisputeClosed = "charge.dispute.closed";

    public const string ChargeDisputeCreated = "charge.dispute.created";

    public const string ChargeDisputeFundsReinstated = "charge.dispute.funds_reinstated";

    public const string ChargeDisputeFundsWithdrawn = "charge.dispute.funds_withdrawn";

    public const string ChargeDisputeUpdated = "charge.dispute.updated";

    public const string ChargeRefundUpdated = "charge.refund.updated";

    public const string ChargeRefunded = "charge.refunded";

    public const string CheckoutSessionAsyncPaymentFailed = "checkout.session.async_payment_failed";

    public const string CheckoutSessionAsyncPaymentSucceeded = "checkout.session.async_payment_succeeded";

    public const string CheckoutSessionCompleted = "checkout.session.completed";

    public const string CheckoutSessionExpired = "checkout.session.expired";

    public const string CustomerSubscriptionCreated = "customer.subscription.created";

    public const string CustomerSubscriptionDeleted = "customer.subscription.deleted";

    public const string CustomerSubscriptionPaused = "customer.subscription.paused";

    public const string CustomerSubscriptionResumed = "customer.subscription.resumed";

    public const string CustomerSubscriptionUpdated = "customer.subscription.updated";

    public const string InvoicePaid = "invoice.paid";

    public const string InvoicePaymentFailed = "invoice.payment_failed";

    public const string PaymentIntentCanceled = "payment_intent.canceled";

    public const string PaymentIntentPaymentFailed = "payment_intent.payment_failed";

    public const string PaymentIntentProcessing = "payment_intent.processing";

    public const string PaymentIntentSucceeded = "payment_intent.succeeded";

    public const string RefundCreated = "refund.created";

    public const string RefundFailed = "refund.failed";

    public const string RefundUpdated = "refund.updated";
}
