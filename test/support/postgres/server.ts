/**
 * One PostgreSQL server for a test run: `node server.ts <folder> <pid of the run>`. Writes `ready.json` into the folder;
 * stops when it is asked to, or when the run has ended in whatever way, and removes the folder. `SIGUSR2` crashes it: every
 * session ends at once, and it starts again on the same port and data.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Binaries, findBinaries } from './binaries.ts'

const [folder = '', run = ''] = process.argv.slice(2)

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

function initialise({ initdb, libraries, user }: Binaries, password: string): string {
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  mkdirSync(data)
  writeFileSync(passwordFile, password)
  chmodSync(folder, 0o755)
  chmodSync(data, 0o700)
  if (user.uid !== undefined) for (const path of [data, passwordFile]) chownSync(path, user.uid, user.uid)
  const settings = [
    '--auth=scram-sha-256',
    '--username=postgres',
    '--encoding=UTF8',
    '--no-locale',
    // Text sorts as people expect it, and not byte by byte: whatever must not depend on that says so itself.
    '--locale-provider=icu',
    '--icu-locale=de-DE',
    '--no-sync',
  ]
  execFileSync(initdb, [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...settings], {
    ...user,
    env: { ...process.env, LD_LIBRARY_PATH: libraries },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return data
}

function startServer({ postgres, libraries, user }: Binaries, data: string, port: number): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a')
  // Nothing here must survive a power cut, and fsync is what takes the time.
  const settings = {
    listen_addresses: '127.0.0.1',
    fsync: 'off',
    unix_socket_directories: '',
    max_connections: '200',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const env = { ...process.env, LD_LIBRARY_PATH: libraries }
  return spawn(postgres, ['-D', data, '-p', String(port), ...flags], {
    ...user,
    env,
    stdio: ['ignore', log, log],
  })
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error('the server ended')
    const client = new pg.Client(url)
    client.on('error', () => {})
    const connected = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (connected) return
    await pause(50)
  }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const password = randomBytes(16).toString('hex')
const binaries = findBinaries(folder)
const data = initialise(binaries, password)
const port = await freePort()
let server = startServer(binaries, data, port)
let stopping = false
let crash = false
const stop = () => {
  stopping = true
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
process.on('SIGUSR2', () => {
  crash = true
})
const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
let starts = 0
const announce = async () => {
  await untilReady(url, server)
  starts += 1
  writeFileSync(join(folder, 'ready.part'), JSON.stringify({ url, starts }))
  renameSync(join(folder, 'ready.part'), join(folder, 'ready.json'))
}
await announce()
while (!stopping && server.exitCode === null && isAlive(Number(run))) {
  await pause(crash ? 0 : 100)
  if (!crash) continue
  crash = false
  server.kill('SIGQUIT')
  await new Promise((resolve) => server.once('exit', resolve))
  server = startServer(binaries, data, port)
  await announce()
}
if (server.exitCode === null) {
  // At once: whoever is still connected belongs to the run that has ended.
  server.kill('SIGQUIT')
  await new Promise((resolve) => server.once('exit', resolve))
}
rmSync(folder, { recursive: true, force: true })
