import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { organisationYaml } from '../../adapters/sandbox/organisation.ts'
import { moveIn } from '../support/process/house.ts'
import { readLedger, streamsOf } from '../support/process/ledger.ts'
import { submitPost } from '../support/process/submit-post.ts'

const respondingWithin = (length: string) =>
  organisationYaml.replaceAll('respondWithin: 8wh', `respondWithin: ${length}`)

test('given a running program, when its configuration is reloaded, then the new one is in force and a bad one is not', async () => {
  const house = await moveIn()
  const program = await house.start()

  house.configure(organisationYaml.replace('name: Security', 'name: Sicherheit'))
  const good = await house.run('reload')
  expect(good).toMatchObject({ code: 0, stderr: '' })
  expect(good.stdout).toMatch(/countersign\.yaml is in force\.\n$/)
  await program.printed(/"configuration reloaded"/)

  house.configure(`${organisationYaml}secretProject: Roter Milan\n`)
  const bad = await house.run('reload')
  expect(bad.code).toBe(1)
  expect(bad.stdout).toBe('')
  expect(bad.stderr).toMatch(/countersign\.yaml:\d+:1: /)
  expect(bad.stderr).toMatch(/The configuration in force stays\.\n$/)

  // Somebody may also send the signal; then the log tells, by number and place.
  program.signal('SIGHUP')
  await program.printed(/"configuration not reloaded, the one in force stays"/)
  const lines = program.output.stdout.split('\n').filter((line) => line.includes('not reloaded'))
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', problems: 1, paths: ['secretProject'] })
  expect(program.output.stdout).not.toContain('Roter Milan')
  expect(await program.metrics()).toContain('countersign_reloads_total{outcome="refused"} 1')
  expect((await program.stop()).code).toBe(0)
  expect(existsSync(`${house.database}.pid`)).toBe(false)
})

test('given a request under way, when the rules change, then it keeps its own and the next one gets the new ones', async () => {
  const house = await moveIn()
  const program = await house.start()
  const policies = () =>
    [...streamsOf(readLedger(house.database)).values()]
      .flat()
      .flatMap((event) => (event.type === 'submitted' ? [event.policy.groups.security?.respondWithin] : []))
  await submitPost(house.slack)
  house.configure(respondingWithin('3d'))
  expect((await house.run('reload', '--json')).stdout).toMatch(/"ok":true/)
  await submitPost(house.slack)
  expect(policies().toSorted((one, other) => (one?.unit ?? '').localeCompare(other?.unit ?? ''))).toEqual([
    { unit: 'elapsed', milliseconds: 3 * 86_400_000 },
    { unit: 'working_hours', hours: 8 },
  ])
  expect((await program.stop()).code).toBe(0)
})

test('given no running program, or the trace of one that was killed, then reload says so and signals nobody', async () => {
  const house = await moveIn()
  expect(await house.run('reload')).toMatchObject({ code: 1, stdout: '' })
  const program = await house.start()
  const note = house.pidFile()
  program.signal('SIGKILL')
  await program.ended
  // The id may be somebody else's by now: here it is that of this very test.
  writeFileSync(`${house.database}.pid`, JSON.stringify({ ...note, pid: process.pid }))
  const answer = await house.run('reload')
  expect(answer.code).toBe(1)
  expect(answer.stderr).toMatch(/^No program runs with the database/)
})

test('given a program in order, then doctor says so, and names what is spoilt afterwards, without secrets', async () => {
  const house = await moveIn()
  const program = await house.start()
  const well = await house.run('doctor')
  expect({ code: well.code, stderr: well.stderr }).toEqual({ code: 0, stderr: '' })
  expect(well.stdout.split('\n').filter((line) => line.startsWith('✗'))).toEqual([])
  expect(well.stdout).toMatch(/✓ Program +runs as process \d+/)

  house.slack.workspace.app.scopes.delete('im:write')
  house.configure(organisationYaml.replace('sam@example.com', 'sma@example.com'))
  const ill = await house.run('doctor', '--json')
  expect(ill.code).toBe(1)
  const report = JSON.parse(ill.stdout)
  expect(report.ok).toBe(false)
  expect(report.checks.filter((check: { state: string }) => check.state === 'problem')).toMatchObject([
    { id: 'scopes', found: expect.stringContaining('im:write'), mend: expect.stringContaining('Reinstall') },
    { id: 'members', found: expect.stringContaining('sma@example.com'), mend: expect.any(String) },
  ])
  house.configure('groups: nonsense\n')
  const broken = await house.run('doctor')
  expect(broken.code).toBe(1)
  expect(broken.stdout).toMatch(/✗ Configuration/)
  for (const output of [well, ill, broken].flatMap(({ stdout, stderr }) => [stdout, stderr]))
    for (const secret of house.secrets) expect(output).not.toContain(secret)
  expect((await house.run('doctor', '--verbose')).code).toBe(2)
  expect((await program.stop()).code).toBe(0)
})

test('given a backup of the running program, when it is restored and started, then everything is there', async () => {
  const house = await moveIn()
  const program = await house.start()
  await submitPost(house.slack)
  const copy = join(house.folder, 'backup.db')
  const made = await house.run('backup', copy)
  expect(made).toMatchObject({ code: 0, stderr: '' })
  expect(made.stdout).toMatch(/backup\.db: 1 request\(s\), 1 event\(s\), [\d.]+ MB\. Checked: no damage\.\n$/)
  expect(await house.run('backup', copy)).toMatchObject({ code: 1, stdout: '' })
  await submitPost(house.slack)
  expect((await program.stop()).code).toBe(0)
  expect(readLedger(house.database).requests).toHaveLength(2)

  for (const end of ['', '-wal', '-shm']) await rm(`${house.database}${end}`, { force: true })
  await rename(copy, house.database)
  const restored = await house.start()
  expect(await restored.metrics()).toContain('countersign_requests{kind="post",status="in_review"} 1')
  expect((await house.run('doctor')).code).toBe(0)
  await submitPost(house.slack)
  expect((await restored.stop()).code).toBe(0)
  expect(readdirSync(house.folder).sort()).toEqual(['countersign.db', 'countersign.yaml'])
  const ledger = readLedger(house.database)
  expect(ledger.integrity).toBe('ok')
  expect(ledger.requests).toHaveLength(2)
})

test('given a program at work, then its metrics tell of it, and of nobody', async () => {
  const house = await moveIn()
  const program = await house.start()
  await submitPost(house.slack)
  await fetch(`${program.address}/healthz`)
  const body = await program.metrics()
  expect(body).toMatch(
    /countersign_platform_calls_total\{platform="slack",method="views\.open",status="200"\} 1/,
  )
  expect(body).toContain('countersign_events_total{type="submitted"} 1')
  expect(body).toContain('countersign_http_requests_total{route="/healthz",status="200"} 1')
  expect(body).toMatch(/countersign_http_requests_total\{route="\/slack\/events",status="200"\} \d/)
  expect(body).toMatch(/process_resident_memory_bytes \d/)
  for (const { id, name, email } of house.slack.workspace.accounts.values())
    for (const word of [id, name, email]) expect(body).not.toContain(word)
  expect((await program.stop()).code).toBe(0)
})
