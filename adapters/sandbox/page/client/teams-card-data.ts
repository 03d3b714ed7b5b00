import { isJson } from '../../slack-server/json.ts'

export interface ClientFacts {
  /** What was typed into another drawing of the card, by input. */
  readonly entered: ReadonlyMap<string, unknown>
  readonly locale: string
  /** IANA name. */
  readonly timezone: string
}

const functions = /\{\{(DATE|TIME)\(([^,)]+)(?:,\s*SHORT)?\)\}\}/gu

/**
 * Dates as the person's own client writes them. The renderer would take the language and time zone of the visitor's
 * browser, while the person sits elsewhere.
 */
function withDates(text: string, { locale, timezone }: ClientFacts): string {
  return text.replace(functions, (whole, name: string, written: string) => {
    const at = Date.parse(written)
    if (Number.isNaN(at)) return whole
    const options: Intl.DateTimeFormatOptions =
      name === 'DATE'
        ? { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }
        : { hour: 'numeric', minute: '2-digit' }
    return new Intl.DateTimeFormat(locale, { timeZone: timezone, ...options }).format(at)
  })
}

/** A card as one person's client shows it: with dates written out, and with what was typed into it before. */
export function cardForClient(card: unknown, facts: ClientFacts): unknown {
  if (Array.isArray(card)) return card.map((item) => cardForClient(item, facts))
  if (!isJson(card)) return card
  const isText = card.type === 'TextRun' || card.type === 'TextBlock'
  const parts = Object.entries(card).map(([key, value]) => [
    key,
    isText && key === 'text' && typeof value === 'string'
      ? withDates(value, facts)
      : cardForClient(value, facts),
  ])
  const value = typeof card.id === 'string' ? facts.entered.get(card.id) : undefined
  return Object.fromEntries(value === undefined ? parts : [...parts, ['value', value]])
}
