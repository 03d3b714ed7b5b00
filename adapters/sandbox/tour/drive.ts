import type { TourTarget } from '../protocol.ts'
import { interactiveElements } from '../slack-server/ids.ts'
import type { SlackServer } from '../slack-server/index.ts'
import { listAt, textAt } from '../slack-server/json.ts'
import { type Conversation, conversationsOf, type View, type Workspace } from '../slack-server/workspace.ts'
import { type Filling, fill } from './fill.ts'

/** Waits until something is there, looking again whenever the workspace changes; null after `patience` ms. */
export function waitFor<Found>(
  workspace: Workspace,
  look: () => Found | null,
  patience: number,
): Promise<Found | null> {
  return new Promise((resolve) => {
    const finish = (found: Found | null) => {
      clearTimeout(timer)
      forget()
      resolve(found)
    }
    const check = () => {
      const found = look()
      if (found !== null) finish(found)
    }
    const timer = setTimeout(() => finish(null), patience)
    const forget = workspace.onChange(check)
    check()
  })
}

export interface VisibleButton {
  readonly channel: string
  readonly ts: string
  readonly blockId: string
  readonly actionId: string
}

/** The newest button that a person sees whose action id begins like this; one in a `preferred` conversation first. */
export function findButton(
  workspace: Workspace,
  user: string,
  action: string,
  preferred?: Conversation['type'],
): VisibleButton | null {
  const seen = conversationsOf(workspace, user)
  return (
    newestButton(
      seen.filter((one) => one.type === preferred),
      user,
      action,
    ) ?? newestButton(seen, user, action)
  )
}

function newestButton(
  conversations: readonly Conversation[],
  user: string,
  action: string,
): VisibleButton | null {
  const found = conversations.flatMap((conversation) =>
    conversation.messages
      .filter((message) => message.onlyFor === null || message.onlyFor === user)
      .flatMap((message) =>
        interactiveElements(message.blocks)
          .filter((one) => one.actionId === action || one.actionId.startsWith(`${action}:`))
          .map((one) => ({
            channel: conversation.id,
            ts: message.ts,
            blockId: one.blockId,
            actionId: one.actionId,
          })),
      ),
  )
  return found.reduce<VisibleButton | null>(
    (best, one) => (best === null || Number(one.ts) > Number(best.ts) ? one : best),
    null,
  )
}

const patience = 6_000
const topView = (workspace: Workspace, user: string): View | null =>
  workspace.modals.get(user)?.at(-1) ?? null

export type DriveOutcome = 'done' | 'no_button' | 'no_answer' | 'not_accepted'

/** A modal without inputs: an offer of choices (a post or a channel), or a message to be read and closed. */
async function passThrough(server: SlackServer, user: string, view: View): Promise<boolean> {
  const buttons = interactiveElements(listAt(view.definition, 'blocks')).filter(
    (one) => one.type === 'button',
  )
  const choice = buttons.find((one) => /post/.test(`${one.actionId} ${textAt(one.element, 'value') ?? ''}`))
  if (!choice) {
    await server.closeView({ user, view: view.id, all: true })
    return false
  }
  const place = { in: 'view', view: view.id } as const
  // An update changes this very view.
  const { hash } = view
  await server.action({
    user,
    place,
    blockId: choice.blockId,
    actionId: choice.actionId,
    input: null,
    inputs: {},
  })
  await waitFor(
    server.workspace,
    () => {
      const now = topView(server.workspace, user)
      return now?.id !== view.id || now.hash !== hash ? true : null
    },
    patience,
  )
  return true
}

/** Fills in and submits whatever modals are open until none is, or until the bot keeps refusing. */
export async function driveModals(
  server: SlackServer,
  user: string,
  filling: Filling,
): Promise<DriveOutcome> {
  const insist = new Set(filling.insist)
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const view = topView(server.workspace, user)
    if (!view) return 'done'
    const blocks = listAt(view.definition, 'blocks')
    if (!blocks.some((block) => block.type === 'input')) {
      if (await passThrough(server, user, view)) continue
      return 'done'
    }
    const inputs = fill(view.definition, { ...filling, insist })
    const outcome = await server.submit({ user, view: view.id, inputs })
    if (outcome.outcome === 'failed') return 'not_accepted'
    if (outcome.outcome === 'errors') for (const block of Object.keys(outcome.errors)) insist.add(block)
    if (outcome.outcome === 'invalid') for (const block of Object.keys(outcome.problems)) insist.add(block)
  }
  return 'not_accepted'
}

/** Clicks a person's button and goes through what opens. */
export async function driveButton(
  server: SlackServer,
  target: Extract<TourTarget, { type: 'button' }>,
  filling: Filling,
): Promise<DriveOutcome> {
  const { workspace } = server
  const { user, action } = target
  const button = await waitFor(workspace, () => findButton(workspace, user, action, target.where), patience)
  if (!button) return 'no_button'
  const done = await server.action({
    user,
    place: { in: 'message', channel: button.channel, ts: button.ts },
    blockId: button.blockId,
    actionId: button.actionId,
    input: null,
    inputs: {},
  })
  if (done.outcome !== 'done') return 'no_answer'
  // A choice that needs no form acts at once, and its button goes.
  await waitFor(
    workspace,
    () => (topView(workspace, user) || !findButton(workspace, user, action) ? true : null),
    patience,
  )
  return driveModals(server, user, filling)
}

/** Runs the slash command in the bot's direct messages and goes through what opens. */
export async function driveCommand(
  server: SlackServer,
  user: string,
  command: string,
  filling: Filling,
): Promise<DriveOutcome> {
  const { workspace } = server
  const direct = conversationsOf(workspace, user).find((one) => one.type === 'im')
  if (!direct) return 'no_button'
  const done = await server.command({ user, channel: direct.id, command, text: '' })
  if (done.outcome !== 'done') return 'no_answer'
  const view = await waitFor(workspace, () => topView(workspace, user), patience)
  return view ? driveModals(server, user, filling) : 'no_answer'
}
