using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Metrics.Pipeline.Account;

/// <summary>The storage account of the data: its clients, and the names of all that lies in it.</summary>
public sealed class DataAccount
{
    /// <summary>Name of the connection, for the clients and for the queue triggers.</summary>
    public const string Connection = "Data";

    // The newest service version that Azurite and every cloud know; the clients' own default is newer.
    const BlobClientOptions.ServiceVersion BlobVersion = BlobClientOptions.ServiceVersion.V2025_11_05;
    const QueueClientOptions.ServiceVersion QueueVersion = QueueClientOptions.ServiceVersion.V2025_11_05;

    readonly BlobServiceClient _blobs;
    readonly QueueServiceClient _queues;
    readonly QueueServiceClient _rawQueues;
    readonly TableServiceClient _tables;

    /// <param name="section">
    /// A connection string, or <c>blobServiceUri</c>, <c>queueServiceUri</c>, <c>tableServiceUri</c> with
    /// <c>credential</c> = <c>managedidentity</c> and <c>clientId</c>; <c>tableAudience</c> outside the public cloud.
    /// </param>
    /// <param name="transport">Sends all requests; null: the clients' own.</param>
    /// <exception cref="InvalidOperationException">A setting is missing.</exception>
    public DataAccount(IConfigurationSection section, HttpPipelineTransport? transport = null)
    {
        var blobs = new BlobClientOptions(BlobVersion);
        // Base64 on both sides: the Functions host sends anything else to the poison queue without a word.
        var queues = new QueueClientOptions(QueueVersion) { MessageEncoding = QueueMessageEncoding.Base64 };
        var rawQueues = new QueueClientOptions(QueueVersion);
        var tables = new TableClientOptions();
        blobs.AddPolicy(new MissingStorage("container", address => new BlobUriBuilder(address).BlobContainerName), HttpPipelinePosition.PerCall);
        tables.AddPolicy(new MissingStorage("table", address => new TableUriBuilder(address).Tablename.Split('(')[0]), HttpPipelinePosition.PerCall);
        var missingQueue = new MissingStorage("queue", address => new QueueUriBuilder(address).QueueName);
        queues.AddPolicy(missingQueue, HttpPipelinePosition.PerCall);
        rawQueues.AddPolicy(missingQueue, HttpPipelinePosition.PerCall);
        if (transport is not null)
            blobs.Transport = queues.Transport = rawQueues.Transport = tables.Transport = transport;
        if (section.Value is { Length: > 0 } connection)
        {
            (_blobs, _tables) = (new(connection, blobs), new(connection, tables));
            (_queues, _rawQueues) = (new(connection, queues), new(connection, rawQueues));
            IsLocal = true;
            return;
        }
        if (section["tableAudience"] is { } audience)
            tables.Audience = new TableAudience(audience);
        var credential = Credential(section);
        _blobs = new(Endpoint(section, "blobServiceUri"), credential, blobs);
        _queues = new(Endpoint(section, "queueServiceUri"), credential, queues);
        _rawQueues = new(Endpoint(section, "queueServiceUri"), credential, rawQueues);
        _tables = new(Endpoint(section, "tableServiceUri"), credential, tables);
    }

    /// <summary>Reached by a connection string: containers, tables and queues are made at start, as Bicep makes them in Azure.</summary>
    public bool IsLocal { get; }

    /// <summary>Logs as they came: <c>{source}/{name}</c>.</summary>
    public BlobContainerClient Inbox => _blobs.GetBlobContainerClient("inbox");
    /// <summary>The files of <see cref="ReferenceFiles.Names"/>, and calendar records below <c>calendar/</c>.</summary>
    public BlobContainerClient Reference => _blobs.GetBlobContainerClient("reference");
    /// <summary>One JSON a file version: <c>{ledger key}/{sha256}.json</c>.</summary>
    public BlobContainerClient Receipts => _blobs.GetBlobContainerClient("receipts");
    /// <summary>Rejected lines, one NDJSON a file version: <c>{ledger key}/{sha256}.ndjson</c>.</summary>
    public BlobContainerClient Quarantine => _blobs.GetBlobContainerClient("quarantine");
    /// <summary>The event store: Parquet.</summary>
    public BlobContainerClient Events => _blobs.GetBlobContainerClient("events");
    /// <summary>What the steps of a run hand on: <c>{run}/…</c>. Deleted after 7 days by the account's lifecycle rule.</summary>
    public BlobContainerClient Partials => _blobs.GetBlobContainerClient("partials");
    /// <summary>Written once: <c>{id}/…</c>.</summary>
    public BlobContainerClient Publications => _blobs.GetBlobContainerClient("publications");
    /// <summary><c>current.json</c>, the only blob that changes.</summary>
    public BlobContainerClient Current => _blobs.GetBlobContainerClient("current");

    /// <summary>The cases behind every number: <c>parts/{run}/…</c>, and <c>{publication}.json</c>. Deleted by the account's lifecycle rule.</summary>
    public BlobContainerClient Evidence => _blobs.GetBlobContainerClient("evidence");

    public TableClient Ledger => _tables.GetTableClient("Ledger");
    public TableClient Runs => _tables.GetTableClient("Runs");

    /// <summary>Steps to take, one a message.</summary>
    public QueueClient Work => Queue("work");
    /// <summary>Messages that failed at every try; the host names it.</summary>
    public QueueClient WorkPoison => Queue("work-poison");

    /// <summary>A queue whose messages are encoded as Base64 when they are sent, and decoded when they are received.</summary>
    public QueueClient Queue(string name) => _queues.GetQueueClient(name);

    /// <summary>The same queue with the messages as they lie there: for a listener that must live with any message.</summary>
    public QueueClient RawQueue(string name) => _rawQueues.GetQueueClient(name);

    internal IEnumerable<BlobContainerClient> Containers =>
        [Inbox, Reference, Receipts, Quarantine, Events, Partials, Publications, Current, Evidence];

    static Uri Endpoint(IConfigurationSection section, string name) =>
        section[name] is { Length: > 0 } uri ? new Uri(uri)
            : throw new InvalidOperationException($"The setting {Connection}__{name} is missing, and {Connection} is no connection string.");

    /// <summary>What the app signs in with, for the account and for Azure Monitor.</summary>
    internal static TokenCredential Credential(IConfigurationSection section) => section["credential"] switch
    {
        "managedidentity" when section["clientId"] is { Length: > 0 } id => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id)),
        "managedidentity" => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        null or "" => new DefaultAzureCredential(),
        var other => throw new InvalidOperationException($"The setting {Connection}__credential is '{other}', expected managedidentity or nothing."),
    };
}
