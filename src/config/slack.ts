import type { Complain, Lookup } from './environment.ts'
import { urlFrom } from './environment-values.ts'
import type { Environment } from './types.ts'

const slackApi = 'https://slack.com/api/'

interface SlackSecrets {
  readonly botToken: string | null
  readonly signingSecret: string | null
  readonly appToken: string | null
  readonly clientId: string | null
  readonly clientSecret: string | null
}

/** Slack is configured as a whole or not at all: half a configuration would start the sandbox instead, unnoticed. */
export function slackFrom(look: Lookup, complain: Complain): Environment['slack'] {
  const secrets: SlackSecrets = {
    botToken: look('SLACK_BOT_TOKEN'),
    signingSecret: look('SLACK_SIGNING_SECRET'),
    appToken: look('SLACK_APP_TOKEN'),
    clientId: look('SLACK_CLIENT_ID'),
    clientSecret: look('SLACK_CLIENT_SECRET'),
  }
  const { botToken, signingSecret, appToken, clientId, clientSecret } = secrets
  const apiUrl = slackApiFrom(look, complain)
  checkShapes(secrets, complain)
  const allowedTeams = allowedTeamsFrom(look, complain)
  if (clientId !== null || clientSecret !== null || allowedTeams !== null) {
    checkInstalling(secrets, look, complain)
    const oauth = { clientId: clientId ?? '', clientSecret: clientSecret ?? '', allowedTeams }
    return { botToken: null, signingSecret, appToken: null, apiUrl, oauth }
  }
  if (botToken === null) {
    const present =
      signingSecret !== null ? 'SLACK_SIGNING_SECRET' : appToken !== null ? 'SLACK_APP_TOKEN' : null
    if (present !== null)
      complain(
        'SLACK_BOT_TOKEN',
        `is missing, although ${present} is set`,
        'Add the bot token (xoxb-…), or remove the other Slack variables to use the sandbox.',
      )
    return null
  }
  if (signingSecret === null && appToken === null)
    complain(
      'SLACK_SIGNING_SECRET',
      'and SLACK_APP_TOKEN are both missing, although SLACK_BOT_TOKEN is set',
      'Add SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.',
    )
  return { botToken, signingSecret, appToken, apiUrl, oauth: null }
}

/** For several workspaces: everything that the installation in a browser needs, and nothing of the other way. */
function checkInstalling(secrets: SlackSecrets, look: Lookup, complain: Complain): void {
  const needed = {
    SLACK_CLIENT_ID: 'In the app’s settings: Basic Information, App Credentials.',
    SLACK_CLIENT_SECRET: 'In the app’s settings: Basic Information, App Credentials.',
    SLACK_SIGNING_SECRET: 'In the app’s settings: Basic Information, App Credentials.',
    PUBLIC_URL:
      'The address under which Slack and browsers reach the program, https://countersign.example.com.',
    COUNTERSIGN_SECRET: 'It encrypts the stored tokens. Make one with: openssl rand -base64 32',
  }
  for (const [name, remedy] of Object.entries(needed))
    if (look(name) === null)
      complain(name, 'is missing, and several workspaces (SLACK_CLIENT_ID) need it', remedy)
  if (secrets.botToken !== null)
    complain(
      'SLACK_BOT_TOKEN',
      'cannot be set together with SLACK_CLIENT_ID',
      'For one workspace keep the token and remove SLACK_CLIENT_ID; for several remove the token.',
    )
  if (secrets.appToken !== null)
    complain(
      'SLACK_APP_TOKEN',
      'cannot be set together with SLACK_CLIENT_ID',
      'Remove it: several workspaces are reached over HTTP, because the installation needs a public address anyway.',
    )
}

/** Ids of workspaces and organisations, separated by commas. */
function allowedTeamsFrom(look: Lookup, complain: Complain): readonly string[] | null {
  const text = look('SLACK_ALLOWED_TEAMS')
  if (text === null) return null
  const ids = text.split(',').map((id) => id.trim())
  if (ids.every((id) => /^[TE][A-Z0-9]{6,20}$/.test(id))) return ids
  return complain(
    'SLACK_ALLOWED_TEAMS',
    'must be ids of workspaces (T…) or organisations (E…), separated by commas',
    'The id stands in the address of Slack in a browser: https://app.slack.com/client/T0123ABCD/…',
  )
}

function checkShapes(secrets: SlackSecrets, complain: Complain): void {
  const { botToken, signingSecret, appToken, clientId, clientSecret } = secrets
  if (botToken !== null && !/^xoxb-\S+$/.test(botToken))
    complain(
      'SLACK_BOT_TOKEN',
      'must be a bot token, which begins with xoxb-',
      'In the app’s settings: OAuth & Permissions, Bot User OAuth Token.',
    )
  if (appToken !== null && !/^xapp-\S+$/.test(appToken))
    complain(
      'SLACK_APP_TOKEN',
      'must be an app-level token, which begins with xapp-',
      'In the app’s settings: Basic Information, App-Level Tokens.',
    )
  if (signingSecret !== null && /^(xox|xapp)|\s/.test(signingSecret))
    complain(
      'SLACK_SIGNING_SECRET',
      'must be the signing secret, not a token',
      'In the app’s settings: Basic Information, App Credentials.',
    )
  const credentials = 'In the app’s settings: Basic Information, App Credentials.'
  if (clientId !== null && !/^\d+\.\d+$/.test(clientId))
    complain('SLACK_CLIENT_ID', 'must be two numbers with a dot between them', credentials)
  if (clientSecret !== null && /^(xox|xapp)|\s/.test(clientSecret))
    complain('SLACK_CLIENT_SECRET', 'must be the client secret, not a token', credentials)
}

/** The bot token is sent there, so it must be encrypted on the way, or stay on this machine. */
function slackApiFrom(look: Lookup, complain: Complain): string {
  const url = urlFrom('SLACK_API_URL', look, complain)
  if (url === null) return slackApi
  return url.endsWith('/') ? url : `${url}/`
}
