import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { teamsManifest, teamsPackage } from '../../../adapters/teams/manifest.ts'

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
