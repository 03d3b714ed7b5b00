import { z } from 'zod'
import type { MemberReference } from '../types.ts'
import { always, cleanItems } from './clean.ts'
import { leaf, type Say } from './leaf.ts'

const expects = 'an e-mail address, slack:S… (user group), slack:U… (account) or entra:… (group id)'
// Deliberately simple: the platform's directory has the last word on whether there is such an address.
const email = /^[^\s@<>,;:"()[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)*$/
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const slackId = /^([TE][A-Z0-9]{6,20}\/)?[SUW][A-Z0-9]{6,20}$/

/** People by reference: an e-mail address (in small letters), or a group or account of a platform. */
function member() {
  const schema = {
    type: 'string',
  } as const
  return leaf(expects, schema, (value, say) => (typeof value === 'string' ? read(value.trim(), say) : say()))
}

function read(text: string, say: Say): MemberReference | ReturnType<Say> {
  const [, platform, id = ''] = /^(slack|entra):(.*)$/.exec(text) ?? []
  if (platform === 'slack') {
    if (slackId.test(id))
      return /^([^/]*\/)?S/.test(id) ? { type: 'slack_user_group', id } : { type: 'slack_user', id }
    return say({
      suggestion:
        'A user group’s id begins with S, an account’s with U or W: slack:S0123ABCD. With several workspaces the workspace may stand in front: slack:T0123ABCD/S0123ABCD.',
    })
  }
  if (platform === 'entra') {
    if (guid.test(id.toLowerCase())) return { type: 'entra_group', id: id.toLowerCase() }
    return say({ suggestion: 'Use the group’s object id: entra:00000000-0000-0000-0000-000000000000.' })
  }
  const address = text.toLowerCase()
  if (email.test(address)) return { type: 'email', email: address }
  return say({ suggestion: suggestionFor(text) })
}

function suggestionFor(text: string): string | null {
  if (slackId.test(text)) return `Did you mean “slack:${text}”?`
  if (guid.test(text.toLowerCase())) return `Did you mean “entra:${text}”?`
  const inside = /<([^<>\s]+@[^<>\s]+)>/.exec(text)?.[1]
  if (inside !== undefined) return `Did you mean “${inside}”?`
  if (text.startsWith('@') || /^\S+$/.test(text)) return 'Names change; use the person’s e-mail address.'
  return null
}

/** The same text for the same person or group, to compare and to show. */
export function referenceText(reference: MemberReference): string {
  switch (reference.type) {
    case 'email':
      return reference.email
    case 'slack_user_group':
    case 'slack_user':
      return `slack:${reference.id}`
    case 'entra_group':
      return `entra:${reference.id}`
    default:
      return reference satisfies never
  }
}

/** True for a reference to exactly one person. */
export function isSinglePerson(reference: MemberReference): boolean {
  return reference.type === 'email' || reference.type === 'slack_user'
}

/** A list of people, not empty and without repetition. `who` says in a message what cannot be without anybody. */
export function members(who: string) {
  return z.array(member()).superRefine((list, context) => {
    if (Array.isArray(list) && list.length === 0)
      context.addIssue({
        code: 'custom',
        message: `is empty: ${who} needs at least one person`,
        params: { suggestion: 'Add an e-mail address or a Slack user group.' },
      })
    const seen = new Set<string>()
    for (const [index, reference] of cleanItems(list, context.issues)) {
      const text = referenceText(reference)
      if (seen.has(text))
        context.addIssue({ code: 'custom', path: [index], message: `names ${text} a second time` })
      seen.add(text)
    }
  }, always)
}

/** Everyone, or a list like members. */
export function requesters() {
  const list = members('the list of requesters')
  return z
    .union([z.literal('everyone'), list], { error: 'must be “everyone” or a list of people and groups' })
    .meta({ description: 'Who may ask for an approval: everyone, or a list of people and groups.' })
}
