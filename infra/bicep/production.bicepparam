using 'main.bicep'

// A city of a few million people: copies in a second region, a warm instance for those who pull and one for the queue, publications that
// nobody can change.
param name = 'cityprod'
param tags = { system: 'metrics', stage: 'production' }
param alwaysReady = [
  { name: 'http', instanceCount: 1 }
  { name: 'function:Work', instanceCount: 1 }
]
param dataRedundancy = 'Standard_GZRS'
param hostRedundancy = 'Standard_ZRS'
param inboxDays = 1100
param quarantineDays = 400
param recoverableDays = 90
param publicationsImmutableDays = 3650
param logDays = 365
param sources = [
  {
    source: 'one_net'
    name: '{date}.ndjson.gz'
    url: 'https://one-net.example/logs/{date}'
    secretName: 'one-net-authorization'
    timeout: '00:02:00'
  }
  {
    source: 'tax_office'
    name: '{date}.csv'
    url: 'https://tax.example/case-logs/{date}.csv'
  }
  {
    source: 'licence_hall'
    name: '{from}_{to}.ndjson'
    url: 'https://hall.example/cases?from={from}&to={to}'
    pages: 'Cursor'
    rows: 'data'
    since: '2026-01-01'
  }
]
param operators = [{ principalId: '00000000-0000-0000-0000-000000000001', principalType: 'Group' }]
param evidenceReaders = [{ principalId: '00000000-0000-0000-0000-000000000002', principalType: 'Group' }]
param alertEmails = ['data-office@city.example']
param expectedSources = ['one_window', 'one_net', 'tax_office']
