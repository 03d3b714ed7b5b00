/**
 * The text under which a card is unique in its request. Every store uses the same, so that rows can move between them.
 * The types repeat those of the application's port on purpose: the codec may not depend on the application, and the
 * stores that use both do not compile when they differ.
 */
import type { PersonId } from '../domain/flavour.ts'
import { CodecError } from './error.ts'
import { storableText } from './text.ts'

export type CardRecipient =
  | { readonly type: 'person'; readonly person: PersonId }
  | { readonly type: 'channel'; readonly group: string }
  | { readonly type: 'mediation'; readonly beside?: 'slack' | 'teams' }

const livingViews = ['requester', 'review', 'brief', 'mediation', 'observer'] as const
export type LivingView = (typeof livingViews)[number]
export type CardPurposeKey =
  | { readonly type: 'living'; readonly view: LivingView }
  | { readonly type: 'notice'; readonly notice: string; readonly about: number }

/** `person:<id>`, `channel:<group>`, `mediation` or `mediation:<platform>`. */
export function recipientKey(recipient: CardRecipient): string {
  switch (recipient.type) {
    case 'person':
      return storableText(`person:${recipient.person}`, 'the recipient of a card')
    case 'channel':
      return storableText(`channel:${recipient.group}`, 'the recipient of a card')
    case 'mediation':
      return recipient.beside === undefined ? 'mediation' : `mediation:${recipient.beside}`
    default:
      return recipient satisfies never
  }
}

/** Throws `CodecError` `malformed` for a text that `recipientKey` does not give. */
export function parseRecipientKey(key: string): CardRecipient {
  if (key === 'mediation') return { type: 'mediation' }
  const [type, rest] = splitOnce(key)
  if (type === 'mediation' && (rest === 'slack' || rest === 'teams')) return { type, beside: rest }
  if (type === 'person' && rest !== '') return { type, person: rest }
  if (type === 'channel' && rest !== '') return { type, group: rest }
  throw new CodecError('malformed', 'not the key of a recipient')
}

/** `living:<view>` or `notice:<about>:<notice>`; the number comes first because a notice's name is free. */
export function purposeKey(purpose: CardPurposeKey): string {
  switch (purpose.type) {
    case 'living':
      return `living:${purpose.view}`
    case 'notice':
      return storableText(`notice:${purpose.about}:${purpose.notice}`, 'the purpose of a card')
    default:
      return purpose satisfies never
  }
}

/** Throws `CodecError` `malformed` for a text that `purposeKey` does not give. */
export function parsePurposeKey(key: string): CardPurposeKey {
  const [type, rest] = splitOnce(key)
  if (type === 'living') {
    const view = livingViews.find((known) => known === rest)
    if (view !== undefined) return { type, view }
  }
  if (type === 'notice') {
    const [about, notice] = splitOnce(rest)
    if (/^\d+$/.test(about) && notice !== '') return { type, notice, about: Number(about) }
  }
  throw new CodecError('malformed', 'not the key of a purpose')
}

function splitOnce(text: string): readonly [string, string] {
  const colon = text.indexOf(':')
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
}
