metadata description = 'Where logs and metrics go: a Log Analytics workspace and Application Insights on top of it, both by Entra identity alone.'

import { labels } from '../types.bicep'

@description('Required. Name of the workspace.')
param workspaceName string

@description('Required. Name of the Application Insights component.')
param insightsName string

@description('Required. Azure region.')
param location string

@description('Required. Labels on every resource.')
param tags labels

@description('Required. Days that logs are kept (30 to 730).')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Required. Gigabytes a day after which no more logs are taken until the next day (1 to 1000).')
@minValue(1)
@maxValue(1000)
param dailyCapGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyCapGb }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
  }
}

@description('Resource id of the workspace.')
output workspaceId string = workspace.id

@description('Where the app sends its telemetry: an address and no secret, since keys are refused.')
output connectionString string = insights.properties.ConnectionString
