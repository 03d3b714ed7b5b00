import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isLoopback } from '../../src/config/environment-values.ts'
import { loadEnvironment } from '../../src/config/load.ts'
import type { Environment } from '../../src/config/types.ts'
import { environmentVariables } from '../../src/config/variables.ts'

type Variables = Record<string, string | undefined>
const teams = {
  MICROSOFT_APP_ID: 'CCCCCCCC-0000-4000-8000-000000000003',
  MICROSOFT_APP_PASSWORD: 'a-client-secret',
  MICROSOFT_APP_TENANT_ID: 'aaaaaaaa-0000-4000-8000-000000000001',
  TEAMS_ALLOWED_TENANTS: 'AAAAAAAA-0000-4000-8000-000000000001',
}
const slack = { SLACK_BOT_TOKEN: 'xoxb-1-secret', SLACK_SIGNING_SECRET: 'f'.repeat(32) }

function environment(variables: Variables): Environment {
  const result = loadEnvironment(variables)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

function problems(variables: Variables) {
  const result = loadEnvironment(variables)
  if (result.ok) throw new Error('the environment was accepted')
  return result.problems
}

const newKey = randomBytes(32).toString('base64')
const oldKey = randomBytes(32)
const installable = {
  SLACK_CLIENT_ID: '12.34',
  SLACK_CLIENT_SECRET: 'of-the-client',
  SLACK_SIGNING_SECRET: 'of-the-signature',
  PUBLIC_URL: 'https://countersign.example.com',
  COUNTERSIGN_SECRET: newKey,
}

describe('an environment that is right', () => {
  test('given a client id and what belongs to it then workspaces install the app by themselves', () => {
    expect(environment({ ...installable, SLACK_ALLOWED_TEAMS: 'T0123ABCD, E0123ABCD' })).toMatchObject({
      host: '0.0.0.0',
      slack: {
        botToken: null,
        appToken: null,
        oauth: { clientId: '12.34', allowedTeams: ['T0123ABCD', 'E0123ABCD'] },
      },
    })
    expect(environment(installable).slack?.oauth?.allowedTeams).toBeNull()
  })

  test('given nothing then the sandbox runs on this machine alone, with the embedded database', () => {
    expect(environment({ PATH: '/bin', SLACK_BOT_TOKEN: '', PORT: ' ' })).toEqual({
      database: { type: 'sqlite', file: './data/countersign.db' },
      media: null,
      port: 3000,
      host: '127.0.0.1',
      publicUrl: null,
      configFile: './countersign.yaml',
      secret: null,
      slack: null,
      teams: null,
      logLevel: 'info',
    })
  })

  test('given Slack over HTTP then the service listens everywhere', () => {
    expect(environment(slack)).toMatchObject({
      host: '0.0.0.0',
      slack: {
        botToken: 'xoxb-1-secret',
        signingSecret: slack.SLACK_SIGNING_SECRET,
        appToken: null,
        apiUrl: 'https://slack.com/api/',
      },
    })
  })

  test('given Teams then it is read, in small letters, and everybody may reach it', () => {
    const read = environment(teams)
    expect(read.host).toBe('0.0.0.0')
    expect(read.teams).toMatchObject({
      appId: 'cccccccc-0000-4000-8000-000000000003',
      credential: { type: 'secret', password: 'a-client-secret' },
      allowedTenants: ['aaaaaaaa-0000-4000-8000-000000000001'],
      cloud: { graphUrl: 'https://graph.microsoft.com/v1.0/' },
    })
  })

  test('given a managed identity and a cloud of its own then no secret is needed', () => {
    const { teams: read } = environment({
      ...teams,
      MICROSOFT_APP_PASSWORD: '',
      MICROSOFT_APP_TYPE: 'UserAssignedMSI',
      IDENTITY_ENDPOINT: 'http://169.254.129.4:8081/msi/token',
      IDENTITY_HEADER: 'a-header',
      MICROSOFT_GRAPH_URL: 'https://graph.microsoft.us/v1.0',
    })
    expect(read).toMatchObject({
      credential: { type: 'managed_identity', endpoint: { header: 'a-header' } },
      cloud: { graphUrl: 'https://graph.microsoft.us/v1.0/' },
    })
    expect(environment({ IDENTITY_ENDPOINT: 'http://169.254.129.4/' }).teams).toBeNull()
  })

  test('given an app token instead of a signing secret then that is enough', () => {
    const { slack: read } = environment({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })
    expect(read).toMatchObject({ signingSecret: null, appToken: 'xapp-1' })
  })

  test.each([
    ['sqlite:./x/y.db', { type: 'sqlite', file: './x/y.db' }],
    ['sqlite:/var/lib/c.db', { type: 'sqlite', file: '/var/lib/c.db' }],
    ['sqlite:///var/lib/c.db', { type: 'sqlite', file: '/var/lib/c.db' }],
    ['sqlite::memory:', { type: 'sqlite', file: ':memory:' }],
    ['postgres://u:p@db:5432/c', { type: 'postgres', url: 'postgres://u:p@db:5432/c' }],
    ['postgres://db/c?pool=20', { type: 'postgres', url: 'postgres://db/c?pool=20' }],
    ['postgresql://db/c?sslmode=require', { type: 'postgres', url: 'postgresql://db/c?sslmode=require' }],
  ])('given the database %s then it is understood', (url, database) => {
    expect(environment({ DATABASE_URL: url }).database).toEqual(database)
  })

  test('given everything then everything is taken over', () => {
    expect(
      environment({
        ...slack,
        PORT: '0',
        HOST: '::1',
        PUBLIC_URL: 'https://countersign.example.com/',
        COUNTERSIGN_CONFIG: '/etc/countersign.yaml',
        COUNTERSIGN_SECRET: `${newKey}, ${oldKey.toString('hex')}`,
        SLACK_API_URL: 'http://127.0.0.1:4000/api',
        LOG_LEVEL: 'debug',
      }),
    ).toMatchObject({
      port: 0,
      host: '::1',
      publicUrl: 'https://countersign.example.com',
      configFile: '/etc/countersign.yaml',
      secret: [new Uint8Array(Buffer.from(newKey, 'base64')), new Uint8Array(oldKey)],
      slack: { apiUrl: 'http://127.0.0.1:4000/api/' },
      logLevel: 'debug',
    })
  })
})

describe('an environment with one thing wrong', () => {
  test.each<[string, Variables, string, RegExp]>([
    [
      'a database of another kind',
      { DATABASE_URL: 'mysql://hunter2@db/x' },
      'DATABASE_URL',
      /sqlite: or postgres:\/\//,
    ],
    ['a database without a file', { DATABASE_URL: 'sqlite:' }, 'DATABASE_URL', /names no file/],
    [
      'a database file after two slashes',
      { DATABASE_URL: 'sqlite://hunter2/x.db' },
      'DATABASE_URL',
      /one slash or three/,
    ],
    [
      'a database file with parameters',
      { DATABASE_URL: 'sqlite:./hunter2.db?mode=ro' },
      'DATABASE_URL',
      /parameters/,
    ],
    [
      'a database server without a database',
      { DATABASE_URL: 'postgres://hunter2@db' },
      'DATABASE_URL',
      /host and a database/,
    ],
    ...['abc', '0', '-1', '1.5', '', '1001', '5&pool=6'].map((pool): [string, Variables, string, RegExp] => [
      `connections that are ${pool}`,
      { DATABASE_URL: `postgres://u:hunter2@db/c?pool=${pool}` },
      'DATABASE_URL',
      /whole number from 1 to 1000 behind pool=/,
    ]),
    [
      'a password that breaks the URL',
      { DATABASE_URL: 'postgres://u:hunter2#1@db/c' },
      'DATABASE_URL',
      /host and a database/,
    ],
    [
      'a % in a database server that stands for nothing',
      { DATABASE_URL: 'postgres://u:p@db/hunter%2' },
      'DATABASE_URL',
      /host and a database/,
    ],
    ['a port that is a word', { PORT: 'http' }, 'PORT', /1 to 65535/],
    ['a port that does not exist', { PORT: '65536' }, 'PORT', /1 to 65535/],
    ['a negative port', { PORT: '-1' }, 'PORT', /1 to 65535/],
    ['a host that is a URL', { HOST: 'http://localhost' }, 'HOST', /without scheme/],
    ['a host that is half an address', { HOST: '127.0.0' }, 'HOST', /address/],
    ['a public address without encryption', { PUBLIC_URL: 'http://example.com' }, 'PUBLIC_URL', /https/],
    ['a public address that is none', { PUBLIC_URL: 'example.com' }, 'PUBLIC_URL', /https/],
    ['a public address with a query', { PUBLIC_URL: 'https://example.com/?a=1' }, 'PUBLIC_URL', /plain URL/],
    ['a short secret', { COUNTERSIGN_SECRET: 'hunter2' }, 'COUNTERSIGN_SECRET', /32 bytes/],
    [
      'a secret that is text',
      { COUNTERSIGN_SECRET: Buffer.from('hunter2 and some more words, yes').toString('base64') },
      'COUNTERSIGN_SECRET',
      /random/,
    ],
    ['a secret that is a pattern', { COUNTERSIGN_SECRET: 'ab'.repeat(32) }, 'COUNTERSIGN_SECRET', /random/],
    [
      'an old key that is none',
      { COUNTERSIGN_SECRET: `${newKey},hunter2` },
      'COUNTERSIGN_SECRET',
      /at place 2/,
    ],
    ['the same key twice', { COUNTERSIGN_SECRET: `${newKey},${newKey}` }, 'COUNTERSIGN_SECRET', /twice/],
    [
      'a client id without its secret',
      { ...installable, SLACK_CLIENT_SECRET: '' },
      'SLACK_CLIENT_SECRET',
      /is missing/,
    ],
    [
      'a client secret without its id',
      { ...installable, SLACK_CLIENT_ID: '' },
      'SLACK_CLIENT_ID',
      /is missing/,
    ],
    [
      'several workspaces without a key',
      { ...installable, COUNTERSIGN_SECRET: '' },
      'COUNTERSIGN_SECRET',
      /need it/,
    ],
    ['several workspaces without an address', { ...installable, PUBLIC_URL: '' }, 'PUBLIC_URL', /need it/],
    [
      'both ways to have a token',
      { ...installable, SLACK_BOT_TOKEN: 'xoxb-hunter2' },
      'SLACK_BOT_TOKEN',
      /together with SLACK_CLIENT_ID/,
    ],
    [
      'Socket Mode for several workspaces',
      { ...installable, SLACK_APP_TOKEN: 'xapp-hunter2' },
      'SLACK_APP_TOKEN',
      /together with SLACK_CLIENT_ID/,
    ],
    [
      'a list of names instead of ids',
      { ...installable, SLACK_ALLOWED_TEAMS: 'hunter2' },
      'SLACK_ALLOWED_TEAMS',
      /ids of workspaces/,
    ],
    ['a log level nobody knows', { LOG_LEVEL: 'verbose' }, 'LOG_LEVEL', /one of fatal/],
    ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-hunter2' }, 'SLACK_SIGNING_SECRET', /both missing/],
    [
      'a signing secret alone',
      { SLACK_SIGNING_SECRET: 'hunter2' },
      'SLACK_BOT_TOKEN',
      /although SLACK_SIGNING_SECRET is set/,
    ],
    [
      'an app token alone',
      { SLACK_APP_TOKEN: 'xapp-hunter2' },
      'SLACK_BOT_TOKEN',
      /although SLACK_APP_TOKEN is set/,
    ],
    ['a user token', { ...slack, SLACK_BOT_TOKEN: 'xoxp-hunter2' }, 'SLACK_BOT_TOKEN', /begins with xoxb-/],
    [
      'an app token that is another',
      { ...slack, SLACK_APP_TOKEN: 'xoxb-hunter2' },
      'SLACK_APP_TOKEN',
      /begins with xapp-/,
    ],
    [
      'a token for the signing secret',
      { ...slack, SLACK_SIGNING_SECRET: 'xoxb-hunter2' },
      'SLACK_SIGNING_SECRET',
      /not a token/,
    ],
    [
      'a Slack server without encryption',
      { ...slack, SLACK_API_URL: 'http://example.com/api/' },
      'SLACK_API_URL',
      /https/,
    ],
    [
      'a Slack server that only sounds local',
      { ...slack, SLACK_API_URL: 'http://127.evil.example/' },
      'SLACK_API_URL',
      /https/,
    ],
    [
      'a Slack server with a password',
      { ...slack, SLACK_API_URL: 'https://u:hunter2@example.com/' },
      'SLACK_API_URL',
      /plain URL/,
    ],
    [
      'quotes around a value',
      { COUNTERSIGN_SECRET: `"${'hunter2'.repeat(8)}"` },
      'COUNTERSIGN_SECRET',
      /quotes/,
    ],
    ['a misspelt variable', { COUNTERSIGN_SECERT: 'hunter2' }, 'COUNTERSIGN_SECERT', /not a variable/],
    [
      'Teams without a list of tenants',
      { ...teams, TEAMS_ALLOWED_TENANTS: undefined },
      'TEAMS_ALLOWED_TENANTS',
      /everybody who has Teams/,
    ],
    [
      'Teams with an empty list of tenants',
      { ...teams, TEAMS_ALLOWED_TENANTS: ' , ' },
      'TEAMS_ALLOWED_TENANTS',
      /everybody who has Teams/,
    ],
    [
      'Teams with a domain for a tenant',
      { ...teams, TEAMS_ALLOWED_TENANTS: 'hunter2.example.com' },
      'TEAMS_ALLOWED_TENANTS',
      /ids of tenants/,
    ],
    [
      'Teams without a secret',
      { ...teams, MICROSOFT_APP_PASSWORD: undefined },
      'MICROSOFT_APP_PASSWORD',
      /is missing/,
    ],
    ['a Teams app that is no id', { ...teams, MICROSOFT_APP_ID: 'hunter2' }, 'MICROSOFT_APP_ID', /an id/],
    [
      'Teams for several tenants',
      { ...teams, MICROSOFT_APP_TYPE: 'MultiTenant' },
      'MICROSOFT_APP_TYPE',
      /SingleTenant/,
    ],
    [
      'a secret of a managed identity',
      { ...teams, MICROSOFT_APP_TYPE: 'UserAssignedMSI' },
      'MICROSOFT_APP_PASSWORD',
      /although/,
    ],
    [
      'a cloud without encryption',
      { ...teams, MICROSOFT_GRAPH_URL: 'http://graph.example.com/' },
      'MICROSOFT_GRAPH_URL',
      /https/,
    ],
  ])('given %s then it is named, and no value is shown', (_, variables, name, message) => {
    const found = problems(variables)
    expect(found).toEqual([
      {
        source: 'environment',
        path: name,
        line: null,
        column: null,
        message: expect.stringMatching(message),
        suggestion: found[0]?.suggestion,
      },
    ])
    expect(found[0]?.message).toMatch(new RegExp(`^${name} .*\\.$`))
    expect(JSON.stringify(found)).not.toContain('hunter2')
  })

  test('given half of Teams then what is missing is told at once', () => {
    expect(problems({ MICROSOFT_APP_PASSWORD: 'hunter2' }).map(({ path }) => path)).toEqual([
      'MICROSOFT_APP_ID',
      'MICROSOFT_APP_TENANT_ID',
      'TEAMS_ALLOWED_TENANTS',
    ])
  })

  test('given several things wrong then all are told at once', () => {
    const found = problems({
      PORT: 'x',
      HOST: '/',
      LOG_LEVEL: 'wran',
      SLACK_APP_TOKEN: 'x',
      DATABASE_URL: 'x',
    })
    expect(found.map(({ path }) => path).sort()).toEqual([
      'DATABASE_URL',
      'HOST',
      'LOG_LEVEL',
      'PORT',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
    ])
    expect(found.find(({ path }) => path === 'LOG_LEVEL')?.suggestion).toBe('Did you mean “warn”?')
  })

  test('given variables of others then they are none of our business', () => {
    const others = {
      SLACK_WEBHOOK_URL: 'x',
      COUNTERSIGN_SERVICE_HOST: 'x',
      COUNTERSIGN_PORT: 'x',
      PORTS: 'x',
    }
    expect(environment(others).port).toBe(3000)
  })
})

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['::1', true],
  ['[::1]', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['localhost.example.com', false],
  ['127.0.0.1.example.com', false],
])('given the host %s then only this machine reaches it: %s', (host, loopback) => {
  expect(isLoopback(host)).toBe(loopback)
})

describe('.env.example', () => {
  const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const listed = [...text.matchAll(/^([A-Za-z_]+)=(.*)$/gm)]

  test('given the variables that are read then it lists exactly these, in their order', () => {
    expect(listed.map(([, name]) => name)).toEqual(environmentVariables.map(({ name }) => name))
  })

  test('given it as it is then the defaults hold', () => {
    const variables = Object.fromEntries(listed.map(([, name, value]) => [name, value]))
    expect(environment(variables)).toEqual(environment({}))
  })
})
