using Serilog;
var b = WebApplication.CreateBuilder(args);
b.Host.UseSerilog((c, l) => l.WriteTo.Console(), preserveStaticLogger: true);
var app = b.Build();
app.UseSerilogRequestLogging();
app.MapGet("/", () => "hi");
app.Run();
