using Metrics.Pipeline.Runs;

namespace Metrics.Pipeline.Tests.Runs;

public sealed class WorkMessageTests
{
    [Theory]
    [InlineData("""{"step":"pull","run":"r"}""")]
    [InlineData("""{"step":"ingest","run":"r","number":0}""")]
    [InlineData("""{"step":"ingest","source":"one_net","name":"a.csv"}""")]
    [InlineData("""{"step":"fold","run":"r"}""")]
    [InlineData("""{"step":"fold","run":"r","number":63}""")]
    [InlineData("""{"step":"tidy"}""")]
    public void A_message_that_has_what_its_step_needs_is_read_as_it_is_written(string text) =>
        Assert.Equal(text, WorkMessage.Parse(text)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"step":"dance"}""")]
    [InlineData("""{"step":99,"run":"r"}""")]
    [InlineData("""{"step":"pull"}""")]
    [InlineData("""{"step":"ingest","run":"r"}""")]
    [InlineData("""{"step":"ingest","run":"r","number":-1}""")]
    [InlineData("""{"step":"ingest","source":"one_net"}""")]
    [InlineData("""{"step":"fold"}""")]
    [InlineData("""{"step":"fold","run":"r","number":64}""")]
    public void A_message_that_no_step_can_be_done_for_is_none(string text) => Assert.Null(WorkMessage.Parse(text));
}
