using 'main.bicep'

// A place to try things: cheapest redundancy, nothing warm, short memory.
param name = 'citytest'
param tags = { system: 'metrics', stage: 'test' }
param dataRedundancy = 'Standard_LRS'
param inboxCoolAfterDays = 7
param inboxDays = 30
param quarantineDays = 30
param evidenceDays = 30
param recoverableDays = 7
param logDays = 30
param logDailyCapGb = 1
param asOf = '2019-12-31'
