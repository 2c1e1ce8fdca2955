metadata description = 'The shapes that parameters of more than one file have.'

@export()
@description('Labels on every resource: name and value.')
type labels = {
  @description('The value of the label.')
  *: string
}

@export()
@description('Settings of the app: name and value.')
type settings = {
  @description('The value of the setting.')
  *: string
}

@export()
@description('Instances that are kept warm for one group of functions.')
type alwaysReadyGroup = {
  @description('Required. "http" for all HTTP functions together, or "function:" and the name of one other function.')
  name: string

  @description('Required. How many instances stay warm; they are billed while idle.')
  @minValue(1)
  @maxValue(100)
  instanceCount: int
}

@export()
@description('A person, a group or a pipeline that looks after reference data and source credentials.')
type operator = {
  @description('Required. Its object id in Entra ID.')
  @minLength(36)
  @maxLength(36)
  principalId: string

  @description('Required. What kind of principal it is.')
  principalType: 'Group' | 'ServicePrincipal' | 'User'
}

@export()
@description('One role on one resource.')
type grant = {
  @description('Required. The kind of resource.')
  on: 'storage' | 'container' | 'vault' | 'insights'

  @description('Required. The name of the resource; of a container, that of its account.')
  name: string

  @description('Optional. The name of the container, where the role is on one.')
  container: string?

  @description('Required. The built-in role.')
  role:
    | 'Key Vault Secrets Officer'
    | 'Key Vault Secrets User'
    | 'Monitoring Metrics Publisher'
    | 'Storage Blob Data Contributor'
    | 'Storage Blob Data Owner'
    | 'Storage Blob Data Reader'
    | 'Storage Queue Data Contributor'
    | 'Storage Table Data Contributor'
    | 'Storage Table Data Reader'
}

@export()
@description('A system whose log every run pulls over HTTP.')
type pulledSource = {
  @description('Required. The source of the log: ASCII letters, digits, "_" and "-".')
  @minLength(1)
  @maxLength(63)
  source: string

  @description('Required. Name of the log in the inbox, by the rules of a pushed one; {date} stands for the day of the run.')
  @minLength(1)
  @maxLength(512)
  name: string

  @description('Required. Address to pull, https where there is a secret; {date} as in the name.')
  @minLength(8)
  url: string

  @description('Optional. Name of the secret in Key Vault that is sent as the header Authorization; without it none is sent.')
  secretName: string?

  @description('Optional. Time for one try, hh:mm:ss, at most 5 minutes. The default is 00:01:00.')
  timeout: string?
}
