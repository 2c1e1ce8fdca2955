metadata description = 'How long the data account keeps what, and whether publications can be changed at all.'

@description('Required. Name of the data account, which exists.')
@minLength(3)
@maxLength(24)
param accountName string

@description('Required. Days after which a log in the inbox moves to the cool tier (1 to 365).')
@minValue(1)
@maxValue(365)
param inboxCoolAfterDays int

@description('Required. Days after which a log leaves the inbox; its events stay in the event store (30 to 3650).')
@minValue(30)
@maxValue(3650)
param inboxDays int

@description('Required. Days that rejected lines are kept (7 to 3650).')
@minValue(7)
@maxValue(3650)
param quarantineDays int

@description('Required. Days that the evidence is kept (7 to 3650).')
@minValue(7)
@maxValue(3650)
param evidenceDays int

@description('Required. Days that replaced and deleted versions are kept (1 to 365).')
@minValue(1)
@maxValue(365)
param recoverableDays int

@description('Required. Days from its writing in which nobody can change or delete a publication; 0 leaves publications deletable.')
@minValue(0)
@maxValue(146000)
param publicationsImmutableDays int

@description('Rules by container: what happens to a blob so many days after it was written.')
var ages = [
  {
    container: 'inbox'
    actions: {
      tierToCool: { daysAfterModificationGreaterThan: inboxCoolAfterDays }
      delete: { daysAfterModificationGreaterThan: inboxDays }
    }
  }
  { container: 'quarantine', actions: { delete: { daysAfterModificationGreaterThan: quarantineDays } } }
  { container: 'evidence', actions: { delete: { daysAfterModificationGreaterThan: evidenceDays } } }
  { container: 'partials', actions: { delete: { daysAfterModificationGreaterThan: 7 } } }
]

@description('One rule for each container with an age.')
var byAge = [
  for age in ages: {
    name: '${age.container}-by-age'
    type: 'Lifecycle'
    definition: {
      filters: { blobTypes: ['blockBlob'], prefixMatch: ['${age.container}/'] }
      actions: { baseBlob: age.actions }
    }
  }
]

@description('Versions would otherwise stay for ever, and with them what the rules above delete.')
var versions = {
  name: 'old-versions'
  type: 'Lifecycle'
  definition: {
    filters: { blobTypes: ['blockBlob'] }
    actions: { version: { delete: { daysAfterCreationGreaterThan: recoverableDays } } }
  }
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName

  resource lifecycle 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: { rules: concat(byAge, [versions]) }
    }
  }

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource publications 'containers' existing = {
      name: 'publications'

      resource immutability 'immutabilityPolicies' = if (publicationsImmutableDays > 0) {
        name: 'default'
        properties: {
          immutabilityPeriodSinceCreationInDays: publicationsImmutableDays
          allowProtectedAppendWrites: false
        }
      }
    }
  }
}
