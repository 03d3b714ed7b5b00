/** People who click in Teams: each one thing after the other, all of them at once. */
import { setTimeout as pause } from 'node:timers/promises'
import { cardSeenBy, type Spot } from '../../adapters/sandbox/teams-server/acts.ts'
import type { TeamsServer } from '../../adapters/sandbox/teams-server/index.ts'
import type { Json } from '../../adapters/sandbox/teams-server/json.ts'
import { wallClockAt } from '../../src/calendar/wall-clock.ts'
import type { Chance } from '../support/process/chance.ts'
import type { Crowd } from '../support/process/crowd.ts'
import { markedFields } from '../support/process/fill-in.ts'
import { markOf } from '../support/process/witness.ts'
import { formDataOf, inputsOf, splitId } from '../support/stack/teams-reading.ts'
import { pressesIn } from '../support/teams/reading.ts'

export interface TeamsCrowdOptions {
  readonly teams: TeamsServer
  readonly chance: Chance
  readonly bot: () => Promise<void>
  /** How long somebody looks at their screen before they do the next thing, in milliseconds. */
  readonly glance: number
  /** Object ids, with how often each asks for an approval instead of answering what waits. */
  readonly people: readonly { readonly id: string; readonly asks: number }[]
}

interface Choice {
  readonly spot: Spot
  readonly type: string
  readonly data: Json
  readonly verb: string
  /** When the message was posted, in epoch milliseconds. */
  readonly at: number
}

/** Clicks in Teams are numbered from here on, those in Slack from 1. */
const firstMark = 1_000_000
const commands = ['newPost', 'newChannel']
const day = 86_400_000
const rarely = new Set(['withdraw', 'revoke', 'reschedule', 'details', 'template'])

export function gatherInTeams(options: TeamsCrowdOptions): Crowd {
  let over = false
  let marks = firstMark
  const nextMark = () => {
    marks += 1
    return markOf(marks)
  }
  const lives = options.people.map(async ({ id, asks }) => {
    const act = createPerson(id, asks, { ...options, chance: options.chance.branch() }, nextMark)
    while (!over) {
      await options.bot()
      if (!over) await act()
      if (!over) await pause(options.glance)
    }
  })
  const everybody = Promise.all(lives)
  everybody.catch(() => {})
  return {
    async goHome() {
      over = true
      await everybody
    },
  }
}

function createPerson(id: string, asks: number, options: TeamsCrowdOptions, nextMark: () => string) {
  const { teams, chance } = options
  const { tenant, acts } = teams
  /** What was entered in a dialog that is still open: pressed again, it is the same click. */
  const entered = new Map<string, Json>()

  async function finish(): Promise<void> {
    const dialog = tenant.dialogs.get(id)?.at(-1)
    const data = dialog?.card === null ? null : formDataOf(dialog?.card)
    if (dialog === undefined || data === null) return acts.closes(id)
    const inputs =
      entered.get(dialog.id) ?? fillIn(dialog.card ?? {}, nextMark(), String(data.timezone), chance)
    if (inputs === null) return acts.closes(id)
    entered.set(dialog.id, inputs)
    const sent = await acts.submits(id, { ...data }, inputs)
    const again = tenant.dialogs.get(id)?.at(-1)
    // What comes instead of the form, the same form with complaints included, is read and closed.
    if (again?.id !== dialog.id || (sent.outcome === 'failed' && chance.likely(0.1))) acts.closes(id)
  }

  async function press({ spot, type, data }: Choice): Promise<void> {
    if (type === 'Action.Execute') await acts.executes(id, spot, { verb: 'choice', data })
    else await acts.fetches(id, spot, data)
  }

  return async () => {
    if ((tenant.dialogs.get(id) ?? []).length > 0) return finish()
    const choices = choicesOf(teams, id)
    if (chance.likely(asks)) return void (await acts.opensCommand(id, chance.oneOf(commands), null))
    const chosen = choose(choices, chance)
    if (chosen !== null) await press(chosen)
  }
}

/** Every choice that the person sees, the newest message first. */
function choicesOf({ tenant }: TeamsServer, person: string): readonly Choice[] {
  return [...tenant.conversations.values()]
    .filter(({ members }) => members.has(person))
    .flatMap(({ id, messages }) =>
      messages
        .filter(({ from }) => from === null)
        .flatMap((message) =>
          pressesIn(cardSeenBy(message, person)).flatMap(({ type, data, press }) =>
            press?.press === 'choice' && typeof data === 'object' && data !== null
              ? [
                  {
                    spot: { conversation: id, message: message.id },
                    type,
                    data: { ...data },
                    verb: press.claim.verb,
                    at: Number(message.id),
                  },
                ]
              : [],
          ),
        ),
    )
    .sort((one, other) => other.at - one.at)
}

function choose(choices: readonly Choice[], chance: Chance): Choice | null {
  const fitting = chance.likely(0.06) ? choices : choices.filter(({ verb }) => !rarely.has(verb))
  const accept = fitting.slice(0, 12).find(({ verb }) => verb === 'accept_conditions')
  if (accept !== undefined && chance.likely(0.5)) return accept
  const within = chance.likely(0.15) ? fitting : fitting.slice(0, 8)
  return within.length === 0 ? null : chance.oneOf(within)
}

/** As a person in a hurry would; see `fillIn` for Slack. Null when no field can take the mark. */
function fillIn(card: Json, mark: string, timezone: string, chance: Chance): Json | null {
  const inputs = inputsOf(card)
  const marked = markedFields.find((field) => inputs.some(({ id }) => String(id) === `text:${field}`))
  if (marked === undefined) return null
  return Object.fromEntries(
    inputs.map((input) => {
      const { kind, field } = splitId(input.id)
      if (kind === 'text' && field === marked)
        return [
          String(input.id),
          field === 'url' ? `https://example.com/${mark}` : `Seen, weighed and said. ${mark}`,
        ]
      return [String(input.id), answerTo(input, kind, field, timezone, chance)]
    }),
  )
}

function answerTo(
  input: Readonly<Record<string, unknown>>,
  kind: string,
  field: string,
  timezone: string,
  chance: Chance,
): string {
  const value = String(input.value ?? '')
  const question = /^(question:|likelihood|impact|rationale)/.test(field)
  const needed = input.isRequired === true || question
  if (value !== '' && !question) return value
  if (kind === 'choice' || kind === 'choices') {
    const options: readonly unknown[] = Array.isArray(input.choices) ? input.choices : []
    return needed && options.length > 0 ? valueIn(chance.oneOf(options)) : value
  }
  if (kind === 'date' || kind === 'time')
    return input.isRequired === true ? wallClockAt(timezone, Date.now() + 3 * day)[kind] : value
  if (kind !== 'text') return value
  if (field === 'url') return 'https://example.com/'
  return needed ? 'As discussed.' : value
}

const valueIn = (option: unknown): string =>
  typeof option === 'object' && option !== null && 'value' in option ? String(option.value) : ''
