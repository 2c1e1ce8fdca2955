metadata description = 'Gives one principal one role on one resource. A scope must be known to the compiler by its kind, hence four blocks, of which one applies.'

import { grant } from '../types.bicep'

@description('Required. The role and the resource.')
param given grant

@description('Required. Object id of the principal.')
param principalId string

@description('Required. What stands for the principal in the name of the assignment: known before anything is deployed, so that what-if can tell.')
param principalKey string

@description('Required. Kind of principal: without it a new identity is not found for minutes.')
param principalType 'Group' | 'ServicePrincipal' | 'User'

@description('Ids of the built-in roles, the same in every cloud.')
var roleIds = {
  'Key Vault Secrets Officer': 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  'Key Vault Secrets User': '4633458b-17de-408a-b874-0445c86b69e6'
  'Monitoring Metrics Publisher': '3913510d-42f4-4e42-8a64-420c390055eb'
  'Storage Blob Data Contributor': 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  'Storage Blob Data Reader': '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
  'Storage Queue Data Contributor': '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  'Storage Table Data Contributor': '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  'Storage Table Data Reader': '76199698-9eea-4c19-bc75-cec21354c6b6'
}

@description('What all assignments have in common.')
var assignment = {
  principalId: principalId
  principalType: principalType
  roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds[given.role])
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = if (given.on == 'storage') {
  name: given.name
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' existing = if (given.on == 'container') {
  name: '${given.name}/default/${given.?container ?? ''}'
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = if (given.on == 'vault') {
  name: given.name
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = if (given.on == 'insights') {
  name: given.name
}

resource onAccount 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (given.on == 'storage') {
  scope: account
  name: guid(account.id, principalKey, given.role)
  properties: assignment
}

resource onContainer 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (given.on == 'container') {
  scope: container
  name: guid(container.id, principalKey, given.role)
  properties: assignment
}

resource onVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (given.on == 'vault') {
  scope: vault
  name: guid(vault.id, principalKey, given.role)
  properties: assignment
}

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (given.on == 'insights') {
  scope: insights
  name: guid(insights.id, principalKey, given.role)
  properties: assignment
}
