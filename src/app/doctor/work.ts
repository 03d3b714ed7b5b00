import type { Instant } from '../../domain/flavour.ts'
import type { CardRow, Statistics, Store } from '../ports.ts'
import { awayChecks } from './away.ts'
import { type Check, ok, problem, warning } from './check.ts'

/** So many parked cards are named; of the others the number. */
const named = 20
/** A timer that runs is never later than this, in milliseconds. */
const tolerated = 2 * 60_000

/** What to do about the codes that doctor's own checks do not explain. The others are in docs/errors.md. */
const mends: Readonly<Record<string, string>> = {
  no_account: 'Invite the person to the workspace, or correct countersign.yaml.',
  not_in_channel: 'Invite the bot into the channel.',
  channel_not_found: 'Invite the bot into the channel, or correct its id in countersign.yaml.',
  is_archived: 'Name another channel in countersign.yaml.',
  user_disabled: 'The account is deactivated: name a successor in countersign.yaml.',
  not_connected: 'Have the app installed in that workspace again; the cards then go by themselves.',
  app_not_installed:
    'The app must be added for that person, or to that team, in Teams; the cards then go by themselves.',
  Authorization_RequestDenied:
    'The sides are told one by one. Give the app Chat.Create and AppCatalog.Read.All, or name mediation.channel.',
  app_not_in_catalog:
    'The sides are told one by one. Upload the app to the organisation’s catalog, or name mediation.channel.',
  few_readers:
    'The sides are told one by one. Add those who ask and decide to the channel of mediation.channel.',
  missing_scope: 'Grant the missing scope; see the check of scopes.',
}

/** Cards that nobody gets and deadlines that nobody keeps. Never says what they are about. */
export async function workChecks(
  { store, statistics }: { store: Store; statistics: Statistics },
  now: Instant,
): Promise<readonly Check[]> {
  const figures = await statistics.figures(now)
  const all = figures.parkedCards.reduce((sum, { count }) => sum + count, 0)
  const parked = await store.parkedCards(named)
  const checks: Check[] = []
  for (const card of parked) checks.push(await parkedCheck(card, store))
  const subject = { id: 'parked_cards', title: 'Cards' }
  if (all > parked.length)
    checks.push(problem(subject, `${all - parked.length} more are parked`, 'Mend the ones above first.'))
  if (all === 0) checks.push(ok(subject, 'none is parked'))
  const late = figures.oldestOverdueAt === null ? 0 : now - figures.oldestOverdueAt
  return [...checks, timersCheck(figures.overdue, late), ...(await awayChecks(store))]
}

async function parkedCheck(card: CardRow, store: Store): Promise<Check> {
  const [first] = await store.read(card.request)
  const number = first?.event.type === 'submitted' ? `#${first.event.number}` : `request ${card.request}`
  const code = card.lastError?.split(' ')[0] ?? 'unknown'
  const mend = mends[code] ?? `Look ${code} up in docs/errors.md.`
  return problem(
    { id: 'parked_cards', title: 'Cards' },
    `${number}: ${kindOf(card)} was given up after ${card.attempts} attempt(s): ${code}`,
    `${mend} The next change of the request tries it again.`,
  )
}

function kindOf({ recipient, purpose }: CardRow): string {
  const what = purpose.type === 'living' ? `the ${purpose.view} card` : `the notice ${purpose.notice}`
  switch (recipient.type) {
    case 'person':
      return `${what} of one person`
    case 'channel':
      return `${what} in the channel of ${recipient.group}`
    case 'mediation':
      return `${what} in the shared conversation`
    default:
      return recipient satisfies never
  }
}

function timersCheck(overdue: number, late: number): Check {
  const subject = { id: 'timers', title: 'Timers' }
  if (overdue === 0) return ok(subject, 'no deadline is overdue')
  const found = `${overdue} request(s) wait for the clock, the longest for ${Math.ceil(late / 60_000)} min`
  return late > tolerated
    ? problem(
        subject,
        found,
        'Start the program if it does not run; otherwise look for “timers interrupted” and “time did not pass” in its log.',
      )
    : warning(subject, found, 'Run doctor again in two minutes: this is ordinary while the program works.')
}
