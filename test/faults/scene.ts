/** Two replicas, PostgreSQL, both chats and their people: what every fault is injected into. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { entra, entraIdOf, legalUserGroup, personas } from '../../adapters/sandbox/organisation.ts'
import { bundle } from '../../deploy/bundle.ts'
import { type Chance, chanceOf } from '../support/process/chance.ts'
import { gather } from '../support/process/crowd.ts'
import { hurriedOrganisation } from '../support/process/hurried-organisation.ts'
import { createMoments, type Moments } from '../support/process/moments.ts'
import type { Ending } from '../support/process/program.ts'
import { temporaryFolder } from '../support/store/sqlite.ts'
import { type Books, openBooks } from './books.ts'
import { inTeams, type Platforms, startPlatforms } from './platforms.ts'
import { createReplica, type Replica } from './replicas.ts'
import { type Server, startServer } from './server.ts'
import { type Fate, type Tap, tapOf } from './tap.ts'
import { gatherInTeams } from './teams-crowd.ts'

export interface Scene {
  readonly chance: Chance
  readonly server: Server
  readonly books: Books
  readonly platforms: Platforms
  readonly replicas: readonly Replica[]
  readonly taps: readonly Tap[]
  readonly moments: Moments
  /** What becomes of a replica's statement; everything passes until it is set. */
  fate: (statement: string, replica: number) => Fate
  /** Which replica the moment that was waited for was about; null where either may be. */
  readonly subject: () => number | null
  /** Nobody begins anything any more. Resolves when what was begun has ended. */
  goHome(): Promise<void>
  /** Resolves when no card waits and no deadline is near; gives how long that took, in milliseconds. */
  rest(): Promise<number>
  acknowledged(): number
  /** Stops the replicas in peace. */
  stop(): Promise<readonly Ending[]>
  /** Removes everything, in whatever state it is. */
  strike(): Promise<void>
}

export interface SceneOptions {
  readonly seed: number
  readonly program: string
  readonly server: Server
  /** Additional variables of the environment, by replica. */
  readonly environment?: (replica: number) => Readonly<Record<string, string>>
  /** What is rightly logged as an error, because of what is done. */
  readonly pardoned?: RegExp
}

/** How long everything may take to come to rest, in milliseconds. Far beyond what it takes; a hang must end. */
const patience = 120_000

const configuration = hurriedOrganisation
  .replace(`slack:${legalUserGroup}`, `entra:${entra.legalGroup}`)
  .concat('undo: { within: 2s }\n')

/** The program as it is shipped, which starts several times as fast as its sources. */
export async function prepare(): Promise<{
  readonly program: string
  readonly server: Server
  readonly clear: () => Promise<void>
}> {
  const folder = temporaryFolder()
  const [program, server] = await Promise.all([bundle(join(folder.path, 'dist')), startServer()])
  return {
    program,
    server,
    async clear() {
      await server.stop()
      folder.remove()
    },
  }
}

export async function setScene({
  seed,
  program,
  server,
  environment,
  pardoned,
}: SceneOptions): Promise<Scene> {
  const folder = temporaryFolder()
  const chance = chanceOf(seed)
  const moments = createMoments()
  let subject: number | null = null
  const happened = (moment: string, replica: number | null): boolean => {
    const isIt = moments.happened(moment)
    if (isIt) subject = replica
    return isIt
  }
  const address = new URL(server.url)
  const name = `faults_${seed}_${Date.now().toString(36)}`
  await openBooks(server.url).run(`create database ${name}`)
  address.pathname = `/${name}`
  const books = openBooks(address.href)
  const scene = { fate: (_statement: string, _replica: number): Fate => 'pass' }
  const taps = await Promise.all(
    [0, 1].map((index) =>
      tapOf(address.href, {
        fate: (statement) => scene.fate(statement, index),
        happened: (moment) => happened(moment, index),
      }),
    ),
  )
  const up = () => replicas.flatMap((replica) => replica.target() ?? [])
  const platforms = await startPlatforms({ chance: chance.branch(), targets: up, happened })
  let over = false
  const { workspace } = platforms.slack
  const replicas: readonly Replica[] = taps.map(({ url }, index) =>
    createReplica({
      index,
      folder: folder.path,
      program,
      configuration,
      environment: { ...platforms.environment(index), DATABASE_URL: url, ...environment?.(index) },
      ...(pardoned === undefined ? {} : { pardoned }),
      changed: () => workspace.changed(),
    }),
  )
  const bot = () =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (up().length === 0 && !over) return
        forget()
        resolve()
      }
      const forget = workspace.onChange(look)
      look()
    })
  const isUp = () => up().length > 0
  const present = personas.filter((persona) => !inTeams(persona)).map(({ id }) => id)
  const crowds = [
    gather({ slack: platforms.slack, chance: chance.branch(), bot, isUp, present }),
    gatherInTeams({ teams: platforms.teams, chance: chance.branch(), bot, people: teamsPeople }),
  ]
  const all = { ...platforms }
  return Object.assign(scene, {
    chance,
    server,
    books,
    platforms: all,
    replicas,
    taps,
    moments,
    subject: () => subject,
    async goHome() {
      over = true
      workspace.changed()
      await Promise.all(crowds.map((crowd) => crowd.goHome()))
    },
    rest: () => restOf(books),
    acknowledged: () =>
      [...platforms.witness.clicks.values(), ...platforms.teamsWitness.clicks.values()].filter(
        ({ answers }) => answers.includes('accepted'),
      ).length +
      platforms.witness.acceptances.length +
      platforms.teamsWitness.acceptances.length,
    stop: () => Promise.all(replicas.map((replica) => replica.stop())),
    async strike() {
      over = true
      workspace.changed()
      for (const replica of replicas) replica.resume()
      await Promise.all(replicas.map((replica) => replica.kill()))
      await Promise.all(crowds.map((crowd) => crowd.goHome().catch(() => {})))
      await Promise.all(taps.map((tap) => tap.close()))
      await platforms.stop()
      await openBooks(server.url).run(`drop database ${name} with (force)`)
      folder.remove()
    },
  })
}

const teamsPeople = personas
  .filter((persona) => persona.kind === 'member' && inTeams(persona))
  .map((persona) => ({ id: entraIdOf(persona), asks: persona.department === 'marketing' ? 0.3 : 0 }))

async function restOf(books: Books): Promise<number> {
  const began = performance.now()
  while (performance.now() - began < patience) {
    const { now, later, due } = await books.waiting()
    if (now === 0 && later === 0 && due === 0) return Math.round(performance.now() - began)
    await pause(100)
  }
  return patience
}
