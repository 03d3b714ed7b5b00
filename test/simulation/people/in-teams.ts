/** What a person has before them in Teams, and what their presses and dialogs send. */
import { newData, readButton } from '../../../adapters/teams/button.ts'
import { wallClockAt } from '../../../src/calendar/wall-clock.ts'
import { formDataOf, inputsOf, splitId } from '../../support/stack/teams-reading.ts'
import { pressesIn } from '../../support/teams/reading.ts'
import type { Random } from '../engine/random.ts'
import { type OpenDialog, serviceUrl, type TeamsTenant } from '../platforms/teams.ts'
import { type Somebody, teamsTenant } from '../world.ts'
import { type Act, type Inbound, type Possibility, sentence, weightOf } from './act.ts'

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
    const look = random.chance(0.75) ? looks.at(-1) : random.pick(looks)
    const at = { conversation: place, message: id }
    return pressesIn(look).flatMap(({ type, data, press }): readonly Possibility[] => {
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
          weight: weightOf(verb),
          label: `presses ${verb} in Teams`,
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
  const filled = () =>
    Object.fromEntries(inputsOf(card).map((input) => [String(input.id), answer(input, zone, random, now)]))
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

function answer(input: Readonly<Record<string, unknown>>, zone: string, random: Random, now: number): string {
  const value = String(input.value ?? '')
  const { kind, field } = splitId(input.id)
  const needed = input.isRequired === true || random.chance(0.15)
  const choices: readonly unknown[] = Array.isArray(input.choices) ? input.choices : []
  if (kind === 'choice' || kind === 'choices')
    return value !== '' || !needed ? value : firstValue(random.pick(choices))
  if (kind === 'date' || kind === 'time') {
    // Both or neither, whatever else was chosen.
    if (value !== '') return value
    const clock = wallClockAt(zone, now + 30 * 3_600_000)
    return input.isRequired === true ? (kind === 'date' ? clock.date : clock.time) : ''
  }
  if (kind === 'kept' || kind === 'links') return value
  const revising = /^(text|reason|changes)/.test(field)
  if (value !== '' && !revising) return value
  if (field === 'link') return ''
  if (input.style === 'Url' || field === 'url') return 'https://example.com/post'
  return needed || revising ? sentence(random) : ''
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
