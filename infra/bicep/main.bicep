metadata name = 'Metrics'
metadata description = 'All that the pipeline needs in one resource group: the function app, its identity, storage, vault, logs and alerts. No key, no secret.'

targetScope = 'resourceGroup'

import { alwaysReadyGroup, grant, keyHashes, labels, operator, pulledSource } from 'types.bicep'

// --- Where and under which names ---

@description('Required. Short name of this deployment, such as the city and the stage: lower-case letters and digits.')
@minLength(3)
@maxLength(10)
param name string

@description('Optional. Azure region, one that has Flex Consumption. The default is that of the resource group.')
param location string = resourceGroup().location

@description('Optional. Labels on every resource.')
param tags labels = {}

// --- Size of the app ---

@description('Optional. Memory of an instance in MB; processor and network grow with it.')
param instanceMemoryMB 512 | 2048 | 4096 = 2048

@description('Optional. Most instances at one time (40 to 1000).')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Optional. Instances that are kept warm, billed while idle; none by default.')
param alwaysReady alwaysReadyGroup[] = []

@description('Optional. Whether instances are spread over the zones of the region.')
param zoneRedundant bool = false

// --- Data ---

@description('Optional. How often the data is kept, and how far apart.')
param dataRedundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS' = 'Standard_ZRS'

@description('Optional. The same for the account of the Functions host, which holds nothing that cannot be deployed again.')
param hostRedundancy 'Standard_LRS' | 'Standard_ZRS' = 'Standard_LRS'

@description('Optional. Days after which a log in the inbox moves to the cool tier (1 to 365).')
@minValue(1)
@maxValue(365)
param inboxCoolAfterDays int = 30

@description('Optional. Days after which a log leaves the inbox; its events stay in the event store (30 to 3650).')
@minValue(30)
@maxValue(3650)
param inboxDays int = 400

@description('Optional. Days that rejected lines are kept (7 to 3650).')
@minValue(7)
@maxValue(3650)
param quarantineDays int = 180

@description('Optional. Days that the evidence, the cases behind every number, is kept (7 to 3650).')
@minValue(7)
@maxValue(3650)
param evidenceDays int = 60

@description('Optional. Days that a deleted or replaced blob can be brought back (1 to 365).')
@minValue(1)
@maxValue(365)
param recoverableDays int = 30

@description('Optional. Days from its writing in which nobody can change or delete a publication (0 to 146000); 0 leaves publications deletable.')
@minValue(0)
@maxValue(146000)
param publicationsImmutableDays int = 0

// --- The run ---

@description('Optional. When the nightly run starts: NCRONTAB with six fields, UTC. The default is 02:00 in China.')
param nightlySchedule string = '0 0 18 * * *'

@description('Optional. The name of the city, for those who read a publication. The default is none.')
param city string = ''

@description('Optional. The day that the nightly run speaks of, yyyy-MM-dd. The default, empty, is yesterday in China.')
param asOf string = ''

@description('Optional. The calendar is taken as it was known on this day, yyyy-MM-dd. The default, empty, is all that is known.')
param knownOn string = ''

@description('Optional. The largest log that is taken over HTTP, in bytes (1 to 104857600).')
@minValue(1)
@maxValue(104857600)
param pushLimitBytes int = 67108864

@description('Optional. How long a push waits for its receipt, hh:mm:ss, at most 3 minutes.')
param receiptWait string = '00:00:20'

@description('Optional. Bytes of new logs that one step takes in at most; a gzip or a workbook counts ten times its own (1 to 1073741824).')
@minValue(1)
@maxValue(1073741824)
param ingestStepBytes int = 268435456

@description('Optional. Bytes of events that a step holds in memory while it reads logs; more goes to a temporary file (1,048,576 to 4,294,967,296).')
@minValue(1048576)
@maxValue(4294967296)
param ingestBufferBytes int = 201326592

@description('Optional. Events of a step up to which the store has their columns at once; those of a larger step come after the run (0 to 100000000).')
@minValue(0)
@maxValue(100000000)
param columnsAtOnceUpTo int = 262144

@description('Optional. Events up to which a run folds all shards in one step (0 to 100000000).')
@minValue(0)
@maxValue(100000000)
param foldTogetherUpTo int = 20000000

@description('Optional. Small parts of the event store from which they are merged after a run (2 to 10000).')
@minValue(2)
@maxValue(10000)
param mergePartsFrom int = 32

@description('Optional. Age of the publication from which Health says stale, [d.]hh:mm:ss, at most 31 days.')
param staleAfter string = '1.06:00:00'

@description('Optional. Whether anyone may read publications, below /api/open.')
param openData bool = false

@description('Optional. Origins whose scripts a browser lets call the doors (CORS), such as https://data.city.example.')
param allowedOrigins string[] = []

@description('Optional. Logs that a run pulls over HTTP before it looks into the inbox.')
param sources pulledSource[] = []

// --- People ---

@description('Optional. Who may put reference data, logs and source credentials in place, and read all data.')
param operators operator[] = []

@description('Optional. Who may read the evidence, the cases behind every number, and nothing else of the data.')
param evidenceReaders operator[] = []

@description('Optional. Who may read the evidence through its door: by name (ASCII letters, digits and _) the SHA-256 of a key, 64 hexadecimal digits.')
param evidenceReaderKeys keyHashes = {}

@description('Optional. Addresses that get the alerts by mail.')
param alertEmails string[] = []

// --- Alerts and logs ---

@description('Optional. Sources that must send logs; each that is silent too long makes an alert.')
param expectedSources string[] = ['one_window', 'one_net']

@description('Optional. Working days without a log after which a source is silent (1 to 60).')
@minValue(1)
@maxValue(60)
param silentWorkingDays int = 2

@description('Optional. Share of rejected lines of a day and source, in percent, above which an alert is made (0 to 100).')
@minValue(0)
@maxValue(100)
param rejectedPercent int = 5

@description('Optional. Days that logs are kept (30 to 730).')
@minValue(30)
@maxValue(730)
param logDays int = 90

@description('Optional. Gigabytes of logs a day after which no more are taken until the next day (1 to 1000).')
@minValue(1)
@maxValue(1000)
param logDailyCapGb int = 2

// --- Names ---

@description('Eight characters that make global names unique and stay the same for one resource group.')
var token = take(uniqueString(resourceGroup().id, name), 8)

@description('Account of the Functions host: deployed packages, keys, timer and trigger state.')
var hostAccountName = '${name}host${token}'

@description('Account of the data.')
var dataAccountName = '${name}data${token}'

@description('Vault of the source credentials.')
var vaultName = 'kv-${name}-${token}'

@description('Application Insights.')
var insightsName = 'appi-${name}-${token}'

@description('Container of the host account that the app starts from.')
var deploymentContainer = 'deployments'

// --- Who may do what: the least that works, each on one resource ---

@description('The roles of the app. It writes reference data too: the door that takes them refuses what a run would refuse.')
var appRoles grant[] = [
  { on: 'storage', name: hostAccountName, role: 'Storage Blob Data Owner' }
  { on: 'storage', name: hostAccountName, role: 'Storage Queue Data Contributor' }
  { on: 'storage', name: hostAccountName, role: 'Storage Table Data Contributor' }
  { on: 'storage', name: dataAccountName, role: 'Storage Blob Data Contributor' }
  { on: 'storage', name: dataAccountName, role: 'Storage Queue Data Contributor' }
  { on: 'storage', name: dataAccountName, role: 'Storage Table Data Contributor' }
  { on: 'insights', name: insightsName, role: 'Monitoring Metrics Publisher' }
  { on: 'vault', name: vaultName, role: 'Key Vault Secrets User' }
]

@description('The roles of each operator, who writes what comes in and nothing that the app makes of it.')
var operatorRoles grant[] = [
  { on: 'storage', name: dataAccountName, role: 'Storage Blob Data Reader' }
  { on: 'container', name: dataAccountName, container: 'inbox', role: 'Storage Blob Data Contributor' }
  { on: 'container', name: dataAccountName, container: 'reference', role: 'Storage Blob Data Contributor' }
  { on: 'storage', name: dataAccountName, role: 'Storage Table Data Reader' }
  { on: 'vault', name: vaultName, role: 'Key Vault Secrets Officer' }
]

@description('The same for all operators, one entry for each role of each operator.')
var operatorGrants = flatten(map(operators, o => map(operatorRoles, r => { who: o, given: r })))

@description('The role of each reader of evidence.')
var evidenceReaderRole grant = {
  on: 'container'
  name: dataAccountName
  container: 'evidence'
  role: 'Storage Blob Data Reader'
}

// --- Settings of the app ---

@description('Whom a token for the tables is asked for; the clients know the public cloud alone.')
var tableAudiences = {
  AzureCloud: 'https://storage.azure.com'
  AzureChinaCloud: 'https://storage.azure.cn'
}

@description('What the Functions host reads, not the app.')
var platformSettings = {
  AzureWebJobsStorage__blobServiceUri: hostAccount.outputs.blobUri
  AzureWebJobsStorage__queueServiceUri: hostAccount.outputs.queueUri
  AzureWebJobsStorage__tableServiceUri: hostAccount.outputs.tableUri
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.properties.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
  AZURE_AUTHORITY_HOST: environment().authentication.loginEndpoint
}

@description('What the app reads and checks when it starts.')
var optionSettings = {
  Data__blobServiceUri: dataAccount.outputs.blobUri
  Data__queueServiceUri: dataAccount.outputs.queueUri
  Data__tableServiceUri: dataAccount.outputs.tableUri
  Data__tableAudience: tableAudiences[environment().name]
  Data__credential: 'managedidentity'
  Data__clientId: identity.properties.clientId
  NightlySchedule: nightlySchedule
  City: city
  AsOf: asOf
  KnownOn: knownOn
  PushLimitBytes: string(pushLimitBytes)
  ReceiptWait: receiptWait
  IngestStepBytes: string(ingestStepBytes)
  IngestBufferBytes: string(ingestBufferBytes)
  ColumnsAtOnceUpTo: string(columnsAtOnceUpTo)
  FoldTogetherUpTo: string(foldTogetherUpTo)
  MergePartsFrom: string(mergePartsFrom)
  StaleAfter: staleAfter
  OpenData: string(openData)
}

@description('A setting for each reader of the door to the evidence.')
var readerSettings = reduce(
  items(evidenceReaderKeys),
  {},
  (all, one) => union(all, { 'EvidenceReaders__${one.key}': one.value })
)

@description('The settings of each source. A credential is a reference: the platform fetches it from the vault with the identity of the app.')
var sourceSettings = [
  for (s, i) in sources: union(
    {
      'Sources__${i}__Source': s.source
      'Sources__${i}__Name': s.name
      'Sources__${i}__Url': s.url
      'Sources__${i}__Timeout': s.?timeout ?? '00:01:00'
      'Sources__${i}__Pages': s.?pages ?? 'None'
      'Sources__${i}__Cursor': s.?cursor ?? 'next_cursor'
      'Sources__${i}__CursorParameter': s.?cursorParameter ?? 'cursor'
      'Sources__${i}__Rows': s.?rows ?? ''
      'Sources__${i}__OverlapDays': string(s.?overlapDays ?? 3)
      'Sources__${i}__Since': s.?since ?? ''
    },
    s.?secretName == null
      ? {}
      : {
          'Sources__${i}__Authorization': '@Microsoft.KeyVault(SecretUri=https://${vaultName}${environment().suffixes.keyvaultDns}/secrets/${s.secretName!})'
        }
  )
]

// --- Resources ---

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${name}-${token}'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: 'log-${name}-${token}'
    insightsName: insightsName
    location: location
    tags: tags
    retentionDays: logDays
    dailyCapGb: logDailyCapGb
  }
}

module hostAccount 'modules/storage-account.bicep' = {
  params: {
    name: hostAccountName
    location: location
    tags: tags
    redundancy: hostRedundancy
    containers: [deploymentContainer]
    workspaceId: monitoring.outputs.workspaceId
  }
}

module dataAccount 'modules/storage-account.bicep' = {
  params: {
    name: dataAccountName
    location: location
    tags: tags
    redundancy: dataRedundancy
    containers: [
      'inbox'
      'reference'
      'receipts'
      'quarantine'
      'events'
      'partials'
      'publications'
      'current'
      'evidence'
    ]
    queues: ['work', 'work-poison']
    tables: ['Ledger', 'Runs']
    recoverableDays: recoverableDays
    workspaceId: monitoring.outputs.workspaceId
  }
}

module dataRules 'modules/data-rules.bicep' = {
  params: {
    accountName: dataAccountName
    inboxCoolAfterDays: inboxCoolAfterDays
    inboxDays: inboxDays
    quarantineDays: quarantineDays
    evidenceDays: evidenceDays
    recoverableDays: recoverableDays
    publicationsImmutableDays: publicationsImmutableDays
  }
  dependsOn: [dataAccount]
}

module vault 'modules/key-vault.bicep' = {
  params: {
    name: vaultName
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module appMay 'modules/role.bicep' = [
  for given in appRoles: {
    params: {
      given: given
      principalId: identity.properties.principalId
      principalKey: identity.id
      principalType: 'ServicePrincipal'
    }
    dependsOn: [hostAccount, dataAccount, vault]
  }
]

module operatorMay 'modules/role.bicep' = [
  for one in operatorGrants: {
    params: {
      given: one.given
      principalId: one.who.principalId
      principalKey: one.who.principalId
      principalType: one.who.principalType
    }
    dependsOn: [dataAccount, vault]
  }
]

module evidenceReaderMay 'modules/role.bicep' = [
  for reader in evidenceReaders: {
    params: {
      given: evidenceReaderRole
      principalId: reader.principalId
      principalKey: reader.principalId
      principalType: reader.principalType
    }
    dependsOn: [dataAccount]
  }
]

module app 'modules/function-app.bicep' = {
  params: {
    name: 'func-${name}-${token}'
    planName: 'plan-${name}-${token}'
    location: location
    tags: tags
    identityId: identity.id
    deploymentContainerUri: '${hostAccount.outputs.blobUri}${deploymentContainer}'
    platformSettings: platformSettings
    optionSettings: optionSettings
    allowedOrigins: allowedOrigins
    sourceSettings: reduce(sourceSettings, readerSettings, (all, one) => union(all, one))
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    alwaysReady: alwaysReady
    zoneRedundant: zoneRedundant
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [appMay, dataRules]
}

module alerts 'modules/alerts.bicep' = {
  params: {
    prefix: 'metrics-${name}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    emails: alertEmails
    expectedSources: expectedSources
    silentWorkingDays: silentWorkingDays
    rejectedPercent: rejectedPercent
  }
}

// --- What the deploy step and the operators need ---

@description('Name of the function app: where the package goes.')
output functionAppName string = app.outputs.name

@description('Where summaries are pulled and logs are pushed.')
output apiUri string = 'https://${app.outputs.hostName}/api'

@description('Account that takes the reference data and the logs.')
output dataAccountName string = dataAccount.outputs.name

@description('Vault that takes the source credentials.')
output vaultName string = vault.outputs.name

@description('Workspace that is asked for logs.')
output workspaceId string = monitoring.outputs.workspaceId
