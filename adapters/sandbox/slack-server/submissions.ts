import { type ActContext, type ActOutcome, findView, reportBadAnswer, unknown } from './acts.ts'
import type { Acknowledgement } from './deliver.ts'
import type { Inputs } from './input.ts'
import { type FieldProblem, fieldProblems, stateValues } from './inputs.ts'
import { isJson, type Json, listAt, textAt } from './json.ts'
import { acceptView, pushView, replaceView } from './methods/views.ts'
import { base, userJson } from './payloads.ts'
import { viewJson } from './view-json.ts'
import type { View, Workspace } from './workspace.ts'

export type SubmitOutcome =
  | ActOutcome
  /** Slack's own client found these, the bot did not hear of it. */
  | { readonly outcome: 'invalid'; readonly problems: Readonly<Record<string, FieldProblem>> }
  /** The bot found these. */
  | { readonly outcome: 'errors'; readonly errors: Readonly<Record<string, string>> }

function closeTop(workspace: Workspace, user: string): void {
  workspace.modals.set(user, (workspace.modals.get(user) ?? []).slice(0, -1))
  workspace.changed()
}

/** The errors of an acknowledgement that name input blocks of the view; null when one of them does not. */
function blockErrors(view: View, errors: unknown): Readonly<Record<string, string>> | null {
  if (!isJson(errors)) return null
  const inputs = new Set(
    listAt(view.definition, 'blocks').flatMap((block) =>
      block.type === 'input' ? (textAt(block, 'block_id') ?? []) : [],
    ),
  )
  const entries = Object.entries(errors).flatMap(([block, message]) =>
    typeof message === 'string' && message !== '' && inputs.has(block) ? [[block, message] as const] : [],
  )
  return entries.length > 0 && entries.length === Object.keys(errors).length
    ? Object.fromEntries(entries)
    : null
}

/** Does what an acknowledgement of a submission asks for; a string says what is wrong with it. */
function follow(context: ActContext, view: View, json: Json | null): SubmitOutcome | string {
  const { workspace } = context
  if (json === null || json.response_action === undefined) {
    closeTop(workspace, view.user)
    return { outcome: 'done' }
  }
  switch (json.response_action) {
    case 'clear':
      workspace.modals.set(view.user, [])
      workspace.changed()
      return { outcome: 'done' }
    case 'errors': {
      const errors = blockErrors(view, json.errors)
      return errors ? { outcome: 'errors', errors } : 'errors must name input blocks of the view'
    }
    case 'update':
    case 'push': {
      const checked = acceptView(json.view, 'modal')
      if (!checked.ok) return [checked.error, ...(checked.errors ?? [])].join('; ')
      if (json.response_action === 'update') replaceView(workspace, view, checked.definition)
      else {
        const pushed = pushView(workspace, { ...view, definition: checked.definition, onTop: true })
        if ('ok' in pushed) return pushed.error
      }
      return { outcome: 'done' }
    }
    default:
      return `unknown response_action: ${String(json.response_action)}`
  }
}

/** A modal's submit button. Checks what Slack's client checks, asks the bot, and does what the bot answers. */
export async function runSubmission(
  context: ActContext,
  given: { user: string; view: string; inputs: Inputs },
): Promise<SubmitOutcome> {
  const { workspace } = context
  const account = workspace.accounts.get(given.user)
  const view = workspace.modals.get(given.user)?.at(-1)
  if (!account || view?.id !== given.view) return unknown
  const blocks = listAt(view.definition, 'blocks')
  const problems = fieldProblems(blocks, given.inputs)
  if (Object.keys(problems).length > 0) return { outcome: 'invalid', problems }

  const callbackId = textAt(view.definition, 'callback_id') ?? ''
  const title = `view_submission ${callbackId}`
  const ack: Acknowledgement = await context.deliver({
    title,
    as: 'interaction',
    payload: {
      ...base(workspace),
      type: 'view_submission',
      user: userJson(workspace, account),
      trigger_id: context.triggers.issue(given.user, view.openedBy),
      view: viewJson(workspace, view, stateValues(workspace, blocks, given.inputs, context.origin())),
      response_urls: [],
    },
  })
  if (!ack.ok) return { outcome: 'failed', problem: ack.problem }
  const followed = follow(context, view, ack.json)
  if (typeof followed === 'string') {
    reportBadAnswer(context, title, followed, ack)
    return { outcome: 'failed', problem: 'bad_answer' }
  }
  if (followed.outcome === 'done')
    workspace.accomplishments.push({ user: given.user, act: `submit ${view.openedBy}` })
  return followed
}

/** Closing a modal by its close button, or all of them by the cross. The bot hears of it where it asked to. */
export async function runClose(
  context: ActContext,
  given: { user: string; view: string; all: boolean },
): Promise<ActOutcome> {
  const { workspace } = context
  const account = workspace.accounts.get(given.user)
  const view = findView(workspace, given.user, given.view)
  if (!account || !view || workspace.modals.get(given.user)?.at(-1) !== view) return unknown
  if (given.all || view.definition.clear_on_close === true) workspace.modals.set(given.user, [])
  else closeTop(workspace, given.user)
  workspace.changed()
  if (view.definition.notify_on_close !== true) return { outcome: 'done' }
  const ack = await context.deliver({
    title: `view_closed ${textAt(view.definition, 'callback_id') ?? ''}`,
    as: 'interaction',
    payload: {
      ...base(workspace),
      type: 'view_closed',
      user: userJson(workspace, account),
      view: viewJson(workspace, view, {}),
      is_cleared: given.all,
    },
  })
  return ack.ok ? { outcome: 'done' } : { outcome: 'failed', problem: ack.problem }
}
