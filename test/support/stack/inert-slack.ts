import { expect } from 'vitest'
import type { SlackServer } from '../../../adapters/sandbox/slack-server/index.ts'
import { type Json, textAt } from '../../../adapters/sandbox/slack-server/json.ts'
import type { Person } from './person.ts'
import { objectsIn } from './slack-reading.ts'

/** Everything that Slack has been given: messages, with their notifications, and open dialogs and homes. */
function everythingIn({ workspace }: SlackServer): Json[] {
  const { conversations, modals, homes } = workspace
  const messages = [...conversations.values()].flatMap(({ messages: all }) =>
    all.map(({ text, blocks }) => ({ notification: text, blocks })),
  )
  const views = [...[...modals.values()].flat(), ...homes.values()].map(({ definition }) => definition)
  return [...messages, ...views]
}

/** Nothing anywhere pings, links, hides or reorders; `people` may be mentioned. */
export function expectSlackInert(server: SlackServer, people: readonly Person[]): void {
  const mentionable = people.map(({ user }) => user)
  for (const thing of everythingIn(server)) {
    const raw = JSON.stringify(thing)
    // Control characters and what reorders text, as JSON writes them or as they are; line breaks are a matter of layout.
    expect(raw).not.toMatch(
      /\\u00(0[0-9]|1[0-9a-f]|7f|[89][0-9a-f])|[\u202a-\u202e\u2066-\u2069\u2028\u2029\u0080-\u009f]/i,
    )
    expect(raw.isWellFormed()).toBe(true)
    for (const object of objectsIn(thing)) {
      expect(['broadcast', 'usergroup', 'channel', 'team', 'color', 'emoji']).not.toContain(object.type)
      if (object.type === 'user') expect(mentionable).toContain(object.user_id)
      if (object.type === 'link') expect(textAt(object, 'url')).toMatch(/^https:\/\/example\.com\//)
      if (object.type === 'plain_text' && 'emoji' in object) expect(object.emoji).toBe(false)
      const marked = object.type === 'mrkdwn' ? textAt(object, 'text') : textAt(object, 'notification')
      for (const [tag] of (marked ?? '').matchAll(/<[^>]*>/g))
        expect(tag).toMatch(/^<@(U0MARA0001|U0SAM00003|U0LENA0005|U0CARLA007)>$|^<!date\^\d+\^/)
    }
  }
}
