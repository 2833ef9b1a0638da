using System.Net;

namespace Stripe;

public class StripeException : Exception
{
    public StripeException()
    {
    }

    public StripeException(string message)
        : base(message)
    {
    }

    public StripeException(string message, Exception err)
        : base(message, err)
    {
    }

    public StripeException(HttpStatusCode httpStatusCode, StripeError stripeError, string message)
        : base(message)
    {
        HttpStatusCode = httpStatusCode;
        StripeError = stripeError;
    }

    public HttpStatusCode HttpStatusCode { get; set; }

    public StripeError StripeError { get; set; }

    public StripeResponse StripeResponse { get; set; }
}

public class StripeError : StripeEntity<StripeError>
{
    public string Code { get; set; }

    public string DeclineCode { get; set; }

    public string Message { get; set; }

    public string Param { get; set; }

    public PaymentIntent PaymentIntent { get; set; }

    public string Type { get; set; }
}
