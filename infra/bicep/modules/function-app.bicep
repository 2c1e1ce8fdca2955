metadata description = 'The function app on Flex Consumption: the one plan that needs no storage key.'

import { alwaysReadyGroup, labels, settings } from '../types.bicep'

@description('Required. Name of the app.')
param name string

@description('Required. Name of the plan.')
param planName string

@description('Required. Azure region; not every region has Flex Consumption.')
param location string

@description('Required. Labels on every resource.')
param tags labels

@description('Required. Resource id of the identity that the app acts as.')
param identityId string

@description('Required. Address of the blob container that holds the deployed package.')
param deploymentContainerUri string

@description('Required. What the Functions host reads.')
param platformSettings settings

@description('Required. What the app reads and checks when it starts.')
param optionSettings settings

@description('Required. The same for the sources that are pulled; empty without one.')
param sourceSettings settings

@description('Required. Origins whose scripts a browser lets call the app.')
param allowedOrigins string[]

@description('Required. Memory of an instance in MB; processor and network grow with it.')
param instanceMemoryMB 512 | 2048 | 4096

@description('Required. Most instances at one time (40 to 1000).')
@minValue(40)
@maxValue(1000)
param maximumInstances int

@description('Required. Instances that are kept warm.')
param alwaysReady alwaysReadyGroup[]

@description('Required. Whether instances are spread over the zones of the region.')
param zoneRedundant bool

@description('Required. Log Analytics workspace that gets the metrics.')
param workspaceId string

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      remoteDebuggingEnabled: false
      cors: {
        allowedOrigins: allowedOrigins
        supportCredentials: false
      }
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReady
      }
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(platformSettings, optionSettings, sourceSettings)
  }

  resource ftpByPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource deployByPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

resource metrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'metrics'
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Host name of the app, without scheme.')
output hostName string = app.properties.defaultHostName

@description('Name of the app.')
output name string = app.name
