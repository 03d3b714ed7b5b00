import type { WorkingTime } from '../../../src/domain/calendar/duration.ts'
import type { Instant } from '../../../src/domain/flavour.ts'
import type { Chats } from '../chats.ts'
import type { MovableClock } from '../clock.ts'
import { personas } from '../organisation.ts'
import type { PageLanguage, TourStepView, TourTarget, TourView } from '../protocol.ts'
import type { SlackServer } from '../slack-server/index.ts'
import { answersFor, type Scene } from './answers.ts'
import { type DriveOutcome, driveButton, driveCommand, findButton, waitFor } from './drive.ts'
import { driveCardButton, driveExtension, findCardButton } from './drive-teams.ts'

const idOf = (handle: string) => personas.find((one) => one.handle === handle)?.id ?? ''
const mara = idOf('mara')
const sam = idOf('sam')
const lena = idOf('lena')
const carla = idOf('carla')

interface Step extends TourStepView {
  readonly scene: Scene | null
  isDone(seen: Seen): boolean
}

/** What the story looks at to know how far it is. */
interface Seen {
  readonly server: SlackServer
  readonly chats: Chats
}

/** Whether somebody has this choice on a card, in whichever chat they read. */
function offers({ server, chats }: Seen, user: string, verb: string): boolean {
  const inTeams = chats.of(user) === 'teams' && chats.teams !== null
  return inTeams
    ? findCardButton(chats.teams, user, verb) !== null
    : findButton(server.workspace, user, `choice:${verb}`) !== null
}

const accomplished = ({ server }: Seen, user: string, act: string) =>
  server.workspace.accomplishments.some(
    (one) => one.user === user && (one.act === act || one.act.startsWith(`${act}:`)),
  )

const button = (user: string, verb: string): TourTarget => ({
  type: 'button',
  user,
  action: `choice:${verb}`,
  verb,
  where: verb === 'state_position' ? 'mpim' : 'im',
})

/** A step in which one person decides something by a button and its form. */
const decision = (id: string, scene: Scene, others: readonly string[], user: string, verb: string): Step => ({
  id,
  scene,
  personas: [user, ...others],
  target: button(user, verb),
  isDone: (seen) => accomplished(seen, user, `submit choice:${verb}`),
})

const steps: readonly Step[] = [
  {
    id: 'ask',
    scene: 'ask',
    personas: [mara, sam, lena],
    target: { type: 'command', user: mara },
    isDone: (seen) => offers(seen, sam, 'reject') && offers(seen, lena, 'approve_with_conditions'),
  },
  decision('reject', 'reject', [mara, lena], sam, 'reject'),
  decision('conditions', 'conditions', [mara, sam], lena, 'approve_with_conditions'),
  decision('position_mara', 'positionMara', [sam, lena], mara, 'state_position'),
  decision('position_sam', 'positionSam', [mara, lena], sam, 'state_position'),
  {
    id: 'clock',
    scene: null,
    personas: [carla, mara, sam],
    target: { type: 'clock' },
    isDone: (seen) => offers(seen, carla, 'rule_approve'),
  },
  decision('rule', 'rule', [mara, sam], carla, 'rule_approve_with_conditions'),
  { id: 'told', scene: null, personas: [mara, sam, lena], target: { type: 'none' }, isDone: () => false },
]

export interface Tour {
  view(): TourView
  start(): void
  /** Does the current step as its person would, through the same signed payloads. */
  perform(language: PageLanguage): Promise<void>
  /** Puts the guide away. */
  close(): void
  /** Offers the story again from its beginning. */
  reset(): void
}

export interface TourOptions {
  readonly server: SlackServer
  readonly chats: Chats
  readonly clock: MovableClock
  readonly calendar: WorkingTime
  readonly command: string
  readonly nextDeadline: () => Promise<Instant | null>
}

/** "Play the conflict": from a marketer's wish to an executive's ruling. People may do any step themselves. */
export function createTour(options: TourOptions): Tour {
  const { server, chats, clock, calendar } = options
  const seen: Seen = { server, chats }
  let status: TourView['status'] = 'offered'
  let current = 0
  let busy = false
  let problem: string | null = null

  const advance = () => {
    while (status === 'running' && steps[current]?.isDone(seen)) current += 1
  }

  const moveClock = async (): Promise<DriveOutcome> => {
    // Reminders come due before the mediation's end, so it takes several moves.
    for (let move = 0; move < 8; move += 1) {
      const now = clock.now()
      const next = await options.nextDeadline()
      const target =
        next !== null && next > now ? next : calendar.after(now, { unit: 'working_hours', hours: 8 })
      clock.advance(target - now + 1_000)
      const brief = () => (offers(seen, carla, 'rule_approve') ? true : null)
      if (await waitFor(server.workspace, brief, 2_500)) return 'done'
    }
    return 'no_button'
  }

  const run = (step: Step, language: PageLanguage): Promise<DriveOutcome> => {
    if (step.target.type === 'clock') return moveClock()
    if (step.target.type === 'none' || step.scene === null) return Promise.resolve('done')
    const { user } = step.target
    const filling = {
      answers: answersFor(step.scene, language),
      date: calendar.after(clock.now(), { unit: 'working_days', days: 6 }),
      person: mara,
      severity: step.scene === 'reject' ? 2 : 1,
      insist: new Set<string>(),
    }
    if (chats.of(user) === 'teams' && chats.teams !== null)
      return step.target.type === 'command'
        ? driveExtension(chats.teams, user, filling)
        : driveCardButton(chats.teams, server.workspace, step.target, filling)
    return step.target.type === 'command'
      ? driveCommand(server, user, options.command, filling)
      : driveButton(server, step.target, filling)
  }

  return {
    view: () => {
      advance()
      return {
        status,
        steps: steps.map(({ id, personas: shown, target }) => ({ id, personas: shown, target })),
        current,
        busy,
        problem,
      }
    },
    start() {
      status = 'running'
      current = 0
      problem = null
      server.workspace.accomplishments.length = 0
      server.workspace.changed()
    },
    async perform(language) {
      advance()
      const step = steps[current]
      if (status !== 'running' || busy || !step) return
      busy = true
      problem = null
      server.workspace.changed()
      const isLast = step.target.type === 'none'
      const outcome = await run(step, language)
      if (outcome === 'done' && !isLast)
        await waitFor(server.workspace, () => (step.isDone(seen) ? true : null), 6_000)
      problem = step.isDone(seen) || isLast ? null : outcome === 'done' ? 'not_accepted' : outcome
      busy = false
      if (isLast) status = 'finished'
      server.workspace.changed()
    },
    close() {
      status = 'closed'
      server.workspace.changed()
    },
    reset() {
      status = 'offered'
      current = 0
      busy = false
      problem = null
    },
  }
}
