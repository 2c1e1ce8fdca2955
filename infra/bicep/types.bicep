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
@description('A person, a group or a pipeline that looks after reference data and source credentials, or reads evidence.')
type operator = {
  @description('Required. Its object id in Entra ID.')
  @minLength(36)
  @maxLength(36)
  principalId: string

  @description('Required. What kind of principal it is.')
  principalType: 'Group' | 'ServicePrincipal' | 'User'
}

@export()
@description('Readers of the door to the evidence, by name.')
type keyHashes = {
  @description('SHA-256 of the key of a reader, 64 hexadecimal digits.')
  *: string
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

  @description('Required. Name of the log in the inbox, by the rules of a pushed one, with the days of its address: {date}, or {from} and {to}.')
  @minLength(1)
  @maxLength(480)
  name: string

  @description('Required. Address to pull, https where there is a secret: {date} asks day by day, {from} and {to} for all since the last log; {page} is the number of a page.')
  @minLength(8)
  url: string

  @description('Optional. Name of the secret in Key Vault that is sent as the header Authorization; without it none is sent.')
  secretName: string?

  @description('Optional. Time for one try, hh:mm:ss, at most 5 minutes. The default is 00:01:00.')
  timeout: string?

  @description('Optional. How the pages of a log follow on each other. The default is None, one answer a log.')
  pages: ('None' | 'Link' | 'Cursor' | 'Number')?

  @description('Optional. JSON property that holds the cursor. The default is next_cursor.')
  @minLength(1)
  @maxLength(100)
  cursor: string?

  @description('Optional. Parameter of the address that takes the cursor. The default is cursor.')
  @minLength(1)
  @maxLength(100)
  cursorParameter: string?

  @description('Optional. JSON property that holds the array of rows. The default, empty, is an answer that is the array, or NDJSON.')
  @maxLength(100)
  rows: string?

  @description('Optional. Days before the last log that a window asks for again (0 to 366). The default is 3.')
  @minValue(0)
  @maxValue(366)
  overlapDays: int?

  @description('Optional. The first day to ask for, yyyy-MM-dd. The default, empty, is that of the first run.')
  since: string?
}
