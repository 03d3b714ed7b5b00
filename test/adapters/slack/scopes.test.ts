import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { outputsOf } from '../../../adapters/slack/deliver.ts'
import { botEvents, slackManifest, slackManifestYaml } from '../../../adapters/slack/manifest.ts'
import { messageShortcutCallback, shortcutCallback } from '../../../adapters/slack/receive-commands.ts'
import { stepCallback, stepInputs } from '../../../adapters/slack/receive-steps.ts'
import { methodScopes, scopes, scopesFor } from '../../../adapters/slack/scopes.ts'

const sources = globSync('adapters/slack/*.ts').map((file) => readFileSync(file, 'utf8'))

/** `client.views\n.publish(` and `this.#client.usergroups.users.list(` as `views.publish`, `usergroups.users.list`. */
const called = [
  ...new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/[cC]lient((?:\s*\.\s*[a-zA-Z]+){2,3})\(/g)].map((match) =>
        (match[1] ?? '').replaceAll(/\s/g, '').slice(1),
      ),
    ),
  ),
].sort()

/** Bolt's Socket Mode calls it by itself. */
const calledByBolt = ['apps.connections.open']

describe('given the table of scopes', () => {
  test('then every Web API method that the adapter calls is in it, and no other', () => {
    expect(Object.keys(methodScopes).sort()).toEqual([...new Set([...called, ...calledByBolt])].sort())
  })

  test('then no method is called by a name that the scan would not see', () => {
    expect(sources.filter((source) => /(?<!super)\.apiCall\(|[cC]lient\s*\[/.test(source))).toEqual([])
  })

  test('then each scope names the methods that need it, and each method the scopes that it needs', () => {
    const byScope = Object.fromEntries(
      scopes.map(({ scope }) => [
        scope,
        Object.keys(methodScopes).filter((method) => methodScopes[method]?.includes(scope)),
      ]),
    )
    expect(Object.fromEntries(scopes.map(({ scope, methods }) => [scope, [...methods].sort()]))).toEqual(
      byScope,
    )
    const named = new Set(scopes.map(({ scope }) => scope))
    expect(
      Object.values(methodScopes)
        .flat()
        .filter((scope) => !named.has(scope)),
    ).toEqual([])
  })

  test('then scopes of what the organisation does not use are not asked for', () => {
    const names = (use: Parameters<typeof scopesFor>[0]) => scopesFor(use).map(({ scope }) => scope)
    const fewest = names({ groupChannels: false, userGroups: false })
    expect(fewest.filter((scope) => /^(channels|groups|usergroups):/.test(scope))).toEqual([])
    expect(names({ groupChannels: true, userGroups: true })).toEqual(scopes.map(({ scope }) => scope))
  })
})

const use = { groupChannels: true, userGroups: true }

describe('given the manifest', () => {
  const http = {
    command: '/sign-off',
    use,
    socketMode: false,
    publicUrl: 'https://bot.example.org',
    installable: false,
    workflowStep: true,
  }

  test('then it subscribes to the events that the receiver listens to, and no other', () => {
    const listened = sources.flatMap((source) => [...source.matchAll(/\bapp\.event\('([a-z_]+)'/g)])
    // What `app.function` listens to comes as this event.
    const steps = sources.some((source) => /\bapp\.function\(/.test(source)) ? ['function_executed'] : []
    // Messages are subscribed to by the kind of conversation, and come as one event.
    const subscribed = new Set(botEvents.map(({ event }) => event.split('.')[0]))
    expect([...listened.map((match) => match[1]), ...steps].sort()).toEqual([...subscribed].sort())
  })

  test('then it has every shortcut that the receiver answers, and the step of Workflow Builder', () => {
    const { features, functions, settings } = slackManifest(http)
    expect(features.shortcuts.map(({ type, callback_id }) => [type, callback_id])).toEqual([
      ['global', shortcutCallback],
      ['message', messageShortcutCallback],
    ])
    expect(Object.keys(functions ?? {})).toEqual([stepCallback])
    expect(settings).toMatchObject({ org_deploy_enabled: true, function_runtime: 'remote' })
  })

  test('then the step gives what the receiver reads, and takes what a workflow is told', () => {
    const step = slackManifest(http).functions?.[stepCallback]
    expect(Object.keys(step?.input_parameters ?? {}).sort()).toEqual(Object.keys(stepInputs.shape).sort())
    const result = { ok: true, number: 1, request: 'r1', outcome: 'approved' } as const
    expect(Object.keys(step?.output_parameters ?? {}).sort()).toEqual(Object.keys(outputsOf(result)).sort())
  })

  test('when no step for Workflow Builder is asked for, then nothing in it needs an org-ready app', () => {
    const manifest = slackManifest({ ...http, workflowStep: false })
    expect(JSON.stringify(manifest)).not.toMatch(/function|org_deploy/)
    expect(manifest.settings.event_subscriptions.bot_events).not.toContain('function_executed')
  })

  test('when no group has a channel, then it hears of no message in channels', () => {
    const manifest = slackManifest({ ...http, use: { ...use, groupChannels: false } })
    const { bot_events } = manifest.settings.event_subscriptions
    expect(bot_events.filter((event) => event.startsWith('message.'))).toEqual(['message.im', 'message.mpim'])
  })

  test('when several workspaces are to install it, then it names where they come back to, and is org-ready', () => {
    const manifest = slackManifest({ ...http, workflowStep: false, installable: true })
    expect(manifest.oauth_config).toMatchObject({
      redirect_urls: ['https://bot.example.org/slack/oauth_redirect'],
    })
    expect(manifest.settings).toMatchObject({ org_deploy_enabled: true, token_rotation_enabled: false })
  })

  test('when no user groups are used, then nothing is heard of them', () => {
    const manifest = slackManifest({ ...http, use: { ...use, userGroups: false } })
    expect(manifest.settings.event_subscriptions.bot_events.join()).not.toContain('subteam')
  })

  test('then over HTTP all that Slack sends goes to one address', () => {
    const manifest = slackManifest(http)
    const address = 'https://bot.example.org/slack/events'
    expect(manifest.settings.event_subscriptions).toMatchObject({ request_url: address })
    expect(manifest.settings.interactivity).toMatchObject({ request_url: address })
    expect(manifest.features.slash_commands).toMatchObject([{ command: '/sign-off', url: address }])
    expect(manifest.settings.socket_mode_enabled).toBe(false)
  })

  test('then with Socket Mode it names no address at all', () => {
    const manifest = slackManifest({ ...http, socketMode: true })
    expect(manifest.settings.socket_mode_enabled).toBe(true)
    expect(JSON.stringify(manifest)).not.toMatch(/https?:/)
  })

  test('then the YAML says the same as the JSON, with the reason behind every scope', () => {
    const text = slackManifestYaml(http)
    expect(parse(text)).toEqual(slackManifest(http))
    for (const { scope, why } of scopes) expect(text).toContain(`- ${scope} # ${why}\n`)
  })

  test('then it keeps within the lengths that Slack allows', () => {
    const { display_information: about, features } = slackManifest(http)
    expect(about.name.length).toBeLessThanOrEqual(35)
    expect(about.description.length).toBeLessThanOrEqual(140)
    for (const { name, description } of features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24)
      expect(description.length).toBeLessThanOrEqual(150)
    }
    for (const { description } of features.slash_commands)
      expect(description.length).toBeLessThanOrEqual(2000)
  })
})
