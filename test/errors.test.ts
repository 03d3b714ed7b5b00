import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { postgresUnusableCodes } from '../adapters/store-postgres/errors.ts'
import { copyFailureCodes } from '../adapters/store-postgres/import.ts'
import { backupFailureCodes } from '../adapters/store-sqlite/backup.ts'
import { databaseUnusableCodes, SchemaTooNew } from '../adapters/store-sqlite/errors.ts'
import { CommitContention } from '../src/app/faults.ts'
import { LookupFailed, storeUnavailableCodes } from '../src/app/ports.ts'
import { codecErrorCodes } from '../src/codec/error.ts'
import { MediaDamaged } from '../src/codec/media.ts'
import { calendarFaultCodes } from '../src/domain/calendar/working-time.ts'
import { refusalCodes } from '../src/domain/request/refusal.ts'

const page = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8')

function documented(heading: string): string[] {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return [...section.matchAll(/^\| `([a-z_]+)` \|/gm)].map((match) => match[1] ?? '')
}

describe('given the page of codes', () => {
  test('then it lists every refusal, and no other', () => {
    expect(documented('Refusals').sort()).toEqual([...refusalCodes].sort())
  })

  test('then it lists every fault, and no other', () => {
    const faults = [
      ...storeUnavailableCodes,
      ...databaseUnusableCodes,
      ...postgresUnusableCodes,
      ...copyFailureCodes,
      ...backupFailureCodes,
      ...codecErrorCodes,
      ...calendarFaultCodes,
      new SchemaTooNew('a.db', 2, 1).code,
      new LookupFailed().code,
      new CommitContention().code,
      new MediaDamaged().code,
    ]
    expect(documented('Faults').sort()).toEqual([...new Set(faults)].sort())
  })
  test('then it lists every code with which a card waits or is parked, and no other', () => {
    const sources = globSync([
      'src/app/deliverer/*.ts',
      'adapters/{slack,teams}/{client,deliver,open-chat}.ts',
    ])
    const used = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\b(?:error(?::| =) |inPerson\()['`]([a-z_]+)/g)].map(
        (match) => match[1] ?? '',
      ),
    )
    expect(documented('Cards').sort()).toEqual([...new Set(used)].sort())
  })
})
