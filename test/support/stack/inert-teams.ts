import { expect } from 'vitest'
import type { TeamsServer } from '../../../adapters/sandbox/teams-server/index.ts'
import { isJson, type Json } from '../../../adapters/sandbox/teams-server/json.ts'
import { isInert } from '../../../adapters/teams/escape.ts'
import { markdownTexts, nodesIn, runTexts } from '../teams/reading.ts'

/** Every card that Teams has been given: in messages, in people's own views of them, and in open dialogs. */
function cardsIn({ tenant }: TeamsServer): unknown[] {
  const messages = [...tenant.conversations.values()].flatMap(({ messages: all }) => all)
  const ours = messages.filter(({ from }) => from === null)
  return [
    ...ours.flatMap(({ attachments, views }) => [
      ...attachments.map(({ content }) => content),
      ...views.values(),
    ]),
    ...[...tenant.dialogs.values()].flat().map(({ card }) => card),
  ]
}

/** Nothing anywhere pings, links, hides or reorders: only people of the tenant are mentioned, by their own names. */
export function expectTeamsInert(server: TeamsServer): void {
  const people = new Set([...server.tenant.people.values()].map(({ name }) => `<at>${name}</at>`))
  for (const card of cardsIn(server)) {
    const raw = JSON.stringify(card)
    // Control characters and what reorders text, as JSON writes them or as they are; line breaks are a matter of layout.
    expect(raw).not.toMatch(
      /\\u00(0[0-9]|1[0-9a-f]|7f|[89][0-9a-f])|[\u202a-\u202e\u2066-\u2069\u2028\u2029\u0080-\u009f]/i,
    )
    expect(raw.isWellFormed()).toBe(true)
    // Clients put a date in the place of this in what they draw; what stands in a field they leave alone.
    expect([...markdownTexts(card), ...runTexts(card)].join('\n')).not.toContain('{{DATE(2026-01-01')
    for (const line of markdownTexts(card)) {
      if (!line.includes('<at>')) expect([line, isInert(line)]).toEqual([line, true])
      else for (const name of line.split(', ')) expect(people).toContain(name)
    }
    expect(JSON.stringify(entitiesOf(card))).not.toMatch(/everyone|channel|evil/)
    for (const { url } of nodesIn(card).filter(({ type }) => type === 'Action.OpenUrl'))
      expect(String(url)).toMatch(/^https:\/\/example\.com\/|^http:\/\/127\.0\.0\.1:\d+\/media\/[\w.-]+$/)
  }
  // A card's own text is all there is: what stands beside it could be markup.
  for (const { messages } of server.tenant.conversations.values())
    for (const { from, text, entities } of messages)
      if (from === null) expect([text, entities]).toEqual(['', []])
}

const entitiesOf = (card: unknown): unknown => {
  const msteams: Json = isJson(card) && isJson(card.msteams) ? card.msteams : {}
  return msteams.entities ?? []
}
