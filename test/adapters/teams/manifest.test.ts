import { inflateSync } from 'node:zlib'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { teamsManifest, teamsPackage } from '../../../adapters/teams/manifest.ts'
import { readCommand } from '../../../src/view/commands.ts'

const given = {
  appId: 'cccccccc-0000-4000-8000-000000000003',
  publicUrl: 'https://countersign.example.com',
  version: '0.1.0',
  organisation: 'Example AG',
}

test('given a registration, then the package holds the manifest, its German words and both icons, and is the same each time', () => {
  const files = unzipSync(teamsPackage(given))
  expect(Object.keys(files).sort()).toEqual(['color.png', 'de.json', 'manifest.json', 'outline.png'])
  expect(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))).toEqual(
    JSON.parse(JSON.stringify(teamsManifest(given))),
  )
  expect(teamsPackage(given)).toEqual(teamsPackage(given))
  const sizeOf = (name: string) => Buffer.from(files[name] ?? []).readUInt32BE(16)
  expect([sizeOf('color.png'), sizeOf('outline.png')]).toEqual([192, 32])
})

test('given both languages, then every text fits where Teams shows it, and each German one has an English one', () => {
  const files = unzipSync(teamsPackage(given))
  const german: Record<string, string> = JSON.parse(strFromU8(files['de.json'] ?? new Uint8Array()))
  const manifest = teamsManifest(given)
  const limits: [RegExp, number][] = [
    [/^name\.short$/, 30],
    [/^description\.short$/, 80],
    [/^description\.full$/, 4000],
    [/\.title$/, 32],
    [/\.description$/, 128],
  ]
  const english = (path: string): unknown =>
    path
      .split(/[.[\]]+/)
      .filter(Boolean)
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], manifest)
  for (const [path, words] of Object.entries(german)) {
    if (path === '$schema') continue
    const most = limits.find(([pattern]) => pattern.test(path))?.[1] ?? 100
    for (const text of [words, english(path)]) {
      expect(typeof text).toBe('string')
      expect(String(text).length, path).toBeLessThanOrEqual(most)
    }
  }
})

test('given the rules of Microsoft’s schema for this version, then the manifest keeps to them', () => {
  const manifest = teamsManifest({
    ...given,
    organisation: 'A name of more than thirty-two characters, Ltd.',
  })
  const [bot, ...otherBots] = manifest.bots
  const [extension, ...otherExtensions] = manifest.composeExtensions
  const addresses = [
    manifest.developer.websiteUrl,
    manifest.developer.privacyUrl,
    manifest.developer.termsOfUseUrl,
  ]
  expect(manifest.$schema).toContain(`/teams/v${manifest.manifestVersion}/`)
  expect(manifest.version).toMatch(/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/)
  expect([manifest.id, bot?.botId, extension?.botId]).toEqual([given.appId, given.appId, given.appId])
  expect([otherBots, otherExtensions]).toEqual([[], []])
  expect(manifest.developer.name.length).toBeLessThanOrEqual(32)
  for (const address of addresses) expect(address).toMatch(/^https:\/\/.{1,2000}$/)
  expect(manifest.accentColor).toMatch(/^#[0-9a-f]{6}$/i)
  expect(manifest.description.short).not.toBe(manifest.description.full)
  expect(new Set(bot?.scopes)).toEqual(new Set(['personal', 'team', 'groupChat']))
  const lists = bot?.commandLists ?? []
  // One list for each scope at most, with ten commands at most.
  expect(lists.length).toBeLessThanOrEqual(3)
  for (const { commands, scopes } of lists) {
    expect(commands.length).toBeLessThanOrEqual(10)
    expect(bot?.scopes).toEqual(expect.arrayContaining([...scopes]))
    expect(new Set(commands.map(({ title }) => title)).size).toBe(commands.length)
  }
  const commands = extension?.commands ?? []
  expect(commands.length).toBeLessThanOrEqual(10)
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
  for (const { id, type, fetchTask, context } of commands) {
    expect([type, fetchTask, id.length <= 64]).toEqual(['action', true, true])
    expect(['compose', 'commandBox', 'message']).toEqual(expect.arrayContaining([...context]))
  }
  expect(['identity', 'messageTeamMembers']).toEqual(expect.arrayContaining([...manifest.permissions]))
  // Teams opens no page of ours inside itself, and no consent of a team's owner is asked for.
  expect(manifest.validDomains).toEqual([])
  expect(manifest).not.toHaveProperty('webApplicationInfo')
  expect(manifest).not.toHaveProperty('authorization')
})

test('given every word that the manifest offers to type, in both languages, then the bot knows it', () => {
  const files = unzipSync(teamsPackage(given))
  const german: Record<string, string> = JSON.parse(strFromU8(files['de.json'] ?? new Uint8Array()))
  const titles = [
    ...(teamsManifest(given).bots[0]?.commandLists[0]?.commands ?? []).map(({ title }) => title),
    ...Object.entries(german)
      .filter(([path]) => /^bots.*title$/.test(path))
      .map(([, title]) => title),
  ]
  expect(titles).toHaveLength(10)
  // These bring the menu, as everything does that is no command.
  const menu = ['new', 'neu', 'help', 'hilfe']
  for (const title of titles)
    expect([title, readCommand(title) !== null]).toEqual([title, !menu.includes(title)])
})

/** The pixels of a PNG of eight bits for each of red, green, blue and opacity, without filters. */
function pixelsOf(file: Uint8Array) {
  const png = Buffer.from(file)
  expect([...png.subarray(24, 29)]).toEqual([8, 6, 0, 0, 0])
  const from = png.indexOf('IDAT')
  const size = png.readUInt32BE(16)
  const raw = inflateSync(png.subarray(from + 4, from + 4 + png.readUInt32BE(from - 4)))
  return Array.from({ length: size * size }, (_, index) => {
    const at = Math.floor(index / size) * (size * 4 + 1) + 1 + (index % size) * 4
    return [...raw.subarray(at, at + 4)]
  })
}

test('given the icons, then the coloured one is opaque, and the outline is white on nothing', () => {
  const files = unzipSync(teamsPackage(given))
  const colour = pixelsOf(files['color.png'] ?? new Uint8Array())
  expect(colour.every(([, , , opacity]) => opacity === 255)).toBe(true)
  const outline = pixelsOf(files['outline.png'] ?? new Uint8Array())
  expect(new Set(outline.map(([red, green, blue]) => `${red} ${green} ${blue}`))).toEqual(
    new Set(['255 255 255']),
  )
  expect(outline.some(([, , , opacity]) => opacity === 0)).toBe(true)
  expect(outline.some(([, , , opacity]) => opacity === 255)).toBe(true)
})
