/** Two replicas, PostgreSQL, both chats and their people: what every fault is injected into. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { entra, legalUserGroup } from '../../adapters/sandbox/organisation.ts'
import { bundle } from '../../deploy/bundle.ts'
import { type Chance, chanceOf } from '../support/process/chance.ts'
import { hurriedOrganisation } from '../support/process/hurried-organisation.ts'
import { createMoments, type Moments } from '../support/process/moments.ts'
import type { Ending } from '../support/process/program.ts'
import { temporaryFolder } from '../support/store/sqlite.ts'
import type { Books } from './books.ts'
import { gatherEverybody } from './crowds.ts'
import { inFile, onServer, type Place } from './places.ts'
import { type Platforms, startPlatforms } from './platforms.ts'
import { createReplica, type Replica } from './replicas.ts'
import { type Server, startServer } from './server.ts'
import type { Fate, Tap } from './tap.ts'

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
  /** One replica on a file, instead of two on the server. */
  readonly inFile?: boolean
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

/** Tells which replica the moment that is waited for was about. */
function createOccasions() {
  const moments = createMoments()
  let subject: number | null = null
  return {
    moments,
    subject: () => subject,
    happened(moment: string, replica: number | null): boolean {
      const isIt = moments.happened(moment)
      if (isIt) subject = replica
      return isIt
    },
  }
}

export async function setScene(options: SceneOptions): Promise<Scene> {
  const { seed, server } = options
  const folder = temporaryFolder()
  const chance = chanceOf(seed)
  const { moments, subject, happened } = createOccasions()
  const scene = { fate: (_statement: string, _replica: number): Fate => 'pass' }
  const place =
    options.inFile === true
      ? inFile(folder.path)
      : await onServer(server, seed, (index) => ({
          fate: (statement) => scene.fate(statement, index),
          happened: (moment) => happened(moment, index),
        }))
  const { books, taps } = place
  const up = () => replicas.flatMap((replica) => replica.target() ?? [])
  const platforms = await startPlatforms({ chance: chance.branch(), targets: up, happened })
  const replicas = replicasOf(options, folder.path, place, platforms)
  const crowd = gatherEverybody(platforms, chance.branch(), () => up().length > 0)
  return Object.assign(scene, {
    ...{ chance, server, books, platforms, replicas, taps, moments, subject },
    goHome: crowd.goHome,
    rest: () => restOf(books),
    acknowledged: () => acknowledgedBy(platforms),
    stop: () => Promise.all(replicas.map((replica) => replica.stop())),
    async strike() {
      for (const replica of replicas) replica.resume()
      await Promise.all(replicas.map((replica) => replica.kill()))
      await crowd.goHome().catch(() => {})
      await platforms.stop()
      await place.remove()
      folder.remove()
    },
  })
}

function replicasOf(
  { program, environment, pardoned }: SceneOptions,
  folder: string,
  { urls }: Place,
  platforms: Platforms,
): readonly Replica[] {
  return urls.map((url, index) =>
    createReplica({
      index,
      folder,
      program,
      configuration,
      environment: { ...platforms.environment(index), DATABASE_URL: url, ...environment?.(index) },
      ...(pardoned === undefined ? {} : { pardoned }),
      changed: () => platforms.slack.workspace.changed(),
    }),
  )
}

const acknowledgedBy = ({ witness, teamsWitness }: Platforms): number =>
  [...witness.clicks.values(), ...teamsWitness.clicks.values()].filter(({ answers }) =>
    answers.includes('accepted'),
  ).length +
  witness.acceptances.length +
  teamsWitness.acceptances.length

async function restOf(books: Books): Promise<number> {
  const began = performance.now()
  while (performance.now() - began < patience) {
    const { now, later, due } = await books.waiting()
    if (now === 0 && later === 0 && due === 0) return Math.round(performance.now() - began)
    await pause(100)
  }
  return patience
}
