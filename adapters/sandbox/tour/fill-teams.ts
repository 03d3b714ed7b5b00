import { isJson, type Json, listAt, textAt } from '../teams-server/json.ts'
import type { Filling } from './fill.ts'

/** Every input anywhere in a card. */
function inputsIn(card: unknown): readonly Json[] {
  if (Array.isArray(card)) return card.flatMap(inputsIn)
  if (!isJson(card)) return []
  const own = (textAt(card, 'type') ?? '').startsWith('Input.') ? [card] : []
  return [...own, ...Object.values(card).flatMap(inputsIn)]
}

/** The app writes `kind:field` as the id of an input, since forms come back as flat texts. */
function partsOf(input: Json): { kind: string; field: string } {
  const [kind = '', ...field] = (textAt(input, 'id') ?? '').split(':')
  return { kind, field: field.join(':') }
}

/** The first wanted value that is offered, or that an offered one begins with. Values are written as in addresses. */
function chosen(values: readonly string[], wanted: readonly string[]): readonly string[] {
  return wanted.flatMap(
    (want) =>
      values.find((value) => decodeURIComponent(value) === want) ??
      values.find((value) => decodeURIComponent(value).startsWith(want)) ??
      [],
  )
}

function choiceFor(input: Json, field: string, filling: Filling, needed: boolean): string {
  const values = listAt(input, 'choices').flatMap((choice) => textAt(choice, 'value') ?? [])
  if (field.startsWith('question:')) return values[Math.min(filling.severity, values.length - 1)] ?? ''
  const answer = filling.answers[field]
  const found = chosen(values, answer === undefined ? [] : typeof answer === 'string' ? [answer] : answer)
  const several = input.isMultiSelect === true ? found : found.slice(0, 1)
  return several.length > 0 ? several.join(',') : needed ? (values[0] ?? '') : ''
}

/** A clock on the wall in the zone of the form. */
function wallClock(at: number, timezone: string): { date: string; time: string } {
  const [date = '', time = ''] = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(at)
    .split(' ')
  return { date, time }
}

function valueFor(input: Json, filling: Filling, timezone: string): string {
  const { kind, field } = partsOf(input)
  const needed = input.isRequired === true || filling.insist.has(field)
  const answer = filling.answers[field]
  const clock = wallClock(filling.date, timezone)
  switch (kind) {
    case 'choice':
    case 'choices':
      return choiceFor(input, field, filling, needed)
    case 'date':
      return needed || field === 'slot' ? clock.date : ''
    case 'time':
      return needed || field === 'slot' ? clock.time : ''
    case 'text': {
      const said = typeof answer === 'string' ? answer : (answer?.[0] ?? '')
      const most = typeof input.maxLength === 'number' ? input.maxLength : 3_000
      return (said !== '' ? said : needed ? 'As discussed in the team.' : '').slice(0, most)
    }
    default:
      return ''
  }
}

/**
 * Fills in a dialog of Teams as the story has it; see `fill`. What stands there already stays, unless an answer is
 * prepared.
 */
export function fillCard(card: Json, filling: Filling, timezone: string): Json {
  return Object.fromEntries(
    inputsIn(card).map((input) => {
      const { field } = partsOf(input)
      const standing = textAt(input, 'value') ?? ''
      const isPrepared = filling.answers[field] !== undefined || filling.insist.has(field)
      const value = standing !== '' && !isPrepared ? standing : valueFor(input, filling, timezone)
      return [textAt(input, 'id') ?? '', value === '' ? standing : value]
    }),
  )
}

/** The fields beside which a dialog says that something is wrong: a line with a sign stands above each. */
export function complainedOf(card: Json): readonly string[] {
  let isWrong = false
  const fields: string[] = []
  for (const element of listAt(card, 'body')) {
    if (isComplaint(element)) isWrong = true
    if (!isWrong || !(textAt(element, 'type') ?? '').startsWith('Input.')) continue
    fields.push(partsOf(element).field)
    isWrong = false
  }
  return fields
}

const isComplaint = (element: Json): boolean =>
  listAt(element, 'inlines').some((run) => (textAt(run, 'text') ?? '').startsWith('⚠ '))
