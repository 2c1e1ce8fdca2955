metadata description = 'A storage account that only Entra identities may use, with its containers, queues and tables. The one place where an account is hardened.'

import { labels } from '../types.bicep'

@description('Required. Name of the account.')
@minLength(3)
@maxLength(24)
param name string

@description('Required. Azure region.')
param location string

@description('Required. Labels on every resource.')
param tags labels

@description('Required. How often the data is kept, and how far apart.')
param redundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS'

@description('Required. Blob containers.')
param containers string[]

@description('Optional. Queues.')
param queues string[] = []

@description('Optional. Tables.')
param tables string[] = []

@description('Optional. Days that a deleted or replaced blob can be brought back (1 to 365); null keeps neither versions nor deleted blobs.')
@minValue(1)
@maxValue(365)
param recoverableDays int?

@description('Required. Log Analytics workspace that gets the records of access.')
param workspaceId string

@description('Deleted things are kept only where recoverableDays is given.')
var retention = recoverableDays == null ? { enabled: false } : { enabled: true, days: recoverableDays! }

@description('What is recorded of each use of the blobs: who read, wrote or deleted what, from where.')
var accessRecords = ['StorageRead', 'StorageWrite', 'StorageDelete']

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
      services: {
        blob: { enabled: true, keyType: 'Account' }
        queue: { enabled: true, keyType: 'Account' }
        table: { enabled: true, keyType: 'Account' }
      }
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: recoverableDays != null
      deleteRetentionPolicy: retention
      containerDeleteRetentionPolicy: retention
    }

    resource container 'containers' = [
      for container in containers: {
        name: container
        properties: { publicAccess: 'None' }
      }
    ]
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queue 'queues' = [for queue in queues: { name: queue }]
  }

  resource tableService 'tableServices' = {
    name: 'default'

    resource table 'tables' = [for table in tables: { name: table }]
  }
}

resource records 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::blobs
  name: 'access'
  properties: {
    workspaceId: workspaceId
    logs: [for record in accessRecords: { category: record, enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

@description('Address of the blobs, in whichever cloud this is.')
output blobUri string = account.properties.primaryEndpoints.blob

@description('Address of the queues.')
output queueUri string = account.properties.primaryEndpoints.queue

@description('Address of the tables.')
output tableUri string = account.properties.primaryEndpoints.table

@description('Name of the account.')
output name string = account.name
