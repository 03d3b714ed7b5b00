/** What a person has before them in Slack, and what their clicks and forms send. */
import { interactiveElements, type Placed } from '../../../adapters/sandbox/slack-server/ids.ts'
import { initialInput, optionsOf } from '../../../adapters/sandbox/slack-server/input.ts'
import { isJson, type Json, listAt, textAt } from '../../../adapters/sandbox/slack-server/json.ts'
import { decodeButton, decodeFormMetadata } from '../../../adapters/slack/button.ts'
import type { Random } from '../engine/random.ts'
import type { OpenView, SlackWorkspace } from '../platforms/slack.ts'
import { type Somebody, slackTeam } from '../world.ts'
import type { Act, Inbound, Possibility } from './act.ts'
import { staleness, weightOf } from './temper.ts'
import { type Pen, penOf } from './typing.ts'

/** The slash command of the simulated organisation. */
export const command = '/countersign'

const common = (user: string) => ({ user: { id: user, team_id: slackTeam }, team: { id: slackTeam } })

function click(
  workspace: SlackWorkspace,
  person: Somebody,
  at: { readonly channel: string; readonly ts: string } | null,
  action: { readonly action_id: string; readonly value?: string },
): Inbound['payload'] {
  const trigger = workspace.trigger(person.user)
  return {
    type: 'block_actions',
    ...common(person.user),
    trigger_id: trigger,
    ...(at === null ? {} : { channel: { id: at.channel }, container: { message_ts: at.ts } }),
    actions: [{ ...action, action_ts: trigger }],
  }
}

/** The forms that are open, and the buttons of every look of every message that the person may still have on screen. */
export function possibilitiesInSlack(
  workspace: SlackWorkspace,
  person: Somebody,
  random: Random,
  now: number,
): readonly Possibility[] {
  const forms = [...workspace.views.values()].flatMap((open) =>
    open.user === person.user ? submissionOf(workspace, open, person, random, now) : [],
  )
  const buttons = workspace.messagesOf(person.user).flatMap(({ id, place, looks }) => {
    const look = random.chance(1 - staleness) ? looks.at(-1) : random.pick(looks)
    if (typeof look !== 'object' || look === null) return []
    return buttonsOf(look).map(({ actionId, value, claim }): Possibility => {
      const { verb, request, digest } = claim
      const at = { channel: place, ts: id }
      const payload = () => click(workspace, person, at, { action_id: actionId, value })
      return {
        verb,
        request,
        digest,
        weight: weightOf(verb, person.temper),
        label: `clicks ${actionId} in Slack`,
        look,
        inbound: (act) => ({ act, platform: 'slack', type: 'action', payload: payload() }),
      }
    })
  })
  return [...forms, ...buttons, ...words(workspace, person, random)]
}

/** What somebody types: that they are away until tomorrow, mostly with somebody in their place, or that they are back. */
function words(workspace: SlackWorkspace, person: Somebody, random: Random): readonly Possibility[] {
  if (!workspace.reviewers.includes(person)) return []
  const colleague = random.chance(0.7) ? workspace.deputy : random.pick(workspace.reviewers)
  const delegate = random.chance(0.8) ? `, delegate <@${colleague.user}>` : ''
  const text = random.chance(0.25) ? 'back' : `away until tomorrow${delegate}`
  const account = { user_id: person.user, team_id: slackTeam }
  return [
    {
      verb: null,
      request: null,
      digest: null,
      weight: 0.3,
      label: `types "${text}" in Slack`,
      inbound: (act) => {
        const payload = { command, text, ...account, trigger_id: workspace.trigger(person.user) }
        return { act, platform: 'slack', type: 'command', payload }
      },
    },
  ]
}

export function composeInSlack(workspace: SlackWorkspace, person: Somebody): (act: Act) => Inbound {
  return (act) => ({
    act,
    platform: 'slack',
    type: 'action',
    payload: click(workspace, person, null, { action_id: 'new:post' }),
  })
}

interface Button {
  readonly actionId: string
  readonly value: string
  readonly claim: NonNullable<ReturnType<typeof decodeButton>>
}

/** A look never changes, and people look at it all the time. */
const seen = new WeakMap<object, readonly Button[]>()

function buttonsOf(look: object): readonly Button[] {
  const found = seen.get(look) ?? readButtons(look)
  seen.set(look, found)
  return found
}

function readButtons(look: object): readonly Button[] {
  const blocks = Array.isArray(look) ? look.filter(isJson) : []
  return interactiveElements(blocks).flatMap(({ actionId, element }) => {
    const value = textAt(element, 'value') ?? ''
    const claim = actionId.startsWith('choice:') ? decodeButton(value) : null
    return claim === null ? [] : [{ actionId, value, claim }]
  })
}

function submissionOf(
  workspace: SlackWorkspace,
  { id, view }: OpenView,
  person: Somebody,
  random: Random,
  now: number,
): readonly Possibility[] {
  const about = decodeFormMetadata(view.private_metadata)
  const blocks = listAt(view, 'blocks')
  const fields = interactiveElements(blocks).filter(({ block }) => block.type === 'input')
  if (about === null || fields.length === 0) return []
  const { purpose } = about
  const state = () => {
    const values: Record<string, Record<string, Json>> = {}
    const pen = penOf(random, now)
    for (const field of fields)
      values[field.blockId] = { ...values[field.blockId], [field.actionId]: answer(field, pen, random) }
    return { values }
  }
  const chosen = purpose.type === 'verb' ? purpose : null
  return [
    {
      verb: chosen?.verb ?? null,
      request: chosen?.request ?? null,
      digest: chosen?.digest ?? null,
      weight: workspace.sent.has(id) && !random.chance(0.03) ? 0 : 60,
      label: `sends the form ${chosen?.verb ?? 'compose'} in Slack`,
      inbound: (act) => {
        workspace.sent.add(id)
        const sent = { ...view, id, state: state() }
        const payload = { type: 'view_submission', ...common(person.user), view: sent }
        return { act, platform: 'slack', type: 'submission', payload }
      },
    },
  ]
}

/** What stands there stays, what must be said is said. */
function answer({ block, element, type, blockId }: Placed, pen: Pen, random: Random): Json {
  const field = blockId.replace(/^field:/, '')
  const initial = initialInput(element)
  const stands = typeof initial === 'string' && initial !== '' ? initial : null
  const required = block.optional !== true
  const options = optionsOf(element)
  switch (type) {
    case 'static_select':
    case 'radio_buttons': {
      const kept = options.find((option) => textAt(option, 'value') === initial)
      return { type, selected_option: kept ?? (pen.chooses(field, required) ? random.pick(options) : null) }
    }
    case 'multi_static_select':
    case 'checkboxes': {
      const kept = options.filter(
        (option) => Array.isArray(initial) && initial.includes(textAt(option, 'value')),
      )
      const chosen = kept.length === 0 && pen.chooses(field, required) ? [random.pick(options)] : kept
      return { type, selected_options: chosen }
    }
    case 'datetimepicker': {
      const chosen = pen.slot === null ? null : pen.slot / 1_000
      return { type, selected_date_time: initial ?? chosen }
    }
    case 'file_input':
      return { type, files: [] }
    default:
      return { type, value: pen.text(field, required, stands) }
  }
}
