/** What a person has before them in Slack, and what their clicks and forms send. */
import { interactiveElements, type Placed } from '../../../adapters/sandbox/slack-server/ids.ts'
import { initialInput, optionsOf } from '../../../adapters/sandbox/slack-server/input.ts'
import { isJson, type Json, listAt, textAt } from '../../../adapters/sandbox/slack-server/json.ts'
import { decodeButton, decodeFormMetadata } from '../../../adapters/slack/button.ts'
import type { Random } from '../engine/random.ts'
import type { OpenView, SlackWorkspace } from '../platforms/slack.ts'
import { type Somebody, slackTeam } from '../world.ts'
import { type Act, type Inbound, type Possibility, sentence, weightOf } from './act.ts'

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
    const look = random.chance(0.75) ? looks.at(-1) : random.pick(looks)
    return buttonsOf(look).map(({ actionId, value, claim }): Possibility => {
      const { verb, request, digest } = claim
      const at = { channel: place, ts: id }
      const payload = () => click(workspace, person, at, { action_id: actionId, value })
      return {
        verb,
        request,
        digest,
        weight: weightOf(verb),
        label: `clicks ${actionId} in Slack`,
        inbound: (act) => ({ act, platform: 'slack', type: 'action', payload: payload() }),
      }
    })
  })
  return [...forms, ...buttons]
}

export function composeInSlack(workspace: SlackWorkspace, person: Somebody): (act: Act) => Inbound {
  return (act) => ({
    act,
    platform: 'slack',
    type: 'action',
    payload: click(workspace, person, null, { action_id: 'new:post' }),
  })
}

function buttonsOf(look: unknown) {
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
    for (const field of fields)
      values[field.blockId] = { ...values[field.blockId], [field.actionId]: answer(field, random, now) }
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

/** What stands there stays, what must be said is said, and questions are answered. */
function answer({ block, element, type, blockId }: Placed, random: Random, now: number): Json {
  const initial = initialInput(element)
  const empty = initial === null || initial === '' || (Array.isArray(initial) && initial.length === 0)
  const needed = block.optional !== true || random.chance(0.1)
  const revising = /^field:(text|reason|changes)/.test(blockId)
  const options = optionsOf(element)
  if (blockId === 'field:link') return { type, value: null }
  switch (type) {
    case 'static_select':
    case 'radio_buttons': {
      const kept = options.find((option) => textAt(option, 'value') === initial)
      return { type, selected_option: kept ?? (needed ? random.pick(options) : null) }
    }
    case 'multi_static_select':
    case 'checkboxes': {
      const kept = options.filter(
        (option) => Array.isArray(initial) && initial.includes(textAt(option, 'value')),
      )
      return { type, selected_options: kept.length > 0 || !needed ? kept : [random.pick(options)] }
    }
    case 'datetimepicker': {
      const chosen = needed ? Math.ceil((now + (4 + random.int(60)) * 3_600_000) / 60_000) * 60 : null
      return { type, selected_date_time: empty || random.chance(0.3) ? chosen : initial }
    }
    case 'url_text_input':
      return { type, value: empty ? (needed ? 'https://example.com/post' : null) : initial }
    case 'file_input':
      return { type, files: [] }
    default:
      return { type, value: empty || revising ? (needed ? sentence(random) : null) : initial }
  }
}
