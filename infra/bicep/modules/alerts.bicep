metadata description = 'The log alerts, and the people who are told.'

import { labels } from '../types.bicep'

@description('Required. Beginning of the names of all rules.')
param prefix string

@description('Required. Azure region of the workspace.')
param location string

@description('Required. Labels on every resource.')
param tags labels

@description('Required. Resource id of the workspace that is asked.')
param workspaceId string

@description('Required. Addresses that get a mail; with none, alerts show in Azure Monitor only.')
param emails string[]

@description('Required. Sources that must send logs.')
param expectedSources string[]

@description('Required. Working days without a log after which a source is silent (1 to 60).')
@minValue(1)
@maxValue(60)
param silentWorkingDays int

@description('Required. Share of rejected lines, in percent, above which there is an alert (0 to 100).')
@minValue(0)
@maxValue(100)
param rejectedPercent int

@description('A log query whose column "Value" is compared with a threshold.')
type logAlert = {
  @description('Required. Name of the rule, a few words joined by hyphens.')
  name: string

  @description('Required. What has happened and what to do, for the person who gets the mail.')
  description: string

  @description('Required. 0 critical, 1 error, 2 warning.')
  severity: 0 | 1 | 2

  @description('Required. KQL that answers with a number in the column "Value".')
  query: string

  @description('Required. How far the query looks back.')
  window: 'PT1H' | 'P1D' | 'P2D'

  @description('Required. How "Value" is compared.')
  operator: 'GreaterThan' | 'GreaterThanOrEqual' | 'LessThan'

  @description('Required. What "Value" is compared with.')
  threshold: int

  @description('Optional. Column whose values are separate alerts.')
  by: string?
}

@description('What makes an alert.')
var alerts logAlert[] = [
  {
    name: 'run-failed'
    description: 'A run ended as failed. GET /api/runs/{id} tells the reason; the publication before it stays current.'
    severity: 1
    query: loadTextContent('../queries/run-failed.kql')
    window: 'PT1H'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'publication-old'
    description: 'Nothing was published for 30 hours: the timer, the queue or the app is dead, or all runs failed.'
    severity: 1
    query: loadTextContent('../queries/publication-old.kql')
    window: 'P2D'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'rejected-share'
    description: 'More lines of a source were rejected than usual. The receipt of the log names the reasons, quarantine holds the lines.'
    severity: 2
    query: loadTextContent('../queries/rejected-share.kql')
    window: 'P1D'
    operator: 'GreaterThan'
    threshold: rejectedPercent
    by: 'Source'
  }
  {
    name: 'source-silent'
    description: 'A source that should send logs has sent none for some working days: ask the people who run it.'
    severity: 2
    query: replace(loadTextContent('../queries/source-silent.kql'), '__SOURCES__', string(expectedSources))
    window: 'P2D'
    operator: 'GreaterThanOrEqual'
    threshold: silentWorkingDays
    by: 'Source'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${prefix}-people'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: take(prefix, 12)
    emailReceivers: [
      for (email, i) in emails: {
        name: 'mail-${i}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: '${prefix}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${prefix}: ${replace(alert.name, '-', ' ')}'
      description: alert.description
      enabled: true
      severity: alert.severity
      scopes: [workspaceId]
      targetResourceTypes: ['Microsoft.OperationalInsights/workspaces']
      windowSize: alert.window
      evaluationFrequency: 'PT1H'
      autoMitigate: true
      // A workspace that has taken in nothing yet has no columns to check a query against.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: 'Value'
            timeAggregation: 'Maximum'
            operator: alert.operator
            threshold: alert.threshold
            dimensions: alert.?by == null ? [] : [{ name: alert.by!, operator: 'Include', values: ['*'] }]
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]
