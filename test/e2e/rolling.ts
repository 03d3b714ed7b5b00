/**
 * `node test/e2e/rolling.ts [--rounds 1]`: two replicas of the bundled program on a real PostgreSQL are replaced one after the
 * other, as often as asked, while somebody submits requests through a load balancer. Prints what was lost.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { z } from 'zod'
import { organisationYaml } from '../../adapters/sandbox/organisation.ts'
import { bundle } from '../../deploy/bundle.ts'
import { startBalancer } from '../support/process/balancer.ts'
import { botToken, signingSecret, startEmulation } from '../support/process/emulation.ts'
import { type Program, startProgram } from '../support/process/program.ts'
import { submitPost } from '../support/process/submit-post.ts'
import { temporaryFolder } from '../support/store/sqlite.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '1' } } })
const rounds = Number(values.rounds)
const folder = temporaryFolder()
const server = temporaryFolder()
const supervisor = spawn(
  process.execPath,
  [
    fileURLToPath(new URL('../support/postgres/server.ts', import.meta.url)),
    server.path,
    String(process.pid),
  ],
  { stdio: 'inherit' },
)
const ready = join(server.path, 'ready.json')
while (!existsSync(ready) && supervisor.exitCode === null) await pause(50)
const { url } = z.object({ url: z.string() }).parse(JSON.parse(readFileSync(ready, 'utf8')))
const program = await bundle(join(folder.path, 'dist'))
writeFileSync(join(folder.path, 'countersign.yaml'), organisationYaml)
const emulation = await startEmulation()
const balancer = await startBalancer()
emulation.connect(`${balancer.url}/slack/events`)

interface Replica {
  readonly name: string
  readonly address: string
  readonly process: Program
}
let started = 0

/** Resolves when it is ready, which is when a balancer would begin to send. */
async function startReplica(): Promise<Replica> {
  started += 1
  const variables = {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: emulation.apiUrl,
    DATABASE_URL: url,
    COUNTERSIGN_CONFIG: join(folder.path, 'countersign.yaml'),
    HOST: '127.0.0.1',
    PORT: '0',
  }
  const running = startProgram(['start'], variables, folder.path, program)
  const port = (await running.printed(/listens on port (\d+)/))?.[1]
  if (port === undefined) throw new Error(running.output.stderr)
  const address = `http://127.0.0.1:${port}`
  while (!(await fetch(`${address}/readyz`)).ok) await pause(50)
  return { name: `replica ${started}`, address, process: running }
}

let replicas = [await startReplica(), await startReplica()]
const spread = () => balancer.send(replicas.map(({ address }) => address))
spread()

const submitted = { acknowledged: 0, refused: 0, slowest: 0 }
let goOn = true
const load = (async () => {
  while (goOn) {
    const began = performance.now()
    await submitPost(emulation.slack).then(
      () => {
        submitted.acknowledged += 1
      },
      (fault: unknown) => {
        submitted.refused += 1
        console.log(`refused: ${String(fault)}`)
      },
    )
    submitted.slowest = Math.max(submitted.slowest, performance.now() - began)
  }
})()

const say = (what: string) =>
  console.log(`${what.padEnd(34)}${String(submitted.acknowledged).padEnd(14)}${submitted.refused}`)
const endings: (number | null)[] = []

/** As an orchestrator does it: the balancer sends no more, a moment passes, then the replica is told to stop. */
async function replaceOldest(): Promise<void> {
  const fresh = await startReplica()
  const [old, ...others] = replicas
  replicas = [...others, fresh]
  spread()
  say(`${fresh.name} is ready`)
  if (old === undefined) return
  await pause(500)
  old.process.signal('SIGTERM')
  const { code } = await old.process.ended
  endings.push(code)
  say(`${old.name} has stopped (${code})`)
}

console.log(`${'what'.padEnd(34)}${'acknowledged'.padEnd(14)}refused`)
say('two replicas are ready')
await pause(2_000)
for (let index = 0; index < rounds * 2; index += 1) await replaceOldest()
await pause(2_000)
goOn = false
await load
say('nobody submits any more')

const client = new pg.Client(url)
await client.connect()
const count = async (sql: string) =>
  z
    .array(z.object({ n: z.coerce.number() }))
    .length(1)
    .parse((await client.query(sql)).rows)[0]?.n ?? -1
const recorded = await count(`select count(*) as n from event where type = 'submitted'`)
const unfinished = () => count('select count(*) as n from card where delivered < wanted')
for (let waited = 0; (await unfinished()) > 0 && waited < 30_000; waited += 100) await pause(100)
const late = await unfinished()
await client.end()
for (const { process: running } of replicas) {
  running.signal('SIGTERM')
  endings.push((await running.ended).code)
}
await balancer.stop()
await emulation.stop()
supervisor.kill('SIGTERM')
folder.remove()

const lost = submitted.acknowledged - recorded
console.log(
  `\n${submitted.acknowledged} acknowledged, ${recorded} in the ledger: ${lost} lost; ${submitted.refused} refused; ` +
    `${late} card(s) not delivered; slowest ${Math.round(submitted.slowest)} ms; exit codes ${endings.join(', ')}`,
)
process.exitCode =
  lost === 0 && submitted.refused === 0 && late === 0 && endings.every((code) => code === 0) ? 0 : 1
