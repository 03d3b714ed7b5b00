import { randomBytes } from 'node:crypto'
import { type Answer, type Method, type Refused, refuse } from '../answer.ts'
import { checkView } from '../check-blocks.ts'
import { withIds } from '../ids.ts'
import { isJson, type Json, jsonAt, listAt, textAt } from '../json.ts'
import { limits } from '../limits.ts'
import type { Triggers } from '../triggers.ts'
import { viewJson } from '../view-json.ts'
import type { View, Workspace } from '../workspace.ts'

type Checked = { readonly ok: true; readonly definition: Json } | Refused

/** The view as Slack keeps it, or what is wrong with it. */
export function acceptView(view: unknown, type: 'modal' | 'home'): Checked {
  if (!isJson(view)) return refuse('invalid_arguments', [{ pointer: '/view', message: 'must be an object' }])
  const violations = checkView(view)
  if (violations.length > 0) return refuse('invalid_arguments', violations)
  if (view.type !== type)
    return refuse('invalid_arguments', [{ pointer: '/view/type', message: `must be ${type}` }])
  return { ok: true, definition: { ...view, blocks: withIds(listAt(view, 'blocks')) } }
}

const newHash = (workspace: Workspace) =>
  `${Math.floor(workspace.clock.now() / 1000)}.${randomBytes(4).toString('hex')}`

/** Puts a modal on a person's stack. */
export function pushView(
  workspace: Workspace,
  opening: { user: string; openedBy: string; definition: Json; onTop: boolean },
): View | Refused {
  const stack = opening.onTop ? (workspace.modals.get(opening.user) ?? []) : []
  if (stack.length >= limits.viewStack) return refuse('push_limit_reached')
  const id = workspace.newId('V')
  const view: View = {
    id,
    user: opening.user,
    definition: opening.definition,
    hash: newHash(workspace),
    root: stack[0]?.id ?? id,
    previous: stack.at(-1)?.id ?? null,
    openedBy: opening.openedBy,
  }
  workspace.modals.set(opening.user, [...stack, view])
  workspace.changed()
  return view
}

export function replaceView(workspace: Workspace, view: View, definition: Json): void {
  view.definition = definition
  view.hash = newHash(workspace)
  workspace.changed()
}

const isView = (outcome: View | Refused): outcome is View => !('ok' in outcome)

const openOrPush =
  (triggers: Triggers, onTop: boolean): Method =>
  ({ workspace, args }) => {
    const checked = acceptView(args.view, 'modal')
    if (!checked.ok) return checked
    const trigger = triggers.use(textAt(args, 'trigger_id'))
    if (!trigger.ok) return trigger
    const view = pushView(workspace, {
      user: trigger.user,
      openedBy: trigger.openedBy,
      definition: checked.definition,
      onTop,
    })
    return isView(view) ? { ok: true, view: viewJson(workspace, view, {}) } : view
  }

function findModal(workspace: Workspace, args: Json): View | null {
  const all = [...workspace.modals.values()].flat()
  const id = textAt(args, 'view_id')
  const externalId = textAt(args, 'external_id')
  return (
    all.find((one) =>
      id === null ? externalId !== null && one.definition.external_id === externalId : one.id === id,
    ) ?? null
  )
}

const hashConflicts = (args: Json, current: string | undefined) => {
  const expected = textAt(args, 'hash')
  return expected !== null && expected !== '' && expected !== current
}

const update: Method = ({ workspace, args }): Answer => {
  const checked = acceptView(args.view, 'modal')
  if (!checked.ok) return checked
  const view = findModal(workspace, args)
  if (!view) return refuse('not_found')
  if (hashConflicts(args, view.hash)) return refuse('hash_conflict')
  replaceView(workspace, view, checked.definition)
  return { ok: true, view: viewJson(workspace, view, {}) }
}

const publish: Method = ({ workspace, args }): Answer => {
  const user = textAt(args, 'user_id') ?? ''
  if (!workspace.accounts.has(user)) return refuse('user_not_found')
  const checked = acceptView(jsonAt(args, 'view'), 'home')
  if (!checked.ok) return checked
  const known = workspace.homes.get(user)
  if (hashConflicts(args, known?.hash)) return refuse('hash_conflict')
  const id = known?.id ?? workspace.newId('V')
  const view: View = {
    id,
    user,
    definition: checked.definition,
    hash: newHash(workspace),
    root: id,
    previous: null,
    openedBy: 'app_home',
  }
  workspace.homes.set(user, view)
  workspace.changed()
  return { ok: true, view: viewJson(workspace, view, {}) }
}

export const viewMethods = (triggers: Triggers): Readonly<Record<string, Method>> => ({
  'views.open': openOrPush(triggers, false),
  'views.push': openOrPush(triggers, true),
  'views.update': update,
  'views.publish': publish,
})
