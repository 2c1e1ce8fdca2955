using 'main.bicep'

// What azd deploys: its environment gives the values (azd env set NAME VALUE), the defaults of main.bicep give the rest.
param name = readEnvironmentVariable('METRICS_NAME', 'metrics')
param location = readEnvironmentVariable('AZURE_LOCATION', 'eastasia')
param tags = { system: 'metrics', 'azd-env-name': readEnvironmentVariable('AZURE_ENV_NAME', 'local') }
param asOf = readEnvironmentVariable('METRICS_AS_OF', '')
param operators = empty(readEnvironmentVariable('AZURE_PRINCIPAL_ID', ''))
  ? []
  : [
      {
        principalId: readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
        principalType: readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
      }
    ]
