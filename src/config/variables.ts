/** One variable of the environment that Countersign knows. */
export interface Variable {
  readonly name: string
  /** Never shown, not even in part. */
  readonly secret: boolean
  readonly belongsTo: 'core' | 'slack' | 'teams'
}

const variable = (name: string, belongsTo: Variable['belongsTo'], secret = false): Variable => ({
  name,
  secret,
  belongsTo,
})

/** Every variable, in the order of `.env.example`. */
export const environmentVariables: readonly Variable[] = [
  // A database URL may hold a password.
  variable('DATABASE_URL', 'core', true),
  variable('MEDIA_URL', 'core'),
  variable('AWS_ACCESS_KEY_ID', 'core'),
  variable('AWS_SECRET_ACCESS_KEY', 'core', true),
  variable('AWS_SESSION_TOKEN', 'core', true),
  variable('AWS_REGION', 'core'),
  variable('PORT', 'core'),
  variable('HOST', 'core'),
  variable('PUBLIC_URL', 'core'),
  variable('COUNTERSIGN_CONFIG', 'core'),
  variable('COUNTERSIGN_SECRET', 'core', true),
  variable('LOG_LEVEL', 'core'),
  variable('SLACK_BOT_TOKEN', 'slack', true),
  variable('SLACK_SIGNING_SECRET', 'slack', true),
  variable('SLACK_APP_TOKEN', 'slack', true),
  variable('SLACK_CLIENT_ID', 'slack'),
  variable('SLACK_CLIENT_SECRET', 'slack', true),
  variable('SLACK_ALLOWED_TEAMS', 'slack'),
  variable('SLACK_API_URL', 'slack'),
  variable('MICROSOFT_APP_ID', 'teams'),
  variable('MICROSOFT_APP_PASSWORD', 'teams', true),
  variable('MICROSOFT_APP_TENANT_ID', 'teams'),
  variable('MICROSOFT_APP_TYPE', 'teams'),
  variable('TEAMS_ALLOWED_TENANTS', 'teams'),
  variable('ToBotFromChannelOpenIdMetadataUrl', 'teams'),
  variable('ToBotFromChannelTokenIssuer', 'teams'),
  variable('ToChannelFromBotLoginUrl', 'teams'),
  variable('ToChannelFromBotOAuthScope', 'teams'),
  variable('MICROSOFT_GRAPH_URL', 'teams'),
  variable('TEAMS_SERVICE_URL', 'teams'),
  variable('IDENTITY_ENDPOINT', 'teams'),
  variable('IDENTITY_HEADER', 'teams', true),
]
