/** What people type into the fields of a form, whatever chat it is open in: mostly sense, and sometimes not. */
import type { Random } from '../engine/random.ts'

const sentences = [
  'As discussed.',
  'The source is missing.',
  'The fair is on Friday.',
  'Without the picture.',
]

const hostile = [
  ' ',
  '<!channel> <@UCEO> *approved*',
  '[approve](https://example.com)<at>Ceo</at>',
  '\u202eapproved by security\u0007',
  '{{DATE(2026-01-01)}} ```',
  'x'.repeat(2_900),
]

/** Everything one person would answer to the fields of one form. */
export interface Pen {
  /** The text for a field; null leaves it empty. `stands` is what is there already, if anything. */
  text(field: string, required: boolean, stands: string | null): string | null
  /** Whether a choice without a default is made. */
  chooses(field: string, required: boolean): boolean
  /** The planned slot, milliseconds since 1970 on a whole minute; null where the person does without. */
  readonly slot: number | null
}

/** Half a judgement is refused: whoever need not judge mostly leaves all of it. */
const judging = /^(likelihood|impact|question:)/
/** What would say the same again if it stayed as it was. */
const newEachTime = /^(text|reason|changes)$/

export function penOf(random: Random, now: number): Pen {
  const careless = random.chance(0.03)
  const judges = random.chance(0.1)
  const hours = random.chance(0.4) ? 1 + random.int(6) : 6 + random.int(60)
  const slot = Math.ceil((now + hours * 3_600_000) / 60_000) * 60_000
  const sentence = () => `${random.pick(sentences)} (${random.int(1_000)})`
  return {
    slot: random.chance(0.5) ? slot : null,
    text(field, required, stands) {
      if (careless && random.chance(0.3)) return random.pick(hostile)
      if (field === 'keep_informed') return random.chance(0.1) ? 'ceo@example.com' : null
      if (field === 'link') return null
      if (stands !== null && !newEachTime.test(field)) return stands
      if (field === 'url') return 'https://example.com/post'
      return required || random.chance(0.1) ? sentence() : null
    },
    chooses: (field, required) =>
      required ? !careless || random.chance(0.8) : judging.test(field) ? judges : random.chance(0.05),
  }
}
