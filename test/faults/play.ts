/** One fault from its first injection to health, and what was found then. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Ending } from '../support/process/program.ts'
import { cardFindings, changedLooks, type Findings, ledgerFindings, looksOf, witnessedBy } from './checks.ts'
import { watchDates } from './dates.ts'
import { calm, fair } from './platforms.ts'
import { type Scene, type SceneOptions, setScene } from './scene.ts'

/** A line of the table. */
export interface Row {
  readonly fault: string
  readonly seed: number
  readonly injected: number
  readonly acknowledged: number
  readonly events: number
  readonly lost: number
  readonly doubled: number
  readonly races: number
  readonly early: number
  readonly missed: number
  readonly wrongCards: number
  /** Messages beyond a card's first, in Slack and in Teams, and how many failures were injected that allow one in Teams. */
  readonly doublesInSlack: number
  readonly doublesInTeams: number
  readonly ambiguous: number
  /** From health until every card was right, in milliseconds. */
  readonly rightAfter: number
  /** In words; empty when all is well. */
  readonly faults: readonly string[]
}

export interface Part {
  readonly scene: Scene
  /** To be called right after each injection: messages in Teams that nobody has written down yet may come again. */
  noteStrays(): Promise<void>
  /** Checks the ledger in the middle of it all. */
  check(when: string): Promise<void>
}

/** Gives how often the fault was injected. */
export type Inject = (part: Part) => Promise<number>

/** From health on, in milliseconds. */
const rightWithin = 10_000
/** How long they may take at most, in milliseconds: a hang must end. */
const patience = 120_000
/** How often replicas may be asked to stop before cards that still wait count as forgotten. */
const mostEndings = 12
/** How many forms are still sent once all is well. */
const afterwards = 5

export async function play(
  fault: string,
  options: SceneOptions & { readonly rightWithin?: number },
  inject: Inject,
): Promise<Row> {
  const scene = await setScene(options)
  const dates = watchDates(scene.books)
  try {
    const strays = new Set<string>()
    const found: string[] = []
    await Promise.all(scene.replicas.map((replica) => replica.start()))
    const part: Part = {
      scene,
      async noteStrays() {
        for (const id of cardFindings(await scene.books.read(), scene.platforms).doublesInTeams)
          strays.add(id)
      },
      async check(when) {
        // People go on clicking while the books are read: only what is wrong by what was known before and after it is.
        const before = structuredClone(witnessedBy(scene.platforms))
        const ledger = await scene.books.read()
        const known = new Set(wrongIn(ledgerFindings(ledger, before)))
        for (const one of wrongIn(ledgerFindings(ledger, witnessedBy(scene.platforms))))
          if (known.has(one)) found.push(`${when}: ${one}`)
      },
    }
    const injected = await inject(part)
    Object.assign(scene.platforms.weather, fair())
    scene.fate = () => 'pass'
    const right = untilRight(scene, options.rightWithin ?? rightWithin)
    await scene.moments.next({ moment: 'form', times: afterwards }, 20_000)
    const row = await conclude({ fault, options, scene, strays, injected, found, right: await right })
    return { ...row, faults: [...row.faults, ...(await dates.stop())] }
  } finally {
    await dates.stop()
    await scene.strike()
  }
}

const wrongIn = ({ lost, doubled, races, early, other }: Findings) => [
  ...lost,
  ...doubled,
  ...races,
  ...early,
  ...other,
]

/** How long it takes from now until every card shows at least what it should show now, in milliseconds. */
async function untilRight({ books }: Scene, within: number): Promise<Right> {
  const began = performance.now()
  const passed = () => Math.round(performance.now() - began)
  const wanted = await books.unshown()
  let late: readonly string[] = []
  while (passed() < patience) {
    // One that should show more by now is another story.
    const left = [...(await books.unshown())].filter(([id, now]) => wanted.get(id)?.wanted === now.wanted)
    if (left.length === 0) break
    if (passed() > within && late.length === 0) late = left.map(([, { about }]) => about)
    await pause(50)
  }
  return { after: passed(), late }
}

interface Right {
  readonly after: number
  /** What was still wrong when it should have been right. */
  readonly late: readonly string[]
}

/** Where a deadline came at the last moment, its cards are drawn after the next start. */
async function stopAtRest(scene: Scene): Promise<readonly Ending[]> {
  const endings = [...(await scene.stop())]
  while ((await scene.books.unshown()).size > 0 && endings.length < mostEndings) {
    await Promise.all(scene.replicas.map((replica) => replica.start()))
    await scene.rest()
    endings.push(...(await scene.stop()))
  }
  return endings
}

interface Finished {
  readonly right: Right
  readonly fault: string
  readonly options: SceneOptions & { readonly rightWithin?: number }
  readonly scene: Scene
  readonly strays: ReadonlySet<string>
  readonly injected: number
  readonly found: readonly string[]
}

/** Everybody goes home, everything comes to rest, all cards are drawn again, and the books are compared. */
async function conclude({ fault, options, scene, strays, injected, found, right }: Finished): Promise<Row> {
  const { books, platforms } = scene
  Object.assign(platforms.weather, calm())
  await scene.goHome()
  await scene.rest()
  const before = looksOf(await books.read(), platforms)
  await books.drawAgain()
  await scene.rest()
  const changed = changedLooks(before, looksOf(await books.read(), platforms))
  const endings = await stopAtRest(scene)
  const ledger = await books.read()
  const { lost, doubled, races, early, other } = ledgerFindings(ledger, witnessedBy(platforms))
  const cards = cardFindings(ledger, platforms)
  const now = Date.now()
  const missed = ledger.requests.filter(({ due_at }) => due_at !== null && due_at < now - rightWithin)
  const ambiguous = platforms.counts.ambiguous + strays.size
  return {
    fault,
    seed: options.seed,
    injected,
    acknowledged: scene.acknowledged(),
    events: ledger.events.length,
    lost: lost.length,
    doubled: doubled.length,
    races: races.length,
    early: early.length,
    missed: missed.length,
    wrongCards: cards.wrong.length + changed.length,
    doublesInSlack: cards.doublesInSlack.length,
    doublesInTeams: cards.doublesInTeams.length,
    ambiguous,
    rightAfter: right.after,
    faults: [
      ...found,
      ...lost,
      ...doubled,
      ...races,
      ...early.map((one) => `early: ${one}`),
      ...missed.map(({ id, due_at }) => `missed: ${id} was due at ${due_at}`),
      ...other,
      ...cards.wrong,
      ...changed.map((one) => `looked different when drawn again: ${one}`),
      ...cards.doublesInSlack.map((one) => `twice in Slack: ${one}`),
      ...(cards.doublesInTeams.length > ambiguous ? [`${cards.doublesInTeams.length} doubles in Teams`] : []),
      ...right.late.map((about) => `not right in time: ${about}`),
      ...endings.filter(wrongly).map((ending) => `ended with ${JSON.stringify(ending)}`),
      ...scene.replicas.flatMap((replica) => replica.logFaults()),
    ],
  }
}

const wrongly = ({ code }: Ending) => code !== 0
