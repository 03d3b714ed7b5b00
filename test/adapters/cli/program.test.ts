import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type CliActions, runCli } from '../../../adapters/cli/program.ts'

/** What was written to both streams while the command line ran. */
let written: { stdout: string; stderr: string }
beforeEach(() => {
  written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      written[name] += String(chunk)
      return true
    })
})
afterEach(() => vi.restoreAllMocks())

function actions(code = 0): CliActions & { calls: unknown[] } {
  const calls: unknown[] = []
  const action =
    (name: string) =>
    async (...given: unknown[]) => {
      calls.push([name, ...given])
      return code
    }
  return {
    calls,
    start: action('start'),
    migrate: action('migrate'),
    checkConfig: action('checkConfig'),
    manifest: action('manifest'),
    doctor: action('doctor'),
    backup: action('backup'),
    copy: action('copy'),
    copyMedia: action('copyMedia'),
    reload: action('reload'),
    installations: action('installations'),
    rotateSecret: action('rotateSecret'),
    people: action('people'),
  }
}

describe('the command line', () => {
  test.each([
    ['start', ['start']],
    ['migrate', ['migrate', { json: false }]],
    ['migrate --json', ['migrate', { json: true }]],
    ['copy-media', ['copyMedia', { remove: false, json: false }]],
    ['copy-media --remove --json', ['copyMedia', { remove: true, json: true }]],
    ['copy sqlite:a.db', ['copy', expect.objectContaining({ from: 'sqlite:a.db', to: undefined })]],
    ['backup copy.db', ['backup', expect.objectContaining({ file: 'copy.db' })]],
    ['installations', ['installations', { do: 'list' }, { json: false }]],
    ['installations allow T1 --json', ['installations', { do: 'allow', tenant: 'T1' }, { json: true }]],
    ['rotate-secret', ['rotateSecret', { json: false }]],
    ['people', ['people', { do: 'list' }, { json: false, yes: true, because: '' }]],
    [
      'people join a@example.com slack:T1/U1 --because married',
      [
        'people',
        { do: 'join', one: 'a@example.com', other: 'slack:T1/U1' },
        { json: false, yes: false, because: 'married' },
      ],
    ],
    [
      'people part teams:t/u --because brothers --yes --json',
      ['people', { do: 'part', one: 'teams:t/u' }, { json: true, yes: true, because: 'brothers' }],
    ],
    ['doctor --json', ['doctor', { json: true }]],
    ['check-config', ['checkConfig', { file: undefined, json: false }]],
    ['check-config --json other.yaml', ['checkConfig', { file: 'other.yaml', json: true }]],
  ])('given %s, then that runs and nothing else', async (line, call) => {
    const asked = actions()
    expect(await runCli(line.split(' '), asked, '1.2.3')).toBe(0)
    expect(asked.calls).toEqual([call])
  })

  test('given a command that fails, then its code is the program’s', async () => {
    expect(await runCli(['migrate'], actions(1), '1.2.3')).toBe(1)
  })

  test('given a fault in a command, then it is not taken for wrong use', async () => {
    const broken = { ...actions(), start: () => Promise.reject(new Error('a fault')) }
    await expect(runCli(['start'], broken, '1.2.3')).rejects.toThrow('a fault')
  })

  test.each(['nonsense', 'start --port 1', 'start now', 'check-config one.yaml two.yaml', ''])(
    'given “%s”, then it is wrong use (2), which is said on standard error, and nothing runs',
    async (line) => {
      const asked = actions()
      expect(await runCli(line.split(' ').filter(Boolean), asked, '1.2.3')).toBe(2)
      expect(asked.calls).toEqual([])
      expect(written.stdout).toBe('')
      expect(written.stderr).toMatch(/countersign/)
    },
  )

  test('given a slip of the pen, then the command that was meant is named', async () => {
    await runCli(['chek-config'], actions(), '1.2.3')
    expect(written.stderr).toContain('check-config')
  })

  test.each([
    ['--help', /start[\s\S]*migrate[\s\S]*check-config/],
    ['help', /start[\s\S]*migrate[\s\S]*check-config/],
    ['check-config --help', /--json/],
    ['--version', /^1\.2\.3\n$/],
  ])('given %s, then it is printed on standard output, and that is success', async (line, expected) => {
    const asked = actions()
    expect(await runCli(line.split(' '), asked, '1.2.3')).toBe(0)
    expect(written.stdout).toMatch(expected)
    expect(written.stderr).toBe('')
    expect(asked.calls).toEqual([])
  })
})
