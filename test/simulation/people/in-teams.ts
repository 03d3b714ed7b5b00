/** What a person has before them in Teams, and what their presses and dialogs send. */
import { newData, readButton } from '../../../adapters/teams/button.ts'
import { wallClockAt } from '../../../src/calendar/wall-clock.ts'
import { formDataOf, inputsOf, splitId } from '../../support/stack/teams-reading.ts'
import { pressesIn } from '../../support/teams/reading.ts'
import type { Random } from '../engine/random.ts'
import { type OpenDialog, serviceUrl, type TeamsTenant } from '../platforms/teams.ts'
import { type Somebody, teamsTenant } from '../world.ts'
import type { Act, Inbound, Possibility } from './act.ts'
import { staleness, weightOf } from './temper.ts'
import { type Pen, penOf } from './typing.ts'

function invoke(
  tenant: TeamsTenant,
  person: Somebody,
  name: string,
  value: object,
  at: { readonly conversation: string; readonly message: string } | null,
): Inbound['payload'] {
  const conversation = at?.conversation ?? `a:${person.user}`
  return {
    type: 'invoke',
    id: tenant.activity(),
    name,
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${person.user}`, aadObjectId: person.user },
    conversation: {
      id: conversation,
      conversationType: conversation.startsWith('a:') ? 'personal' : 'groupChat',
      tenantId: teamsTenant,
    },
    channelData: { tenant: { id: teamsTenant } },
    ...(at === null ? {} : { replyToId: at.message }),
    value,
  }
}

export function possibilitiesInTeams(
  tenant: TeamsTenant,
  person: Somebody,
  random: Random,
  now: number,
): readonly Possibility[] {
  const dialogs = tenant.dialogs.flatMap((dialog) =>
    dialog.user === person.user ? submissionOf(tenant, dialog, person, random, now) : [],
  )
  const buttons = tenant.messagesOf(person.user).flatMap(({ id, place, looks }) => {
    const look = random.chance(1 - staleness) ? looks.at(-1) : random.pick(looks)
    if (typeof look !== 'object' || look === null) return []
    const at = { conversation: place, message: id }
    return pressesOf(look).flatMap(({ type, data, press }): readonly Possibility[] => {
      if (press?.press !== 'choice') return []
      const { verb, request, digest } = press.claim
      const [name, value] =
        type === 'Action.Execute'
          ? ['adaptiveCard/action', { action: { type, verb: 'choice', data } }]
          : ['task/fetch', { data }]
      return [
        {
          verb,
          request,
          digest,
          weight: weightOf(verb, person.temper),
          label: `presses ${verb} in Teams`,
          look,
          inbound: (act) => ({
            act,
            platform: 'teams',
            type: 'invoke',
            payload: invoke(tenant, person, name, value, at),
          }),
        },
      ]
    })
  })
  return [...dialogs, ...buttons]
}

export function composeInTeams(tenant: TeamsTenant, person: Somebody): (act: Act) => Inbound {
  return (act) => ({
    act,
    platform: 'teams',
    type: 'invoke',
    payload: invoke(tenant, person, 'task/fetch', { data: newData('post') }, null),
  })
}

/** A look never changes, and people look at it all the time. */
const seen = new WeakMap<object, ReturnType<typeof pressesIn>>()

function pressesOf(look: object): ReturnType<typeof pressesIn> {
  const found = seen.get(look) ?? pressesIn(look)
  seen.set(look, found)
  return found
}

function submissionOf(
  tenant: TeamsTenant,
  dialog: OpenDialog,
  person: Somebody,
  random: Random,
  now: number,
): readonly Possibility[] {
  const { card } = dialog
  const data = formDataOf(card)
  const press = readButton(data)
  if (data === null || press?.press !== 'form') return []
  const { purpose } = press.form
  const chosen = purpose.type === 'verb' ? purpose : null
  const zone = String(data.timezone ?? 'UTC')
  const filled = () => {
    const pen = penOf(random, now)
    return Object.fromEntries(
      inputsOf(card).map((input) => [String(input.id), answer(input, zone, pen, random)]),
    )
  }
  return [
    {
      verb: chosen?.verb ?? null,
      request: chosen?.request ?? null,
      digest: chosen?.digest ?? null,
      weight: tenant.sent.has(dialog) && !random.chance(0.03) ? 0 : 60,
      label: `sends the dialog ${chosen?.verb ?? 'compose'} in Teams`,
      inbound: (act) => {
        tenant.sent.add(dialog)
        const payload = invoke(tenant, person, 'task/submit', { data: { ...data, ...filled() } }, null)
        return { act, platform: 'teams', type: 'invoke', payload }
      },
    },
  ]
}

function answer(input: Readonly<Record<string, unknown>>, zone: string, pen: Pen, random: Random): string {
  const value = String(input.value ?? '')
  const { kind, field } = splitId(input.id)
  const required = input.isRequired === true
  const choices: readonly unknown[] = Array.isArray(input.choices) ? input.choices : []
  if (kind === 'choice' || kind === 'choices')
    return value !== '' || !pen.chooses(field, required) ? value : firstValue(random.pick(choices))
  if (kind === 'date' || kind === 'time') {
    if (value !== '' || pen.slot === null) return value
    const clock = wallClockAt(zone, pen.slot)
    return kind === 'date' ? clock.date : clock.time
  }
  if (kind === 'kept' || kind === 'links') return value
  return pen.text(field, required, value === '' ? null : value) ?? ''
}

const firstValue = (option: unknown): string =>
  typeof option === 'object' && option !== null && 'value' in option ? String(option.value) : ''

/** The dialog that an answer to an invoke opens; null where it opens none. */
export function dialogIn(body: unknown): unknown {
  let found: unknown = body
  for (const key of ['task', 'value', 'card', 'content'])
    found = typeof found === 'object' && found !== null && key in found ? Reflect.get(found, key) : null
  return found
}
