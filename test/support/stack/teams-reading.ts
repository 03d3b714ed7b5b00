/** Adaptive Cards as a person reads them, and their inputs as fields. */
import { timezone } from '../../../adapters/sandbox/organisation.ts'
import { instantOnWallClock } from '../../../src/calendar/wall-clock.ts'
import { pressesIn } from '../teams/reading.ts'
import type { Button, Dialog, Field } from './screen.ts'

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listAt = (node: Node, key: string): readonly Node[] => {
  const value = node[key]
  return Array.isArray(value) ? value.filter(isNode) : []
}

function runText(run: Node, marks: boolean): string {
  const text = String(run.text ?? '')
  if (!marks) return text
  if (run.strikethrough === true) return `[-${text}-]`
  return run.weight === 'Bolder' ? `{+${text}+}` : text
}

/** How a client whose owner reads days first and a clock of 24 hours shows `{{DATE(…)}}` and `{{TIME(…)}}`. */
function withDates(text: string, { locale, timezone }: Reader): string {
  const written = (iso: string, how: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...how, timeZone: timezone }).format(Date.parse(iso))
  return text
    .replace(/\{\{DATE\(([^,)]+),SHORT\)\}\}/gu, (_, iso: string) =>
      written(iso, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    )
    .replace(/\{\{TIME\(([^)]+)\)\}\}/gu, (_, iso: string) =>
      written(iso, { hour: '2-digit', minute: '2-digit' }),
    )
}

/** In whose client a card is read. */
interface Reader {
  readonly locale: 'en-GB' | 'de-DE'
  readonly timezone: string
}

/** Every line that there is to read but buttons and inputs, in order; dates as people of the sandbox see them. */
export function linesOf(value: unknown, marks = false): readonly string[] {
  const german = isNode(value) && value.lang === 'de'
  const reader: Reader = { locale: german ? 'de-DE' : 'en-GB', timezone }
  return rawLines(value, marks).map((line) => withDates(line, reader))
}

function rawLines(value: unknown, marks: boolean): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => rawLines(item, marks))
  if (!isNode(value)) return []
  if (value.type === 'RichTextBlock')
    return listAt(value, 'inlines')
      .map((run) => runText(run, marks))
      .join('')
      .split('\n')
  if (value.type === 'TextBlock') return String(value.text).split('\n')
  if (value.type === 'Image') return [String(value.altText)]
  if (String(value.type).startsWith('Input.') || value.type === 'ActionSet') return []
  return ['body', 'items', 'columns', 'rows', 'cells'].flatMap((key) => rawLines(value[key], marks))
}

export const textOf = (card: unknown, marks = false): string =>
  linesOf(card, marks)
    .filter((line) => line !== '')
    .join('\n')

/** An unfolding question holds the button that acts, and asks what stands above it. */
function questions(value: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) walk(item)
    if (!isNode(node)) return
    if (node.type === 'Action.ShowCard' && isNode(node.card))
      for (const action of listAt(node.card, 'actions'))
        found.set(JSON.stringify(action.data), textOf(node.card))
    for (const [key, item] of Object.entries(node)) if (key !== 'data') walk(item)
  }
  walk(value)
  return found
}

export function buttonsOf(card: unknown): readonly Button[] {
  const asked = questions(card)
  return pressesIn(card).flatMap(({ type, title, data, press }) => {
    if (press === null || press.press === 'form' || press.press === 'refresh') return []
    const claim = press.press === 'choice' ? press.claim : null
    const ways = {
      new: `new:${press.press === 'new' ? press.kind : ''}`,
      mine: 'mine',
      page: 'open',
      prefer: `prefer:chat:${press.press === 'prefer' ? (press.chat ?? 'off') : ''}`,
      home: `home:${press.press === 'home' ? press.does : ''}`,
      absence: `absence:${press.press === 'absence' ? press.does : ''}`,
      together: `together:${press.press === 'together' ? press.group : ''}`,
    } as const
    const verb =
      claim?.verb ??
      (press.press === 'draft' ? `draft:${press.does}` : press.press === 'choice' ? '' : ways[press.press])
    return [
      {
        label: title,
        verb,
        subject: claim?.subject ?? null,
        asks: asked.get(JSON.stringify(data)) ?? null,
        address: JSON.stringify({ type, data }),
      },
    ]
  })
}

/** The button that sends the dialog's form: its data; null where there is no form. */
export const formDataOf = (card: unknown): Node | null => {
  const found = pressesIn(card).find(({ press }) => press?.press === 'form')?.data
  return isNode(found) ? found : null
}

const decoded = (text: string): readonly string[] =>
  text
    .split(',')
    .filter((one) => one !== '')
    .map(decodeURIComponent)

export const inputsOf = (card: unknown): readonly Node[] => {
  if (Array.isArray(card)) return card.flatMap(inputsOf)
  if (!isNode(card)) return []
  const own = String(card.type).startsWith('Input.') ? [card] : []
  return [...own, ...Object.values(card).flatMap(inputsOf)]
}

export const splitId = (id: unknown): { readonly kind: string; readonly field: string } => {
  const [, kind = '', field = ''] = /^([a-z]+):(.+)$/su.exec(String(id)) ?? []
  return { kind, field }
}

/** Options that could be markup are numbered, and stand in full above their input: its id to their lines. */
function numberedAbove(card: Node): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  let lines: string[] = []
  for (const element of listAt(card, 'body')) {
    const [line = ''] = linesOf(element)
    if (/^\d+\. /u.test(line)) lines.push(line.replace(/^\d+\. /u, ''))
    if (!String(element.type).startsWith('Input.')) continue
    found.set(String(element.id), lines)
    lines = []
  }
  return found
}

function fieldsOf(card: Node, zone: string): readonly Field[] {
  const inputs = inputsOf(card)
  const above = numberedAbove(card)
  const shownIn = (kind: string, field: string) =>
    String(inputs.find(({ id }) => id === `${kind}:${field}`)?.value ?? '')
  return inputs.flatMap((input) => {
    const { kind, field } = splitId(input.id)
    if (kind === 'time' || kind === 'links') return []
    const text = String(input.value ?? '')
    const value =
      kind === 'choice'
        ? (decoded(text)[0] ?? null)
        : kind === 'choices' || kind === 'kept'
          ? decoded(text)
          : kind === 'date'
            ? instantOnWallClock(zone, { date: text, time: shownIn('time', field) })
            : text
    return [
      {
        id: kind === 'kept' ? `kept:${field}` : field,
        label: String(input.label ?? ''),
        hint: '',
        required: input.isRequired === true,
        value,
        options: listAt(input, 'choices').map((choice, index) => ({
          id: decodeURIComponent(String(choice.value)),
          label: above.get(String(input.id))?.[index] ?? String(choice.title),
        })),
      },
    ]
  })
}

export function readDialog(given: { id: string; title: string; card: Node | null; text: string }): Dialog {
  const { id, title, card } = given
  if (card === null) return { id, title, text: given.text, fields: [], buttons: [] }
  const zone = String(formDataOf(card)?.timezone ?? 'UTC')
  return { id, title, text: textOf(card), fields: fieldsOf(card, zone), buttons: buttonsOf(card) }
}

/** What is said beside fields: a line with a sign stands above each that is wrong. */
export function errorsOf(card: Node): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {}
  let said: string | null = null
  for (const element of listAt(card, 'body')) {
    const [line = ''] = linesOf(element)
    if (line.startsWith('⚠ ')) said = line
    if (said === null || !String(element.type).startsWith('Input.')) continue
    errors[splitId(element.id).field] = said.replace(/^⚠ [^:]*: /u, '')
    said = null
  }
  const first = listAt(card, 'body')[0]
  if (Object.keys(errors).length === 0 && first?.style === 'attention') errors[''] = textOf(first)
  return errors
}
