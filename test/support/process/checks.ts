import { isJson, jsonAt } from '../../../adapters/sandbox/slack-server/json.ts'
import type { Message, Workspace } from '../../../adapters/sandbox/slack-server/workspace.ts'
import { cardEvent } from '../../../adapters/slack/deliver.ts'
import { fold, isPending, type Ledger, streamsOf } from './ledger.ts'
import { marksIn, type Witness } from './witness.ts'

/** Every click that was acknowledged is in the ledger once; one that was refused is not; no click is there twice. */
export function clickFaults(ledger: Ledger, witness: Pick<Witness, 'clicks'>): readonly string[] {
  const found = new Map<number, number>()
  for (const { payload } of ledger.events)
    for (const mark of marksIn(payload)) found.set(mark, (found.get(mark) ?? 0) + 1)
  const unknown = [...found.keys()].filter((mark) => !witness.clicks.has(mark))
  const perClick = [...witness.clicks.values()].flatMap(({ number, what, answers }) => {
    const times = found.get(number) ?? 0
    const name = `click ${number} (${what}; answered ${answers.join(', ') || 'nothing yet'})`
    const accepted = answers.includes('accepted')
    const refused = answers.includes('refused')
    return [
      ...(times > 1 ? [`${name} is in the ledger ${times} times`] : []),
      ...(accepted && times === 0 ? [`${name} was acknowledged and is lost`] : []),
      ...(refused && times > 0 ? [`${name} was refused and is in the ledger`] : []),
      ...(accepted && refused ? [`${name} was told both`] : []),
    ]
  })
  return [...perClick, ...unknown.map((mark) => `nobody clicked what is in the ledger as click ${mark}`)]
}

/** By how much the program's clock may be ahead of the tests', in milliseconds. */
const clocksDiffer = 500

/**
 * Whoever accepted the conditions and was not answered with words has accepted them, and may have taken that back: then it
 * may come to an answer only afterwards, as the answer to what is delivered again.
 */
export function acceptanceFaults(
  ledger: Ledger,
  witness: Pick<Witness, 'acceptances'>,
  spentTriggers: ReadonlySet<string>,
): readonly string[] {
  const streams = streamsOf(ledger)
  return witness.acceptances.flatMap(({ request, digest, trigger, at }) => {
    const before = (streams.get(request) ?? []).filter((event) => event.at <= at + clocksDiffer)
    const state = fold(before)
    const stillAsked = state?.status === 'conditions_offered' && state.revisions.at(-1)?.digest === digest
    if (!stillAsked || spentTriggers.has(trigger)) return []
    const clicks = witness.acceptances.filter(
      (one) =>
        one.request === request && one.digest === digest && one.at <= at && !spentTriggers.has(one.trigger),
    )
    const takenBack = before.filter((event) => event.type === 'decision_undone' && event.of === 'acceptance')
    if (takenBack.length >= new Set(clicks.map((click) => click.trigger)).size) return []
    const story = before.map(({ type, at: then }) => `${type} ${at - then} ms before`).join(', ')
    return [`the conditions of ${request} were accepted, which was acknowledged and is lost: ${story}`]
  })
}

/**
 * Every card is one message, which shows the newest version of the ledger: after all were drawn again from `drawn`. An
 * event that came since, as a last reminder does, may look the same, and then leaves the version that buttons carry.
 */
export function cardFaults(ledger: Ledger, workspace: Workspace, drawn: Ledger): readonly string[] {
  const before = new Map(drawn.cards.map((card) => [card.id, card.wanted]))
  const messages = messagesByCard(workspace)
  const versions = new Map(ledger.requests.map(({ id, version }) => [id, version]))
  const strays = [...messages.keys()].filter((id) => !ledger.cards.some((card) => card.id === id))
  const perCard = ledger.cards.flatMap((card) => {
    const shown = messages.get(card.id) ?? []
    const name = `card ${card.id} (${card.purpose} for ${card.recipient})`
    if (card.parked === 1) return [`${name} is parked: ${card.last_error}`]
    if (isPending(card)) return [`${name} shows ${card.delivered} of ${card.wanted}: ${card.last_error}`]
    if (shown.length > 1) return [`${name} is there ${shown.length} times`]
    if (card.living === 1 && card.wanted !== versions.get(card.request))
      return [`${name} wants ${card.wanted} of ${versions.get(card.request)}`]
    // A notice that was overtaken before it was posted is never posted, and a mediation that ended has no place.
    if (card.reference === null) return []
    const [message] = shown
    if (message === undefined) return [`${name} was delivered and is nowhere`]
    const version = payloadOf(message)?.version
    const least = before.get(card.id) ?? card.wanted
    const right =
      card.living === 0 || (typeof version === 'number' && version >= least && version <= card.wanted)
    return right ? [] : [`${name} shows version ${String(version)} of ${card.wanted}`]
  })
  return [...perCard, ...strays.map((id) => `a message belongs to no card: ${id}`)]
}

/** Not seen: what buttons carry, which names the version they were drawn from, and names that Slack gives at each edit. */
const unseen: readonly string[] = ['value', 'block_id']

/** What people see of each card. */
export function looksOf(workspace: Workspace): ReadonlyMap<string, string> {
  const seen = ({ text, blocks }: Message) =>
    JSON.stringify([text, blocks], (key, value: unknown) => (unseen.includes(key) ? undefined : value))
  return new Map([...messagesByCard(workspace)].map(([id, messages]) => [id, messages.map(seen).join()]))
}

interface Shown {
  readonly ledger: Ledger
  readonly looks: ReadonlyMap<string, string>
}

/** A card is not edited where nothing on it looks different: then drawing it again must change nothing that people see. */
export function unseenFaults(before: Shown, after: Shown): readonly string[] {
  const wanted = new Map(before.ledger.cards.map((card) => [card.id, card.wanted]))
  return after.ledger.cards
    .filter((card) => card.living === 1 && card.wanted === wanted.get(card.id))
    .filter(({ id }) => before.looks.get(id) !== after.looks.get(id))
    .map(
      ({ id, purpose }) =>
        `card ${id} (${purpose}) looked otherwise than the ledger until it was drawn again`,
    )
}

function messagesByCard(workspace: Workspace): ReadonlyMap<string, readonly Message[]> {
  const found = new Map<string, Message[]>()
  for (const { messages } of workspace.conversations.values())
    for (const message of messages) {
      const card = payloadOf(message)?.card
      if (typeof card === 'string') found.set(card, [...(found.get(card) ?? []), message])
    }
  return found
}

const payloadOf = ({ metadata }: Message) =>
  isJson(metadata) && metadata.event_type === cardEvent ? jsonAt(metadata, 'event_payload') : null
