/**
 * The only place that turns text into Teams'. Everything else builds elements from what these functions return.
 *
 * A `TextRun` draws no markdown, so what a person wrote goes there. Every client does replace `{{DATE(…)}}` and
 * `{{TIME(…)}}` in a run, though, so braces that stand together are parted into two runs: they look the same and mean
 * nothing. `TextBlock` draws markdown, and the clients do not agree on how to escape it (on phones the backslash is
 * shown before all but `*` and `_`): it is left for text in which nothing is markup. Mentions are made of names that we
 * looked up, never of what somebody typed.
 */
import type { Inline, Rich } from '../../src/view/text.ts'
import { clip, safeUrl, visible } from '../../src/view/visible.ts'
import type { MentionEntity, RichTextBlock, Spacing, TextBlock, TextRun } from './card-json.ts'

export interface RunStyle {
  readonly weight?: 'Bolder'
  readonly size?: 'Small' | 'Medium' | 'Large'
  readonly color?: 'Accent' | 'Attention'
  readonly isSubtle?: true
  readonly strikethrough?: true
}

/** Between two braces, and between a dollar sign and a brace, where functions and templates begin. */
const beginnings = /(?<=\{)(?=\{)|(?<=\$)(?=\{)/u

/** Text as runs that show exactly it; none for empty text. */
export function runs(text: string, style: RunStyle = {}): TextRun[] {
  const shown = visible(text)
  if (shown === '') return []
  return shown.split(beginnings).map((piece) => ({ type: 'TextRun', text: piece, ...style }))
}

/** Text for a place that is no element: a label, a button, an option. Not clipped. */
export const plainText = (text: string): string =>
  // A word joiner has no width and parts what would be a function; only here, where runs cannot be had.
  visible(text).replace(/(?<=\{)(?=\{)|(?<=\$)(?=\{)/gu, '\u2060')

/** The same, of at most `max` units. Nothing becomes a dash, because buttons and labels must have a name. */
export function shortText(text: string, max: number): string {
  const shown = plainText(text)
  return clip(shown.trim() === '' ? '–' : shown, max)
}

/** Seconds of a year with four digits: what the clients' pattern for dates takes. */
const datable = (at: number): boolean => at >= Date.UTC(1000, 0, 1) && at < Date.UTC(10_000, 0, 1)

/** When, in the reader's own language and time zone: the client writes it. */
function instantRuns(inline: Inline & { type: 'instant' }, style: RunStyle): TextRun[] {
  if (!datable(inline.at)) return runs(inline.fallback, style)
  const iso = `${new Date(inline.at).toISOString().slice(0, 19)}Z`
  return [{ type: 'TextRun', text: `{{DATE(${iso},SHORT)}}, {{TIME(${iso})}}`, ...style }]
}

function inlineRuns(inline: Inline, style: RunStyle): TextRun[] {
  switch (inline.type) {
    case 'text':
      return runs(inline.text, style)
    case 'strong':
      return runs(inline.text, { ...style, weight: 'Bolder' })
    case 'person':
      return runs(inline.name, style)
    case 'instant':
      return instantRuns(inline, style)
    case 'link': {
      const url = safeUrl(inline.url)
      return url === null
        ? runs(`${inline.text} (${inline.url})`, style)
        : linkedRuns(inline.text, url, style)
    }
    default:
      return inline satisfies never
  }
}

/** Text that opens an address, which is one that is safe to open. */
export function linkedRuns(text: string, url: string, style: RunStyle = {}): TextRun[] {
  const selectAction = { type: 'Action.OpenUrl' as const, url }
  return runs(text, { ...style, color: 'Accent' }).map((run) => ({
    ...run,
    underline: true as const,
    selectAction,
  }))
}

const styleOf = ({ text: _, ...style }: TextRun): string => JSON.stringify(style)

/** Neighbouring runs of one style as one, unless that would bring together what was parted. */
export function merged(list: readonly TextRun[]): TextRun[] {
  const result: TextRun[] = []
  for (const run of list) {
    const last = result.at(-1)
    const joined = last === undefined ? '' : last.text + run.text
    if (
      last !== undefined &&
      styleOf(last) === styleOf(run) &&
      runs(joined).length === 1 &&
      !isDate(run, last)
    ) {
      result[result.length - 1] = { ...last, text: joined }
    } else result.push(run)
  }
  return result
}
const isDate = (...list: readonly TextRun[]): boolean => list.some(({ text }) => text.startsWith('{{DATE('))

/** The runs that say the same. */
export const richRuns = (rich: Rich, style: RunStyle = {}): TextRun[] =>
  merged(rich.flatMap((inline) => inlineRuns(inline, style)))

/** A block of runs; null when there is nothing in it. */
export function textBlock(list: readonly TextRun[], spacing: Spacing = 'Default'): RichTextBlock | null {
  return list.length === 0 ? null : { type: 'RichTextBlock', inlines: merged(list), spacing }
}

/** Whether no client takes any of the text for markup, a link or a mention. */
export const isInert = (text: string): boolean =>
  !/[*_[\]()\\`~<>&|!@]|\{\{|\$\{|:\/\/|www\.|\n/iu.test(text) && !/^\s*(#|[-+]\s|\d+[.)])/u.test(text)

/**
 * A heading for the eye and for screen readers. Where its text could be markup it is a heading for the eye only,
 * because runs cannot be headings.
 */
export function heading(
  text: string,
  size: 'Default' | 'Large',
  spacing: Spacing = 'Medium',
): TextBlock | RichTextBlock {
  const shown = visible(text)
  if (isInert(shown) && shown.trim() !== '')
    return { type: 'TextBlock', text: shown, wrap: true, weight: 'Bolder', size, style: 'heading', spacing }
  const large = size === 'Large' ? { size } : {}
  const inlines = merged(runs(shown.trim() === '' ? '–' : shown, { weight: 'Bolder', ...large }))
  return { type: 'RichTextBlock', inlines, spacing }
}

/** Somebody of this tenant whom a message must reach. */
export interface Addressed {
  /** The account's id in Teams (`29:…`) or in Entra. */
  readonly id: string
  readonly name: string
}

/** The line that reaches people, with what Teams needs to know of them; null for nobody. */
export function mentions(
  people: readonly Addressed[],
): { readonly line: TextBlock; readonly entities: readonly MentionEntity[] } | null {
  if (people.length === 0) return null
  const entities = people.map(({ id, name }): MentionEntity => {
    const shown = clip(
      visible(name)
        .replace(/[^\p{L}\p{N}\p{M}.,'’-]+/gu, ' ')
        .trim() || '–',
      80,
    )
    return { type: 'mention', text: `<at>${shown}</at>`, mentioned: { id, name: shown } }
  })
  const text = entities.map((entity) => entity.text).join(', ')
  return {
    line: { type: 'TextBlock', text, wrap: true, isSubtle: true, size: 'Small', spacing: 'Small' },
    entities,
  }
}
