import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { temporaryFolder } from '../store/sqlite.ts'
import { type Chance, chanceOf } from './chance.ts'
import { acceptanceFaults, cardFaults, clickFaults, looksOf, unseenFaults } from './checks.ts'
import { type Crowd, gather } from './crowd.ts'
import { botToken, type Emulation, signingSecret, startEmulation } from './emulation.ts'
import { hurriedOrganisation } from './hurried-organisation.ts'
import {
  drawAllAgain,
  isPending,
  type Ledger,
  letLeasesEnd,
  nextDue,
  readLedger,
  streamFaults,
} from './ledger.ts'
import { createMoments, type Moments, type Occasion, occasionOf } from './moments.ts'
import { type Ending, type Program, startProgram } from './program.ts'
import { createWitness, type Witness } from './witness.ts'

export interface Kill {
  readonly number: number
  readonly occasion: string
  readonly acknowledged: number
  readonly events: number
  /** Cards that the dead had in hand. */
  readonly leased: number
  /** Cards of which nobody knew whether the platform had taken them. */
  readonly uncertain: number
  readonly faults: readonly string[]
}

export interface KillReport {
  readonly kills: readonly Kill[]
  readonly requests: number
  readonly events: number
  readonly cards: number
  readonly clicks: Readonly<Record<'sent' | 'acknowledged' | 'refused' | 'unanswered' | 'repeated', number>>
  /** Of being asked to stop: in the middle of the work, and at rest. */
  readonly endings: readonly Ending[]
  /** What must never be; empty when all is well. */
  readonly faults: readonly string[]
}

export interface KillStory {
  readonly seed: number
  readonly kills: number
  readonly told?: (kill: Kill) => void
}

/** How many clicks people still make after the last kill. */
const afterwards = 10
/** How long everything may take to come to rest, in milliseconds. Far beyond what it takes; a hang must end. */
const patience = 90_000
/** No deadline may be nearer than this when the program is asked to stop, in milliseconds. */
const lull = 700
/** How often the program may be asked to stop before cards that still wait count as forgotten. */
const mostEndings = 6

/** The program under clicks, killed and started again, and what is left of it in the end. */
export async function tellKillStory(story: KillStory): Promise<KillReport> {
  const folder = temporaryFolder()
  const chance = chanceOf(story.seed)
  const moments = createMoments()
  const witness = createWitness()
  const slack = await startEmulation({ chance: chance.branch(), witness, happened: moments.happened })
  const house = createHouse(folder.path, slack)
  const crowd = gather({ slack: slack.slack, chance: chance.branch(), bot: house.bot, isUp: house.isUp })
  try {
    const kills = await killAgainAndAgain({ story, chance, moments, witness, slack, house })
    house.letLeasesEnd()
    await house.start()
    await moments.next({ moment: 'form', times: afterwards }, patience)
    return await end({ kills, house, crowd, witness, slack })
  } finally {
    house.over()
    await house.kill()
    await crowd.goHome().catch(() => {})
    await slack.stop()
    folder.remove()
  }
}

interface Scene {
  readonly story: KillStory
  readonly chance: Chance
  readonly moments: Moments
  readonly witness: Witness
  readonly slack: Emulation
  readonly house: House
}

async function killAgainAndAgain({ story, chance, moments, witness, slack, house }: Scene): Promise<Kill[]> {
  const kills: Kill[] = []
  for (let number = 1; number <= story.kills; number++) {
    const occasion = occasionOf(chance, number)
    await lifeUntil(occasion, moments, house)
    await house.kill()
    const ledger = house.ledger()
    const kill: Kill = {
      number,
      occasion: inWords(occasion),
      acknowledged: acknowledged(witness),
      events: ledger?.events.length ?? 0,
      leased: ledger?.cards.filter(({ lease_until }) => lease_until !== null).length ?? 0,
      uncertain: ledger?.cards.filter(({ uncertain }) => uncertain === 1).length ?? 0,
      faults:
        ledger === null
          ? []
          : [
              ...clickFaults(ledger, witness),
              ...acceptanceFaults(ledger, witness, slack.spentTriggers),
              ...streamFaults(ledger),
            ],
    }
    kills.push(kill)
    story.told?.(kill)
    // Otherwise it is started again at once, and what the dead had in hand stays there until its lease ends.
    if (chance.likely(0.8)) house.letLeasesEnd()
  }
  return kills
}

async function lifeUntil(occasion: Occasion, moments: Moments, house: House): Promise<void> {
  if ('afterStart' in occasion) {
    void house.start()
    await pause(occasion.afterStart)
    return
  }
  await house.start()
  await moments.next(occasion, occasion.moment === 'acceptance' ? 25_000 : 8_000)
}

const inWords = (occasion: Occasion) =>
  'afterStart' in occasion
    ? `${occasion.afterStart} ms after its start`
    : `at ${occasion.moment}, number ${occasion.times}`

const acknowledged = ({ clicks, acceptances }: Witness) =>
  [...clicks.values()].filter(({ answers }) => answers.includes('accepted')).length + acceptances.length

interface Last {
  readonly kills: readonly Kill[]
  readonly house: House
  readonly crowd: Crowd
  readonly witness: Witness
  readonly slack: Emulation
}

/**
 * The program is asked to stop in the middle of the work; then everybody goes home, everything comes to rest, the
 * program is asked to stop again, and the books are compared.
 */
async function end({ kills, house, crowd, witness, slack }: Last): Promise<KillReport> {
  const first = await house.stop()
  const untidy = (house.ledger()?.cards ?? []).filter(({ lease_until }) => lease_until !== null)
  house.over()
  await crowd.goHome()
  const endings = [first]
  const restOnce = async (): Promise<{ ledger: Ledger; looks: ReadonlyMap<string, string> }> => {
    let tries = 0
    do {
      await house.start()
      await house.rest()
      endings.push(await house.stop())
      tries += 1
      // Where a deadline came at the last moment, its cards are drawn after the next start.
    } while (house.ledger()?.cards.some(isPending) && tries < mostEndings)
    const ledger = house.ledger()
    if (ledger === null) throw new Error('there is no database')
    return { ledger, looks: looksOf(slack.slack.workspace) }
  }
  const before = await restOnce()
  house.drawAllAgain()
  const after = await restOnce()
  const { ledger } = after
  const clicks = [...witness.clicks.values()]
  const withAnswer = (answer: string) =>
    clicks.filter(({ answers }) => answers.some((one) => one === answer)).length
  return {
    kills,
    endings,
    requests: ledger.requests.length,
    events: ledger.events.length,
    cards: ledger.cards.length,
    clicks: {
      sent: clicks.length,
      acknowledged: acknowledged(witness),
      refused: withAnswer('refused'),
      unanswered: clicks.filter(({ answers }) => answers.every((one) => one === 'none')).length,
      repeated: witness.repeated,
    },
    faults: [
      ...kills.flatMap(({ number, faults }) => faults.map((fault) => `after kill ${number}: ${fault}`)),
      ...clickFaults(ledger, witness),
      ...acceptanceFaults(ledger, witness, slack.spentTriggers),
      ...streamFaults(ledger),
      ...unseenFaults(before, after),
      ...cardFaults(ledger, slack.slack.workspace, before.ledger),
      ...untidy.map(({ id }) => `card ${id} was left in hand by a program that stopped in peace`),
      ...house.logFaults(),
    ],
  }
}

type House = ReturnType<typeof createHouse>

/** Where the program lives: its folder, its database, its process. */
function createHouse(folder: string, slack: Emulation) {
  const file = join(folder, 'countersign.db')
  const configuration = join(folder, 'countersign.yaml')
  writeFileSync(configuration, hurriedOrganisation)
  const environment = {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: `sqlite:${file}`,
    COUNTERSIGN_CONFIG: configuration,
    HOST: '127.0.0.1',
    PORT: '0',
  }
  const programs: Program[] = []
  let up = false
  let over = false
  const changed = slack.slack.workspace.changed
  const down = () => {
    up = false
    slack.connect(null)
  }
  const ledger = () => {
    try {
      return readLedger(file)
    } catch {
      // Killed before its first migration was done.
      return null
    }
  }
  return {
    ledger,
    isUp: () => up,
    letLeasesEnd: () => void (ledger() !== null && letLeasesEnd(file)),
    drawAllAgain: () => drawAllAgain(file),
    over() {
      over = true
      changed()
    },
    /** Resolves when the bot is up, or at closing time. */
    bot: () =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!up && !over) return
          forget()
          resolve()
        }
        const forget = slack.slack.workspace.onChange(look)
        look()
      }),
    async start() {
      const program = startProgram(['start'], environment, folder)
      programs.push(program)
      const port = (await program.printed(/listens on port (\d+)/))?.[1]
      if (port === undefined || program !== programs.at(-1)) return
      up = true
      slack.connect(`http://127.0.0.1:${port}/slack/events`)
    },
    async kill() {
      const program = programs.at(-1)
      program?.signal('SIGKILL')
      down()
      await program?.ended
    },
    async stop(): Promise<Ending> {
      const program = programs.at(-1)
      if (program === undefined) throw new Error('nothing was started')
      up = false
      program.signal('SIGTERM')
      const ending = await program.ended
      down()
      return ending
    },
    /** Resolves when no card waits and no deadline is near, or when patience ends. */
    async rest() {
      const until = Date.now() + patience
      while (Date.now() < until) {
        const now = ledger()
        if (now !== null && !now.cards.some(isPending) && nextDue(now) > Date.now() + lull) return
        await pause(100)
      }
    },
    /** What is in the log and should not be: faults, and what people typed. */
    logFaults: () => programs.flatMap(({ output }) => faultsIn(output)),
  }
}

function faultsIn({ stdout, stderr }: Program['output']): readonly string[] {
  const lines = stdout.split('\n')
  const errors = lines.filter((line) => line.includes('"level":"error"') || line.includes('"level":"fatal"'))
  const content = `${stdout}${stderr}`.match(/click-\d+;|Seen, weighed|xoxb-|a-signing-secret/g) ?? []
  return [
    ...errors.map((line) => `logged: ${line}`),
    ...content.map((found) => `the log tells: ${found}`),
    ...(stderr === '' ? [] : [`on standard error: ${stderr}`]),
  ]
}
