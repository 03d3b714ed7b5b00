import { asPlain, type Plain } from './text.ts'

/** Limits that the words themselves keep, so that no platform has to cut them: Slack's, which are the narrowest. */
export const limits = {
  headline: 150,
  title: 80,
  choiceLabel: 75,
  formTitle: 24,
  fieldLabel: 150,
  optionLabel: 75,
  hint: 2000,
} as const

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * The beginning of a text, at most `max` UTF-16 units, ending in "…" where something was left out. Never splits a
 * character that people see as one; breaks between words where one ends in the last third.
 */
export function shorten(text: string, max: number): Plain {
  if (text.length <= max) return asPlain(text)
  let kept = ''
  for (const { segment } of graphemes.segment(text.slice(0, max + 1))) {
    if (kept.length + segment.length > max - 1) break
    kept += segment
  }
  const space = kept.lastIndexOf(' ')
  return asPlain(`${(space > max * 0.66 ? kept.slice(0, space) : kept).trimEnd()}…`)
}

/** One line: any run of white space becomes one blank. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim()
