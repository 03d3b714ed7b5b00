/** What people type to the bot, in every language. Each chat brings its own way of typing it. */
import type { RequestKind } from '../domain/request/content.ts'
import type { Chosen } from './preferences.ts'

/** What somebody asks for with words. */
export type Command =
  | { readonly does: 'compose'; readonly kind: RequestKind }
  | { readonly does: 'details'; readonly number: number }
  /** `words`: from when until when and who stands in, as typed; empty where nothing was said. */
  | { readonly does: 'away'; readonly words: string }
  | { readonly does: 'back' }
  | { readonly does: 'overview' }
  | { readonly does: 'prefer'; readonly about: Chosen['about']; readonly text: string }

/** Maps and sets, because people type any word, among them `constructor`, which every object has. */
const kinds: ReadonlyMap<string, RequestKind> = new Map([
  ['post', 'post'],
  ['beitrag', 'post'],
  ['channel', 'channel'],
  ['kanal', 'channel'],
])
const beginnings = new Set(['new', 'neu', 'neuer'])
const overviews = new Set(['mine', 'meine', 'queue', 'home', 'warteschlange', 'übersicht'])
const away = new Set(['away', 'abwesend', 'abwesenheit'])
const back = new Set(['back', 'zurück', 'zurueck'])

/** What people choose for themselves with a word and a time. */
const wishes: ReadonlyMap<string, Chosen['about']> = new Map([
  ['hours', 'hours'],
  ['zeiten', 'hours'],
  ['digest', 'digest'],
  ['sammelnachricht', 'digest'],
  ['chat', 'chat'],
  ['here', 'chat'],
  ['hier', 'chat'],
])

/** What the text asks for by its first word; null where that is no command, such as "help". */
export function readCommand(text: string): Command | null {
  const [first = '', ...others] = text.trim().split(/\s+/u)
  const word = first.toLowerCase()
  // "new post" is what people say; "post" alone means the same.
  const kind = kinds.get(beginnings.has(word) ? (others[0]?.toLowerCase() ?? '') : word)
  if (kind !== undefined) return { does: 'compose', kind }
  const number = /^#?(\d{1,9})$/.exec(word)?.[1]
  if (number !== undefined) return { does: 'details', number: Number(number) }
  const rest = text.trim().slice(first.length).trim()
  if (away.has(word)) return { does: 'away', words: rest }
  if (back.has(word)) return { does: 'back' }
  if (overviews.has(word)) return { does: 'overview' }
  const about = wishes.get(word)
  return about === undefined ? null : { does: 'prefer', about, text: rest }
}
