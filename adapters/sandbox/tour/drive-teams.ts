import { entraIdOf } from '../organisation.ts'
import type { Workspace } from '../slack-server/workspace.ts'
import type { TeamsClients } from '../teams/clients.ts'
import { conversationsOf } from '../teams/snapshot.ts'
import { actionsIn, cardSeenBy, type Spot } from '../teams-server/acts.ts'
import { isJson, type Json, jsonAt, textAt } from '../teams-server/json.ts'
import type { TeamsConversation } from '../teams-server/tenant.ts'
import { type DriveOutcome, waitFor } from './drive.ts'
import type { Filling } from './fill.ts'
import { complainedOf, fillCard } from './fill-teams.ts'

export interface CardButton {
  readonly spot: Spot
  readonly type: string
  readonly data: Json
}

const patience = 6_000

/** The newest button that a person sees for this verb; one in a `preferred` conversation first. */
export function findCardButton(
  clients: TeamsClients,
  user: string,
  verb: string,
  preferred?: TeamsConversation['type'],
): CardButton | null {
  const seen = conversationsOf(clients, entraIdOf({ id: user }))
  return (
    newest(
      seen.filter(({ type }) => type === preferred),
      user,
      verb,
    ) ?? newest(seen, user, verb)
  )
}

function newest(conversations: readonly TeamsConversation[], user: string, verb: string): CardButton | null {
  const found = conversations.flatMap((conversation) =>
    conversation.messages.flatMap((message) =>
      actionsIn(cardSeenBy(message, entraIdOf({ id: user })))
        .map((action) => ({ type: textAt(action, 'type') ?? '', data: jsonAt(action, 'data') }))
        .filter(({ data }) => textAt(jsonAt(data, 'claim'), 'v') === verb)
        .map((action) => ({ ...action, spot: { conversation: conversation.id, message: message.id } })),
    ),
  )
  return found.reduce<CardButton | null>(
    (best, one) => (best === null || Number(one.spot.message) > Number(best.spot.message) ? one : best),
    null,
  )
}

/** The button that sends a form: its data; null in a dialog that asks nothing. */
const formOf = (card: Json): Json | null =>
  actionsIn(card)
    .map((action) => jsonAt(action, 'data'))
    .find((data) => data.countersign === 'form' && isJson(data.form)) ?? null

/** Fills in and sends whatever dialogs are open until none asks, or until the bot keeps refusing. */
async function driveDialogs(clients: TeamsClients, user: string, filling: Filling): Promise<DriveOutcome> {
  const { tenant, acts } = clients.server
  const account = entraIdOf({ id: user })
  const insist = new Set(filling.insist)
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const open = tenant.dialogs.get(account)?.at(-1)
    if (open === undefined) return 'done'
    const data = open.card === null ? null : formOf(open.card)
    if (open.card === null || data === null) {
      acts.closes(account)
      return 'done'
    }
    const timezone = textAt(data, 'timezone') ?? 'Europe/Berlin'
    const inputs = fillCard(open.card, { ...filling, insist }, timezone)
    const outcome = await clients.submit(user, { ...data, ...inputs })
    if (outcome.outcome === 'failed') return 'not_accepted'
    const again = tenant.dialogs.get(account)?.at(-1)?.card
    for (const field of again ? complainedOf(again) : []) insist.add(field)
  }
  return 'not_accepted'
}

/** Presses a person's button on a card and goes through what opens. */
export async function driveCardButton(
  clients: TeamsClients,
  workspace: Workspace,
  target: { readonly user: string; readonly verb: string; readonly where: 'im' | 'mpim' },
  filling: Filling,
): Promise<DriveOutcome> {
  const { acts } = clients.server
  const { user, verb, where } = target
  const preferred = where === 'mpim' ? 'groupChat' : 'personal'
  const button = await waitFor(workspace, () => findCardButton(clients, user, verb, preferred), patience)
  if (button === null) return 'no_button'
  const account = entraIdOf({ id: user })
  const { spot, type, data } = button
  const done =
    type === 'Action.Execute'
      ? await acts.executes(account, spot, { verb: 'choice', data })
      : await acts.fetches(account, spot, data)
  if (done.outcome === 'failed') return 'no_answer'
  return driveDialogs(clients, user, filling)
}

/** Opens the command of the message extension and goes through what opens. */
export async function driveExtension(
  clients: TeamsClients,
  user: string,
  filling: Filling,
): Promise<DriveOutcome> {
  const done = await clients.server.acts.opensCommand(entraIdOf({ id: user }), 'newPost', null)
  return done.outcome === 'failed' ? 'no_answer' : driveDialogs(clients, user, filling)
}
